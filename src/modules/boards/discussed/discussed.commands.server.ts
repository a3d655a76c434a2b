import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { agreementText } from '../texts.server.ts'
import type { DiscussedReason, Intensity } from '../vocabulary.ts'

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : '')
export type Talk = { reason: DiscussedReason; intensity: Intensity }

/**
 * A team talks about somebody whom it follows, from now on. Who is there already stays as they are.
 * @throws Problem not_found for who does not work in the team, or whom it does not follow
 */
export const putOn = async (scope: Scope, actor: Actor, network: string, service: string, person: string, talk: Talk): Promise<void> => {
  try {
    const { numInsertedOrUpdatedRows } = await scope
      .insertInto('boards.discussed')
      .values({ network_id: network, service_id: service, person_id: person, ...talk, put_on_by: actor.personId } as never)
      .onConflict((conflict) => conflict.columns(['network_id', 'service_id', 'person_id']).where('taken_off_at', 'is', null).doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows !== 1n) return
  } catch (error) {
    if (codeOf(error) === '42501') throw new Problem('not_found')
    throw error
  }
  await record(scope, network, 'boards.putOn', `team/${service}`, { about: person })
}

type Held = { personId: string; serviceId: string; version: number; isOn: boolean }
const held = async (scope: Scope, network: string, id: string): Promise<Held> => {
  const { rows } = await sql<Held>`
    select person_id as "personId", service_id as "serviceId", version, taken_off_at is null as "isOn" from boards.discussed
     where network_id = ${network} and id = ${id} and team in (select care.my_teams())`.execute(scope)
  return found(rows[0])
}

/** Why they are talked about, and how often they are seen meanwhile. @throws Problem not_found, conflict */
export const changeTalk = async (scope: Scope, network: string, id: string, version: number, talk: Talk): Promise<void> => {
  const entry = await held(scope, network, id)
  const { numUpdatedRows } = await scope
    .updateTable('boards.discussed')
    .set({ ...talk, intensity_at: sql<Date>`now()`, version: version + 1 })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('taken_off_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'boards.changeTalk', `discussed/${id}`, { about: entry.personId })
}

/** They are seen as often as before: the team has asked itself. @throws Problem not_found, conflict */
export const keepIntensity = async (scope: Scope, network: string, id: string, version: number): Promise<void> => {
  const entry = await held(scope, network, id)
  const { numUpdatedRows } = await scope
    .updateTable('boards.discussed')
    .set({ intensity_at: sql<Date>`now()`, version: version + 1 })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('taken_off_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'boards.keepIntensity', `discussed/${id}`, { about: entry.personId })
}

/** The team talks about them no longer. That a colleague has said so already is no error. @throws Problem not_found */
export const takeOff = async (scope: Scope, actor: Actor, network: string, id: string): Promise<void> => {
  const entry = await held(scope, network, id)
  if (!entry.isOn) return
  await scope
    .updateTable('boards.discussed')
    .set({ taken_off_at: sql<Date>`now()`, taken_off_by: actor.personId, version: entry.version + 1 })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .execute()
  await record(scope, network, 'boards.takeOff', `discussed/${id}`, { about: entry.personId })
}

/** Writes down what was agreed; what was agreed before stays. `agreement` was made with the form: sent twice, it is one. @throws Problem not_found, conflict once they are off */
export const agree = async (scope: Scope, actor: Actor, network: string, id: string, agreement: string, what: string): Promise<void> => {
  const { personId, serviceId, isOn } = await held(scope, network, id)
  if (!isOn) throw new Problem('conflict')
  const sealed = await agreementText.seal(scope, { network, person: personId, id: agreement }, what)
  await scope
    .insertInto('boards.agreement')
    .values({
      network_id: network,
      id: agreement,
      discussed_id: id,
      person_id: personId,
      service_id: serviceId,
      what: sealed,
      by_id: actor.personId,
    })
    .onConflict((conflict) => conflict.columns(['network_id', 'id']).doNothing())
    .execute()
  await record(scope, network, 'boards.agree', `discussed/${id}`, { about: personId })
}
