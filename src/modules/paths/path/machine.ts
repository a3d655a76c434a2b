/** The states of a step: nobody is behind, and whatever was put down can be taken up again. */
export const STEP_STATES = ['wished', 'under_way', 'done', 'paused', 'given_up'] as const
export type StepState = (typeof STEP_STATES)[number]
export const STEP_MOVES = ['begin', 'finish', 'pause', 'resume', 'give_up', 'again'] as const
export type StepMove = (typeof STEP_MOVES)[number]

type Way = { from: readonly StepState[]; to: StepState }
// The same pairs stand in paths.guard_step (migration 0024): a test holds the two against each other.
const WAYS: Readonly<Record<StepMove, Way>> = {
  begin: { from: ['wished'], to: 'under_way' },
  finish: { from: ['wished', 'under_way', 'paused'], to: 'done' },
  pause: { from: ['under_way'], to: 'paused' },
  resume: { from: ['paused'], to: 'under_way' },
  give_up: { from: ['wished', 'under_way', 'paused'], to: 'given_up' },
  again: { from: ['done', 'given_up'], to: 'wished' },
}

/** The state after a move; null when this move is not possible from there. */
export const afterStep = (state: StepState, move: StepMove): StepState | null => {
  const { from, to } = WAYS[move]
  return from.includes(state) ? to : null
}
/** What can be done now, in the order in which a screen offers it. */
export const stepMovesFrom = (state: StepState): StepMove[] => STEP_MOVES.filter((move) => afterStep(state, move) !== null)
/** Every pair of states that the ways allow. */
export const stepPairs = (): [StepState, StepState][] =>
  Object.values(WAYS).flatMap(({ from, to }) => from.map((state): [StepState, StepState] => [state, to]))
/** Where a reason in the person's own words has its place. */
export const takesReason = (state: StepState) => state === 'paused' || state === 'given_up'
/** A step that is over has the day on which it was. */
export const isOver = (state: StepState) => state === 'done' || state === 'given_up'
