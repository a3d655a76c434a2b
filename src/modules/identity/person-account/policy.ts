import { type Actor, hasRole } from '#platform/actor.ts'

/** Whoever works with people in a network may hand out cards: everybody who may write there. */
export const canMakeCards = (actor: Actor, network: string) =>
  hasRole(actor, network, 'administrator', 'programme_manager', 'coordinator', 'worker')
