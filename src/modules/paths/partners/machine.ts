/** The states of a referral to a partner outside care. */
export const REFERRAL_STATES = ['draft', 'sent', 'read', 'accepted', 'declined', 'withdrawn', 'expired'] as const
export type ReferralState = (typeof REFERRAL_STATES)[number]
export const REFERRAL_MOVES = ['send', 'read', 'accept', 'decline', 'withdraw', 'expire'] as const
export type ReferralMove = (typeof REFERRAL_MOVES)[number]

type Way = { from: readonly ReferralState[]; to: ReferralState }
// The same pairs stand in paths.guard_referral (migration 0024): a test holds the two against each other.
const WAYS: Readonly<Record<ReferralMove, Way>> = {
  send: { from: ['draft'], to: 'sent' },
  read: { from: ['sent'], to: 'read' },
  accept: { from: ['read'], to: 'accepted' },
  decline: { from: ['read'], to: 'declined' },
  // Also after a yes: the person may always take back what they agreed to.
  withdraw: { from: ['draft', 'sent', 'read', 'accepted'], to: 'withdrawn' },
  expire: { from: ['sent', 'read'], to: 'expired' },
}

/** The state after a move; null when this move is not possible from there. */
export const afterReferral = (state: ReferralState, move: ReferralMove): ReferralState | null => {
  const { from, to } = WAYS[move]
  return from.includes(state) ? to : null
}
/** Every pair of states that the ways allow. */
export const referralPairs = (): [ReferralState, ReferralState][] =>
  Object.values(WAYS).flatMap(({ from, to }) => from.map((state): [ReferralState, ReferralState] => [state, to]))
/** Whether the person can still take it back. */
export const canWithdraw = (state: ReferralState) => state !== 'draft' && afterReferral(state, 'withdraw') !== null
