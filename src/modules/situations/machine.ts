/** The states of a meeting on a difficult situation, from its first words to the day when the person knows what was decided. */
export const STATES = ['drafted', 'agreed', 'refused', 'planned', 'held', 'told', 'withdrawn'] as const
export type State = (typeof STATES)[number]
export const MOVES = ['agree', 'refuse', 'plan', 'hold', 'tell', 'withdraw'] as const
export type Move = (typeof MOVES)[number]

type Way = { from: readonly State[]; to: State /** Only while the agreement of the person stands on that day. */; agreed: boolean }
// The same pairs stand in situations.guard_situation (migration 0027): a property test holds the two against each other. There is no way
// round the person: no move for an emergency.
const WAYS: Readonly<Record<Move, Way>> = {
  agree: { from: ['drafted'], to: 'agreed', agreed: true },
  refuse: { from: ['drafted'], to: 'refused', agreed: false },
  plan: { from: ['agreed'], to: 'planned', agreed: true },
  hold: { from: ['planned'], to: 'held', agreed: true },
  // What was decided goes back to the person also after they have withdrawn.
  tell: { from: ['held'], to: 'told', agreed: false },
  withdraw: { from: ['drafted', 'agreed', 'planned'], to: 'withdrawn', agreed: false },
}

/** The state after a move; null when this move is not possible from there. @param isAgreed whether the person's agreement stands today */
export const after = (state: State, move: Move, isAgreed: boolean): State | null => {
  const { from, to, agreed } = WAYS[move]
  return from.includes(state) && (isAgreed || !agreed) ? to : null
}
/** The move that leads from one state to another, if any does. */
export const moveBetween = (from: State, to: State): Move | null =>
  MOVES.find((move) => WAYS[move].from.includes(from) && WAYS[move].to === to) ?? null
/** Nothing more happens to it. */
export const isOver = (state: State) => MOVES.every((move) => after(state, move, true) === null)
/** The meeting came to nothing: the day and the fact are all that stays. */
export const isErased = (state: State) => state === 'refused' || state === 'withdrawn'
/** Before it is held: people can still be asked to come, and the person can still say how they take part. */
export const isAhead = (state: State) => state === 'drafted' || state === 'agreed' || state === 'planned'
