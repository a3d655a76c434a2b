import { type FormState, useField } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { DateField, SelectField, Stack, TextArea, TextField } from '#platform/ui/index.ts'
import { optionsOf } from './options.ts'

/** Why something about a person may leave the team: what they agreed to, or the emergency in which nobody could wait. */
export const GroundFields = (state: FormState) => {
  const { say } = useLanguage()
  const field = useField(state)
  return (
    <Stack>
      <SelectField
        {...field('ground', 'care.field.ground')}
        options={optionsOf(say, 'care.ground.', ['spoken', 'written', 'together', 'emergency'])}
        empty={say('form.choose')}
        required
      />
      <TextField {...field('purpose', 'care.field.purpose', 'care.hint.purpose')} maxLength={500} />
      <DateField {...field('until', 'care.field.until')} />
      <TextArea {...field('emergency', 'care.field.emergency', 'care.hint.emergency')} rows={2} />
    </Stack>
  )
}
