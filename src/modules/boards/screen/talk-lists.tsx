import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Fold, Form, Row, Section, SelectField, Stack, Tag, TextLink } from '#platform/ui/index.ts'
import type { FollowedLine } from '../board/board.ts'
import type { Discussed, Followed } from '../discussed/discussed.queries.server.ts'
import type { DiscussedReason, Intensity } from '../vocabulary.ts'
import type { useClock } from './moments.ts'
import { TalkFields } from './talk.tsx'

type Clock = ReturnType<typeof useClock>
const useName = () => {
  const { say } = useLanguage()
  return (name: string) => (name === '' ? say('care.unnamed') : name)
}

type AtOnceProps = { person: string; name: string; reason: DiscussedReason; intensity: Intensity; label: string }
const AtOnce = ({ person, name, reason, intensity, label }: AtOnceProps) => (
  <Form method="post" className="screen-only">
    {Object.entries({ intent: 'on', person, reason, intensity }).map(([field, value]) => (
      <input key={field} type="hidden" name={field} value={value} />
    ))}
    <Button kind="quiet">
      {label}
      <span className="visually-hidden">{` ${name}`}</span>
    </Button>
  </Form>
)

/** Whom the team has missed or not met for long, and who is not spoken of yet: each can be put on in one tap. */
export const LookFor = ({
  lines,
  clock,
  now,
  personAt,
}: {
  lines: readonly FollowedLine[]
  clock: Clock
  now: string
  personAt: string
}) => {
  const { say } = useLanguage()
  const nameOf = useName()
  return (
    <Section title={say('boards.lookFor.title')} id="look-for" aside={<Tag>{String(lines.length)}</Tag>}>
      <p>{say('boards.lookFor.what')}</p>
      <ul className="board-list">
        {lines.map(({ personId, name, missed, lastAt, referent }) => (
          <li key={personId}>
            <Row>
              <TextLink to={`${personAt}${personId}`}>{nameOf(name)}</TextLink>
              <span>{lastAt === null ? say('boards.lookFor.never') : say('boards.discussed.last', { at: clock.near(lastAt, now) })}</span>
              {missed > 0 && <Tag tone="attention">{say('care.missedInARow', { n: missed })}</Tag>}
              {referent !== null && <span>{say('boards.discussed.referent', { name: referent })}</span>}
              <AtOnce person={personId} name={name} reason="out_of_touch" intensity="weekly" label={say('boards.discussed.on')} />
            </Row>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Puts somebody on the board. */
export const PutOn = ({ others }: { others: readonly Followed[] }) => {
  const { say } = useLanguage()
  const nameOf = useName()
  return (
    <div className="screen-only">
      <Section title={say('boards.discussed.on')}>
        <Form method="post">
          <Stack>
            <input type="hidden" name="intent" value="on" />
            <SelectField
              name="person"
              label={say('boards.field.person')}
              options={others.map(({ personId, name }) => ({ value: personId, label: nameOf(name) }))}
              empty={say('form.choose')}
              required
            />
            <TalkFields />
            <Button kind="primary">{say('boards.discussed.on')}</Button>
          </Stack>
        </Form>
      </Section>
    </div>
  )
}

/** Who was taken off these days: a name that was taken off by mistake is put back in one tap. */
export const TakenOff = ({ lines, clock }: { lines: readonly Omit<Discussed, 'agreed'>[]; clock: Clock }) => {
  const { say } = useLanguage()
  const nameOf = useName()
  return (
    <Fold title={say('boards.discussed.taken', { n: lines.length })}>
      <ul className="board-list">
        {lines.map(({ id, personId, name, since, until, reason, intensity }) => (
          <li key={id}>
            <Row>
              <strong>{nameOf(name)}</strong>
              <span>{say('boards.discussed.from', { from: clock.moment(since), to: clock.moment(until ?? since) })}</span>
              <AtOnce person={personId} name={name} reason={reason} intensity={intensity} label={say('boards.discussed.again')} />
            </Row>
          </li>
        ))}
      </ul>
    </Fold>
  )
}
