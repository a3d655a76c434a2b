// The ways that leave, discharge, debriefing and a path into a house can take. stays.may_follow and stays.leaves_out (migration 0023)
// hold the same pairs; machines.test.ts compares them.
export const LEAVE_STATES = ['agreed', 'back', 'cancelled'] as const
export type LeaveState = (typeof LEAVE_STATES)[number]

export const DISCHARGE_STATES = ['planned', 'agreed', 'left', 'withdrawn'] as const
export type DischargeState = (typeof DISCHARGE_STATES)[number]

/** 'waiting': nobody has offered to talk about it yet. */
export const DEBRIEFING_STATES = ['waiting', 'offered', 'held', 'refused'] as const
export type DebriefingState = (typeof DEBRIEFING_STATES)[number]

export const PATH_STATES = ['asked', 'visit', 'trial', 'stay', 'ended'] as const
export type PathState = (typeof PATH_STATES)[number]

type Machine<S extends string> = { states: readonly S[]; first: S; next: Readonly<Record<S, readonly S[]>> }
const machine = <S extends string>(states: readonly S[], first: S, next: Machine<S>['next']): Machine<S> => ({ states, first, next })

export const MACHINES = {
  leave: machine(LEAVE_STATES, 'agreed', { agreed: ['back', 'cancelled'], back: [], cancelled: [] }),
  // A day that is moved asks the person again.
  discharge: machine(DISCHARGE_STATES, 'planned', {
    planned: ['agreed', 'left', 'withdrawn'],
    agreed: ['planned', 'left', 'withdrawn'],
    left: [],
    withdrawn: [],
  }),
  // It can be offered again, also to somebody who did not want to; what was held is held.
  debriefing: machine(DEBRIEFING_STATES, 'waiting', {
    waiting: ['offered', 'held', 'refused'],
    offered: ['offered', 'held', 'refused'],
    refused: ['offered', 'held'],
    held: [],
  }),
  // One step back is always possible; who wants to stop stops, wherever they are.
  path: machine(PATH_STATES, 'asked', {
    asked: ['visit', 'trial', 'stay', 'ended'],
    visit: ['trial', 'stay', 'ended'],
    trial: ['stay', 'visit', 'ended'],
    stay: ['trial', 'ended'],
    ended: [],
  }),
} as const
export type MachineName = keyof typeof MACHINES
type StateOf<M extends MachineName> = (typeof MACHINES)[M]['states'][number]

export const mayFollow = <M extends MachineName>(name: M, before: StateOf<M>, after: StateOf<M>): boolean =>
  ((MACHINES[name].next as Readonly<Record<string, readonly string[]>>)[before] ?? []).includes(after)
export const isOver = <M extends MachineName>(name: M, state: StateOf<M>): boolean =>
  ((MACHINES[name].next as Readonly<Record<string, readonly string[]>>)[state] ?? []).length === 0

const ORDER: readonly PathState[] = ['asked', 'visit', 'trial', 'stay']
/** Whether a step leaves out the one before it: that asks for a reason. */
export const leavesOut = (before: PathState, after: PathState): boolean =>
  ORDER.includes(before) && ORDER.includes(after) && ORDER.indexOf(after) > ORDER.indexOf(before) + 1
