import { sql } from 'kysely'
import { type PageSetting, readPageSetting } from '#modules/network/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { allow, found } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import type { Counting } from './counting.ts'
import { canSeeCounts, canSetCounting } from './policy.ts'

/** The days that a network has decided, from a year on; `version` 0: it decided nothing for that year. */
export type CountingFrom = Counting & { fromYear: number; version: number }
export type CountingSettings = { name: Words; isDemonstration: boolean; counting: CountingFrom; pages: PageSetting }

const COLUMNS = ['soon_days as soonDays', 'back_days as backDays', 'seen_days as seenDays', 'onward_days as onwardDays'] as const
/** The days that a network decided for a year, else the examples. */
const decided = async (scope: Scope, network: string, year: number): Promise<Counting> => {
  const { rows } = await sql<Counting>`
    select soon_days as "soonDays", back_days as "backDays", seen_days as "seenDays", onward_days as "onwardDays" from overview.counting_of(${network}, ${year})`.execute(
    scope,
  )
  return found(rows[0])
}

/** The days with which a year was counted; those that will hold where it was not counted yet. */
export const readCounting = async (scope: Scope, network: string, year: number): Promise<Counting> => {
  const run = scope.selectFrom('overview.count_run').select(COLUMNS).where('network_id', '=', network).where('year', '=', year)
  return (await run.executeTakeFirst()) ?? decided(scope, network, year)
}

// As far back as the dashboard goes (periodsUntil).
const YEARS_BACK = 2
/** The first year whose days can still be decided: nobody was told of it or of one after it. In a demonstration every year that is shown. */
const firstOpenYear = async (scope: Scope, network: string, isDemonstration: boolean, thisYear: number): Promise<number> => {
  const told = await scope
    .selectFrom('overview.count_run')
    .select(({ fn }) => fn.max('year').as('year'))
    .where('network_id', '=', network)
    .executeTakeFirst()
  const first = thisYear - YEARS_BACK
  return isDemonstration || !told?.year ? first : Math.max(first, told.year + 1)
}

/**
 * What a network has decided about its counts and pages, for the form.
 * @throws Problem not_found for who does not steer the network, forbidden for who may not decide it
 */
export const settingCounts = async (scope: Scope, actor: Actor, network: string, today: string): Promise<CountingSettings> => {
  found(canSeeCounts(actor, network) ? true : undefined)
  allow(canSetCounting(actor, network), 'overview.setCounting')
  const { name, isDemonstration } = found(
    await scope
      .selectFrom('platform.network')
      .select(['name', 'is_demonstration as isDemonstration'])
      .where('id', '=', network)
      .executeTakeFirst(),
  )
  const fromYear = await firstOpenYear(scope, network, isDemonstration, Number(today.slice(0, 4)))
  const row = await scope
    .selectFrom('overview.counting')
    .select('version')
    .where('network_id', '=', network)
    .where('from_year', '=', fromYear)
    .executeTakeFirst()
  return {
    name,
    isDemonstration,
    counting: { ...(await decided(scope, network, fromYear)), fromYear, version: row?.version ?? 0 },
    pages: await readPageSetting(scope, network),
  }
}
