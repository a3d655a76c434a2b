import { type FormState, useField } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { DateField, SelectField, Stack, TextArea, TextField } from '#platform/ui/index.ts'
import { DOMAINS, HELPERS } from '../vocabulary.ts'

/** What a step is: only what it is about and what it is are asked. */
export const StepFields = (state: FormState) => {
  const { say } = useLanguage()
  const field = useField(state)
  return (
    <Stack>
      <SelectField
        {...field('domain', 'path.field.domain')}
        options={DOMAINS.map((value) => ({ value, label: say(`path.domain.${value}`) }))}
        empty={say('form.choose')}
        required
      />
      <TextArea {...field('what', 'path.field.what')} rows={3} maxLength={2000} required />
      <SelectField
        {...field('helper', 'path.field.helper')}
        options={HELPERS.map((value) => ({ value, label: say(`path.helper.${value}`) }))}
        empty={say('form.choose')}
      />
      <TextField {...field('who', 'path.field.who')} maxLength={200} autoComplete="off" />
      <DateField {...field('begins_on', 'path.field.begins_on')} />
      <DateField {...field('due_on', 'path.field.due_on')} />
    </Stack>
  )
}
