import { periodOf } from '../period.ts'
import type { Quantity, Statement } from '../vocabulary.ts'
import type { Dimensions } from './index.ts'

/** "454", "over 454", "nearly 80", "about 50", "50 to 70", "?" (not stated). */
const quantityOf = (said: string | number): Quantity => {
  if (said === '?') return { value: null, exactness: 'unknown' }
  const [, word, first, , last] = /^(over |nearly |about )?([\d.]+)( to ([\d.]+))?$/.exec(String(said)) ?? []
  if (first === undefined) throw new Error(`cannot read ${said}`)
  if (last !== undefined) return { value: Number(first), valueTo: Number(last), exactness: 'between' }
  return { value: Number(first), exactness: (word?.trim() ?? 'exact') as Quantity['exactness'] }
}

type Where = Dimensions & { page?: string }
let count = 0
/** One statement as it could stand in figures.csv. Two statements stand on two pages unless told otherwise. */
export const said = (indicator: string, period: string, quantity: string | number | Quantity, { page, ...dimensions }: Where = {}): Statement => {
  const read = periodOf(period)
  if (read === null) throw new Error(`no period: ${period}`)
  count += 1
  const id = `s${count}`
  return {
    id,
    indicator,
    dimensions: dimensions as Dimensions,
    period: read,
    quantity: typeof quantity === 'object' ? quantity : quantityOf(quantity),
    origin: { kind: 'published', source: 'report', locator: page ?? `p. ${count}`, statementId: id },
  }
}

/** The same number from the records. */
export const counted = (indicator: string, period: string, quantity: string | number, dimensions: Dimensions = {}): Statement => {
  const statement = said(indicator, period, quantity, dimensions)
  return { ...statement, id: `computed:${statement.id}`, origin: { kind: 'computed', rows: 3 } }
}
