import { type Actor, hasRole } from '#platform/actor.ts'

// Who notes encounters and plans rounds only the database knows: who works in the team today (migration 0027).
/** Sees how many people were met, never who. */
export const mayCount = (actor: Actor, network: string) => hasRole(actor, network, 'administrator', 'programme_manager', 'coordinator')
