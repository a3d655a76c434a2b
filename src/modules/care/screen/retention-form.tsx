import { type FormState, useField } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Notice, Section, Stack, TextField } from '#platform/ui/index.ts'

type Props = FormState & { retention: { days: number; version: number }; isOvertaken: boolean }

/** How long a file is kept that no team took: for an administrator. */
export const RetentionForm = ({ retention, typed, faults, isOvertaken }: Props) => {
  const { say } = useLanguage()
  const field = useField({ typed: { days: String(retention.days), ...typed }, faults })
  return (
    <Section id="retention" title={say('care.network.retention')}>
      {isOvertaken && <Notice kind="attention">{say('care.network.retention.changed', { days: retention.days })}</Notice>}
      <Form method="post">
        <Stack>
          <p>{say('care.network.retention.what')}</p>
          <input type="hidden" name="intent" value="retention" />
          <input type="hidden" name="version" value={retention.version} />
          <TextField {...field('days', 'care.field.days')} inputMode="numeric" size="short" maxLength={4} required />
          <Button>{say('form.save')}</Button>
        </Stack>
      </Form>
    </Section>
  )
}
