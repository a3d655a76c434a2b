import { type FormState, useField } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { CheckGroup, DateField, type Option, SelectField, TextArea, TextField } from '#platform/ui/index.ts'
import { ALTERNATIVES, type LegalBasis } from '../vocabulary.ts'
import { optionsOf } from './words.ts'

/** A day and a time side by side: `name` and `name_time`. */
type FieldOf = ReturnType<typeof useField>
type Moment = { field: FieldOf; name: string; label: Parameters<FieldOf>[1]; hint?: Parameters<FieldOf>[2]; required?: boolean }
export const MomentFields = ({ field, name, label, hint, required = true }: Moment) => (
  <div className="entry-fields-pair">
    <DateField {...field(name, label, hint)} required={required} />
    <TextField {...field(`${name}_time`, 'stays.field.time')} type="time" size="short" required={required} />
  </div>
)

type Props = {
  state: FormState
  colleagues: readonly Option[]
  bases: readonly LegalBasis[]
  basisHint?: Parameters<ReturnType<typeof useField>>[2]
}
/** What was tried before, why, who decided and on what ground: in this order, for an admission and for any other measure. */
export const MeasureFields = ({ state, colleagues, bases, basisHint }: Props) => {
  const { say } = useLanguage()
  const field = useField(state)
  const fault = state.faults.alternatives
  return (
    <>
      <CheckGroup
        name="alternatives"
        legend={say('stays.field.alternatives')}
        hint={say('stays.hint.alternatives')}
        options={optionsOf(say, 'stays.alternative.', ALTERNATIVES)}
        defaultValues={(state.typed.alternatives ?? '').split('|')}
        {...(fault === undefined ? {} : { error: say(fault.id) })}
      />
      <TextArea {...field('tried', 'stays.field.tried', 'stays.hint.tried')} rows={3} maxLength={4000} />
      <TextArea {...field('reason', 'stays.field.reason', 'stays.hint.reason')} rows={3} maxLength={4000} required />
      <SelectField
        {...field(
          'decided_by',
          'stays.field.decided_by',
          bases.some((basis) => basis.startsWith('fr_')) ? 'stays.hint.decided_by' : undefined,
        )}
        options={colleagues}
        empty={say('stays.choose')}
        required
      />
      <SelectField
        {...field('legal_basis', 'stays.field.legal_basis', basisHint)}
        options={optionsOf(say, 'stays.basis.', bases)}
        empty={say('stays.basis.none')}
      />
    </>
  )
}
