import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Fold, Form, Row, SelectField, Stack, Tag, TextArea } from '#platform/ui/index.ts'
import type { Discussed } from '../discussed/discussed.queries.server.ts'
import { DISCUSSED_REASONS, INTENSITIES } from '../vocabulary.ts'
import type { useClock } from './moments.ts'
import { optionsOf } from './options.ts'

/** Why, and how often meanwhile. */
export const TalkFields = ({ reason = 'new', intensity = 'daily' }: { reason?: string; intensity?: string }) => {
  const { say } = useLanguage()
  return (
    <div className="entry-fields-pair">
      <SelectField
        name="reason"
        label={say('boards.field.reason')}
        options={optionsOf(say, 'boards.reason.', DISCUSSED_REASONS)}
        defaultValue={reason}
      />
      <SelectField
        name="intensity"
        label={say('boards.field.intensity')}
        options={optionsOf(say, 'boards.intensity.', INTENSITIES)}
        defaultValue={intensity}
      />
    </div>
  )
}

type Props = {
  talk: Discussed
  names: Readonly<Record<string, string>>
  clock: ReturnType<typeof useClock>
  limit: number
  /** Made with the page: what is agreed and sent twice is kept once. */
  agreement: string
}
/** Somebody whom the team talks about: since when and why, how often they are seen, and what was agreed. */
export const TalkBody = ({ talk, names, clock, limit, agreement }: Props) => {
  const { say } = useLanguage()
  const { id, reason, intensity, since, putOnBy, until, takenOffBy, days, version, agreed, name } = talk
  const by = (worker: string) => names[worker] ?? say('boards.steps.former')
  return (
    <Stack gap="small">
      <Row>
        <strong>{say(`boards.intensity.${intensity}`)}</strong>
        <span>{say(`boards.reason.${reason}`)}</span>
        {until === null && days > limit && <Tag tone="attention">{say('boards.discussed.long', { days })}</Tag>}
      </Row>
      <p className="board-soft">
        {until === null
          ? say('boards.discussed.since', { at: clock.moment(since), by: by(putOnBy), days })
          : say('boards.discussed.between', { from: clock.moment(since), to: clock.moment(until), by: by(takenOffBy ?? '') })}
      </p>
      {agreed.map(({ at, by: worker, what }) => (
        <div key={String(at)}>
          <p className="board-text">{what}</p>
          <p className="board-soft">{say('boards.discussed.agreed', { at: clock.moment(at), by: by(worker) })}</p>
        </div>
      ))}
      {until === null && (
        <>
          <Fold title={say('boards.discussed.agree')}>
            <Form method="post">
              <Stack gap="small">
                <input type="hidden" name="intent" value="agree" />
                <input type="hidden" name="entry" value={id} />
                <input type="hidden" name="agreement" value={agreement} />
                <TextArea name="what" label={say('boards.field.what')} hint={say('boards.hint.what')} rows={2} required />
                <Button>{say('form.save')}</Button>
              </Stack>
            </Form>
          </Fold>
          <Fold title={say('boards.discussed.change')}>
            <Form method="post">
              <Stack gap="small">
                <input type="hidden" name="intent" value="change" />
                <input type="hidden" name="entry" value={id} />
                <input type="hidden" name="version" value={version} />
                <TalkFields reason={reason} intensity={intensity} />
                <Button>{say('form.save')}</Button>
              </Stack>
            </Form>
          </Fold>
          <Form method="post" className="screen-only">
            <input type="hidden" name="intent" value="off" />
            <input type="hidden" name="entry" value={id} />
            <Button kind="quiet">
              {say('boards.discussed.off')}
              <span className="visually-hidden">{` ${name}`}</span>
            </Button>
          </Form>
        </>
      )}
    </Stack>
  )
}
