import type { CareFunction } from '#modules/directory/vocabulary.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Ages, USUAL_AGES, USUAL_CONFIRMED_DAYS, USUAL_WAITS, type Waits } from './vocabulary.ts'

/** What holds in a network: its own settings, and the examples where it has none. `version` 0: nothing was set yet. */
export type Settings = { confirmedDays: number; waits: Waits; ages: Readonly<Partial<Record<CareFunction, Ages>>>; version: number }

export const readSettings = async (scope: Scope, network: string): Promise<Settings> => {
  const own = await scope
    .selectFrom('guide.setting')
    .select(['confirmed_days', 'today_days', 'week_days', 'later_days', 'version'])
    .where('network_id', '=', network)
    .executeTakeFirst()
  const rules = await scope
    .selectFrom('guide.age_rule')
    .select(['care_function', 'age_from', 'age_to'])
    .where('network_id', '=', network)
    .execute()
  const ages = Object.fromEntries(rules.map(({ care_function, age_from, age_to }) => [care_function, { from: age_from, to: age_to }]))
  return {
    confirmedDays: own?.confirmed_days ?? USUAL_CONFIRMED_DAYS,
    waits: own === undefined ? USUAL_WAITS : { today: own.today_days, week: own.week_days, later: own.later_days },
    // Once a network has set its own, the examples no longer speak for it.
    ages: own === undefined ? USUAL_AGES : ages,
    version: own?.version ?? 0,
  }
}
