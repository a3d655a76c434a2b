import { sql } from 'kysely'
import { type Actor, hasRole } from '#platform/actor.ts'
import { refusalOf } from '#platform/attempt.server.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import type { Profession } from '../vocabulary.ts'

export type TeamInput = {
  is_public: boolean
  answer_hours: number | null
  meeting_hours: number | null
  meeting_days: number | null
  longest_days: number | null
  today_minutes: number | null
  other_minutes: number | null
  told_hours: number | null
  remind_percent: number | null
  escalate_hours: number | null
}
/** Who sets the clocks of the teams of a network: those who steer it, and who coordinates it. */
export const canSetClocks = (actor: Actor, network: string) => hasRole(actor, network, 'administrator', 'programme_manager', 'coordinator')
export const canSteer = (actor: Actor, network: string) => hasRole(actor, network, 'administrator', 'programme_manager')

/** A service of the directory works with requests from now on, by the examples of its function. @throws Problem not_found */
export const openTeam = async (scope: Scope, actor: Actor, network: string, service: string): Promise<void> => {
  if (!canSteer(actor, network)) throw new Problem('not_found')
  found(
    await scope.selectFrom('directory.service').select('id').where('network_id', '=', network).where('id', '=', service).executeTakeFirst(),
  )
  await sql`insert into care.team (network_id, service_id) values (${network}, ${service}) on conflict do nothing`.execute(scope)
  await record(scope, network, 'care.openTeam', `team/${service}`)
}

/** Sets a team's own clocks, and whether anybody may ask it. @throws Problem not_found, conflict */
export const changeTeam = async (
  scope: Scope,
  actor: Actor,
  network: string,
  service: string,
  version: number,
  input: TeamInput,
): Promise<void> => {
  if (!canSetClocks(actor, network)) throw new Problem('not_found')
  const { numUpdatedRows } = await scope
    .updateTable('care.team')
    .set({ ...input, version: version + 1 })
    .where('network_id', '=', network)
    .where('service_id', '=', service)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'care.changeTeam', `team/${service}`)
}

export type WorkerInput = { person_id: string; profession: Profession; is_lead: boolean; valid_from: string; valid_to: string | null }
/**
 * Somebody works in a team from a day on: for an administrator or a lead of the team, and never for oneself.
 * @throws Problem not_found; invalid with the refusal in `worker`: self, twice, unknown
 */
export const addWorker = async (scope: Scope, actor: Actor, network: string, service: string, input: WorkerInput): Promise<void> => {
  if (input.person_id === actor.personId) throw new Problem('invalid', { worker: 'self' })
  const { rows } = await sql<{
    id: string
  }>`select person_id as id from care.candidates(${network}) where person_id = ${input.person_id}`.execute(scope)
  if (rows.length === 0) throw new Problem('invalid', { worker: 'unknown' })
  try {
    await scope
      .insertInto('care.worker')
      .values({ network_id: network, service_id: service, ...input } as never)
      .execute()
  } catch (error) {
    const { code } = refusalOf(error)
    if (code === '23P01') throw new Problem('invalid', { worker: 'twice' })
    if (code === '42501') throw new Problem('not_found')
    throw error
  }
  await record(scope, network, 'care.addWorker', `team/${service}`, { about: input.person_id })
}

/** Work in a team ends today: from this moment on nothing of the team is open to them. @throws Problem not_found, conflict */
export const endWork = async (scope: Scope, network: string, id: string, version: number): Promise<void> => {
  const row = await scope
    .selectFrom('care.worker')
    .select(['person_id', 'service_id'])
    .where('network_id', '=', network)
    .where('id', '=', id)
    .executeTakeFirst()
  const { person_id, service_id } = found(row)
  const { numAffectedRows } = await sql`
    update care.worker set valid_to = greatest(current_date, valid_from) - 1, version = version + 1
     where network_id = ${network} and id = ${id} and version = ${version} and (valid_to is null or valid_to >= current_date)`.execute(
    scope,
  )
  if (numAffectedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'care.endWork', `team/${service_id}`, { about: person_id })
}
