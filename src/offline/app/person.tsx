import type { CarriedContact, CarriedPerson, Command, PlanShown } from '#modules/field/vocabulary.ts'
import { withPhones } from '#modules/plans/screen/phones.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { DescriptionList, Fold, Notice, Section, Tag } from '#platform/ui/index.ts'
import { inDays, nameOf, placeOf } from './names.ts'
import { Note } from './note.tsx'
import { useField } from './use-field.tsx'

/** One person: how to reach them, what was written here and waits, their crisis plan, the last contacts. */
export const PersonPage = ({ person }: { person: CarriedPerson }) => {
  const { say, intl } = useLanguage()
  const { view } = useField()
  const { reach, contacts, plan } = person
  const waits = view.written.flatMap(({ command }) => (command.person === person.id && command.kind === 'contact' ? [command] : []))
  const next = (view.me?.visits ?? []).find((visit) => visit.network === person.network && visit.person === person.id)
  const facts = [
    [say('care.field.address'), [reach.address, person.place ?? ''].filter((part) => part !== '').join(', ')],
    [say('care.field.email'), reach.email],
    [say('care.field.how'), reach.how],
    [
      say('field.language'),
      [
        person.language === null ? '' : (intl.formatDisplayName(person.language, { type: 'language' }) ?? person.language),
        person.needsInterpreter ? say('care.person.interpreter') : '',
      ]
        .filter((part) => part !== '')
        .join(', '),
    ],
    [say('field.next'), next === undefined ? '' : inDays(intl, next.on)],
  ].filter(([, what]) => what !== '')
  return (
    <>
      <p>
        <a className="link" href="#/people">
          {say('field.people')}
        </a>
      </p>
      <h1 id="title" tabIndex={-1}>
        {nameOf(say, person)}
      </h1>
      {person.birthDate !== null && (
        <p>{say('field.born', { day: intl.formatDate(`${person.birthDate}T12:00:00Z`, { dateStyle: 'long' }) })}</p>
      )}
      <p className="field-acts">
        {person.episodes.length > 0 && (
          <a className="button button-primary" href={placeOf('write', person)}>
            {say('field.write')}
          </a>
        )}
        {reach.phone !== '' && (
          <a className="button" href={`tel:${reach.phone.replaceAll(/[^+\d]/g, '')}`}>
            {say('field.call', { phone: reach.phone })}
          </a>
        )}
        {person.episodes.length > 0 && (
          <a className="button button-quiet" href={placeOf('reach', person)}>
            {say('field.reach')}
          </a>
        )}
      </p>
      {facts.length > 0 && <DescriptionList items={facts.map(([term = '', description]) => ({ key: term, term, description }))} />}
      {plan !== null && (
        <Section title={say('field.plan')}>
          <Plan plan={plan} />
        </Section>
      )}
      <Section title={say('field.contacts')}>
        {waits.length > 0 && <Notice kind="info">{say('field.contacts.waits', { count: waits.length })}</Notice>}
        {waits.map((command) => (
          <Unsent key={command.id} command={command} />
        ))}
        {contacts.length === 0 && waits.length === 0 && <p>{say('field.contacts.none')}</p>}
        {contacts.map((contact) => (
          <Contact key={contact.id} contact={contact} />
        ))}
      </Section>
      {person.episodes.length > 0 && <Note person={person} />}
    </>
  )
}

/** A crisis plan, or the parts of it that are for the reader. */
export const Plan = ({ plan: { writtenAt, parts } }: { plan: PlanShown }) => {
  const { say, intl } = useLanguage()
  return (
    <div className="stack stack-small">
      <p className="field-small">{say('field.plan.written', { day: intl.formatDate(writtenAt, { dateStyle: 'long' }) })}</p>
      {parts.map(({ part, text }) => (
        <div key={part}>
          <h3>{say(`crisisPlan.part.${part}`)}</h3>
          <p className="kept-lines">{['call', 'trusted', 'home'].includes(part) ? withPhones(text) : text}</p>
        </div>
      ))}
    </div>
  )
}

const Contact = ({ contact }: { contact: CarriedContact }) => {
  const { say, intl } = useLanguage()
  const { at, minutes, mode, who, missed, note, workers, team, files } = contact
  const facts = [
    say(`care.mode.${mode}`),
    minutes === null ? '' : say('care.contact.minutes', { minutes }),
    team,
    workers.join(', '),
    ...who.map((each) => say(`care.who.${each}`)),
    files === 0 ? '' : say('field.contacts.files', { count: files }),
  ]
  return (
    <article className="field-card">
      <strong>{intl.formatDate(at, { dateStyle: 'full', timeStyle: 'short' })}</strong>
      <span>{facts.filter((part) => part !== '').join(' · ')}</span>
      {missed !== null && <Tag tone="attention">{say(`care.missed.${missed}`)}</Tag>}
      {note !== null && note !== '' && <p className="kept-lines">{note}</p>}
    </article>
  )
}

const Unsent = ({ command: { typed } }: { command: Extract<Command, { kind: 'contact' }> }) => {
  const { say, intl } = useLanguage()
  return (
    <article className="field-card">
      <strong>{`${inDays(intl, typed.at)}, ${typed.time}`}</strong> <Tag>{say('field.item.waiting')}</Tag>
      {typed.note !== '' && (
        <Fold title={say('care.field.note')}>
          <p className="kept-lines">{typed.note}</p>
        </Fold>
      )}
    </article>
  )
}
