import type { FormState } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import { Button, Form, Row, Section, SelectField, Stack, Tag, TextArea } from '#platform/ui/index.ts'
import type { House } from '../house.queries.server.ts'
import type { Leave } from '../residential/stays.queries.server.ts'
import { COMPANIES } from '../vocabulary.ts'
import { MomentFields } from './measure-fields.tsx'
import { PartForm, usePart } from './part-form.tsx'
import { optionsOf, useTimes } from './words.ts'

type Props = { leaves: readonly Leave[]; stayId: string; house: House; state: FormState; now: string; today: string }

const HOUR = 3_600_000

/** When somebody is away, with whom, and when they are back; what is overdue says so. */
export const LeavePart = ({ leaves, stayId, house, state, now, today }: Props) => {
  const { say } = useLanguage()
  const usual = house.settings.rules.leave_hours
  const { field } = usePart(state, 'leave', '', { from: today, back: today, company: 'alone' })
  return (
    <Section title={say('stays.leave.title')} id="leave">
      <Stack gap="small">
        {leaves.length === 0 && <p>{say('stays.leave.none')}</p>}
        <ul className="stays-list">
          {leaves.map((leave) => (
            <LeaveLine
              key={leave.id}
              leave={leave}
              state={state}
              isOverdue={leave.state === 'agreed' && new Date(leave.backAt) < new Date(now)}
              isLong={new Date(leave.backAt).getTime() - new Date(leave.fromAt).getTime() > usual * HOUR}
            />
          ))}
        </ul>
        <PartForm title={say('stays.leave.new')} intent="leave" record={stayId} state={state}>
          <MomentFields field={field} name="from" label="stays.field.from" />
          <p>{say('stays.leave.usual', { n: usual })}</p>
          <MomentFields field={field} name="back" label="stays.field.back" />
          <SelectField {...field('company', 'stays.field.company')} options={optionsOf(say, 'stays.company.', COMPANIES)} />
          <TextArea {...field('words', 'stays.field.leave_words')} rows={2} maxLength={4000} />
          <Button>{say('stays.leave.keep')}</Button>
        </PartForm>
      </Stack>
    </Section>
  )
}

type LineProps = { leave: Leave; state: FormState; isOverdue: boolean; isLong: boolean }
const LeaveLine = ({ leave, state, isOverdue, isLong }: LineProps) => {
  const { say } = useLanguage()
  const { at } = useTimes()
  const { field } = usePart(state, 'leaveMove', leave.id)
  return (
    <li>
      <Row>
        <strong>{say('stays.leave.between', { from: at(leave.fromAt), back: at(leave.backAt) })}</strong>
        <span>{say(`stays.company.${leave.company}`)}</span>
        {leave.state !== 'agreed' && <Tag>{say(`stays.leave.state.${leave.state}`)}</Tag>}
        {isLong && leave.state === 'agreed' && <Tag>{say('stays.leave.long')}</Tag>}
        {isOverdue && <Tag tone="attention">{say('stays.leave.late')}</Tag>}
      </Row>
      {leave.words !== '' && <p className="stays-text">{leave.words}</p>}
      {leave.cameBackAt !== null && <p>{say('stays.leave.back', { at: at(leave.cameBackAt) })}</p>}
      {leave.state === 'agreed' && (
        <>
          <Form method="post">
            <input type="hidden" name="intent" value="leaveMove" />
            <input type="hidden" name="record" value={leave.id} />
            <input type="hidden" name="version" value={leave.version} />
            <Row>
              <Button name="move" value="back">
                {say('stays.leave.back.act')}
              </Button>
              <Button kind="quiet" name="move" value="cancelled">
                {say('stays.leave.cancel.act')}
              </Button>
            </Row>
          </Form>
          <PartForm title={say('stays.leave.longer')} intent="leaveMove" record={leave.id} version={leave.version} state={state}>
            <input type="hidden" name="move" value="longer" />
            <MomentFields field={field} name="until" label="stays.field.until" />
            <Button>{say('stays.keep')}</Button>
          </PartForm>
        </>
      )}
    </li>
  )
}
