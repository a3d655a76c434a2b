import { type Actor, hasRole, isMember } from '#platform/actor.ts'

// Pure, so the screen and the command ask the same question; migration 0005 repeats it in SQL.
export const canReadLive = (actor: Actor, network: string) => isMember(actor, network)
export const canFreeze = (actor: Actor, network: string) => hasRole(actor, network, 'administrator', 'programme_manager')
export const canState = canFreeze
