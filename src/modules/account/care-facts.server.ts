import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { Asked, FactRow } from './facts.server.ts'
import type { CareCount } from './indicators/indicator.ts'

/** Counts of care are kept by the module overview (migration 0025), which counts a year anew when it is older than an hour. */
export const countCare = async (scope: Scope, { network, year }: Asked): Promise<void> => {
  // As the owner counts, and only for who steers the network: others have no such figures.
  await sql`select overview.count_year(${network}, y, interval '1 hour') from generate_series(${year - 1}::integer, ${year}::integer) y`.execute(
    scope,
  )
}

const PARTS: Readonly<Record<CareCount, RawBuilder<unknown>>> = {
  answer: sql`c.part = 'answer'`,
  // The delays are told by quarter: where a quarter has a count that is hidden there, the year less the other quarters would be that count.
  answered: sql`c.part = 'answered' and not exists (select from overview.counted q join platform.network n on n.id = q.network_id
    where q.network_id = c.network_id and q.year = c.year and q.part = 'answered' and q.quarter > 0 and q.n < n.disclosure_threshold)`,
  refusal: sql`c.part = 'refusal'`,
  followed: sql`c.part = 'followed' and c.a = 'all'`,
  'followed-each': sql`c.part = 'followed' and c.a <> 'all'`,
  written: sql`c.part = 'written'`,
  crisis: sql`c.part = 'crisis'`,
  coercion: sql`c.part = 'coercion'`,
  continuity: sql`c.part = 'continuity'`,
  'return-4': sql`c.part = 'return' and c.a = '4'`,
  return: sql`c.part = 'return' and c.a <> '4'`,
}

/** A row for each count, and none for a person: there is nothing in it to lead to anybody. */
export const careRows = (of: CareCount, { network, year }: Asked): RawBuilder<FactRow> => {
  const part = of === 'return' || of === 'return-4' ? sql`c.b` : of === 'followed' || of === 'written' ? sql`''` : sql`c.a`
  return sql<FactRow>`select c.part || ' ' || c.a || ' ' || c.b as record, null::jsonb as title, null::date as "on", 'year' as precision, c.n as amount, 'exact' as exactness,
    ${part} as part, 'overview/' || c.network_id || '?period=' || c.year as address, null::text as source, null::text as locator
    from overview.counted c where c.network_id = ${network} and c.year = ${year} and c.quarter = 0 and ${PARTS[of]}`
}
