import { type Count, protectCross, protectKnown } from '#modules/account/index.ts'
import { type Caseload, protectTeams } from '#modules/care/index.ts'
import type { CountRow } from './counts.queries.server.ts'
import type { Period } from './period.ts'
import { ANSWERS, CONTINUITY, CRISES, DESTINATIONS, FUNCTIONS, PLANNED, REASONS, REFUSALS, RETURNS, WAYS } from './vocabulary.ts'

/** The parts of a whole, each with what may be shown of it. `total` null: too few for anything to be said. */
export type Shares = { total: Count; parts: { key: string; count: Count }[] }
export type FlowRow = { from: string; total: Count; to: { to: string; count: Count }[] }
export type ReturnRow = { careFunction: string; total: Count; cells: Count[] }
export type Shown = {
  requests: { way: Shares; reason: Shares; answer: Shares }
  unmet: Shares
  flows: FlowRow[]
  continuity: Shares
  returns: ReturnRow[]
  caseload: Caseload
  places: Shares
  followed: { careFunction: string; count: Count }[]
  planned: Shares
  written: Count
  crises: Shares
}

type Read = (part: string, a?: string, b?: string, quarter?: number) => number
const reader = (rows: readonly CountRow[]): Read => {
  const known = new Map(rows.map(({ part, quarter, a, b, n }) => [`${part}|${quarter}|${a}|${b}`, n]))
  return (part, a = '', b = '', quarter = 0) => known.get(`${part}|${quarter}|${a}|${b}`) ?? 0
}
// The account gives the parts of a figure in this order: of two that could hide a third, both take the same.
const inOrder = (keys: readonly string[]) => [...keys].sort()
const sharesOf = (keys: readonly string[], counts: readonly Count[], total: Count): Shares => ({
  total,
  parts: keys.map((key, at) => ({ key, count: counts[at] ?? null })),
})

/**
 * A year by quarter and by part. The year is told in the account as well, so its sums are decided alone; and what stands in a quarter is
 * decided so that it cannot be computed from the year.
 */
const byQuarter = (read: Read, part: string, keys: readonly string[], { quarter }: Period, begun: number, threshold: number): Shares => {
  const parts = inOrder(keys)
  const quarters = Array.from({ length: begun }, (_, at) => at + 1)
  const cross = protectCross(
    parts.map((key) => quarters.map((q) => read(part, key, '', q))),
    threshold,
  )
  return quarter === 0
    ? sharesOf(parts, cross.rows, cross.total)
    : sharesOf(
        parts,
        cross.cells.map((row) => row[quarter - 1] ?? null),
        cross.columns[quarter - 1] ?? null,
      )
}

const ofYear = (read: Read, part: string, keys: readonly string[], threshold: number): Shares => {
  const parts = inOrder(keys)
  const { total, cells } = protectKnown(
    parts.map((key) => read(part, key)),
    threshold,
  )
  return sharesOf(parts, cells, total)
}

const OTHERS: readonly string[] = FUNCTIONS.filter((each) => each !== '4')
/**
 * How many left each function, where they went, and whether they came back. The account tells the sums of all functions but 4, and those
 * of function 4 for themselves; here they are taken to be known.
 */
const leaving = (read: Read, threshold: number): { flows: FlowRow[]; returns: ReturnRow[] } => {
  const cross = protectCross(
    RETURNS.map((cell) => OTHERS.map((each) => read('return', each, cell))),
    threshold,
  )
  const fourth = protectKnown(
    RETURNS.map((cell) => read('return', '4', cell)),
    threshold,
  )
  const returns = FUNCTIONS.map((careFunction): ReturnRow => {
    const at = OTHERS.indexOf(careFunction)
    return at < 0
      ? { careFunction, ...fourth }
      : { careFunction, total: cross.columns[at] ?? null, cells: RETURNS.map((_, cell) => cross.cells[cell]?.[at] ?? null) }
  })
  const flows = returns.map(({ careFunction: from, total }): FlowRow => {
    const counts = DESTINATIONS.map((to) => read('flow', from, to))
    const { cells } = total === null ? { cells: [] } : protectKnown(counts, threshold)
    return { from, total, to: DESTINATIONS.map((to, at) => ({ to, count: cells[at] ?? null })) }
  })
  return { flows, returns }
}

const coming = (read: Read, threshold: number): FlowRow => {
  const { total, cells } = protectKnown(
    FUNCTIONS.map((to) => read('flow', 'outside', to)),
    threshold,
  )
  return { from: 'outside', total, to: FUNCTIONS.map((to, at) => ({ to, count: cells[at] ?? null })) }
}

/** The teams on the last day of a quarter. */
const caseloadOf = (rows: readonly CountRow[], quarter: number, threshold: number): Caseload =>
  protectTeams(
    rows.flatMap((row) => (row.part === 'caseload' && row.quarter === quarter ? [{ key: row.a, careFunction: row.b, n: row.n }] : [])),
    threshold,
  )

/**
 * What may be shown of the counts of a year: the one place where that is decided for the dashboard.
 * @param begun how many quarters of the year have begun
 */
export const shownOf = (rows: readonly CountRow[], period: Period, begun: number, threshold: number): Shown => {
  const read = reader(rows)
  const requests = (part: string, keys: readonly string[]) => byQuarter(read, part, keys, period, begun, threshold)
  const places = inOrder(rows.flatMap(({ part, a }) => (part === 'place' ? [a] : [])))
  const { flows, returns } = leaving(read, threshold)
  const alone = (n: number): Count => (n > 0 && n < threshold ? null : n)
  const year = { way: requests('way', WAYS), reason: requests('reason', REASONS), answer: requests('answer', ANSWERS) }
  return {
    requests: year,
    unmet: requests('refusal', REFUSALS),
    flows: [coming(read, threshold), ...flows],
    continuity: ofYear(read, 'continuity', CONTINUITY, threshold),
    returns,
    caseload: caseloadOf(rows, period.quarter === 0 ? begun : period.quarter, threshold),
    places: ofYear(read, 'place', places, threshold),
    followed: FUNCTIONS.map((careFunction) => ({ careFunction, count: alone(read('followed', careFunction)) })),
    planned: ofYear(read, 'planned', PLANNED, threshold),
    written: alone(read('written')),
    crises: ofYear(read, 'crisis', CRISES, threshold),
  }
}
