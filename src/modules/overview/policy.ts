import { type Actor, hasRole } from '#platform/actor.ts'

/**
 * Counts of care are for who steers the network, and for nobody else: neither its readers nor elected officials (docs/access.md). Pure, so
 * the screen and the query ask the same question; migration 0025 repeats it in SQL.
 */
export const canSeeCounts = (actor: Actor, network: string) => hasRole(actor, network, 'coordinator', 'programme_manager', 'administrator')

/** With which days a network counts, and how far its pages look; migration 0048 repeats it in SQL. */
export const canSetCounting = (actor: Actor, network: string) => hasRole(actor, network, 'administrator', 'programme_manager')
