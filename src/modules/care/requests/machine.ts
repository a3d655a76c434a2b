/** The states of a request, from its first words to the day when a team begins. */
export const STATES = ['draft', 'sent', 'accepted', 'begun', 'declined', 'redirected', 'withdrawn'] as const
export type State = (typeof STATES)[number]
export const MOVES = ['send', 'accept', 'decline', 'redirect', 'withdraw', 'meet', 'begin'] as const
export type Move = (typeof MOVES)[number]
/** Which end of the request somebody is at: who asked, or who was asked. */
export type Side = 'sender' | 'receiver'

type Way = { from: readonly State[]; to: State | 'same'; side: Side }
// The same pairs stand in care.guard_request (migration 0016): property tests hold the two against each other.
const WAYS: Readonly<Record<Move, Way>> = {
  send: { from: ['draft'], to: 'sent', side: 'sender' },
  accept: { from: ['sent'], to: 'accepted', side: 'receiver' },
  decline: { from: ['sent', 'accepted'], to: 'declined', side: 'receiver' },
  redirect: { from: ['sent', 'accepted'], to: 'redirected', side: 'receiver' },
  withdraw: { from: ['draft', 'sent', 'accepted'], to: 'withdrawn', side: 'sender' },
  // The first meeting is a moment, not a state: a team may meet somebody and still decide that another team fits better.
  meet: { from: ['accepted'], to: 'same', side: 'receiver' },
  begin: { from: ['accepted'], to: 'begun', side: 'receiver' },
}

/** The state after a move; null when this move is not possible from there, or not for this side. */
export const after = (state: State, move: Move, side: Side): State | null => {
  const way = WAYS[move]
  if (way.side !== side || !way.from.includes(state)) return null
  return way.to === 'same' ? state : way.to
}
/** What this side can do now, in the order in which a screen offers it. */
export const movesFrom = (state: State, side: Side): Move[] => MOVES.filter((move) => after(state, move, side) !== null)
/** Nothing more happens to it. */
export const isOver = (state: State) =>
  MOVES.every((move) => after(state, move, 'sender') === null && after(state, move, 'receiver') === null)
/** Every pair of states that the ways allow. */
export const pairs = (): [State, State][] =>
  Object.values(WAYS).flatMap(({ from, to }) => (to === 'same' ? [] : from.map((state): [State, State] => [state, to])))
