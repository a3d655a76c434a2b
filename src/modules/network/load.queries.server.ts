import { sql } from 'kysely'
import type { CareFunction } from '#modules/directory/index.ts'
import type { Scope } from '#platform/db.server.ts'
import { idIn } from '#platform/forms/typed.ts'
import { found } from '#platform/problem.ts'
import type { Capacity, Stated } from './load.ts'

export type StatedDay = Stated & { version: number }
export type Team = Capacity & { id: string; name: string; organisation: string; care_function: CareFunction | null }
/** A team with what it stated last, on or before a day. */
export type TeamDay = Team & { stated: Stated | null }

const teams = (network: string, day: string, id: string | null) => sql`
  select s.id, s.name, o.name as organisation, s.care_function, s.network_id,
    max(c.value) filter (where c.unit = 'beds') as beds, max(c.value) filter (where c.unit = 'places') as places, max(c.value) filter (where c.unit = 'fte') as fte
  from directory.service s
  join directory.organisation o on o.network_id = s.network_id and o.id = s.organisation_id
  left join directory.capacity c on c.network_id = s.network_id and c.service_id = s.id and c.valid_from <= ${day}::date and (c.valid_to is null or c.valid_to >= ${day}::date)
  where s.network_id = ${network} ${id === null ? sql`and s.status = 'active'` : sql`and s.id = ${id}`}
  group by s.network_id, s.id, s.name, o.name, s.care_function`

const STATED = sql`jsonb_build_object('on', l.on_day, 'occupied', l.occupied, 'followed', l.followed, 'waiting', l.waiting, 'version', l.version,
  'reasons', jsonb_build_object('place', l.waiting_place, 'staff', l.waiting_staff, 'partner', l.waiting_partner, 'person', l.waiting_person))`

/** Every active team with its capacity on a day (ISO) and what it stated last up to that day: by function, then by name. */
export const listTeamDays = async (scope: Scope, network: string, day: string): Promise<TeamDay[]> => {
  const { rows } = await sql<TeamDay>`
    with team as (${teams(network, day, null)})
    select team.id, team.name, team.organisation, team.care_function, team.beds, team.places, team.fte,
      (select ${STATED} from network.stated_load l where l.network_id = team.network_id and l.service_id = team.id and l.on_day <= ${day}::date order by l.on_day desc limit 1) as stated
    from team order by care_function nulls last, name collate platform.names`.execute(scope)
  return rows
}

/** One team with its capacity on a day. @throws Problem not_found */
export const readTeam = async (scope: Scope, network: string, id: string, day: string): Promise<Team> => {
  const { rows } = await sql<Team>`
    with team as (${teams(network, day, idIn(id))}) select id, name, organisation, care_function, beds, places, fte from team`.execute(
    scope,
  )
  return found(rows[0])
}

/** What a team stated for one day; null when it stated nothing. */
export const readStated = async (scope: Scope, network: string, id: string, day: string): Promise<StatedDay | null> => {
  const { rows } = await sql<{ stated: StatedDay }>`
    select ${STATED} as stated from network.stated_load l where l.network_id = ${network} and l.service_id = ${idIn(id)} and l.on_day = ${day}::date`.execute(
    scope,
  )
  return rows[0]?.stated ?? null
}

export const DAYS_SHOWN = 60
/** What a team stated, the latest day first, with the staff that it had on each day. */
export const listStated = async (scope: Scope, network: string, id: string): Promise<(Stated & Capacity)[]> => {
  const { rows } = await sql<{ stated: Stated } & Capacity>`
    select ${STATED} as stated, c.beds, c.places, c.fte
    from network.stated_load l left join lateral (
      select max(c.value) filter (where c.unit = 'beds') as beds, max(c.value) filter (where c.unit = 'places') as places, max(c.value) filter (where c.unit = 'fte') as fte
        from directory.capacity c where c.network_id = l.network_id and c.service_id = l.service_id and c.valid_from <= l.on_day and (c.valid_to is null or c.valid_to >= l.on_day)) c on true
    where l.network_id = ${network} and l.service_id = ${idIn(id)} order by l.on_day desc limit ${DAYS_SHOWN}`.execute(scope)
  return rows.map(({ stated, ...capacity }) => ({ ...stated, ...capacity }))
}
