import type { CarriedPerson, Visit } from '#modules/field/vocabulary.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Empty, Section } from '#platform/ui/index.ts'
import { dayOf, inDays, nameOf, placeOf } from './names.ts'
import { useField } from './use-field.tsx'

/** Today's visits, those of yesterday that nobody wrote down, and what comes next. */
export const Today = () => {
  const { say, intl } = useLanguage()
  const { field, view } = useField()
  const today = dayOf(field.clock())
  const known = new Map(view.people.map((person) => [`${person.network}/${person.id}`, person]))
  const planned = (view.me?.visits ?? []).flatMap((visit) => {
    const person = known.get(`${visit.network}/${visit.person}`)
    return person === undefined ? [] : [{ visit, person }]
  })
  const ofDay = (isWanted: (day: string) => boolean) => planned.filter(({ visit }) => isWanted(visit.on))
  const [due, late, soon] = [ofDay((day) => day === today), ofDay((day) => day < today), ofDay((day) => day > today)]
  return (
    <>
      <h1 id="title" tabIndex={-1}>
        {inDays(intl, today)}
      </h1>
      <Section title={say('field.today.visits')}>
        {due.length === 0 ? <Empty title={say('field.today.none')} what={say('field.today.none.what')} /> : <Visits lines={due} />}
      </Section>
      {late.length > 0 && (
        <Section title={say('field.today.late')}>
          <Visits lines={late} isDated />
        </Section>
      )}
      {soon.length > 0 && (
        <Section title={say('field.today.soon')}>
          <Visits lines={soon} isDated />
        </Section>
      )}
    </>
  )
}

const Visits = ({ lines, isDated = false }: { lines: readonly { visit: Visit; person: CarriedPerson }[]; isDated?: boolean }) => {
  const { say, intl } = useLanguage()
  const { view } = useField()
  // Who works in two networks may follow somebody of the same name in each.
  const isOneNetwork = new Set((view.me?.teams ?? []).map(({ network }) => network)).size < 2
  return (
    <ul className="field-list">
      {lines.map(({ visit, person }) => (
        <li key={`${visit.network}/${visit.person}/${visit.on}`} className="field-card">
          <a className="field-name" href={placeOf('people', person)}>
            {nameOf(say, person)}
          </a>
          {(isDated || visit.time !== null) && (
            <span>{[isDated ? inDays(intl, visit.on) : '', visit.time ?? ''].filter((part) => part !== '').join(', ')}</span>
          )}
          {!isOneNetwork && <span className="field-small">{[...new Set(person.episodes.map(({ team }) => team))].join(', ')}</span>}
          {person.reach.address !== '' && <span>{person.reach.address}</span>}
          {person.reach.how !== '' && <span>{person.reach.how}</span>}
          <span className="field-acts">
            {person.reach.phone !== '' && (
              <a className="button" href={`tel:${person.reach.phone.replaceAll(/[^+\d]/g, '')}`}>
                {say('field.call', { phone: person.reach.phone })}
              </a>
            )}
            {person.episodes.length > 0 && (
              <a className="button" href={placeOf('write', person)}>
                {say('field.write')}
              </a>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
