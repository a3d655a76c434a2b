import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { refusalOf } from '#platform/attempt.server.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { noteText } from '../texts.server.ts'
import type { Destination, ExitReason, Missed, Mode, Present } from '../vocabulary.ts'

type Held = { personId: string; serviceId: string; version: number; leftOn: string | null }
// An episode of a team in which the actor works today. @throws not_found
const ofMyTeam = async (scope: Scope, network: string, id: string): Promise<Held> => {
  const { rows } = await sql<Held>`
    select person_id as "personId", service_id as "serviceId", version, left_on::text as "leftOn" from care.episode
     where network_id = ${network} and id = ${id} and team in (select care.my_teams())`.execute(scope)
  return found(rows[0])
}

export type ContactInput = {
  /** Made where it is written: sent twice, it is kept once. */
  id: string
  at: Date
  minutes: number | null
  mode: Mode
  workers: string[]
  who: Present[]
  missed: Missed | null
  note: string
  next_on: string | null
}
/**
 * Writes down a visit, a call or one that was missed. Whoever writes was there, unless told otherwise. The same contact sent again, as after a lost answer, changes nothing.
 * @returns whether it was new
 * @throws Problem not_found for who does not work in the team, conflict when somebody else's contact has this id
 */
export const writeContact = async (
  scope: Scope,
  actor: Actor,
  network: string,
  episode: string,
  input: ContactInput,
  { wasThere = true }: { wasThere?: boolean } = {},
): Promise<boolean> => {
  const { personId, serviceId } = await ofMyTeam(scope, network, episode)
  const { id, note, workers, ...rest } = input
  const sealed = await noteText.seal(scope, { network, person: personId, id }, note)
  const { numInsertedOrUpdatedRows } = await scope
    .insertInto('care.contact')
    .values({
      network_id: network,
      id,
      episode_id: episode,
      person_id: personId,
      service_id: serviceId,
      ...rest,
      workers: [...new Set([...(wasThere ? [actor.personId] : []), ...workers])],
      note: sealed,
      written_by: actor.personId,
    } as never)
    .onConflict((conflict) => conflict.columns(['network_id', 'id']).doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 1n) {
    await record(scope, network, 'care.writeContact', `contact/${id}`, { about: personId })
    return true
  }
  const { rows } = await sql<{ same: boolean }>`
    select written_by = ${actor.personId} and episode_id = ${episode} as same from care.contact where network_id = ${network} and id = ${id}`.execute(
    scope,
  )
  if (rows[0]?.same !== true) throw new Problem('conflict')
  return false
}

export type Ending = { left_on: string; exit_reason: ExitReason; destination: Destination }
/** The team no longer follows the person. @throws Problem not_found, conflict when somebody changed it meanwhile or it ended before, invalid before the entry */
export const endEpisode = async (scope: Scope, network: string, id: string, version: number, ending: Ending): Promise<void> => {
  const { personId, version: now, leftOn } = await ofMyTeam(scope, network, id)
  if (now !== version || leftOn !== null) throw new Problem('conflict')
  await update(scope, network, id, version, ending)
  await record(scope, network, 'care.endEpisode', `episode/${id} ${ending.exit_reason}`, { about: personId })
}
/** Who is there first for the person in this team. @throws Problem not_found, conflict, invalid for somebody who does not work in the team */
export const setReferent = async (scope: Scope, network: string, id: string, version: number, referent: string): Promise<void> => {
  const { personId, serviceId } = await ofMyTeam(scope, network, id)
  const { rows } = await sql`
    select from care.worker w where w.network_id = ${network} and w.service_id = ${serviceId} and w.person_id = ${referent}
       and current_date >= w.valid_from and (w.valid_to is null or current_date <= w.valid_to)`.execute(scope)
  if (rows.length === 0) throw new Problem('invalid', { move: 'referent' })
  await update(scope, network, id, version, { referent_id: referent })
  await record(scope, network, 'care.setReferent', `episode/${id}`, { about: personId })
}

const update = async (scope: Scope, network: string, id: string, version: number, set: object): Promise<void> => {
  try {
    const { numUpdatedRows } = await scope
      .updateTable('care.episode')
      .set({ ...set, version: version + 1 })
      .where('network_id', '=', network)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) throw new Problem('conflict')
  } catch (error) {
    // The day before the entry.
    if (refusalOf(error).code === '23514') throw new Problem('invalid', { move: 'end' })
    throw error
  }
}
