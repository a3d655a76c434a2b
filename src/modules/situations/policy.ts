import { type Actor, hasRole } from '#platform/actor.ts'

// Who sees which meeting only the database knows: teams and agreements are asked there (migration 0027).
/** Works in a network at all; in which team, the database knows. */
export const mayWork = (actor: Actor, network: string) =>
  hasRole(actor, network, 'administrator', 'programme_manager', 'coordinator', 'worker')
/** Reads the lessons that came up without a name. */
export const mayReadLessons = (actor: Actor, network: string) =>
  hasRole(actor, network, 'administrator', 'programme_manager', 'coordinator')
/** Sets how long those who were invited still see a meeting, and when a lesson says its function. */
export const maySet = (actor: Actor, network: string) => hasRole(actor, network, 'administrator', 'programme_manager')
