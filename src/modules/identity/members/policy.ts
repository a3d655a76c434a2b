import { type Actor, hasRole } from '#platform/actor.ts'

// Who may do what with the roles of a network. Migration 0008 says the same in SQL, and what can only be said there: the last
// administrator of a network stays.

/** The people of a network and their roles are its administrators' business. */
export const canAdminister = (actor: Actor, network: string) => hasRole(actor, network, 'administrator')
/** Nobody gives a role to themselves, however many they hold. */
export const canGrant = (actor: Actor, network: string, to: string) => canAdminister(actor, network) && actor.personId !== to
/** Ending the sessions of a member, and helping one who lost a second factor; for oneself there is one's own account. */
export const canHelp = (actor: Actor, network: string, whom: string) => canAdminister(actor, network) && actor.personId !== whom

export type Period = { from: string; to: string | null }
const END = '9999-12-31'
/** One's own role may only become shorter. Days in ISO 8601, both within. */
export const canChange = (actor: Actor, network: string, holder: string, before: Period, after: Period) =>
  canAdminister(actor, network) && (actor.personId !== holder || (after.from >= before.from && (after.to ?? END) <= (before.to ?? END)))

/** Whether a role holds on a day. */
export const holdsOn = ({ from, to }: Period, day: string): 'now' | 'later' | 'over' =>
  to !== null && to < day ? 'over' : from > day ? 'later' : 'now'
