import { CARE_FUNCTIONS } from '#modules/directory/index.ts'
import { day, oneOf, optional, text, whole } from '#platform/cells.ts'
import { type Read, reading, type Typed } from '#platform/forms/typed.ts'
import type { CommitteeInput } from './committees.commands.server.ts'
import type { Committee } from './committees.queries.server.ts'
import type { DecisionInput, MeetingInput } from './meetings.commands.server.ts'
import type { Decision, Meeting } from './meetings.queries.server.ts'
import { COLLEGES, COMMITTEE_KINDS, type College, DECISION_STATES, isSettled, MEETING_STATES } from './vocabulary.ts'

/** A committee from its form. Only a committee of a function has one. */
export const readCommitteeForm = (typed: Typed): Read<CommitteeInput> => {
  const { cell, wrong, done } = reading(typed)
  const kind = cell('kind', oneOf(COMMITTEE_KINDS))
  const name = cell('name', text)
  const function_ = cell('care_function', optional(oneOf(CARE_FUNCTIONS))) ?? null
  if (kind === 'function' && function_ === null) wrong('care_function', 'cell.required')
  const rest = { purpose: cell('purpose', optional(text)) ?? null, closed_on: cell('closed_on', optional(day)) ?? null }
  return done(() => ({ ...rest, kind: kind ?? 'working_group', name: name ?? '', care_function: kind === 'function' ? function_ : null }))
}
export const committeeTyped = (committee: Committee): Typed => ({
  kind: committee.kind,
  care_function: committee.care_function ?? '',
  name: committee.name,
  purpose: committee.purpose ?? '',
  closed_on: committee.closed_on ?? '',
  version: String(committee.version),
})

/** A seat from its form: college, what it stands for, since when. */
export const readSeatForm = (typed: Typed): Read<{ college: College; label: string | null; from: string }> => {
  const { cell, done } = reading(typed)
  const college = cell('college', oneOf(COLLEGES))
  const label = cell('label', optional(text)) ?? null
  const from = cell('from', day)
  return done(() => ({ college: college ?? 'organisations', label, from: from ?? '' }))
}

/** A meeting from its form, with how many came of each college: counts alone. */
export const readMeetingForm = (typed: Typed): Read<MeetingInput> => {
  const { cell, wrong, done } = reading(typed)
  const on = cell('held_on', day)
  const state = cell('state', oneOf(MEETING_STATES))
  const place = cell('place', optional(text)) ?? null
  const agenda = cell('agenda', optional(text)) ?? null
  const attendance = COLLEGES.flatMap((college) => {
    const count = cell(`came_${college}`, optional(whole)) ?? null
    if (count !== null && count > 9999) wrong(`came_${college}`, 'cell.whole')
    if (count !== null && state !== undefined && state !== 'held') wrong(`came_${college}`, 'network.fault.held')
    return count === null ? [] : [{ college, count }]
  })
  return done(() => ({ held_on: on ?? '', state: state ?? 'planned', place, agenda, attendance }))
}
export const meetingTyped = (meeting: Meeting): Typed => ({
  held_on: meeting.held_on,
  state: meeting.state,
  place: meeting.place ?? '',
  agenda: meeting.agenda ?? '',
  ...Object.fromEntries(
    COLLEGES.map((college) => [`came_${college}`, String(meeting.attendance.find((each) => each.college === college)?.count ?? '')]),
  ),
  version: String(meeting.version),
})

/** A decision from its form. @param today ISO: the day on which it was settled when the form names none */
export const readDecisionForm = (typed: Typed, today: string): Read<DecisionInput> => {
  const { cell, wrong, done } = reading(typed)
  const what = cell('what', text)
  const responsible = cell('responsible', text)
  const until = cell('until', optional(day)) ?? null
  const state = cell('state', oneOf(DECISION_STATES)) ?? 'open'
  const outcome = cell('outcome', optional(text)) ?? null
  if (state === 'dropped' && outcome === null) wrong('outcome', 'network.fault.reason')
  const settled = cell('settled_on', optional(day)) ?? null
  return done(() => ({
    what: what ?? '',
    responsible: responsible ?? '',
    until,
    state,
    outcome,
    settled_on: isSettled(state) ? (settled ?? today) : null,
  }))
}
export const decisionTyped = (decision: Decision): Typed => ({
  what: decision.what,
  responsible: decision.responsible,
  until: decision.until ?? '',
  state: decision.state,
  settled_on: decision.settled_on ?? '',
  outcome: decision.outcome ?? '',
  version: String(decision.version),
})
