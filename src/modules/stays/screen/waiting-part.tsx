import type { FormState } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, DateField, Section, SelectField, Stack } from '#platform/ui/index.ts'
import type { Waiting } from '../housing/path.queries.server.ts'
import { WAITING_ENDS, WAITING_REASONS } from '../vocabulary.ts'
import { PartForm, usePart } from './part-form.tsx'
import { optionsOf, useTimes } from './words.ts'

/** Whether somebody waits for a place, since when and why. */
export const WaitingPart = ({ waiting, state, today }: { waiting: Waiting | null; state: FormState; today: string }) => {
  const { say } = useLanguage()
  const { day } = useTimes()
  const { field: putField } = usePart(state, 'wait', '', { since: today, waits: 'place' })
  const { field: takeField } = usePart(state, 'unwait')
  return (
    <Section title={say('stays.waiting.title')} id="waiting">
      <Stack gap="small">
        <p>
          {waiting === null
            ? say('stays.waiting.not')
            : say('stays.waiting.since', { day: day(waiting.since), reason: say(`stays.waits.${waiting.reason}`) })}
        </p>
        {waiting === null ? (
          <PartForm title={say('stays.waiting.put')} intent="wait" state={state}>
            <p>{say('stays.waiting.order')}</p>
            <DateField {...putField('since', 'stays.field.since')} max={today} required />
            <SelectField {...putField('waits', 'stays.field.waits')} options={optionsOf(say, 'stays.waits.', WAITING_REASONS)} />
            <Button>{say('stays.waiting.put.act')}</Button>
          </PartForm>
        ) : (
          <PartForm title={say('stays.waiting.take')} intent="unwait" record={waiting.id} version={waiting.version} state={state}>
            <SelectField
              {...takeField('ended_because', 'stays.field.ended_because')}
              options={optionsOf(say, 'stays.unwaits.', WAITING_ENDS)}
            />
            <Button>{say('stays.waiting.take.act')}</Button>
          </PartForm>
        )}
      </Stack>
    </Section>
  )
}
