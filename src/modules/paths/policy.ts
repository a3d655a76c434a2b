import { type Actor, hasRole } from '#platform/actor.ts'

// Who reads and writes paths, referrals and first days is for row-level security alone (migration 0024): only the database knows teams.
/** Who says how long links live and words are kept in a network. */
export const canSetPaths = (actor: Actor, network: string) => hasRole(actor, network, 'administrator', 'programme_manager')
