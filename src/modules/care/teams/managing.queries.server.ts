import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Typed } from '#platform/forms/typed.ts'
import { found } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import type { Profession } from '../vocabulary.ts'
import { canSetClocks } from './teams.commands.server.ts'
import { readTeam, type Team } from './teams.queries.server.ts'

/** A team as whoever looks after it reads it: who steers or coordinates the network, or leads the team. @throws Problem not_found */
export const readManagedTeam = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
): Promise<Team & { clocks: Typed; leads: boolean }> => {
  const team = await readTeam(scope, network, id)
  const { rows } = await sql<Record<string, number | boolean | null>>`
    select answer_hours, meeting_hours, meeting_days, longest_days, today_minutes, other_minutes, told_hours, remind_percent, escalate_hours,
        is_public as public, ${`${network}/${id}`} in (select care.my_led_teams()) as leads from care.team
     where network_id = ${network} and service_id = ${id} and (${canSetClocks(actor, network)} or ${`${network}/${id}`} in (select care.my_led_teams()))`.execute(
    scope,
  )
  const { leads, ...set } = found(rows[0])
  const clocks = Object.fromEntries(
    Object.entries(set).map(([name, value]) => [name, value === null || value === false ? '' : String(value)]),
  )
  return { ...team, clocks, leads: leads === true }
}

export type TeamWorker = {
  id: string
  name: string
  profession: Profession
  isLead: boolean
  from: string
  to: string | null
  isOpen: boolean
  version: number
}
/** Who works and worked in a team. */
export const listTeamWorkers = async (scope: Scope, network: string, service: string): Promise<TeamWorker[]> => {
  const { rows } = await sql<TeamWorker>`
    select w.id, coalesce(n.name, '') as name, w.profession, w.is_lead as "isLead", w.valid_from::text as "from", w.valid_to::text as "to", w.version,
      w.valid_to is null or w.valid_to >= current_date as "isOpen"
      from care.worker w left join lateral (select distinct c.name from care.names_of_workers(${network}) c where c.person_id = w.person_id) n on true
     where w.network_id = ${network} and w.service_id = ${service}
     order by w.valid_to is not null, n.name collate platform.names, w.valid_from`.execute(scope)
  return rows
}
/** Who may be put into a team of the network: for an administrator or a lead, nobody for others. */
export const listCandidates = async (scope: Scope, network: string): Promise<{ value: string; label: string }[]> => {
  const { rows } = await sql<{
    value: string
    label: string
  }>`select person_id as value, name as label from care.candidates(${network})`.execute(scope)
  return rows
}

/** Services of the directory that do not work with requests yet. */
export const listServicesWithoutTeam = async (scope: Scope, network: string): Promise<{ value: string; label: string }[]> => {
  const { rows } = await sql<{ value: string; label: string }>`
    select s.id as value, s.name as label from directory.service s
     where s.network_id = ${network} and s.status = 'active' and not exists (select from care.team t where t.network_id = s.network_id and t.service_id = s.id)
     order by s.name collate platform.names, s.id limit 500`.execute(scope)
  return rows
}

/** The networks whose teams the actor looks after. */
export const listSteered = async (scope: Scope, actor: Actor): Promise<{ id: string; name: Words }[]> => {
  const ids = Object.keys(actor.roles).filter((network) => canSetClocks(actor, network))
  return ids.length === 0 ? [] : scope.selectFrom('platform.network').select(['id', 'name']).where('id', 'in', ids).orderBy('id').execute()
}

/** How many emergencies without consent nobody has reviewed yet, for who administers the network. */
export const emergenciesWaiting = async (scope: Scope, network: string): Promise<number> =>
  (
    await sql<{
      n: number
    }>`select count(*)::integer as n from care.emergency where network_id = ${network} and reviewed_at is null`.execute(scope)
  ).rows[0]?.n ?? 0
