import { type Actor, hasRole } from '#platform/actor.ts'

/** What the network offers, and on which ground, is stated by its administrators. Who may read whose measures: row-level security. */
export const canSetOffer = (actor: Actor, network: string) => hasRole(actor, network, 'administrator')
