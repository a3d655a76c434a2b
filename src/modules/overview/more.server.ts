import type { Count } from '#modules/account/index.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Say } from '#platform/languages/intl.tsx'
import { daysOf, type Period } from './period.ts'
import type { TableOf } from './screen/cells.ts'

/**
 * Counts that another module keeps and protects itself: coercive measures by kind and month, early intervention, referrals. `what`: what
 * is counted, in a sentence.
 */
export type CountList = {
  key: string
  title: string
  what: string
  columns: readonly string[]
  rows: readonly { key: string; label: string; counts: readonly Count[] }[]
}

/** How the page speaks; `month` names that of an ISO day, in full or in short. */
type Speech = { say: Say; month: (day: string, isShort?: boolean) => string }
/** A module with a register of its own that counts it for the dashboard: already protected, in words; null where it has nothing to tell. */
export type CountSource = (
  scope: Scope,
  asked: { network: string; from: string; to: string; threshold: number } & Speech,
) => Promise<CountList | null>

/** What the registers of other modules count in a period, in the order of `sources`: a table each. */
export const readMore = async (
  scope: Scope,
  { network, period, threshold }: { network: string; period: Period; threshold: number },
  speech: Speech,
  sources: readonly CountSource[],
): Promise<TableOf[]> => {
  const tables: TableOf[] = []
  for (const source of sources) {
    const list = await source(scope, { network, ...daysOf(period), threshold, ...speech })
    if (list !== null) tables.push(tableOf(list))
  }
  return tables
}

const tableOf = ({ key, title, what, columns, rows }: CountList): TableOf => ({
  section: 'more',
  key,
  caption: title,
  what,
  columns: [title, ...columns],
  rows: rows.map(({ counts, ...row }) => ({ ...row, cells: counts.map((value) => ({ kind: 'count', value })) })),
})
