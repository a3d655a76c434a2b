import { sql } from 'kysely'
import { type Count, protectKnown } from '#modules/account/index.ts'
import type { Scope } from '#platform/db.server.ts'
import { dayOf } from '#platform/today.ts'

export type TeamCount = { key: string; careFunction: string; n: number }
/** Whom teams follow on a day, as far as it may be shown: all, by function, by team. */
export type Caseload = {
  total: Count
  functions: { key: string; count: Count }[]
  teams: { key: string; careFunction: string; count: Count }[]
}

/** Teams within functions within the network: the functions are decided first, then the teams of each. '' is outside of the functions. */
export const protectTeams = (teams: readonly TeamCount[], threshold: number): Caseload => {
  const codes = [...new Set(teams.map(({ careFunction }) => careFunction))].sort()
  const inFunction = (code: string) => teams.filter(({ careFunction }) => careFunction === code)
  const whole = protectKnown(
    codes.map((code) => inFunction(code).reduce((all, { n }) => all + n, 0)),
    threshold,
  )
  return {
    total: whole.total,
    functions: codes.map((key, at) => ({ key, count: whole.cells[at] ?? null })),
    teams: codes.flatMap((careFunction, at) => {
      const its = inFunction(careFunction)
      const counts = its.map(({ n }) => n)
      // Of a function that is hidden no team is shown: added up they would tell it.
      const cells = whole.cells[at] === null ? counts.map(() => null) : protectKnown(counts, threshold).cells
      return its.map(({ key }, index) => ({ key, careFunction, count: cells[index] ?? null }))
    }),
  }
}

/** Today, or the last day of a month that is over: from one day to the next the difference would be one person. */
export const countingDay = (day: string, today = dayOf(new Date())): string => {
  if (day >= today) return today
  const next = new Date(`${day}T12:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  if (next.getUTCDate() === 1) return day
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, 0)).toISOString().slice(0, 10)
}

/**
 * Whom the teams of a network follow, counted from their episodes on the latest day up to `day` of which it may be told; teams that follow
 * nobody here and never did are not among them. Nothing for who does not steer the network.
 */
export const countFollowed = async (scope: Scope, network: string, day: string): Promise<Caseload & { on: string }> => {
  const on = countingDay(day)
  const { rows } = await sql<TeamCount & { threshold: number }>`
    select c.service_id as key, coalesce(c.care_function, '') as "careFunction", c.n, n.disclosure_threshold as threshold
      from care.caseload(${network}, ${on}::date) c join platform.network n on n.id = ${network} order by c.service_id`.execute(scope)
  return { on, ...protectTeams(rows, rows[0]?.threshold ?? 0) }
}
