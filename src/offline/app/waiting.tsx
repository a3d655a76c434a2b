import { useEffect, useState } from 'react'
import type { Command } from '#modules/field/vocabulary.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Button, Empty, Fold, Notice, Row, Section, Tag } from '#platform/ui/index.ts'
import type { Begun as BegunDraft } from '../drafts.ts'
import type { Written } from '../outbox/outbox.ts'
import { Conflict } from './conflict.tsx'
import { inDays, nameOf, placeOf } from './names.ts'
import { useField } from './use-field.tsx'

/** What was written here and is not settled: it waits, or somebody wrote meanwhile, or it was refused. Nothing leaves by itself. */
export const Waiting = () => {
  const { say } = useLanguage()
  const { field, view } = useField()
  return (
    <>
      <h1 id="title" tabIndex={-1}>
        {say('field.waiting')}
      </h1>
      {view.closed.length > 0 && <Closed ids={view.closed} />}
      {view.written.length === 0 ? (
        view.closed.length === 0 && <Empty title={say('field.waiting.none')} what={say('field.waiting.none.what')} />
      ) : (
        <>
          <Button type="button" onClick={field.hurry}>
            {say('field.waiting.act')}
          </Button>
          <ul className="field-list">
            {view.written.map((item) => (
              <li key={item.id} className="field-card">
                <Item item={item} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Begun />
      {view.others > 0 && <Notice kind="info">{say('field.shut.waits', { count: view.others })}</Notice>}
    </>
  )
}

const PLACES = { contact: 'write', note: 'people', reach: 'reach' } as const
/** What was begun: also of somebody who is no longer on this device, so that no words are out of reach. */
const Begun = () => {
  const { say } = useLanguage()
  const { field, view } = useField()
  const [begun, setBegun] = useState<readonly BegunDraft[]>([])
  useEffect(() => {
    void field.drafts.listBegun().then(setBegun)
  }, [field])
  const forget = async (place: string) => {
    await field.drafts.forget(place)
    setBegun(await field.drafts.listBegun())
  }
  if (begun.length === 0) return null
  return (
    <Section title={say('field.drafts')}>
      <ul className="field-list">
        {begun.map(({ kind, network, id, words }) => {
          const person = view.people.find((each) => each.network === network && each.id === id)
          return (
            <li key={`${kind} ${network}/${id}`} className="field-card">
              <strong>{say(`field.kind.${kind}`)}</strong>
              <span>{person === undefined ? say('field.waiting.unknown') : nameOf(say, person)}</span>
              <p className="kept-lines">{words}</p>
              {person !== undefined && (
                <a className="button" href={placeOf(PLACES[kind], person)}>
                  {say('field.drafts.go')}
                </a>
              )}
              <Fold title={say('field.waiting.drop')}>
                <p>{say('field.waiting.drop.what')}</p>
                <Button kind="danger" type="button" onClick={() => void forget(`${kind} ${network}/${id}`)}>
                  {say('field.waiting.drop.act')}
                </Button>
              </Fold>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

/** What one wrote and what no key opens any more: it is said, and stays until somebody throws it away. */
const Closed = ({ ids }: { ids: readonly string[] }) => {
  const { say } = useLanguage()
  const { field } = useField()
  const drop = async () => {
    for (const id of ids) await field.drop(id)
  }
  return (
    <Notice kind="danger" title={say('field.waiting.closed', { count: ids.length })}>
      <p>{say('field.waiting.closed.what')}</p>
      <Fold title={say('field.waiting.drop')}>
        <Button kind="danger" type="button" onClick={() => void drop()}>
          {say('field.waiting.drop.act')}
        </Button>
      </Fold>
    </Notice>
  )
}

const TONES = { waiting: undefined, conflict: 'attention', refused: 'attention' } as const

const Item = ({ item }: { item: Written }) => {
  const { say } = useLanguage()
  const { field, view } = useField()
  const { command, state, told } = item
  const person = view.people.find(({ network, id }) => network === command.network && id === command.person)
  const opened = view.opened.find((each) => each.person === command.person)
  return (
    <>
      <strong>{say(`field.kind.${command.kind}`)}</strong>
      <span>{person === undefined ? (opened?.name ?? say('field.waiting.unknown')) : nameOf(say, person)}</span>
      <Tag {...(TONES[state] === undefined ? {} : { tone: TONES[state] })}>{say(`field.item.${state}`)}</Tag>
      <Words command={command} />
      {state === 'conflict' && command.kind === 'reach' && told?.theirs !== undefined && (
        <Conflict command={command} theirs={told.theirs} />
      )}
      {state === 'refused' && (
        <>
          <Notice kind="attention">{reasonIn(say, told?.reason)}</Notice>
          <Row>
            {command.kind === 'contact' && person !== undefined && person.episodes.length > 0 && (
              <a className="button button-primary" href={`${placeOf('write', person)}/${item.id}`}>
                {say('field.waiting.correct')}
              </a>
            )}
            <Button type="button" onClick={() => void field.again(command)}>
              {say('field.waiting.again')}
            </Button>
          </Row>
          <Fold title={say('field.waiting.drop')}>
            <p>{say('field.waiting.drop.what')}</p>
            <Button kind="danger" type="button" onClick={() => void field.drop(item.id)}>
              {say('field.waiting.drop.act')}
            </Button>
          </Fold>
        </>
      )}
    </>
  )
}

const FIELDS = ['at', 'time', 'minutes', 'mode', 'note', 'who', 'with', 'missed', 'next_on'] as const
const REASONS = ['not_found', 'forbidden', 'too_large', 'conflict'] as const
const reasonIn = (say: (id: MessageId, values?: Record<string, string>) => string, reason = ''): string => {
  const known = REASONS.find((each) => each === reason)
  if (known !== undefined) return say(`field.reason.${known}`)
  const fields = reason.split(',').map((name) => FIELDS.find((each) => each === name))
  return say('field.reason.fields', {
    fields: fields.map((name) => (name === undefined ? '' : say(`care.field.${name}`))).join(', ') || '–',
  })
}

/** What was written, so that nothing is lost when it can go nowhere. */
const Words = ({ command }: { command: Command }) => {
  const { say, intl } = useLanguage()
  if (command.kind === 'file') return <span>{command.name}</span>
  const words =
    command.kind === 'contact'
      ? `${inDays(intl, command.typed.at)}, ${command.typed.time}\n${command.typed.note}`
      : command.kind === 'note'
        ? command.text
        : command.kind === 'opening'
          ? say(`duty.reason.${command.reason}`)
          : Object.values(command.reach)
              .filter((part) => part !== '')
              .join('\n')
  return <p className="kept-lines">{words}</p>
}
