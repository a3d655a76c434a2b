import type { FormState } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import {
  Button,
  CheckGroup,
  DateField,
  DescriptionList,
  type Option,
  Row,
  Section,
  SelectField,
  Stack,
  Tag,
  TextArea,
} from '#platform/ui/index.ts'
import type { House } from '../house.queries.server.ts'
import { dischargeTyped } from '../residential/discharge-typed.ts'
import type { Discharge, StayLine } from '../residential/stays.queries.server.ts'
import { CHECKS, EXITS, NOTED_WAYS, RECEIVERS } from '../vocabulary.ts'
import { PartForm, usePart } from './part-form.tsx'
import { optionsOf, useTimes } from './words.ts'

type Props = { stay: StayLine; discharges: readonly Discharge[]; house: House; teams: readonly Option[]; state: FormState; today: string }

/** How somebody leaves: when, to whom, what comes first afterwards, and what is seen to before. The person reads the same. */
export const DischargePart = ({ stay, discharges, house, teams, state, today }: Props) => {
  const { say } = useLanguage()
  const [plan] = discharges
  const isOpen = plan !== undefined && (plan.state === 'planned' || plan.state === 'agreed')
  const isStaying = stay.leftOn === null
  return (
    <Section title={say('stays.discharge.title')} id="discharge">
      <Stack gap="small">
        {plan === undefined || (isStaying && !isOpen) ? (
          <p>{say('stays.discharge.none')}</p>
        ) : (
          <PlanView plan={plan} contactDays={house.settings.rules.contact_days} />
        )}
        {isStaying && (
          <PartForm
            title={say(isOpen ? 'stays.discharge.change' : 'stays.discharge.new')}
            intent="discharge"
            record={isOpen ? plan.id : stay.id}
            {...(isOpen ? { version: plan.version } : {})}
            state={state}
            open={state.typed.intent === 'discharge'}
          >
            <PlanFields plan={isOpen ? plan : null} teams={teams} state={state} />
          </PartForm>
        )}
        {isOpen && <Moves plan={plan} state={state} today={today} />}
        {plan?.state === 'left' && plan.metOn === null && <Met plan={plan} state={state} today={today} />}
      </Stack>
    </Section>
  )
}

const PlanView = ({ plan, contactDays }: { plan: Discharge; contactDays: number }) => {
  const { say } = useLanguage()
  const { day } = useTimes()
  const latest = new Date(new Date(`${plan.leftOn ?? plan.plannedOn}T00:00:00Z`).getTime() + contactDays * 86_400_000)
    .toISOString()
    .slice(0, 10)
  const isLate = plan.metOn === null && (plan.firstOn === null || plan.firstOn > latest)
  const facts: [string, string, string][] = [
    ['planned', say('stays.field.planned_on'), day(plan.plannedOn)],
    ['left', say('stays.column.left'), day(plan.leftOn)],
    ['receiver', say('stays.field.receiver'), plan.receiverName ?? say(`stays.receiver.${plan.receiver}`)],
    ['first', say('stays.field.first_on'), day(plan.firstOn)],
    ['met', say('stays.field.met_on'), day(plan.metOn)],
    ['words', say('stays.field.discharge_words'), plan.words],
  ]
  return (
    <Stack gap="small">
      <Row>
        <Tag>{say(`stays.discharge.state.${plan.state}`)}</Tag>
        {plan.agreedHow !== null && <span>{say(`stays.yes.${plan.agreedHow}`)}</span>}
        {isLate && plan.state !== 'withdrawn' && <Tag tone="attention">{say('stays.discharge.noContact', { n: contactDays })}</Tag>}
      </Row>
      <DescriptionList items={facts.filter(([, , what]) => what !== '').map(([key, term, description]) => ({ key, term, description }))} />
      <ul>
        {CHECKS.map((check) => (
          <li key={check}>
            {say(plan.checks.includes(check) ? 'stays.check.done' : 'stays.check.open', { what: say(`stays.check.${check}`) })}
          </li>
        ))}
      </ul>
    </Stack>
  )
}

const PlanFields = ({ plan, teams, state }: { plan: Discharge | null; teams: readonly Option[]; state: FormState }) => {
  const { say } = useLanguage()
  const { typed, field } = usePart(state, 'discharge', '', plan === null ? {} : dischargeTyped(plan))
  return (
    <>
      <DateField {...field('planned_on', 'stays.field.planned_on')} required />
      <SelectField {...field('receiver', 'stays.field.receiver')} options={optionsOf(say, 'stays.receiver.', RECEIVERS)} />
      <SelectField {...field('receiver_team', 'stays.field.receiver_team')} options={teams} empty={say('stays.choose')} />
      <DateField {...field('first_on', 'stays.field.first_on', 'stays.hint.first_on')} />
      <TextArea {...field('words', 'stays.field.discharge_words', 'stays.hint.discharge_words')} rows={3} maxLength={4000} />
      <CheckGroup
        name="checks"
        id="field-discharge-checks"
        legend={say('stays.field.checks')}
        options={optionsOf(say, 'stays.check.', CHECKS)}
        defaultValues={(typed.checks ?? '').split('|')}
      />
      <Button>{say('stays.discharge.keep')}</Button>
    </>
  )
}

const Moves = ({ plan, state, today }: { plan: Discharge; state: FormState; today: string }) => {
  const { say } = useLanguage()
  const { field: agreedField } = usePart(state, 'dischargeMove')
  const { field: leftField } = usePart(state, 'left', '', { left_on: today, exit_reason: 'moved_on' })
  const of = { record: plan.id, version: plan.version, state }
  return (
    <>
      {plan.state === 'planned' && (
        <PartForm title={say('stays.discharge.agree')} intent="dischargeMove" {...of}>
          <SelectField {...agreedField('agreed', 'stays.field.agreed')} options={optionsOf(say, 'stays.yes.', NOTED_WAYS)} />
          <Button name="move" value="agreed">
            {say('stays.keep')}
          </Button>
        </PartForm>
      )}
      <PartForm title={say('stays.discharge.leave')} intent="left" {...of}>
        <p>{say('stays.discharge.leave.what')}</p>
        <DateField {...leftField('left_on', 'stays.field.left_on')} max={today} required />
        <SelectField {...leftField('exit_reason', 'stays.field.exit_reason')} options={optionsOf(say, 'stays.exit.', EXITS)} />
        <Button>{say('stays.discharge.leave.act')}</Button>
      </PartForm>
      <PartForm title={say('stays.discharge.withdraw')} intent="dischargeMove" {...of}>
        <Button kind="quiet" name="move" value="withdrawn">
          {say('stays.discharge.withdraw.act')}
        </Button>
      </PartForm>
    </>
  )
}

const Met = ({ plan, state, today }: { plan: Discharge; state: FormState; today: string }) => {
  const { say } = useLanguage()
  const { field } = usePart(state, 'met', '', { met_on: plan.firstOn ?? '' })
  return (
    <PartForm title={say('stays.departed.confirm')} intent="met" record={plan.id} version={plan.version} state={state}>
      <DateField {...field('met_on', 'stays.field.met_on')} {...(plan.leftOn === null ? {} : { min: plan.leftOn })} max={today} required />
      <Button>{say('stays.keep')}</Button>
    </PartForm>
  )
}
