import { type FormState, useField } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { DateField, type Option, SelectField, TextField } from '#platform/ui/index.ts'
import { ALONE_REASONS } from '../vocabulary.ts'
import { optionsOf } from './options.ts'

/** When, and who goes. */
export const PlanFields = ({ state, mates, pairs }: { state: FormState; mates: readonly Option[]; pairs: boolean }) => {
  const { say } = useLanguage()
  const field = useField(state)
  return (
    <>
      <DateField {...field('day', 'boards.field.day')} required />
      <div className="entry-fields-pair">
        <TextField {...field('from', 'boards.field.from')} type="time" size="short" required />
        <TextField {...field('to', 'boards.field.to', 'boards.hint.to')} type="time" size="short" required />
      </div>
      <div className="entry-fields-pair">
        <SelectField {...field('first', 'boards.field.first')} options={mates} empty={say('form.choose')} required />
        <SelectField {...field('second', 'boards.field.second')} options={mates} empty={say('boards.field.second.none')} />
      </div>
      {pairs && (
        <SelectField
          {...field('alone', 'boards.field.alone', 'boards.hint.alone')}
          options={optionsOf(say, 'boards.aloneReason.', ALONE_REASONS)}
          empty={say('boards.field.alone.none')}
        />
      )}
    </>
  )
}
