import { sql } from 'kysely'
import type { CareFunction, ServiceStatus } from '#modules/directory/vocabulary.ts'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import { countryOf, type LocalMoment, localMoment, zoneOf } from './moment.ts'
import type { Reach, Stated, Team } from './rules.ts'
import { readSettings, type Settings } from './settings.queries.server.ts'
import type { Field, State } from './vocabulary.ts'

/** A team as the guide shows it: what the rules look at, and how to reach it. */
export type ShownTeam = Team & {
  organisation: string
  phone: string | null
  email: string | null
  website: string | null
  /** Street, postal code and town, where the organisation has its own. */
  address: string | null
  description: Words | null
  forWhom: Words | null
  note: Words | null
  /** The sector or catchment that holds the place; or where the team is. */
  area: string | null
  at: string | null
}

type Row = {
  id: string
  name: string
  care_function: CareFunction | null
  status: ServiceStatus
  languages: string[]
  opening_hours: string | null
  phone: string | null
  email: string | null
  website: string | null
  description: Words | null
  organisation: string
  address: string | null
  territory_id: string | null
  at: string | null
  reach: Reach
  area: string | null
  fields: Field[] | null
  age_from: number | null
  age_to: number | null
  needs_agreement: boolean | null
  for_whom: Words | null
  as_of: Date | null
  state: State
  places_free: number | null
  waiting_days: number | null
  note: Words | null
}

/** The network of an address, with its country and name. @throws Problem not_found for one that the reader may not see */
export const readNetwork = async (scope: Scope, network: string) =>
  found(await scope.selectFrom('platform.network').select(['id', 'name', 'country']).where('id', '=', network).executeTakeFirst())
export type Network = Awaited<ReturnType<typeof readNetwork>>

/** The languages that the teams of a network state. */
export const listLanguages = async (scope: Scope, network: string): Promise<string[]> => {
  const { rows } = await sql<{ language: string }>`select distinct unnest(languages) as language from directory.service
    where network_id = ${network} and status <> 'defunct' order by language`.execute(scope)
  return rows.map(({ language }) => language)
}

/** How far a team's catchment, or else its place, is from a municipality, once for each area of the network. */
const teamRows = (scope: Scope, network: string, place: string | null) =>
  sql<Row>`
  with recursive down as (select id from directory.territory where parent_id = ${place}
    union all select t.id from directory.territory t join down on t.parent_id = down.id),
  up as (select unnest(p.ids) as id from directory.placed(${place}) p),
  around as (select t.id from up join directory.territory t on t.id = up.id where t.kind in ('department', 'province')),
  covered as (
    select a.id, a.name, a.organisation_id, bool_or(m.territory_id in (select id from up)) as is_whole, bool_or(m.territory_id in (select id from down)) as is_part
    from directory.area a join directory.area_territory m on m.network_id = a.network_id and m.area_id = a.id
    where a.network_id = ${network} group by a.id, a.name, a.organisation_id)
  select s.id, s.name, s.care_function, s.status, s.languages, s.opening_hours, coalesce(s.phone, o.phone) as phone, coalesce(s.email, o.email) as email,
    coalesce(s.website, o.website) as website, s.description, o.name as organisation, e.territory_id, t.name as at,
    case when s.territory_id is null or s.territory_id = o.territory_id then nullif(concat_ws(', ', o.address, nullif(concat_ws(' ', o.postal_code, o.place), '')), '') end as address,
    case when c.id is not null then case when c.is_whole then 'whole' when c.is_part then 'part' else 'elsewhere' end
      when e.territory_id is null then 'unknown'
      when ${place} = any (e.places) or e.territory_id in (select id from up) then 'here'
      when exists (select from around where around.id = any (e.places)) then 'near' else 'far' end as reach,
    c.name as area, r.fields, r.age_from, r.age_to, r.needs_agreement, r.for_whom, v.as_of, v.state, v.places_free, v.waiting_days, v.note
  from directory.service s
  join directory.organisation o on o.network_id = s.network_id and o.id = s.organisation_id
  left join directory.entry e on e.network_id = s.network_id and e.id = 'service/' || s.id
  left join directory.territory t on t.id = e.territory_id
  left join lateral (select * from covered where covered.id = s.area_id or (s.area_id is null and covered.organisation_id = s.organisation_id)
    order by is_whole desc, is_part desc, covered.id limit 1) c on true
  left join guide.team_rule r on r.network_id = s.network_id and r.service_id = s.id
  left join lateral (select * from guide.availability v where v.network_id = s.network_id and v.service_id = s.id order by v.as_of desc limit 1) v on true
  where s.network_id = ${network} and s.status <> 'defunct' order by s.id`.execute(scope)

const DAY = 86_400_000
/** A moment as the day that it is in the network's country. */
const dayIn = (moment: Date, country: string, territory: string | null) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zoneOf(country, territory) ?? 'UTC' }).format(moment)

/** A statement with its age in days of the calendar. @param now in whose light it is old or not */
export const statedOf = (
  row: Pick<Row, 'as_of' | 'state' | 'places_free' | 'waiting_days'>,
  { now, country, confirmedDays }: { now: Date; country: string; confirmedDays: number },
): Stated | null => {
  if (row.as_of === null) return null
  const on = dayIn(row.as_of, country, null)
  const daysAgo = Math.max(0, Math.round((Date.parse(dayIn(now, country, null)) - Date.parse(on)) / DAY))
  return {
    state: row.state,
    placesFree: row.places_free,
    waitingDays: row.waiting_days,
    on,
    daysAgo,
    isConfirmed: daysAgo <= confirmedDays,
  }
}

const agesOf = (row: Row, { ages }: Settings): Team['ages'] => {
  if (row.age_from !== null || row.age_to !== null) return { from: row.age_from, to: row.age_to, of: 'team' }
  const usual = row.care_function === null ? undefined : ages[row.care_function]
  return usual === undefined || (usual.from === null && usual.to === null) ? null : { ...usual, of: 'function' }
}

/**
 * All teams of a network in the light of a place and a moment, in one query.
 * @param place the id of a territory; null when nobody said where: then their reach says nothing
 */
export const readTeams = async (scope: Scope, { id: network, country }: Network, place: string | null, now: Date): Promise<ShownTeam[]> => {
  const settings = await readSettings(scope, network)
  const { rows } = await teamRows(scope, network, place)
  const clocks = new Map<string, LocalMoment | null>()
  const clockOf = (territory: string | null) => {
    const key = `${countryOf(country, territory)} ${zoneOf(country, territory)}`
    if (!clocks.has(key)) clocks.set(key, localMoment(now, country, territory))
    return clocks.get(key) ?? null
  }
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    careFunction: row.care_function,
    fields: row.fields ?? [],
    status: row.status,
    languages: row.languages,
    hours: row.opening_hours,
    reach: place === null ? 'unknown' : row.reach,
    ages: agesOf(row, settings),
    needsAgreement: row.needs_agreement ?? false,
    stated: statedOf(row, { now, country, confirmedDays: settings.confirmedDays }),
    moment: clockOf(row.territory_id),
    organisation: row.organisation,
    phone: row.phone,
    email: row.email,
    website: row.website,
    address: row.address,
    description: row.description,
    forWhom: row.for_whom,
    note: row.note,
    area: row.area,
    at: row.at,
  }))
}
