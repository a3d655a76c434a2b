import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { MeasureKind } from '../vocabulary.ts'

/** Null: fewer people than the threshold of the network, or a part whose rest is. */
export type CoercionCount = {
  /** The first day of the month. */
  month: string
  kind: MeasureKind
  measures: number | null
  /** All of them together, those that go on until now. */
  hours: number | null
  medianHours: number | null
  /** Of those, after how many somebody talked about it with the person. */
  debriefed: number | null
}

/**
 * How many coercive measures began in each month, by kind, for who steers a network; for everybody else nothing. Whole months, from that
 * of `from` to that of `to`. There are no sums: what is hidden could be taken from them (stays.measure_counts, migration 0023).
 * @param from ISO days
 */
export const countCoercion = async (scope: Scope, network: string, from: string, to: string): Promise<CoercionCount[]> => {
  const { rows } = await sql<{
    month: string
    kind: MeasureKind
    measures: string | null
    hours: string | null
    median_hours: string | null
    debriefed: string | null
  }>`select month::text, kind, measures, hours, median_hours, debriefed from stays.measure_counts(${network}, ${from}::date, ${to}::date)`.execute(
    scope,
  )
  const number = (text: string | null) => (text === null ? null : Number(text))
  return rows.map(({ month, kind, measures, hours, median_hours, debriefed }) => ({
    month,
    kind,
    measures: number(measures),
    hours: number(hours),
    medianHours: number(median_hours),
    debriefed: number(debriefed),
  }))
}

/** Null: too few people, or a number from which a hidden one would follow. */
export type TeamCoercion = {
  service: string
  team: string
  kind: MeasureKind
  measures: number | null
  /** Days that people stayed with the team in that year, the first and the last one included: what a number is compared by. */
  days: number | null
}

/**
 * How many coercive measures began in a year, by team and by kind, for who steers a network; for everybody else nothing. What is hidden
 * here or by month does not follow from the other (stays.measure_counts_by_team, migration 0037).
 */
export const countCoercionByTeam = async (scope: Scope, network: string, year: number): Promise<TeamCoercion[]> => {
  const { rows } = await sql<{ service: string; team: string | null; kind: MeasureKind; measures: string | null; days: string | null }>`
    select c.service_id as service, s.name as team, c.kind, c.measures, c.days from stays.measure_counts_by_team(${network}, ${year}::integer) c
      left join directory.service s on s.network_id = ${network} and s.id = c.service_id order by c.kind, s.name, c.service_id`.execute(
    scope,
  )
  return rows.map(({ service, team, kind, measures, days }) => ({
    service,
    team: team ?? service,
    kind,
    measures: measures === null ? null : Number(measures),
    days: days === null ? null : Number(days),
  }))
}
