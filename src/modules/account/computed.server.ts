import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { type Asked, rowsOf } from './facts.server.ts'
import type { ComputedFrom, Indicator } from './indicators/index.ts'
import { endOf, yearPeriod } from './period.ts'
import type { Exactness, Quantity, Statement } from './vocabulary.ts'

type Computed = Indicator & { from: ComputedFrom }
const isComputed = (indicator: Indicator): indicator is Computed => indicator.from !== undefined

type Sum = {
  at: number
  part: string
  isTotal: boolean
  amount: number | null
  rows: number
  unknown: number
  exactness: Exactness[]
  source: string | null
  locator: string | null
}

// A dozen indicators sum attendance: its rows of the year are gathered once, so that other years cost nothing however many they are.
const GATHERED = sql`gathered`
const yearOfAttendance = ({ network, year }: Asked) => {
  const inYear = sql`between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`
  return sql`select network_id, id, programme_id, kind, null::jsonb as title, starts_on, category, count, exactness, counted, source_id, source_locator, precision from journal.attendance_fact
    where network_id = ${network} and starts_on ${inYear} and began_on ${inYear}`
}

/**
 * All computed figures of a year in one round trip: each indicator's own query, summed by the database, in all and by part.
 * An indicator without a single record gives no figure: nothing was recorded is not the same as none.
 */
export const computeStatements = async (scope: Scope, indicators: readonly Indicator[], asked: Asked): Promise<Statement[]> => {
  const computed = indicators.filter(isComputed)
  if (computed.length === 0) return []
  const sums = computed.map(
    (
      { from },
      at,
    ) => sql`select ${sql.lit(at)}::integer as at, part, grouping(part) = 1 as "isTotal", sum(amount) as amount, count(*) as rows, count(*) filter (where amount is null) as unknown,
      array_agg(distinct exactness) filter (where amount is not null) as exactness,
      case when min(source) = max(source) and count(source) = count(*) then min(source) end as source, case when min(locator) = max(locator) then min(locator) end as locator
      from (${rowsOf(from, asked, GATHERED)}) as r group by grouping sets ((), (part))`,
  )
  const { rows } = await sql<Sum>`with gathered as materialized (${yearOfAttendance(asked)}) ${sql.join(sums, sql` union all `)}`.execute(
    scope,
  )
  return rows.flatMap((sum) => {
    const indicator = computed[sum.at]
    return indicator === undefined || sum.rows === 0 ? [] : statementOf(indicator, sum, asked.year)
  })
}

const statementOf = (indicator: Computed, { part, isTotal, rows, source, locator, ...sum }: Sum, year: number): Statement[] => {
  const dimension = dimensionOf(indicator.from)
  // A record of no part counts for the total alone; where every activity is a part of its own, nobody computes a total.
  if (isTotal ? isWithoutTotal(indicator.from) : dimension === undefined || part === '') return []
  const dimensions: Record<string, string> = isTotal || dimension === undefined ? {} : { [dimension]: part }
  return [
    {
      id: ['computed', indicator.id, ...(isTotal ? [] : [part]), year].join(':'),
      indicator: indicator.id,
      dimensions,
      period: isAtEnd(indicator.from) ? endOf(year) : yearPeriod(year),
      quantity: quantityOf(sum),
      // Records that were all transcribed from one document point to it.
      origin: { kind: 'computed', rows, ...(source === null ? {} : { from: { source, locator: locator ?? '' } }) },
    },
  ]
}

/** A sum is as exact as its terms are alike; exact numbers and lower bounds together are a lower bound, else about. With a count unknown, the others are a lower bound. */
const quantityOf = ({ amount, unknown, exactness }: Pick<Sum, 'amount' | 'unknown' | 'exactness'>): Quantity => {
  if (amount === null) return { value: null, exactness: 'unknown' }
  const [first = 'exact', second] = exactness ?? []
  const isLowerBound = unknown > 0 || (exactness ?? []).every((how) => how === 'exact' || how === 'over')
  return { value: amount, exactness: second === undefined && unknown === 0 ? first : isLowerBound ? 'over' : 'about' }
}

/** The dimension along which the records of an indicator are told apart, if any. */
const dimensionOf = (from: ComputedFrom): string | undefined => {
  switch (from.fact) {
    case 'activities':
    case 'attendance':
      return from.split?.dimension
    case 'attendance-each':
      return from.dimension
    case 'attendance-of-activity':
      return 'activity'
    case 'by-programme':
      return 'programme'
    case 'care':
    case 'steering':
    case 'steering-at-end':
      return from.dimension
    default:
      return undefined
  }
}
const isWithoutTotal = (from: ComputedFrom) =>
  from.fact === 'attendance-each' || from.fact === 'attendance-of-activity' || (from.fact === 'care' && from.of === 'followed-each')
/** Counted as it stands on the last day of the year, rather than over the year. */
const isAtEnd = ({ fact }: ComputedFrom) => fact === 'members' || fact === 'steering-at-end'
