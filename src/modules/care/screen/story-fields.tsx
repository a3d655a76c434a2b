import { type FormState, useField } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { SelectField, Stack, TextArea } from '#platform/ui/index.ts'
import { AGREEMENTS, REASON_KINDS, URGENCIES } from '../vocabulary.ts'
import { optionsOf } from './options.ts'

/** What happens and what is hoped for: the first field is enough, the others help whoever goes there. */
export const StoryFields = ({
  isSent = false,
  ...state
}: FormState & { /** To another team: the ground says whether the person agrees. */ isSent?: boolean }) => {
  const { say } = useLanguage()
  const field = useField(state)
  return (
    <Stack>
      <TextArea {...field('what', 'care.field.what', isSent ? 'care.hint.what.sent' : 'care.hint.what')} rows={4} required />
      <div className="entry-fields-pair">
        <SelectField
          {...field('urgency', 'care.field.urgency', 'care.hint.urgency')}
          options={optionsOf(say, 'care.urgency.', URGENCIES)}
          empty={say('form.choose')}
          required
        />
        <SelectField
          {...field('reason_kind', 'care.field.reason_kind')}
          options={optionsOf(say, 'care.reason.', REASON_KINDS)}
          empty={say('form.choose')}
          required
        />
      </div>
      {!isSent && <SelectField {...field('agreement', 'care.field.agreement')} options={optionsOf(say, 'care.agreement.', AGREEMENTS)} />}
      <TextArea {...field('answer', 'care.field.answer', 'care.hint.answer')} rows={2} />
      <TextArea {...field('hoped', 'care.field.hoped')} rows={2} />
      <TextArea {...field('safety', 'care.field.safety', 'care.hint.safety')} rows={2} />
    </Stack>
  )
}
