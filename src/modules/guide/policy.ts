import { type Actor, hasRole } from '#platform/actor.ts'

// Pure, so the screen and the command ask the same question; migration 0018 repeats it in SQL. Reading is for row-level security alone.
/** Who says how many places any team has; whoever works in a team says it of that one (`statingAvailability`, migration 0028). */
export const canStateAvailability = (actor: Actor, network: string) =>
  hasRole(actor, network, 'administrator', 'programme_manager', 'coordinator')
/** Who says whom a team takes, and what is usual in the network. */
export const canSetRules = (actor: Actor, network: string) => hasRole(actor, network, 'administrator', 'programme_manager')
