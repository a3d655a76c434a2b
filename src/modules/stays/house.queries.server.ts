import { sql } from 'kysely'
import { readMyTeam } from '#modules/care/index.ts'
import type { CareFunction } from '#modules/directory/vocabulary.ts'
import type { State } from '#modules/guide/vocabulary.ts'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import { readSettings, type Settings } from './settings.server.ts'

export type House = {
  id: string
  name: string
  careFunction: CareFunction | null
  country: string
  isLead: boolean
  /** Beds and places of the directory that hold today; null: nobody said how many there are. */
  room: number | null
  taken: number
  /** What the team stated last in the guide, where everybody else reads it. */
  stated: { state: State; placesFree: number | null; at: Date } | null
  settings: Settings
}

/** A house or residential team in which the one who acts works today, with its places. @throws Problem not_found */
export const readHouse = async (scope: Scope, network: string, id: string): Promise<House> => {
  const team = await readMyTeam(scope, network, id)
  const { rows } = await sql<{
    room: string | null
    taken: number
    isLead: boolean
    state: State | null
    placesFree: number | null
    at: Date | null
  }>`
    select (select sum(c.value) from directory.capacity c where c.network_id = ${network} and c.service_id = ${id} and c.unit in ('beds', 'places')
          and c.valid_from <= current_date and (c.valid_to is null or c.valid_to >= current_date)) as room,
      (select count(distinct x.person_id)::integer from (
          select s.person_id from stays.stay s where s.team = ${`${network}/${id}`} and s.left_on is null
          union all select p.person_id from stays.path p where p.team = ${`${network}/${id}`} and p.state in ('trial', 'stay')) x) as taken,
      ${`${network}/${id}`} in (select care.my_led_teams()) as "isLead", v.state, v.places_free as "placesFree", v.as_of as at
      from (select) nothing left join lateral (select a.state, a.places_free, a.as_of from guide.availability a
        where a.network_id = ${network} and a.service_id = ${id} order by a.as_of desc limit 1) v on true`.execute(scope)
  const row = found(rows[0])
  return {
    id,
    name: team.name,
    careFunction: team.careFunction,
    country: team.country,
    isLead: row.isLead,
    room: row.room === null ? null : Math.floor(Number(row.room)),
    taken: row.taken,
    stated: row.state === null || row.at === null ? null : { state: row.state, placesFree: row.placesFree, at: row.at },
    settings: await readSettings(scope, network, id),
  }
}

export type OfHouse = { id: string; name: string; hasAccount: boolean; episodeId: string | null }
const UUID_NAME = sql`concat_ws(' ', nullif(p.given_name, ''), nullif(p.family_name, ''))`

/**
 * Somebody whom the house follows today, or who asked it: by their file.
 * @throws Problem not_found for everybody else, also where the one who acts knows them from another team
 */
export const readOfHouse = async (scope: Scope, network: string, house: string, person: string): Promise<OfHouse> => {
  const { rows } = await sql<OfHouse & { isAsked: boolean; wasHere: boolean }>`
    select p.id, ${UUID_NAME} as name, p.account_id is not null as "hasAccount",
      (select e.id from care.episode e where e.network_id = p.network_id and e.service_id = ${house} and e.person_id = p.id and e.left_on is null) as "episodeId",
      exists (select from care.request r where r.network_id = p.network_id and r.to_service_id = ${house} and r.person_id = p.id and r.state in ('sent', 'accepted', 'begun')) as "isAsked",
      exists (select from care.episode e where e.network_id = p.network_id and e.service_id = ${house} and e.person_id = p.id) as "wasHere"
      from care.person p where p.network_id = ${network} and p.id = ${person} and ${`${network}/${house}`} in (select care.my_teams())`.execute(
    scope,
  )
  const { isAsked, wasHere, ...row } = found(rows[0])
  found(isAsked || wasHere ? row : undefined)
  return row
}

/** Those of the house who neither stay, nor wait, nor are on their way in: whoever it follows, or who asked it. By name. */
export const listOthers = async (scope: Scope, network: string, house: string): Promise<{ id: string; name: string }[]> => {
  const team = `${network}/${house}`
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, ${UUID_NAME} as name from care.person p
     where p.network_id = ${network} and p.merged_into is null
       and (exists (select from care.episode e where e.team = ${team} and e.person_id = p.id and e.left_on is null)
         or exists (select from care.request r where r.to_team = ${team} and r.person_id = p.id and r.state in ('sent', 'accepted')))
       and not exists (select from stays.stay s where s.team = ${team} and s.person_id = p.id and s.left_on is null)
       and not exists (select from stays.waiting q where q.team = ${team} and q.person_id = p.id and q.ended_on is null)
       and not exists (select from stays.path w where w.team = ${team} and w.person_id = p.id and w.state <> 'ended')
     order by p.family_name collate platform.names, p.given_name collate platform.names, p.id limit 200`.execute(scope)
  return rows
}
