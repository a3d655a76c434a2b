/** The states of an alert: nobody wrote anything down yet; not in time, so that the leads were told; somebody did. */
export const ALERT_STATES = ['open', 'escalated', 'done'] as const
export type AlertState = (typeof ALERT_STATES)[number]
/** `try`: somebody tried and reached nobody; `escalate`: by the clock; `finish`: the team writes down when and what was done. */
export const ALERT_MOVES = ['try', 'escalate', 'finish'] as const
export type AlertMove = (typeof ALERT_MOVES)[number]
export const STEP_KINDS = ['raised', 'asked', 'tried', 'escalated', 'done'] as const
export type StepKind = (typeof STEP_KINDS)[number]

const NEXT: Readonly<Record<AlertState, Readonly<Partial<Record<AlertMove, AlertState>>>>> = {
  open: { try: 'open', escalate: 'escalated', finish: 'done' },
  escalated: { try: 'escalated', escalate: 'escalated', finish: 'done' },
  done: {},
}
/** The state after a move; null where it is not possible. The same pairs stand in measures.guard_alert (migration 0021). */
export const afterMove = (state: AlertState, move: AlertMove): AlertState | null => NEXT[state][move] ?? null
/** Nothing more is asked of anybody. There is one way there: somebody writes down what was done. */
export const isSettled = (state: AlertState) => ALERT_MOVES.every((move) => afterMove(state, move) === null)
/** Whether the clock moves it now. A trial that reached nobody gives no more time. */
export const isDue = ({ state, dueAt }: { state: AlertState; dueAt: Date }, now: Date) =>
  !isSettled(state) && dueAt.getTime() <= now.getTime()
/** The hours that a team has, as an example of its function; each team sets its own (measures.hours_of in the same migration). */
export const exampleHours = (careFunction: string | null) => (careFunction === '2A' ? 4 : 24)
