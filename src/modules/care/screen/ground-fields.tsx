import { type FormState, useField } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { DateField, type Option, SelectField, Stack, TextArea, TextField } from '#platform/ui/index.ts'
import { optionsOf } from './options.ts'

const GROUNDS = ['spoken', 'written', 'together', 'emergency'] as const
type Props = FormState & {
  /** What may be chosen when nothing leaves at all. */
  none?: Option
}

/**
 * Why something about a person may leave the team: what they agreed to, or the emergency in which nobody could wait. What belongs to the
 * other choice is not shown (care.css), where the browser can tell; else all of it is.
 */
export const GroundFields = ({ none, ...state }: Props) => {
  const { say } = useLanguage()
  const field = useField(state)
  const grounds = optionsOf(say, 'care.ground.', GROUNDS)
  return (
    <div className="care-ground">
      <Stack>
        {none === undefined ? (
          <SelectField {...field('ground', 'care.field.ground')} options={grounds} empty={say('form.choose')} required />
        ) : (
          <SelectField {...field('ground', 'care.field.onward')} options={[none, ...grounds]} />
        )}
        <div className="care-ground-consent">
          <Stack>
            <TextField {...field('purpose', 'care.field.purpose', 'care.hint.purpose')} maxLength={500} />
            <DateField {...field('until', 'care.field.until', 'care.hint.until')} />
          </Stack>
        </div>
        <div className="care-ground-emergency">
          <TextArea {...field('emergency', 'care.field.emergency', 'care.hint.emergency')} rows={2} />
        </div>
      </Stack>
    </div>
  )
}
