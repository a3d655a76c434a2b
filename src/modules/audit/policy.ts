import { type Actor, hasRole } from '#platform/actor.ts'

/** The trail is for who administers the network; migration 0002 says the same in SQL. */
export const canReadTrail = (actor: Actor, network: string) => hasRole(actor, network, 'administrator')
