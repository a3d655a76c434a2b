import { sql } from 'kysely'
import { worksIn } from '#modules/care/index.ts'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { allow, found } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import { canStateAvailability } from './policy.ts'
import type { State } from './vocabulary.ts'

export type Statement = { state: State; placesFree: number | null; waitingDays: number | null; note: Words | null }

/**
 * Whether the actor may state a team's places. Whoever may not is told so for a team that there is and one that there is not alike.
 * @throws Problem not_found for a network that the actor cannot see, or a team that there is not; forbidden for who may only read
 */
export const statingAvailability = async (scope: Scope, actor: Actor, network: string, service: string): Promise<void> => {
  found(await scope.selectFrom('platform.network').select('id').where('id', '=', network).executeTakeFirst())
  allow(canStateAvailability(actor, network) || (await worksIn(scope, network, service)), 'guide.stateAvailability')
  found(
    await scope.selectFrom('directory.service').select('id').where('network_id', '=', network).where('id', '=', service).executeTakeFirst(),
  )
}

/**
 * States a team's places as they are now: a new line of its history, in the name of who acts.
 * @throws Problem not_found, forbidden
 */
export const stateAvailability = async (
  scope: Scope,
  actor: Actor,
  network: string,
  service: string,
  { state, placesFree, waitingDays, note }: Statement,
): Promise<void> => {
  await statingAvailability(scope, actor, network, service)
  await sql`insert into guide.availability (network_id, service_id, state, places_free, waiting_days, note)
    values (${network}, ${service}, ${state}, ${placesFree}, ${waitingDays}, ${note === null ? null : JSON.stringify(note)}::jsonb)`.execute(
    scope,
  )
  await record(scope, network, 'guide.stateAvailability', service)
}

/** Says that what was stated last still holds. @returns false when nothing was stated yet @throws Problem not_found, forbidden */
export const confirmAvailability = async (scope: Scope, actor: Actor, network: string, service: string): Promise<boolean> => {
  await statingAvailability(scope, actor, network, service)
  const { numAffectedRows = 0n } = await sql`
    insert into guide.availability (network_id, service_id, state, places_free, waiting_days, note)
    select network_id, service_id, state, places_free, waiting_days, note from guide.availability
    where network_id = ${network} and service_id = ${service} order by as_of desc limit 1`.execute(scope)
  if (numAffectedRows === 0n) return false
  await record(scope, network, 'guide.confirmAvailability', service)
  return true
}
