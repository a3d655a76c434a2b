import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckGroup, Form, SelectField, Stack } from '#platform/ui/index.ts'
import { FOUND, USED, WHY_NOT } from '../vocabulary.ts'

/** After a crisis: was the plan found in time, was it followed, and if not, why. */
export const OutcomeForm = ({ opening, action }: { opening: string; action?: string }) => {
  const { say } = useLanguage()
  return (
    <Form method="post" {...(action === undefined ? {} : { action })}>
      <Stack gap="small">
        <input type="hidden" name="opening" value={opening} />
        <CheckGroup
          name="found"
          id={`found-${opening}`}
          kind="radio"
          legend={say('duty.outcome.found')}
          options={FOUND.map((value) => ({ value, label: say(`duty.outcome.found.${value}`) }))}
          defaultValues={['in_time']}
        />
        <CheckGroup
          name="used"
          id={`used-${opening}`}
          kind="radio"
          legend={say('duty.outcome.used')}
          options={USED.map((value) => ({ value, label: say(`duty.outcome.used.${value}`) }))}
          defaultValues={['yes']}
        />
        <SelectField
          name="why"
          id={`why-${opening}`}
          label={say('duty.outcome.why')}
          empty={say('duty.outcome.why.none')}
          options={WHY_NOT.map((value) => ({ value, label: say(`duty.outcome.why.${value}`) }))}
        />
        <Button>{say('duty.outcome.act')}</Button>
      </Stack>
    </Form>
  )
}
