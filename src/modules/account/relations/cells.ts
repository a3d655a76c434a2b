import type { Period, Statement } from '../vocabulary.ts'
import { periodName } from './periods.ts'
import { type Interval, intervalOf, nominalOf } from './quantity.ts'
import { type Dimensions, type Place, RECORDS, type RelationRules } from './relation.ts'

/** A statement with what it leaves possible. Both intervals are null when nobody says how much. */
export type Reading = { statement: Statement; nominal: Interval | null; range: Interval | null }
/** All that is stated about one part of one indicator in one period, the best first. */
export type Cell = { key: string; indicator: string; dimensions: Dimensions; period: Period; readings: readonly Reading[]; best: Reading }
export type Book = {
  rules: readonly RelationRules[]
  kindOf: (indicator: string) => RelationRules['kind'] | undefined
  at: (indicator: string, dimensions: Dimensions, period: Period) => Cell | undefined
  of: (indicator: string) => readonly Cell[]
}

export const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
export const dimensionsName = (dimensions: Dimensions) =>
  Object.entries(dimensions)
    .sort(([a], [b]) => byText(a, b))
    .map(([dimension, value]) => `${dimension}=${value}`)
    .join(';')
export const cellName = ({ indicator, dimensions, period }: Pick<Cell, 'indicator' | 'dimensions' | 'period'>) =>
  [indicator, dimensionsName(dimensions), periodName(period)].filter((part) => part !== '').join(':')
export const without = (dimensions: Dimensions, dimension: string): Dimensions =>
  Object.fromEntries(Object.entries(dimensions).filter(([key]) => key !== dimension))

export const placeOf = ({ id, origin }: Statement): Place =>
  origin.kind === 'published' ? { source: origin.source, locator: origin.locator } : { source: RECORDS, locator: id }

const readingOf = (statement: Statement, unit: string): Reading => {
  const nominal = nominalOf(statement.quantity)
  // What is computed as "over" lacks the records that have no number: they may add any amount.
  const lowerBound = statement.origin.kind === 'computed'
  return { statement, nominal, range: nominal === null ? null : intervalOf(statement.quantity, { unit, lowerBound }) }
}

const widthOf = ({ range }: Reading) => (range === null ? Infinity : range.high - range.low)
/** The narrowest first; of two as narrow, what the records say; then always the same one, in whatever order they come. */
const bestFirst = (a: Reading, b: Reading) => {
  if (a.range === null || b.range === null)
    return Number(a.range === null) - Number(b.range === null) || byText(a.statement.id, b.statement.id)
  const [narrower, wider] = [widthOf(a), widthOf(b)]
  if (narrower !== wider) return narrower - wider
  const published = ({ statement }: Reading) => Number(statement.origin.kind === 'published')
  return published(a) - published(b) || byText(a.statement.id, b.statement.id)
}

/** Groups the statements about known indicators into cells. */
export const bookOf = (rules: readonly RelationRules[], statements: readonly Statement[]): Book => {
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]))
  const known = statements.filter(({ indicator }) => ruleOf.has(indicator))
  const cells = new Map([...Map.groupBy(known, cellName)].map(([key, group]) => [key, cellOf(key, group, ruleOf)]))
  const byIndicator = Map.groupBy(
    [...cells.values()].sort((a, b) => byText(a.key, b.key)),
    ({ indicator }) => indicator,
  )
  return {
    rules,
    kindOf: (indicator) => ruleOf.get(indicator)?.kind,
    at: (indicator, dimensions, period) => cells.get(cellName({ indicator, dimensions, period })),
    of: (indicator) => byIndicator.get(indicator) ?? [],
  }
}

const cellOf = (key: string, group: readonly Statement[], rules: ReadonlyMap<string, RelationRules>): Cell => {
  const readings = group.map((statement) => readingOf(statement, rules.get(statement.indicator)?.unit ?? '')).sort(bestFirst)
  const [best] = readings as [Reading]
  const { indicator, dimensions, period } = best.statement
  return { key, indicator, dimensions, period, readings, best }
}
