import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import type { Counting } from './counting.ts'
import { canSeeCounts } from './policy.ts'
import { PARTS_BUT_TEAMS } from './vocabulary.ts'

/** One count as the database keeps it: what may be shown of it is decided by protecting.server.ts. */
export type CountRow = { part: string; quarter: number; a: string; b: string; n: number }
export type Counted = { at: Date; counting: Counting; rows: CountRow[] }
export type Steered = { id: string; name: Words; threshold: number; isDemonstration: boolean }

/** Counts are counted anew when they are older than this. */
const AGE = '1 hour'

/**
 * The network whose counts somebody may see.
 * @throws Problem signed_out for a visitor, not_found for everybody else: both alike whether there is such a network or not
 */
export const steeredBy = async (scope: Scope, actor: Actor, network: string): Promise<Steered> => {
  if (actor.personId === '') throw new Problem('signed_out')
  if (!canSeeCounts(actor, network)) throw new Problem('not_found')
  return found(
    await scope
      .selectFrom('platform.network')
      .select(['id', 'name', 'disclosure_threshold as threshold', 'is_demonstration as isDemonstration'])
      .where('id', '=', network)
      .executeTakeFirst(),
  )
}

type Asked = {
  /** Counted anew where they are older (an interval). */
  age?: string
  /** The quarters whose teams are wanted; all unless told otherwise. A large network has some hundred teams in each. */
  quarters?: readonly number[]
}
const QUARTERS = [1, 2, 3, 4] as const
/** The counts of a calendar year, counted within the hour; null for who does not steer the network, and for a year to come. */
export const readCounts = async (
  scope: Scope,
  network: string,
  year: number,
  { age = AGE, quarters = QUARTERS }: Asked = {},
): Promise<Counted | null> => {
  await sql`select overview.count_year(${network}, ${year}, ${age}::interval)`.execute(scope)
  const run = await scope
    .selectFrom('overview.count_run')
    .select(['at', 'soon_days as soonDays', 'back_days as backDays', 'seen_days as seenDays', 'onward_days as onwardDays'])
    .where('network_id', '=', network)
    .where('year', '=', year)
    .executeTakeFirst()
  if (run === undefined) return null
  const { at, ...counting } = run
  const counted = scope
    .selectFrom('overview.counted')
    .select(['part', 'quarter', 'a', 'b', 'n'])
    .where('network_id', '=', network)
    .where('year', '=', year)
  // By name, so that the index leads past the teams.
  const rows = await counted.where('part', 'in', PARTS_BUT_TEAMS).execute()
  const teams = quarters.length === 0 ? [] : await counted.where('part', '=', 'caseload').where('quarter', 'in', quarters).execute()
  return { at, counting, rows: [...rows, ...teams] }
}

export type TeamCapacity = { id: string; name: string; careFunction: string | null; fte: number | null }
/** The teams of a network with their staff on a day (ISO), from the directory. */
export const listTeams = async (scope: Scope, network: string, day: string): Promise<TeamCapacity[]> => {
  const { rows } = await sql<TeamCapacity>`
    select t.service_id as id, s.name, s.care_function as "careFunction", max(c.value)::float as fte
      from care.team t join directory.service s on s.network_id = t.network_id and s.id = t.service_id
      left join directory.capacity c on c.network_id = t.network_id and c.service_id = t.service_id and c.unit = 'fte'
       and c.valid_from <= ${day}::date and (c.valid_to is null or c.valid_to >= ${day}::date)
     where t.network_id = ${network} group by t.service_id, s.name, s.care_function order by s.care_function nulls last, s.name collate platform.names`.execute(
    scope,
  )
  return rows
}

export type Place = {
  id: string
  name: string
  population: number | null
  latitude: number | null
  longitude: number | null
  above: string[]
}
/** Places of the map, each with what it lies in. */
export const listPlaces = async (scope: Scope, ids: readonly string[]): Promise<Place[]> => {
  if (ids.length === 0) return []
  const { rows } = await sql<Place>`
    select id, name, population, latitude::float as latitude, longitude::float as longitude,
        array(select u.id from directory.ancestors(territory.id) u where u.id <> territory.id) as above from directory.territory
     where id = any (${`{${ids.join(',')}}`}::text[]) order by name collate platform.names, id`.execute(scope)
  return rows
}

export type Area = { id: string; name: string; kind: 'sector' | 'catchment'; places: string[]; functions: string[] }
/** The sectors and catchments of a network, what lies in them, and the functions whose teams work there. */
export const listAreas = async (scope: Scope, network: string): Promise<Area[]> => {
  const { rows } = await sql<Area>`
    select a.id, a.name, a.kind, array(select m.territory_id from directory.area_territory m where m.network_id = a.network_id and m.area_id = a.id order by 1) as places,
        array(select distinct coalesce(s.care_function, '') from directory.service s join care.team t on t.network_id = s.network_id and t.service_id = s.id
          where s.network_id = a.network_id and s.area_id = a.id and s.status = 'active' order by 1) as functions
      from directory.area a where a.network_id = ${network} order by a.name collate platform.names, a.id`.execute(scope)
  return rows
}
