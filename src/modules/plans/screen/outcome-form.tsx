import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, CheckGroup, Form, SelectField, Stack } from '#platform/ui/index.ts'
import type { TypedOutcome } from '../duty/outcome-form.server.ts'
import { FOUND, USED, WHY_NOT } from '../vocabulary.ts'

type Props = {
  /** Of which opening; null: what the team that follows somebody says of a crisis without one. */
  opening: string | null
  action?: string
  /** What was answered before something was missing. */
  typed?: TypedOutcome | undefined
}

/** After a crisis: was the plan found in time, was it followed, and if not, why. Nothing is ticked before somebody has answered. */
export const OutcomeForm = ({ opening, action, typed }: Props) => {
  const { say } = useLanguage()
  const id = opening ?? 'team'
  const isMissing = (answer: string | null) => typed !== undefined && answer === null
  return (
    <Form method="post" {...(action === undefined ? {} : { action })}>
      <Stack gap="small">
        {opening !== null && <input type="hidden" name="opening" value={opening} />}
        <CheckGroup
          name="found"
          id={`found-${id}`}
          kind="radio"
          legend={say('duty.outcome.found')}
          options={FOUND.map((value) => ({ value, label: say(`duty.outcome.found.${value}`) }))}
          defaultValues={typed?.found ? [typed.found] : []}
          {...(isMissing(typed?.found ?? null) ? { error: say('duty.outcome.missing') } : {})}
        />
        <CheckGroup
          name="used"
          id={`used-${id}`}
          kind="radio"
          legend={say('duty.outcome.used')}
          hint={say('duty.outcome.used.hint')}
          options={USED.map((value) => ({ value, label: say(`duty.outcome.used.${value}`) }))}
          defaultValues={typed?.used ? [typed.used] : []}
          {...(typed?.found !== 'no' && isMissing(typed?.used ?? null) ? { error: say('duty.outcome.missing') } : {})}
        />
        <SelectField
          name="why"
          id={`why-${id}`}
          label={say('duty.outcome.why')}
          empty={say('duty.outcome.why.none')}
          options={WHY_NOT.map((value) => ({ value, label: say(`duty.outcome.why.${value}`) }))}
          defaultValue={typed?.why ?? ''}
        />
        <Button name="intent" value="outcome">
          {say('duty.outcome.act')}
        </Button>
      </Stack>
    </Form>
  )
}
