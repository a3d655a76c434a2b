import { type Actor, hasRole, isMember } from '#platform/actor.ts'

// Pure, so the screen and the command ask the same question; migration 0004 repeats it in SQL.
/** The journal is the network's own: a visitor reads the account that the network published. */
export const canRead = (actor: Actor, network: string) => isMember(actor, network)
export const canWrite = (actor: Actor, network: string) => hasRole(actor, network, 'administrator', 'programme_manager', 'coordinator')
