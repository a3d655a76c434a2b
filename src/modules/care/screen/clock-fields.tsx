import type { CareFunction } from '#modules/directory/vocabulary.ts'
import { type FormState, useField } from '#platform/forms/form-state.tsx'
import type { Typed } from '#platform/forms/typed.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckField, Form, Stack, TextField } from '#platform/ui/index.ts'
import { NOTICE_EXAMPLES, rulesOf } from '../teams/rules.ts'
import { CLOCKS, NOTICE_CLOCKS } from '../vocabulary.ts'

type Props = { state: FormState; clocks: Typed; version: number; careFunction: CareFunction | null }

/** A team's own clocks, and when it is told and reminded; what is empty is the example, which stands beside. */
export const ClockFields = ({ state, clocks, version, careFunction }: Props) => {
  const { say } = useLanguage()
  const field = useField({ ...state, typed: { ...clocks, ...state.typed } })
  const { defaultValue: isPublic, ...publicField } = field('public', 'care.field.public')
  const { answerHours, meetingHours, meetingDays, longestDays } = rulesOf(null, careFunction)
  const examples = {
    ...{ answer_hours: answerHours, meeting_hours: meetingHours, meeting_days: meetingDays, longest_days: longestDays },
    ...NOTICE_EXAMPLES,
  }
  const number = (name: (typeof CLOCKS | typeof NOTICE_CLOCKS)[number]) => {
    const example = examples[name]
    const hint = example === null ? {} : { hint: say('care.manage.example', { n: example }) }
    return <TextField key={name} {...field(name, `care.field.${name}`)} {...hint} inputMode="numeric" size="short" />
  }
  return (
    <Form method="post">
      <Stack>
        <p>{say('care.manage.clocks.what')}</p>
        <input type="hidden" name="intent" value="clocks" />
        <input type="hidden" name="version" value={version} />
        {CLOCKS.map(number)}
        <CheckField {...publicField} value="true" defaultChecked={isPublic === 'true'} />
        <h3>{say('care.manage.notices')}</h3>
        {NOTICE_CLOCKS.map(number)}
        <Button kind="primary">{say('form.save')}</Button>
      </Stack>
    </Form>
  )
}
