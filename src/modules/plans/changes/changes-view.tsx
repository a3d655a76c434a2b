import type { ReactNode } from 'react'
import { Form } from 'react-router'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Section, SelectField, Stack } from '#platform/ui/index.ts'
import type { Audience, Part, TextName } from '../vocabulary.ts'
import type { GoalMark, PartChange, RecoveryChange, TextChange } from './changes.ts'
import '../screen/plans.css'

type Props<Changes> = {
  compared: { from: number; to: number; chosen: number | null; changes: Changes }
  /** The version that is read. */
  seq: number
  versions: readonly { seq: number; at: Date }[]
}

/** What changed between two versions, and a choice of the other one. Without a script too: the choice stands in the address. */
const Changes = ({
  compared: { from, to, chosen },
  seq,
  versions,
  isSame,
  children,
}: Props<unknown> & { isSame: boolean; children: ReactNode }) => {
  const { say, intl } = useLanguage()
  const moment = (at: Date) => intl.formatDate(at, { dateStyle: 'long', timeStyle: 'short' })
  const momentOf = (number: number) => {
    const version = versions.find((each) => each.seq === number)
    return version === undefined ? '' : moment(version.at)
  }
  const others = versions.filter((each) => each.seq !== seq)
  return (
    <Section title={say('changes.title')} id="changes">
      <p>
        {chosen === null && seq === from
          ? say('changes.since', { from: momentOf(from) })
          : say('changes.what', { from: momentOf(from), to: momentOf(to) })}
      </p>
      {isSame ? <p>{say('changes.none')}</p> : children}
      <div className="screen-only">
        {others.length > 0 && (
          <Form method="get" action="#changes">
            <Stack gap="small">
              <input type="hidden" name="version" value={seq} />
              <SelectField
                name="with"
                label={say('changes.with')}
                empty={say('changes.today')}
                options={others.map((other) => ({ value: String(other.seq), label: moment(other.at) }))}
                defaultValue={chosen === null ? '' : String(chosen)}
              />
              <Button>{say('changes.act')}</Button>
            </Stack>
          </Form>
        )}
      </div>
    </Section>
  )
}

/** One part: what came in, what went out. Each under its word, so that nothing hangs on a colour. */
const Change = ({ title, notes = [], more, less }: TextChange & { title: string; notes?: readonly string[] }) => {
  const { say } = useLanguage()
  const lines = (word: string, all: readonly string[]) =>
    all.length > 0 && (
      <>
        <p className="plan-for">{word}</p>
        <ul>
          {all.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same sentence may stand there twice, and the list never moves
            <li key={at} className="plan-text">
              {line}
            </li>
          ))}
        </ul>
      </>
    )
  return (
    <div className="plan-part">
      <h3>{title}</h3>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {lines(say('changes.more'), more)}
      {lines(say('changes.less'), less)}
      {more.length + less.length + notes.length === 0 && <p>{say('changes.moved')}</p>}
    </div>
  )
}

/** What changed in a crisis plan, part by part, and in who reads it. */
export const CrisisChanges = ({ compared, ...rest }: Props<readonly PartChange[]>) => {
  const { say } = useLanguage()
  const readers = (whom: readonly Audience[]) =>
    whom.length === 0 ? say('crisisPlan.for.nobody') : whom.map((each) => say(`crisisPlan.for.${each}`)).join(', ')
  return (
    <Changes {...rest} compared={compared} isSame={compared.changes.length === 0}>
      {compared.changes.map(({ part, more, less, readers: read }) => (
        <Change
          key={part}
          title={say(`crisisPlan.part.${part satisfies Part}`)}
          notes={read === null ? [] : [say('changes.readers', { before: readers(read.before), after: readers(read.after) })]}
          more={more}
          less={less}
        />
      ))}
    </Changes>
  )
}

/** What changed in a recovery plan: its texts, and its projects. */
export const RecoveryChanges = ({ compared, ...rest }: Props<RecoveryChange>) => {
  const { say } = useLanguage()
  const { texts, goals } = compared.changes
  return (
    <Changes {...rest} compared={compared} isSame={texts.length + goals.length === 0}>
      {texts.map(({ name, more, less }) => (
        <Change key={name} title={say(`recovery.text.${name satisfies TextName}`)} more={more} less={less} />
      ))}
      {goals.map(({ id, title, marks, more, less }) => (
        <Change
          key={id}
          title={say('recovery.goal.named', { title })}
          notes={marks.map((mark: GoalMark) => say(`changes.goal.${mark}`))}
          more={more}
          less={less}
        />
      ))}
    </Changes>
  )
}
