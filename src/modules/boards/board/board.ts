import type { ReasonKind, Urgency } from '../../care/vocabulary.ts'
import type { VisitState } from '../visits/machine.ts'

/** Moments are instants in ISO 8601, so that a board is the same on a page and on the line. */
export type CallLine = {
  id: string
  name: string
  urgency: Urgency
  reason: ReasonKind
  /** `answer`: nobody has answered yet; `meet`: the first meeting is to come; `begin`: they have met. */
  waitsFor: 'answer' | 'meet' | 'begin'
  due: string | null
  isLate: boolean
  /** Days since the team had followed them before, where they are few (its own rule); `isBackSoon`: very few. */
  backAfter: number | null
  isBackSoon: boolean
}
/** `late`: should have begun; `overdue`: should be back; `told`: and the leads know. */
export type Alarm = 'none' | 'late' | 'overdue' | 'told'
export type VisitLine = {
  id: string
  personId: string
  name: string
  startsAt: string
  endsAt: string
  state: VisitState
  workers: readonly string[]
  /** How those who are out are called, while it is not said that they are safe. */
  phones: readonly Phone[]
  /** By when somebody who is out alone gives a sign; null for everybody else. */
  signBy: string | null
  /** One goes alone where two are wanted. */
  isAlone: boolean
  /** Somebody who was to go works here no more. */
  lacks: boolean
  alarm: Alarm
}
export type Phone = { name: string; phone: string }
/** `isAway`: on the rota, and away all the same. */
export type DutyLine = { name: string; from: string; to: string; phone: string | null; isAway: boolean }
export type FollowedLine = {
  personId: string
  name: string
  nextOn: string | null
  visitAt: string | null
  lastAt: string | null
  referent: string | null
  /** How often they were missed since the last time they were met; `isMissing`: so often that somebody must look for them, and nothing is planned. */
  missed: number
  isMissing: boolean
  /** Not met for longer than the team finds right, since they came where they were never met, and nothing is planned. */
  isSilent: boolean
}
/** That somebody is discussed, and how it stands: whoever shows what was agreed reads it again when this changes. */
export type DiscussedLine = { id: string; version: number; agreedAt: string | null }

/** What a team sees on its board, the same for everybody who works in it. */
export type Board = {
  calls: readonly CallLine[]
  visits: readonly VisitLine[]
  /** Those of the next seven days. */
  ahead: readonly VisitLine[]
  duty: { now: readonly DutyLine[]; next: readonly DutyLine[] }
  followed: readonly FollowedLine[]
  discussed: readonly DiscussedLine[]
}

/** How a visit stands with the clock. `due`: by when somebody must hear of it (boards.due_of); `told`: how far the check has come. */
export const alarmOf = (visit: { state: VisitState; startsAt: Date; due: Date; told: number }, graceMinutes: number, now: Date): Alarm => {
  const grace = graceMinutes * 60_000
  if (visit.state === 'planned') return now.getTime() >= visit.startsAt.getTime() + grace ? 'late' : 'none'
  if (visit.state !== 'on_the_way' && visit.state !== 'there') return 'none'
  if (visit.told > 1) return 'told'
  return now.getTime() >= visit.due.getTime() + grace ? 'overdue' : 'none'
}

const ALARM_RANK: Readonly<Record<Alarm, number>> = { told: 0, overdue: 1, late: 2, none: 3 }
const STATE_RANK: Readonly<Record<VisitState, number>> = { there: 0, on_the_way: 0, planned: 1, safe: 2, outcome: 3, called_off: 4 }
/** The most pressing first: whoever is not back, whoever is out, what is planned, what is still to be written down, what is over. */
export const sortVisits = (visits: readonly VisitLine[]): VisitLine[] =>
  [...visits].sort(
    (one, other) =>
      ALARM_RANK[one.alarm] - ALARM_RANK[other.alarm] ||
      STATE_RANK[one.state] - STATE_RANK[other.state] ||
      one.startsAt.localeCompare(other.startsAt) ||
      one.id.localeCompare(other.id),
  )
/** What is late first, then by its hour. */
export const sortCalls = (calls: readonly CallLine[]): CallLine[] =>
  [...calls].sort(
    (one, other) =>
      Number(other.isLate) - Number(one.isLate) || (one.due ?? '9').localeCompare(other.due ?? '9') || one.id.localeCompare(other.id),
  )
