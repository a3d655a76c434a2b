import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { allow, Problem } from '#platform/problem.ts'
import { canSetCounting } from './policy.ts'
import type { CountingFrom } from './settings.queries.server.ts'

/**
 * With which days a network counts from a year on. Years that were told keep theirs (migration 0048): two ways of counting the same year,
 * one taken from the other, could be one person.
 * @param counting `version`: that of the form
 * @throws Problem forbidden; conflict when somebody else decided since, or the year was told since
 */
export const setCounting = async (
  scope: Scope,
  actor: Actor,
  network: string,
  { fromYear, soonDays, backDays, seenDays, onwardDays, version }: CountingFrom,
): Promise<void> => {
  allow(canSetCounting(actor, network), 'overview.setCounting')
  const { rows: may } = await sql<{ may: boolean }>`select overview.may_count_from(${network}, ${fromYear}) as may`.execute(scope)
  if (may[0]?.may !== true || version < 0) throw new Problem('conflict')
  const { rows } = await sql<{ version: number }>`
    insert into overview.counting as s (network_id, from_year, soon_days, back_days, seen_days, onward_days, version)
      values (${network}, ${fromYear}, ${soonDays}, ${backDays}, ${seenDays}, ${onwardDays}, ${version + 1})
      on conflict (network_id, from_year) do update set soon_days = excluded.soon_days, back_days = excluded.back_days,
        seen_days = excluded.seen_days, onward_days = excluded.onward_days, version = excluded.version
        where s.version = ${version} returning version`.execute(scope)
  if (rows[0] === undefined) throw new Problem('conflict')
  await record(scope, network, 'overview.setCounting', `${fromYear} ${soonDays} ${backDays} ${seenDays} ${onwardDays}`)
}
