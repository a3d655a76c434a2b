/** The states of a visit: from the plan to what came of it. */
export const VISIT_STATES = ['planned', 'on_the_way', 'there', 'safe', 'outcome', 'called_off'] as const
export type VisitState = (typeof VISIT_STATES)[number]
export const VISIT_MOVES = ['leave', 'arrive', 'safe', 'finish', 'callOff'] as const
export type VisitMove = (typeof VISIT_MOVES)[number]

type Way = { from: readonly VisitState[]; to: VisitState }
// The same pairs stand in boards.guard_visit (migration 0022). Nobody calls a visit off while somebody is out there: that would
// silence the check on them. Whoever turns back on the way is safe first, and says then that it did not take place.
const WAYS: Readonly<Record<VisitMove, Way>> = {
  leave: { from: ['planned'], to: 'on_the_way' },
  arrive: { from: ['on_the_way'], to: 'there' },
  safe: { from: ['on_the_way', 'there'], to: 'safe' },
  finish: { from: ['safe'], to: 'outcome' },
  callOff: { from: ['planned'], to: 'called_off' },
}

/** The state after a move; null when it is not possible from there. */
export const afterVisitMove = (state: VisitState, move: VisitMove): VisitState | null => {
  const way = WAYS[move]
  return way.from.includes(state) ? way.to : null
}
/** What can be done now, in the order in which a screen offers it. */
export const visitMovesFrom = (state: VisitState): VisitMove[] => VISIT_MOVES.filter((move) => afterVisitMove(state, move) !== null)
export const isVisitOver = (state: VisitState) => visitMovesFrom(state).length === 0
/** Somebody is out there, and is waited for. */
export const isOut = (state: VisitState) => state === 'on_the_way' || state === 'there'
/** Every pair of states that the ways allow. */
export const visitPairs = (): [VisitState, VisitState][] =>
  Object.values(WAYS).flatMap(({ from, to }) => from.map((state): [VisitState, VisitState] => [state, to]))
