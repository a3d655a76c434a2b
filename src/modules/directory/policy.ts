import { type Actor, hasRole } from '#platform/actor.ts'

// Pure, so the screen and the command ask the same question; migration 0003 repeats it in SQL. Reading is for row-level security alone.
export const canWriteDirectory = (actor: Actor, network: string) => hasRole(actor, network, 'administrator', 'programme_manager')
/** The trail of the network is for its administrators. */
export const canReadTrail = (actor: Actor, network: string) => hasRole(actor, network, 'administrator')
