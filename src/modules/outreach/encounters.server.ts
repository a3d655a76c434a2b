import { sql } from 'kysely'
import { record, recordRead } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import { readMyUnit } from './calendar.queries.server.ts'
import type { AgeBand, First, Gender, Orientation, Topic } from './vocabulary.ts'

export type EncounterInput = {
  id: string
  roundId: string
  stopId: string
  day: string
  ageBand: AgeBand
  gender: Gender
  topics: readonly Topic[]
  orientation: Orientation
  first: First
  language: string
}

/**
 * Somebody was met: kept once, however often it is sent. Nothing of it leads to a person, nor to who wrote it; the trail says that one was
 * written, not which.
 * @throws Problem not_found for a team that is not one's own, or a stop that is not on that round
 */
export const noteEncounter = async (scope: Scope, network: string, service: string, input: EncounterInput): Promise<void> => {
  await readMyUnit(scope, network, service)
  const { rows } = await sql`
    select from outreach.round_stop x join outreach.round r on r.network_id = x.network_id and r.id = x.round_id
     where x.network_id = ${network} and r.service_id = ${service} and x.round_id = ${input.roundId} and x.stop_id = ${input.stopId}
       and coalesce(extract(isodow from ${input.day}::date) = r.weekday, r.on_day = ${input.day}::date)`.execute(scope)
  found(rows[0])
  await scope
    .insertInto('outreach.encounter')
    .values({
      network_id: network,
      id: input.id,
      service_id: service,
      round_id: input.roundId,
      stop_id: input.stopId,
      on_day: input.day,
      age_band: input.ageBand,
      gender: input.gender,
      topics: [...input.topics],
      orientation: input.orientation,
      first: input.first,
      language: input.language,
    })
    .onConflict((conflict) => conflict.columns(['network_id', 'id']).doNothing())
    .execute()
  await record(scope, network, 'outreach.noteEncounter', `stop/${input.stopId}`)
}

/** Takes one back that was tapped by mistake, within the week. @throws Problem not_found */
export const takeBackEncounter = async (scope: Scope, network: string, service: string, id: string): Promise<void> => {
  await readMyUnit(scope, network, service)
  const { numDeletedRows } = await scope
    .deleteFrom('outreach.encounter')
    .where('network_id', '=', network)
    .where('service_id', '=', service)
    .where('id', '=', id)
    .executeTakeFirst()
  found(numDeletedRows === 1n ? true : undefined)
  await record(scope, network, 'outreach.takeBackEncounter', `team/${service}`)
}

export type Encounter = { id: string; stopId: string; ageBand: AgeBand; gender: Gender; orientation: Orientation }
/** Those of one round on one day, in no order that says when. */
export const listEncounters = async (scope: Scope, network: string, round: string, day: string): Promise<Encounter[]> =>
  (
    await sql<Encounter>`
      select id, stop_id as "stopId", age_band as "ageBand", gender, orientation from outreach.encounter
       where network_id = ${network} and round_id = ${round} and on_day = ${day}::date order by stop_id, age_band, gender, id`.execute(
      scope,
    )
  ).rows

export const DIMENSIONS = ['month', 'stop', 'round', 'orientation', 'topic', 'age', 'gender', 'first', 'language'] as const
export type Dimension = (typeof DIMENSIONS)[number]
/** `n` null: too few to be told, or what would give them away. */
export type Count = { dimension: Dimension | 'total'; key: string; name: string | null; n: number | null }

/**
 * How many people were met in whole months, from that of `from` to that of `to` (days, ISO): in all, and along each dimension. Small counts
 * are hidden by the database, before they reach the program; nothing at all for who does not coordinate the network.
 */
export const countEncounters = async (scope: Scope, network: string, from: string, to: string): Promise<Count[]> => {
  const { rows } = await sql<Count>`
    select c.dimension, c.key, coalesce(s.name, r.name) as name, c.n::integer as n from outreach.counts(${network}, ${from}::date, ${to}::date) c
      left join outreach.stop s on c.dimension = 'stop' and s.network_id = ${network} and s.id::text = c.key
      left join outreach.round r on c.dimension = 'round' and r.network_id = ${network} and r.id::text = c.key
     order by c.dimension, case when c.dimension = 'month' then c.key end, c.n desc nulls last, c.key`.execute(scope)
  await recordRead(scope, network, 'outreach.count', `${from.slice(0, 7)}/${to.slice(0, 7)}`)
  return rows
}

/** The same of one's own team, exactly: who works there has met them. @throws Problem not_found */
export const countOwn = async (scope: Scope, network: string, service: string, from: string, to: string): Promise<Count[]> => {
  await readMyUnit(scope, network, service)
  const { rows } = await sql<Count>`
    with e as (select * from outreach.encounter x where x.network_id = ${network} and x.service_id = ${service} and x.on_day between ${from}::date and ${to}::date)
    select 'total' as dimension, '' as key, null as name, count(*)::integer as n from e
    union all select 'month', to_char(on_day, 'YYYY-MM'), null, count(*)::integer from e group by 2
    union all select 'orientation', orientation, null, count(*)::integer from e group by 2
    union all (select 'stop', e.stop_id::text, s.name, count(*)::integer from e join outreach.stop s on s.network_id = ${network} and s.id = e.stop_id group by 2, 3)
    order by 1, 2`.execute(scope)
  return rows
}
