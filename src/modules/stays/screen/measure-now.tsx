import type { FormState } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, type Option, Row, Section, SelectField, Stack, TextArea } from '#platform/ui/index.ts'
import { isShutIn, minutesOf } from '../coercion/attention.ts'
import type { Measure } from '../coercion/measures.queries.server.ts'
import { WATCHES } from '../vocabulary.ts'
import type { Names } from './measure-facts.tsx'
import { MomentFields } from './measure-fields.tsx'
import { useLasting } from './measure-table.tsx'
import { PartForm, usePart } from './part-form.tsx'
import { useTimes } from './words.ts'

type Local = { day: string; time: string }
type Props = { measure: Measure; colleagues: readonly Option[]; local: Local; state: FormState; now: string }

/** What somebody does while a measure goes on, first on the page: end it, look in, or have it decided anew. */
export const NowPart = (props: Props) => {
  const { measure, local, state, now } = props
  const { say } = useLanguage()
  const lasting = useLasting()
  const { field } = usePart(state, 'finish', '', { ended: local.day, ended_time: local.time })
  const since = (at: Date | string) => lasting(minutesOf({ startedAt: new Date(at), endedAt: null }, new Date(now)))
  return (
    <Section title={say('stays.measure.now', { lasting: since(measure.startedAt) })} id="end">
      <Stack>
        <Form method="post">
          <input type="hidden" name="version" value={measure.version} />
          <Button kind="primary" name="intent" value="finishNow">
            {say('stays.measure.end.act')}
          </Button>
        </Form>
        <PartForm title={say('stays.measure.end.other')} intent="finish" version={measure.version} state={state}>
          <MomentFields field={field} name="ended" label="stays.field.ended" />
          <Button>{say('stays.measure.end')}</Button>
        </PartForm>
        <Form method="post">
          <Stack gap="small">
            <input type="hidden" name="intent" value="checkNow" />
            {isShutIn(measure.kind) && (
              <p>
                {measure.lastCheckAt === null
                  ? say('stays.checks.never')
                  : say('stays.checks.last', { lasting: since(measure.lastCheckAt) })}
              </p>
            )}
            <p>{say('stays.checks.now')}</p>
            <Row>
              {WATCHES.map((watch) => (
                <Button key={watch} name="watch" value={watch}>
                  {say(`stays.watch.${watch}`)}
                </Button>
              ))}
            </Row>
          </Stack>
        </Form>
        <RenewForm {...props} />
      </Stack>
    </Section>
  )
}

const RenewForm = ({ colleagues, local, state }: Props) => {
  const { say } = useLanguage()
  const { field } = usePart(state, 'renew', '', { renewed: local.day, renewed_time: local.time })
  return (
    <PartForm title={say('stays.renewal.new')} intent="renew" state={state}>
      <p>{say('stays.renewal.what')}</p>
      <MomentFields field={field} name="renewed" label="stays.field.renewed" />
      <SelectField {...field('renewed_by', 'stays.field.renewed_by')} options={colleagues} empty={say('stays.choose')} required />
      <TextArea {...field('renewed_why', 'stays.field.renewed_why', 'stays.hint.why')} rows={3} maxLength={4000} required />
      <Button>{say('stays.renewal.keep')}</Button>
    </PartForm>
  )
}

/** Each time somebody decided that it goes on, and why. */
export const RenewalsPart = ({ measure: { renewals }, names }: { measure: Measure; names: Names }) => {
  const { say } = useLanguage()
  const { at } = useTimes()
  return (
    <Section title={say('stays.renewal.title')} id="renewals">
      <ul className="stays-list">
        {renewals.map(({ id, at: when, decidedBy, reason }) => (
          <li key={id}>
            <Row>
              <strong>{at(when)}</strong>
              <span className="stays-small">{names[decidedBy] ?? ''}</span>
            </Row>
            <p className="stays-text">{reason}</p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
