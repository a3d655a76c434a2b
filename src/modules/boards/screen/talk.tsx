import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Fold, Form, Row, SelectField, Stack, Tag, TextArea } from '#platform/ui/index.ts'
import type { FollowedLine } from '../board/board.ts'
import type { Discussed } from '../discussed/discussed.queries.server.ts'
import { DISCUSSED_REASONS, INTENSITIES } from '../vocabulary.ts'
import type { useClock } from './moments.ts'
import { optionsOf } from './options.ts'

/** Why, and how often meanwhile. */
export const TalkFields = ({ id = 'new', reason = 'new', intensity = 'daily' }: { id?: string; reason?: string; intensity?: string }) => {
  const { say } = useLanguage()
  return (
    <div className="entry-fields-pair">
      <SelectField
        name="reason"
        id={`reason-${id}`}
        label={say('boards.field.reason')}
        options={optionsOf(say, 'boards.reason.', DISCUSSED_REASONS)}
        defaultValue={reason}
      />
      <SelectField
        name="intensity"
        id={`intensity-${id}`}
        label={say('boards.field.intensity')}
        options={optionsOf(say, 'boards.intensity.', INTENSITIES)}
        defaultValue={intensity}
      />
    </div>
  )
}

type Facts = {
  talk: Discussed
  names: Readonly<Record<string, string>>
  clock: ReturnType<typeof useClock>
  limits: { discussedDays: number; intensityDays: number }
  /** What is known of them beside: who is there first, when they were met and when they will be. */
  beside?: FollowedLine | undefined
  now: string
  /** As on a wall: without who wrote what. */
  isShort?: boolean
}
/** Somebody whom the team talks about: since when and why, how often they are seen, and what was agreed. */
export const TalkFacts = ({ talk, names, clock, limits, beside, now, isShort = false }: Facts) => {
  const { say } = useLanguage()
  const { reason, intensity, since, putOnBy, until, takenOffBy, days, intensityFor, agreed } = talk
  const by = (worker: string) => names[worker] ?? say('boards.steps.former')
  const isOn = until === null
  return (
    <>
      <Row>
        <strong>{say(`boards.intensity.${intensity}`)}</strong>
        <span>{say(`boards.reason.${reason}`)}</span>
        {isOn && days > limits.discussedDays && <Tag tone="attention">{say('boards.discussed.long', { days })}</Tag>}
        {isOn && intensityFor >= limits.intensityDays && (
          <Tag tone="attention">{say('boards.discussed.stands', { days: intensityFor })}</Tag>
        )}
      </Row>
      {beside !== undefined && <Beside line={beside} clock={clock} now={now} />}
      {agreed.map(({ at, by: worker, what }) => (
        <div key={String(at)}>
          <p className="board-text">{what}</p>
          <p className="board-soft board-by">{say('boards.discussed.agreed', { at: clock.moment(at), by: by(worker) })}</p>
        </div>
      ))}
      <p className="board-soft">
        {!isOn
          ? say('boards.discussed.between', { from: clock.moment(since), to: clock.moment(until), by: by(takenOffBy ?? '') })
          : isShort
            ? say('boards.discussed.short', { day: clock.day(clock.isoDay(since)), days })
            : say('boards.discussed.since', { at: clock.moment(since), by: by(putOnBy), days })}
      </p>
    </>
  )
}

const Beside = ({
  line: { referent, lastAt, nextOn, visitAt, missed, isMissing, isSilent },
  clock,
  now,
}: { line: FollowedLine } & Pick<Facts, 'clock' | 'now'>) => {
  const { say } = useLanguage()
  const next = visitAt !== null ? clock.near(visitAt, now) : nextOn !== null ? clock.day(nextOn) : null
  return (
    <Row>
      {referent === null ? (
        <Tag tone="attention">{say('care.referent.none')}</Tag>
      ) : (
        <span>{say('boards.discussed.referent', { name: referent })}</span>
      )}
      {lastAt !== null && <span>{say('boards.discussed.last', { at: clock.near(lastAt, now) })}</span>}
      {next === null && isSilent ? null : next === null ? (
        <Tag tone="attention">{say('boards.followed.nothing')}</Tag>
      ) : (
        <span>{say('boards.discussed.next', { at: next })}</span>
      )}
      {missed > 0 && <Tag {...(isMissing ? { tone: 'attention' as const } : {})}>{say('care.missedInARow', { n: missed })}</Tag>}
      {isSilent && <Tag tone="attention">{say('boards.followed.silent')}</Tag>}
    </Row>
  )
}

type Acts = {
  talk: Discussed
  intensityDays: number
  /** Made with the page: what is agreed and sent twice is kept once. */
  agreement: string
}
/** What can be done about somebody who is on the board. */
export const TalkActs = ({ talk: { id, reason, intensity, intensityFor, version, name }, intensityDays, agreement }: Acts) => {
  const { say } = useLanguage()
  const whom = <span className="visually-hidden">{` ${name}`}</span>
  return (
    <Stack gap="small">
      <Fold title={say('boards.discussed.agree')}>
        <Form method="post">
          <Stack gap="small">
            <input type="hidden" name="intent" value="agree" />
            <input type="hidden" name="entry" value={id} />
            <input type="hidden" name="agreement" value={agreement} />
            <TextArea name="what" id={`what-${id}`} label={say('boards.field.what')} hint={say('boards.hint.what')} rows={2} required />
            <Button>{say('form.save')}</Button>
          </Stack>
        </Form>
      </Fold>
      <Fold title={say('boards.discussed.change')}>
        <Form method="post">
          <Stack gap="small">
            <Entry intent="change" id={id} version={version} />
            <TalkFields id={id} reason={reason} intensity={intensity} />
            <Button>{say('form.save')}</Button>
          </Stack>
        </Form>
      </Fold>
      <Row>
        {intensityFor >= intensityDays && (
          <Form method="post">
            <Entry intent="keep" id={id} version={version} />
            <Button>
              {say('boards.discussed.keep')}
              {whom}
            </Button>
          </Form>
        )}
        <Form method="post">
          <Entry intent="off" id={id} version={version} />
          <Button kind="quiet">
            {say('boards.discussed.off')}
            {whom}
          </Button>
        </Form>
      </Row>
    </Stack>
  )
}
const Entry = ({ intent, id, version }: { intent: string; id: string; version: number }) => (
  <>
    <input type="hidden" name="intent" value={intent} />
    <input type="hidden" name="entry" value={id} />
    <input type="hidden" name="version" value={version} />
  </>
)
