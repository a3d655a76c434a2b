import { type FormState, useField, Wrong } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Button, CheckGroup, Form, LinkButton, Notice, type Option, Row, Stack, TextArea } from '#platform/ui/index.ts'
import { type LegalBasis, MEASURE_KINDS } from '../vocabulary.ts'
import { MeasureFields, MomentFields } from './measure-fields.tsx'
import { optionsOf } from './words.ts'

type Props = {
  state: FormState
  colleagues: readonly Option[]
  bases: readonly LegalBasis[]
  back: string
  /** Corrects what stands in the register: with a reason, and the version that was seen. */
  corrects?: boolean
}
/** What the register asks of a coercive measure. */
export const MeasureForm = ({ state, colleagues, bases, back, corrects = false }: Props) => {
  const { say } = useLanguage()
  const field = useField(state)
  return (
    <Form method="post" className="stack stack-large">
      <Wrong faults={state.faults} labelOf={(each) => say(`stays.field.${each.replace(/_time$/, '')}` as MessageId)} />
      {corrects && <input type="hidden" name="version" value={state.typed.version ?? ''} />}
      <Stack>
        <Notice kind="info">{say('stays.measure.last')}</Notice>
        <CheckGroup
          kind="radio"
          name="kind"
          legend={say('stays.field.kind')}
          required
          options={optionsOf(say, 'stays.kind.', MEASURE_KINDS)}
          defaultValues={[state.typed.kind ?? '']}
          {...(state.faults.kind === undefined ? {} : { error: say(state.faults.kind.id, { values: '' }) })}
        />
        <MomentFields field={field} name="started" label="stays.field.started" />
        <MeasureFields state={state} colleagues={colleagues} bases={bases} basisHint="stays.hint.basis" />
        <MomentFields field={field} name="ended" label="stays.field.ended" hint="stays.hint.ended" required={false} />
        {corrects && <TextArea {...field('why', 'stays.field.why', 'stays.hint.why')} rows={2} maxLength={4000} required />}
      </Stack>
      <Row>
        <Button kind="primary">{say(corrects ? 'stays.measure.correct.keep' : 'stays.measure.keep')}</Button>
        <LinkButton kind="quiet" to={back}>
          {say('form.cancel')}
        </LinkButton>
      </Row>
    </Form>
  )
}
