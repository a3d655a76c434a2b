import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import type { Offer, Reason, TurnState } from './vocabulary.ts'

/** One stop on one day, as it stands: with what is different on that day. Times are local, "14:30". */
export type Turn = {
  roundId: string
  round: string
  service: string
  team: string
  phone: string | null
  stopId: string
  stop: string
  hint: string | null
  isPublic: boolean
  place: string | null
  latitude: number | null
  longitude: number | null
  day: string
  starts: string
  ends: string
  offers: Offer[]
  state: TurnState
  reason: Reason | null
  /** How much later than always it begins on that day; earlier: less than nothing. */
  minutesLater: number
  /** What the team speaks. */
  languages: string[]
}

/** Every stop of some days that the one who acts may read, in the order of time; of one team if given. */
export const listTurns = async (
  scope: Scope,
  network: string,
  since: string,
  until: string,
  service: string | null = null,
): Promise<Turn[]> =>
  (
    await sql<Turn>`
      select c.round_id as "roundId", c.round, c.service_id as service, coalesce(s.name, '') as team, s.phone, c.stop_id as "stopId", c.stop, c.hint,
        c.is_public as "isPublic", t.name as place, coalesce(c.latitude, t.latitude)::float as latitude, coalesce(c.longitude, t.longitude)::float as longitude,
        c.on_day::text as day, to_char(c.starts, 'HH24:MI') as starts, to_char(c.ends, 'HH24:MI') as ends, c.offers, c.state, c.reason, coalesce(x.minutes_later, 0) as "minutesLater", coalesce(s.languages, '{}') as languages
        from outreach.calendar(${network}, ${since}::date, ${until}::date) c left join directory.territory t on t.id = c.territory_id
        left join outreach.round_day x on x.network_id = ${network} and x.round_id = c.round_id and x.on_day = c.on_day
        left join directory.service s on s.network_id = ${network} and s.id = c.service_id
       where ${service}::text is null or c.service_id = ${service}
       order by c.on_day, c.starts, c.stop, c.stop_id limit 2000`.execute(scope)
  ).rows

export type OutreachNetwork = { id: string; name: Words; isDemonstration: boolean }
/** A network that the one who acts may read. @throws Problem not_found */
export const readNetwork = async (scope: Scope, network: string): Promise<OutreachNetwork> =>
  found(
    await scope
      .selectFrom('platform.network')
      .select(['id', 'name', 'is_demonstration as isDemonstration'])
      .where('id', '=', network)
      .executeTakeFirst(),
  )

/** The networks in which a team goes out that the one who acts may look for. */
export const listOutreachNetworks = async (scope: Scope): Promise<{ network: string; name: Words }[]> =>
  (
    await sql<{ network: string; name: Words }>`
      select n.id as network, n.name from platform.network n where exists (select from outreach.unit u where u.network_id = n.id) order by n.id`.execute(
      scope,
    )
  ).rows

export type Unit = { service: string; name: string; isMine: boolean; isLead: boolean; isPublic: boolean; version: number }
/** The teams of a network that go out. */
export const listUnits = async (scope: Scope, network: string): Promise<Unit[]> =>
  (
    await sql<Unit>`
      select u.service_id as service, coalesce(s.name, '') as name, u.team in (select care.my_teams()) as "isMine", u.team in (select care.my_led_teams()) as "isLead",
        u.is_public as "isPublic", u.version
        from outreach.unit u left join directory.service s on s.network_id = u.network_id and s.id = u.service_id
       where u.network_id = ${network} order by s.name collate platform.names, u.service_id`.execute(scope)
  ).rows
/** The team of a page that only its workers open. @throws Problem signed_out for a visitor, not_found for everybody else */
export const openMyUnit = async (scope: Scope, actor: Actor, network: string, service: string): Promise<Unit> => {
  if (actor.personId === '') throw new Problem('signed_out')
  return readMyUnit(scope, network, service)
}
/** A team that goes out and in which the one who acts works today. @throws Problem not_found */
export const readMyUnit = async (scope: Scope, network: string, service: string): Promise<Unit> =>
  found((await listUnits(scope, network)).find((unit) => unit.service === service && unit.isMine))
/** Teams that the one who acts leads and that do not go out yet. */
export const listLedTeams = async (scope: Scope, network: string): Promise<{ value: string; label: string }[]> =>
  (
    await sql<{ value: string; label: string }>`
      select s.id as value, s.name as label from care.my_led_teams() t (team) join directory.service s on s.network_id = split_part(t.team, '/', 1) and s.id = split_part(t.team, '/', 2)
       where s.network_id = ${network} and not exists (select from outreach.unit u where u.network_id = s.network_id and u.service_id = s.id) order by s.name`.execute(
      scope,
    )
  ).rows

export type Stop = {
  id: string
  name: string
  place: string | null
  hint: string | null
  isPublic: boolean
  isClosed: boolean
  version: number
}
export const listStops = async (scope: Scope, network: string, service: string): Promise<Stop[]> =>
  (
    await sql<Stop>`
      select p.id, p.name, t.name as place, p.hint, p.is_public as "isPublic", coalesce(p.closed_on < current_date, false) as "isClosed", p.version
        from outreach.stop p left join directory.territory t on t.id = p.territory_id
       where p.network_id = ${network} and p.service_id = ${service} order by p.name collate platform.names, p.id`.execute(scope)
  ).rows

export type Round = {
  id: string
  name: string
  weekday: number | null
  onDay: string | null
  validTo: string | null
  version: number
  stops: { stopId: string; stop: string; starts: string; ends: string; offers: Offer[] }[]
}
export const listRounds = async (scope: Scope, network: string, service: string): Promise<Round[]> => {
  const { rows } = await sql<Round>`
    select r.id, r.name, r.weekday, r.on_day::text as "onDay", r.valid_to::text as "validTo", r.version,
      coalesce((select jsonb_agg(jsonb_build_object('stopId', x.stop_id, 'stop', p.name, 'starts', to_char(x.starts, 'HH24:MI'), 'ends', to_char(x.ends, 'HH24:MI'), 'offers', x.offers) order by x.starts)
        from outreach.round_stop x join outreach.stop p on p.network_id = x.network_id and p.id = x.stop_id where x.network_id = r.network_id and x.round_id = r.id), '[]') as stops
      from outreach.round r where r.network_id = ${network} and r.service_id = ${service} and (r.valid_to is null or r.valid_to >= current_date) and (r.on_day is null or r.on_day >= current_date - 7)
     order by r.weekday nulls last, r.on_day, r.name, r.id`.execute(scope)
  return rows
}

/** How a round went, in words of the team. */
export const readNote = async (scope: Scope, network: string, round: string, day: string): Promise<{ note: string; version: number }> =>
  (await scope
    .selectFrom('outreach.round_note')
    .select(['note', 'version'])
    .where('network_id', '=', network)
    .where('round_id', '=', round)
    .where('on_day', '=', day)
    .executeTakeFirst()) ?? { note: '', version: 0 }
