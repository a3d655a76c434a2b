import { type FormState, useField } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { CheckField, DateField, SelectField, Stack, TextArea, TextField } from '#platform/ui/index.ts'
import { nameOfLanguage, SPOKEN } from './spoken.ts'

/** Who somebody is and how they are reached: nothing of it is required, a call may know no name. */
export const PersonFields = (state: FormState) => {
  const { language } = useLanguage()
  const field = useField(state)
  const { defaultValue: interpreter, ...interpreterField } = field('interpreter', 'care.field.interpreter')
  return (
    <Stack>
      <div className="entry-fields-pair">
        <TextField {...field('given', 'care.field.given')} maxLength={100} autoComplete="off" />
        <TextField {...field('family', 'care.field.family')} maxLength={100} autoComplete="off" />
      </div>
      <div className="entry-fields-pair">
        <DateField {...field('birth_date', 'care.field.birth_date')} />
        <TextField {...field('territory', 'care.field.territory')} autoComplete="off" />
      </div>
      <SelectField
        {...field('language', 'care.field.language')}
        options={SPOKEN.map((code) => ({ value: code, label: nameOfLanguage(code, language) }))}
        empty="–"
      />
      <CheckField {...interpreterField} value="true" defaultChecked={interpreter === 'true'} />
      <div className="entry-fields-pair">
        <TextField {...field('phone', 'care.field.phone')} type="tel" autoComplete="off" />
        <TextField {...field('email', 'care.field.email')} autoComplete="off" />
      </div>
      <TextField {...field('address', 'care.field.address')} autoComplete="off" />
      <TextArea {...field('how', 'care.field.how')} rows={2} />
    </Stack>
  )
}
