/** The states of a swap of a shift. */
export const SWAP_STATES = ['offered', 'taken', 'confirmed', 'refused', 'withdrawn'] as const
export type SwapState = (typeof SWAP_STATES)[number]
export const SWAP_MOVES = ['take', 'confirm', 'refuse', 'withdraw'] as const
export type SwapMove = (typeof SWAP_MOVES)[number]

type Way = { from: readonly SwapState[]; to: SwapState }
// The same pairs, and who may go which, stand in boards.guard_swap (migration 0022).
const ways = (leadConfirms: boolean): Readonly<Record<SwapMove, Way>> => ({
  take: { from: ['offered'], to: leadConfirms ? 'taken' : 'confirmed' },
  confirm: { from: ['taken'], to: 'confirmed' },
  refuse: { from: ['taken'], to: 'refused' },
  withdraw: { from: ['offered', 'taken'], to: 'withdrawn' },
})

/** The state after a move; null when it is not possible from there. Where no lead has to say yes, taking a shift settles it. */
export const afterSwapMove = (state: SwapState, move: SwapMove, leadConfirms: boolean): SwapState | null => {
  const way = ways(leadConfirms)[move]
  return way.from.includes(state) ? way.to : null
}
export const isSwapOver = (state: SwapState) => SWAP_MOVES.every((move) => afterSwapMove(state, move, true) === null)
/** Every pair of states that the ways allow, whatever a team set. */
export const swapPairs = (): [SwapState, SwapState][] => {
  const all = [true, false].flatMap((leadConfirms) =>
    Object.values(ways(leadConfirms)).flatMap(({ from, to }) => from.map((state): [SwapState, SwapState] => [state, to])),
  )
  return all.filter(([from, to], at) => all.findIndex((other) => other[0] === from && other[1] === to) === at)
}
