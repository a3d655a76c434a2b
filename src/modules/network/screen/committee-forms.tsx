import { type Answer, Theirs, useField, Wrong } from '#platform/forms/form-state.tsx'
import { useLanguage } from '#platform/languages/intl.tsx'
import type { MessageId } from '#platform/languages/message-id.ts'
import { Button, DateField, Form, LinkButton, Row, SelectField, Stack, TextArea, TextField } from '#platform/ui/index.ts'
import { COLLEGES, COMMITTEE_KINDS, DECISION_STATES, MEETING_STATES } from '../vocabulary.ts'

const FUNCTIONS = ['1', '2A', '2B', '3', '4', '5'] as const
type Props = Answer & { cancel: string }

const LABELS: Readonly<Record<string, MessageId>> = {
  kind: 'network.committee.kind',
  care_function: 'network.committee.function',
  name: 'network.committee.name',
  purpose: 'network.committee.purpose',
  closed_on: 'network.committee.closed',
  held_on: 'network.meeting.on',
  place: 'network.meeting.place',
  agenda: 'network.meeting.agenda',
  what: 'network.decision.what',
  responsible: 'network.decision.responsible',
  until: 'network.decision.until',
  settled_on: 'network.decision.settled',
  outcome: 'network.decision.outcome',
  college: 'network.seat.college',
  label: 'network.seat.label',
  from: 'network.since',
  on: 'network.day',
  ...Object.fromEntries(COLLEGES.map((college) => [`came_${college}`, `network.college.${college}`])),
}
const useLabels = (state: MessageId) => {
  const { say } = useLanguage()
  return (name: string) => say(name === 'state' ? state : (LABELS[name] ?? 'network.committee.name'))
}

const Save = ({ cancel }: { cancel?: string }) => {
  const { say } = useLanguage()
  return (
    <Row>
      <Button kind="primary">{say('form.save')}</Button>
      {cancel !== undefined && (
        <LinkButton kind="quiet" to={cancel}>
          {say('form.cancel')}
        </LinkButton>
      )}
    </Row>
  )
}

/** A committee: of the network, of one function, or a working group. */
export const CommitteeForm = ({ typed, faults, theirs, version, cancel }: Props) => {
  const { say } = useLanguage()
  const field = useField({ typed, faults })
  const labelOf = useLabels('network.meeting.state')
  const kinds = COMMITTEE_KINDS.map((value) => ({ value, label: say(`network.committeeKind.${value}`) }))
  const functions = FUNCTIONS.map((value) => ({ value, label: `${value} · ${say(`function.${value}`)}` }))
  return (
    <Form method="post" className="stack stack-medium">
      <Wrong faults={faults} labelOf={labelOf} />
      <Theirs
        theirs={theirs}
        labelOf={labelOf}
        nameOf={(_, value) => [...kinds, ...functions].find((choice) => choice.value === value)?.label ?? value}
      />
      <input type="hidden" name="version" value={version ?? typed.version ?? ''} />
      <TextField {...field('name', 'network.committee.name')} required />
      <SelectField {...field('kind', 'network.committee.kind')} options={kinds} empty={say('form.choose')} required />
      <SelectField
        {...field('care_function', 'network.committee.function', 'network.hint.committee')}
        options={functions}
        empty={say('network.committee.function.none')}
      />
      <TextArea {...field('purpose', 'network.committee.purpose')} rows={3} />
      <DateField {...field('closed_on', 'network.committee.closed', 'network.hint.closed')} />
      <Save cancel={cancel} />
    </Form>
  )
}

/** A new seat: its college, what it stands for, since when. Nobody's name. */
export const SeatForm = ({ typed, faults }: Pick<Answer, 'typed' | 'faults'>) => {
  const { say } = useLanguage()
  const field = useField({ typed, faults })
  const labelOf = useLabels('network.meeting.state')
  return (
    <Form method="post">
      <Stack>
        <Wrong faults={faults} labelOf={labelOf} />
        <input type="hidden" name="intent" value="seat" />
        <SelectField
          {...field('college', 'network.seat.college')}
          options={COLLEGES.map((value) => ({ value, label: say(`network.college.${value}`) }))}
          empty={say('form.choose')}
          required
        />
        <TextField {...field('label', 'network.seat.label', 'network.hint.seat')} />
        <DateField {...field('from', 'network.since')} required />
        <Row>
          <Button>{say('network.seat.add')}</Button>
        </Row>
      </Stack>
    </Form>
  )
}

/** A meeting: when, with what agenda, and after it how many came of each college. */
export const MeetingForm = ({ typed, faults, theirs, version, cancel }: Props) => {
  const { say } = useLanguage()
  const field = useField({ typed, faults })
  const labelOf = useLabels('network.meeting.state')
  const states = MEETING_STATES.map((value) => ({ value, label: say(`network.meetingState.${value}`) }))
  return (
    <Form method="post" className="stack stack-medium">
      <Wrong faults={faults} labelOf={labelOf} />
      <Theirs theirs={theirs} labelOf={labelOf} nameOf={(_, value) => states.find((choice) => choice.value === value)?.label ?? value} />
      <input type="hidden" name="version" value={version ?? typed.version ?? ''} />
      <DateField {...field('held_on', 'network.meeting.on')} required />
      <SelectField {...field('state', 'network.meeting.state')} options={states} required />
      <TextField {...field('place', 'network.meeting.place')} />
      <TextArea {...field('agenda', 'network.meeting.agenda', 'network.hint.agenda')} rows={6} />
      <fieldset>
        <legend className="field-label">{say('network.meeting.came')}</legend>
        <p className="field-hint">{say('network.hint.came')}</p>
        <div className="quick-fields">
          {COLLEGES.map((college) => (
            <TextField
              key={college}
              {...field(`came_${college}`, `network.college.${college}`)}
              inputMode="numeric"
              size="short"
              maxLength={4}
            />
          ))}
        </div>
      </fieldset>
      <Save cancel={cancel} />
    </Form>
  )
}

type DecisionProps = Answer & { cancel?: string; intent?: string }
/** A decision: what, who, until when, how far it is, and what came of it. */
export const DecisionForm = ({ typed, faults, theirs, version, cancel, intent }: DecisionProps) => {
  const { say } = useLanguage()
  const field = useField({ typed, faults })
  const labelOf = useLabels('network.decision.state')
  const states = DECISION_STATES.map((value) => ({ value, label: say(`network.decisionState.${value}`) }))
  return (
    <Form method="post" className="stack stack-medium">
      <Wrong faults={faults} labelOf={labelOf} />
      <Theirs theirs={theirs} labelOf={labelOf} nameOf={(_, value) => states.find((choice) => choice.value === value)?.label ?? value} />
      {intent !== undefined && <input type="hidden" name="intent" value={intent} />}
      <input type="hidden" name="version" value={version ?? typed.version ?? ''} />
      <TextArea {...field('what', 'network.decision.what')} rows={3} required />
      <TextField {...field('responsible', 'network.decision.responsible', 'network.hint.function')} required />
      <DateField {...field('until', 'network.decision.until')} />
      <SelectField {...field('state', 'network.decision.state')} options={states} required />
      <DateField {...field('settled_on', 'network.decision.settled', 'network.hint.settled')} />
      <TextArea {...field('outcome', 'network.decision.outcome', 'network.hint.outcome')} rows={3} />
      <Save {...(cancel === undefined ? {} : { cancel })} />
    </Form>
  )
}
