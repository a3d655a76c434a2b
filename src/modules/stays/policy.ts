import { type Actor, hasRole } from '#platform/actor.ts'

// In which team somebody works, only the database knows; row-level security asks it (migration 0023).
/** Sees how many coercive measures there were; never whose. The same roles stand in stays.measure_counts. */
export const mayCount = (actor: Actor, network: string) => hasRole(actor, network, 'administrator', 'programme_manager', 'coordinator')
