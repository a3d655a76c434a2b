import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import { readOfHouse } from '../house.queries.server.ts'
import { once, refusing } from '../refused.server.ts'
import type { WaitingEnd, WaitingReason } from '../vocabulary.ts'

/** Somebody waits for a place, since a day that is not to come. @throws Problem not_found; invalid for who waits already */
export const putOnList = async (
  scope: Scope,
  actor: Actor,
  network: string,
  house: string,
  person: string,
  input: { since: string; reason: WaitingReason },
): Promise<void> => {
  await readOfHouse(scope, network, house, person)
  const id = randomUUID()
  await refusing(() =>
    scope
      .insertInto('stays.waiting')
      .values({
        ...{ network_id: network, id, person_id: person, service_id: house, ...input },
        ...{ ended_on: null, ended_because: null, noted_by: actor.personId },
      })
      .execute(),
  )
  await record(scope, network, 'stays.putOnList', `waiting/${id}`, { about: person })
}

/** Somebody waits no more. @throws Problem not_found, conflict */
export const takeOffList = async (scope: Scope, network: string, id: string, version: number, because: WaitingEnd): Promise<void> => {
  const { rows } = await sql<{ personId: string }>`
    select person_id as "personId" from stays.waiting where network_id = ${network} and id = ${id} and team in (select care.my_teams())`.execute(
    scope,
  )
  const { personId } = found(rows[0])
  once(
    await scope
      .updateTable('stays.waiting')
      .set({ ended_on: sql`current_date`, ended_because: because, version: version + 1 })
      .where('network_id', '=', network)
      .where('id', '=', id)
      .where('version', '=', version)
      .where('ended_on', 'is', null)
      .executeTakeFirst(),
  )
  await record(scope, network, 'stays.takeOffList', `waiting/${id} ${because}`, { about: personId })
}
