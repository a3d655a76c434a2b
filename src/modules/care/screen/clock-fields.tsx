import { type FormState, useField } from '#platform/forms/form-state.tsx'
import type { Typed } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckField, Form, Stack, TextField } from '#platform/ui/index.ts'
import { CLOCKS } from '../vocabulary.ts'

/** A team's own clocks; what is empty is the example of its function, shown behind. */
export const ClockFields = ({ state, clocks, version }: { state: FormState; clocks: Typed; version: number }) => {
  const { say } = useLanguage()
  const field = useField({ ...state, typed: { ...clocks, ...state.typed } })
  const { defaultValue: isPublic, ...publicField } = field('public', 'care.field.public')
  return (
    <Form method="post">
      <Stack>
        <p>{say('care.manage.clocks.what')}</p>
        <input type="hidden" name="intent" value="clocks" />
        <input type="hidden" name="version" value={version} />
        {CLOCKS.map((name) => (
          <TextField key={name} {...field(name, `care.field.${name}`)} inputMode="numeric" size="short" />
        ))}
        <CheckField {...publicField} value="true" defaultChecked={isPublic === 'true'} />
        <Button kind="primary">{say('form.save')}</Button>
      </Stack>
    </Form>
  )
}
