import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import type { CareFunction } from '../../directory/index.ts'
import type { Profession } from '../vocabulary.ts'
import { rulesOf, type TeamRules } from './rules.ts'

export type TeamName = { network: string; id: string; name: string; careFunction: CareFunction | null }
export type MyTeam = TeamName & { networkName: Words; waiting: number; late: number; followed: number; isLead: boolean }

/** The teams in which somebody works today, with what waits there. */
export const listMyTeams = async (scope: Scope): Promise<MyTeam[]> => {
  const { rows } = await sql<MyTeam>`
    select s.network_id as network, s.id, s.name, s.care_function as "careFunction", n.name as "networkName",
      (select count(*)::integer from care.request r where r.to_team = t.team and r.state = 'sent') as waiting,
      (select count(*)::integer from care.request r where r.to_team = t.team and ((r.state = 'sent' and r.answer_due < now())
        or (r.state = 'accepted' and r.met_at is null and r.meeting_due < now()))) as late,
      (select count(*)::integer from care.episode e where e.team = t.team and e.left_on is null) as followed,
      t.team in (select care.my_led_teams()) as "isLead"
      from care.my_teams() t (team) join directory.service s on s.network_id = split_part(t.team, '/', 1) and s.id = split_part(t.team, '/', 2)
      join platform.network n on n.id = s.network_id
     order by n.id, s.name collate platform.names, s.id`.execute(scope)
  return rows
}

export type Team = TeamName & {
  country: string
  /** The clock there, as Intl and PostgreSQL name it. */
  zone: string
  rules: TeamRules
  isPublic: boolean
  version: number
  phone: string | null
}
const COLUMNS = sql`
  s.network_id as network, s.id, s.name, s.care_function as "careFunction", s.phone, n.country, care.zone_of(n.id) as zone, t.is_public as "isPublic", t.version,
  t.answer_hours, t.meeting_hours, t.meeting_days, t.longest_days
  from care.team t join directory.service s on s.network_id = t.network_id and s.id = t.service_id join platform.network n on n.id = t.network_id`
type Row = Omit<Team, 'rules'> & Parameters<typeof rulesOf>[0]
const teamFrom = ({ answer_hours, meeting_hours, meeting_days, longest_days, ...team }: Row & object): Team => ({
  ...(team as Omit<Team, 'rules'>),
  rules: rulesOf({ answer_hours, meeting_hours, meeting_days, longest_days } as never, (team as Team).careFunction),
})

/** A team of a network that the actor may read. @throws Problem not_found */
export const readTeam = async (scope: Scope, network: string, id: string): Promise<Team> => {
  const { rows } = await sql<Row & object>`select ${COLUMNS} where t.network_id = ${network} and t.service_id = ${id}`.execute(scope)
  return teamFrom(found(rows[0]))
}
/** A team in which the actor works today. @throws Problem not_found for everybody else */
export const readMyTeam = async (scope: Scope, network: string, id: string): Promise<Team> => {
  const { rows } = await sql<Row & object>`
    select ${COLUMNS} where t.network_id = ${network} and t.service_id = ${id} and ${`${network}/${id}`} in (select care.my_teams())`.execute(
    scope,
  )
  return teamFrom(found(rows[0]))
}
/** Whether the actor works in a team today. */
export const worksIn = async (scope: Scope, network: string, id: string): Promise<boolean> =>
  (await sql<{ works: boolean }>`select ${`${network}/${id}`} in (select care.my_teams()) as works`.execute(scope)).rows[0]?.works === true
/** What a team stated last of its places, and when (ISO day); null where it stated nothing. */
export type StatedTeam = { state: 'open' | 'waiting' | 'full' | 'closed'; on: string }
/** What the teams of a network stated last in the guide, by their id. */
export const listStated = async (scope: Scope, network: string): Promise<ReadonlyMap<string, StatedTeam>> => {
  const { rows } = await sql<StatedTeam & { id: string }>`
    select distinct on (service_id) service_id as id, state, (as_of at time zone 'Europe/Paris')::date::text as "on"
      from guide.availability where network_id = ${network} order by service_id, as_of desc`.execute(scope)
  return new Map(rows.map(({ id, ...stated }) => [id, stated]))
}
/** Teams that work with requests, by name; those that anybody can ask on the public form when `isPublic` is given. */
export const listTeams = async (scope: Scope, network: string, isPublic = false): Promise<Team[]> => {
  const { rows } = await sql<Row & object>`
    select ${COLUMNS} where t.network_id = ${network} and (t.is_public or not ${isPublic}) and s.status = 'active'
     order by s.name collate platform.names, s.id`.execute(scope)
  return rows.map(teamFrom)
}

export type Worker = { personId: string; name: string; serviceId: string; profession: Profession; isLead: boolean; isNow: boolean }
/** Colleagues by name; of whom that is shown, see care.names_of_workers (migration 0016). */
export const listWorkers = async (scope: Scope, network: string): Promise<Worker[]> => {
  const { rows } = await sql<Worker>`
    select person_id as "personId", name, service_id as "serviceId", profession, is_lead as "isLead", is_now as "isNow"
      from care.names_of_workers(${network}) order by name collate platform.names, person_id`.execute(scope)
  return rows
}
/** Names by the id of the account, as a screen needs them: those who left as well. */
export const namesOf = async (scope: Scope, network: string): Promise<ReadonlyMap<string, string>> =>
  new Map((await listWorkers(scope, network)).map(({ personId, name }) => [personId, name]))
