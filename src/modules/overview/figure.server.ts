import { chartPair } from '#modules/account/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { intlOf } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, languageOf, localeOf } from '#platform/languages/locales.ts'
import { isOtherwise } from './counting.ts'
import { nothingOf, readTables } from './dashboard.server.ts'
import { courseUntil, isUnderWay, nameOf, type Period } from './period.ts'
import type { Cell, TableOf } from './screen/cells.ts'
import { shortPeriod } from './screen/spoken.ts'
import { speechOf } from './speech.server.ts'
import { readOverview, todayOf } from './view.server.ts'
import type { OverviewView } from './view.ts'
import { QUARTERLY } from './vocabulary.ts'

export type Asked = { network: string; table: string; row: string; period: string | null; lang: string | undefined }
/** A period with what was told of it; null where nothing was. */
export type Past = { period: Period; isUnderWay: boolean; cells: readonly Cell[] | null; isOtherwise: boolean }
type Row = TableOf['rows'][number]

/**
 * One row of the dashboard: what it counts, and what it was in the periods before, the latest first. Each number is one that the dashboard
 * of its period tells as well.
 * @returns undefined where nothing of the kind is told of the period
 * @throws Problem signed_out; not_found for who does not steer the network
 */
export const readFigure = async (scope: Scope, actor: Actor, { network, table, row, period, lang }: Asked, today = todayOf()) => {
  const speech = speechOf(lang)
  const view = await readOverview(scope, actor, network, period, today)
  const its = (await readTables(scope, view, speech)).find(({ key }) => key === table)
  const line = its?.rows.find(({ key }) => key === row)
  if (its === undefined || line === undefined) return undefined
  const own = QUARTERLY.includes(its.key) ? view.period : ({ ...view.period, quarter: 0 } as const)
  const now = line.cells.flatMap((cell, at) =>
    cell.of === undefined ? [{ cell, column: its.columns[at + 1] ?? '', key: keyAt(its, at + 1) }] : [],
  )
  const course: Past[] = []
  for (const each of courseUntil(own, today)) {
    const isOwn = nameOf(each) === nameOf(own)
    const then = isOwn ? view : await readOverview(scope, actor, network, nameOf(each), today)
    const tables = isOwn ? [its] : await readTables(scope, then, speech)
    const cells = cellsIn(tables, its, line, now, then)
    course.push({
      period: each,
      isUnderWay: isUnderWay(each, today),
      cells,
      isOtherwise: isOtherwise(its.key, then.counting, view.counting),
    })
  }
  return { view, table: its, line, period: own, columns: now.map(({ column }) => column), course, drawing: drawn(course, line, its, lang) }
}

const keyAt = ({ keys, columns }: TableOf, at: number): string => keys?.[at] ?? columns[at] ?? ''

/** The cells of the same row in the tables of another period, in the order of today's columns. */
const cellsIn = (
  tables: readonly TableOf[],
  { key, section }: TableOf,
  line: Row,
  now: readonly { cell: Cell; key: string }[],
  then: OverviewView,
): Cell[] | null => {
  const its = tables.find((each) => each.key === key)
  const row = its?.rows.find((each) => each.key === line.key)
  const zero = ({ cell }: { cell: Cell }): Cell => ({ kind: cell.kind, value: cell.kind === 'count' ? 0 : null })
  if (its === undefined || row === undefined) {
    // A row that is missing in a table counts nobody; a table that is missing may be one of too few.
    const isNobody = section !== 'more' && section !== 'caseload' && (its !== undefined || nothingOf(then, section))
    return isNobody ? now.map(zero) : null
  }
  // Of ways whose sum is hidden it is not said either where nobody went.
  if (key === 'flows' && row.cells.at(-1)?.value === null) return now.map(({ cell }) => ({ ...cell, value: null }))
  return now.map((each) => row.cells[its.columns.findIndex((_, at) => keyAt(its, at) === each.key) - 1] ?? zero(each))
}

const ENOUGH = 3
/** One number of each period that may be told, as columns: of ways how many left, else the first. Null with fewer than three, or with nobody at all. */
const drawn = (course: readonly Past[], line: Row, table: TableOf, lang: string | undefined) => {
  const locale = localeOf(lang) ?? DEFAULT_LOCALE
  const { say } = speechOf(lang)
  const drawnAt = table.key === 'flows' ? -1 : 0
  const rows = course.toReversed().flatMap(({ period, cells }) => {
    const first = cells?.at(drawnAt)
    return first === undefined || first.value === null
      ? []
      : [{ label: shortPeriod(say, period), value: first.value, shown: intlOf(locale).formatNumber(first.value) }]
  })
  if (rows.length < ENOUGH || rows.every(({ value }) => value === 0)) return null
  const unitLabel = table.columns.at(drawnAt < 0 ? -1 : 1) ?? ''
  const words = { title: line.label, summary: say('overview.figure.picture', { what: table.caption }), unitLabel }
  return chartPair({ id: 'figure', kind: 'columns', ...words, rows }, languageOf(locale))
}
