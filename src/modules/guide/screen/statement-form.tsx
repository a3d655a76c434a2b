import { type Answer, useField, Wrong } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckGroup, Form, Stack, TextArea, TextField } from '#platform/ui/index.ts'
import { STATES } from '../vocabulary.ts'

/** How a team stands now, with one hand on a phone: the last statement stands there already. */
export const StatementForm = ({ typed, faults }: Answer) => {
  const { say } = useLanguage()
  const field = useField({ typed, faults })
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="state" />
      <Stack>
        <Wrong faults={faults} labelOf={(name) => say(`guide.field.${name}` as 'guide.field.state')} />
        <CheckGroup
          name="state"
          kind="radio"
          legend={say('guide.field.state')}
          options={STATES.map((state) => ({ value: state, label: say(`guide.state.${state}`), hint: say(`guide.state.${state}.hint`) }))}
          defaultValues={[typed.state ?? 'open']}
          required
        />
        <div className="guide-pair">
          <TextField
            {...field('places_free', 'guide.field.places_free', 'guide.field.places_free.hint')}
            inputMode="numeric"
            size="short"
          />
          <TextField
            {...field('waiting_days', 'guide.field.waiting_days', 'guide.field.waiting_days.hint')}
            inputMode="numeric"
            size="short"
          />
        </div>
        <TextArea {...field('note', 'guide.field.note', 'guide.field.note.hint')} rows={2} maxLength={300} />
        <Button kind="primary">{say('guide.state.act')}</Button>
      </Stack>
    </Form>
  )
}
