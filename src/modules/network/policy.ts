import { type Actor, hasRole, isMember } from '#platform/actor.ts'

// Pure, so the screen and the command ask the same question; migration 0017 repeats it in SQL.
/** How a network steers itself is for its members; visitors read what it published. */
export const canRead = (actor: Actor, network: string) => isMember(actor, network)
export const canSteer = (actor: Actor, network: string) => hasRole(actor, network, 'administrator', 'programme_manager', 'coordinator')
