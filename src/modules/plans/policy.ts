import { type Actor, hasRole } from '#platform/actor.ts'

/** Who works in a network at all; in which team, only the database knows. */
export const mayWork = (actor: Actor, network: string) =>
  hasRole(actor, network, 'administrator', 'programme_manager', 'coordinator', 'worker')
/** Reviews broken glasses and answers for data protection. */
export const mayReview = (actor: Actor, network: string) => hasRole(actor, network, 'administrator')
/** Says which teams may look for crisis plans. */
export const maySetDuty = (actor: Actor, network: string) => hasRole(actor, network, 'administrator', 'programme_manager')
/** Sees how many plans were written, found and followed. */
export const mayCount = (actor: Actor, network: string) => hasRole(actor, network, 'administrator', 'programme_manager', 'coordinator')
