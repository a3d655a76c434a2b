import { isKnown, mustBalance, mustLeave, mustNotExceed, type Unstated, weigh } from './balance.ts'
import { type Book, type Cell, cellName, dimensionsName, without } from './cells.ts'
import { periodName } from './periods.ts'
import type { Breakdown, Dimensions, FigureRelation, RelationRules } from './relation.ts'

/** Parts against their total, and shares against 100. */
export const checkSums = (book: Book): FigureRelation[] =>
  book.rules
    .filter(({ kind }) => kind === 'flow' || kind === 'stock' || kind === 'share')
    .flatMap((rule) =>
      (rule.parts ?? []).flatMap((breakdown) =>
        tablesOf(book, rule, breakdown).flatMap((table) => (rule.kind === 'share' ? ofShares : ofCounts)(table)),
      ),
    )

/** One total with its parts. `missing` are the values of the parts that have no number. */
type Table = {
  rule: RelationRules
  breakdown: Breakdown
  base: Dimensions
  total: Cell | undefined
  known: Cell[]
  unknown: Cell[]
  missing: string[]
  first: Cell
}

const tablesOf = (book: Book, rule: RelationRules, breakdown: Breakdown): Table[] => {
  const { dimension, values, complete } = breakdown
  const isPart = ({ dimensions: { [dimension]: value } }: Cell) => value !== undefined && (values === undefined || values.includes(value))
  const groups = Map.groupBy(
    book.of(rule.id).filter(isPart),
    ({ dimensions, period }) => `${dimensionsName(without(dimensions, dimension))} ${periodName(period)}`,
  )
  return [...groups.values()].flatMap((parts) => {
    const [first] = parts
    if (first === undefined) return []
    const base = without(first.dimensions, dimension)
    const [known, unknown] = [parts.filter(isKnown), parts.filter((cell) => !isKnown(cell))]
    const stated = new Set(known.map(({ dimensions }) => dimensions[dimension]))
    const unsaid = unknown.map(({ dimensions }) => dimensions[dimension] ?? '')
    const missing = complete && values !== undefined ? values.filter((value) => !stated.has(value)) : unsaid
    return [{ rule, breakdown, base, total: book.at(rule.id, base, first.period), known, unknown, missing, first }]
  })
}

const idOf = (kind: string, { rule, breakdown, base, first: { period } }: Table) =>
  [kind, rule.id, dimensionsName(base), breakdown.dimension, periodName(period)].filter((part) => part !== '').join(':')

/** What is left for the parts without a number; where the breakdown is not complete, for whatever else there is too. */
const unstatedParts = ({ rule, breakdown: { dimension, complete }, base, missing, first: { period } }: Table): Unstated => {
  const values = complete ? missing : [...missing, 'others']
  return { indicator: rule.id, dimensions: { ...base, [dimension]: values.join('+') }, period, sign: 1, missing: { dimension, values } }
}

const ofCounts = (table: Table): FigureRelation[] => {
  const { rule, breakdown, total, known, unknown, missing } = table
  if (total === undefined || known.length === 0) return []
  // A list of one is more likely the beginning of a list than all of it.
  if (breakdown.values === undefined && known.length + unknown.length < 2) return []
  const parts = [...known, ...unknown].map((cell) => weigh(cell, 'part', 1))
  const terms = [...parts, weigh(total, 'total', -1)]
  const claim = { id: idOf('sum', table), kind: 'sum' as const, indicator: rule.id, terms }
  const isAll = breakdown.complete && missing.length === 0
  if (!isKnown(total))
    return isAll ? [mustLeave(claim, { indicator: rule.id, dimensions: table.base, period: table.first.period, sign: -1 })] : []
  if (isAll) return [mustBalance(claim)]
  if (breakdown.complete || unknown.length > 0) return [mustLeave(claim, unstatedParts(table))]
  // One part alone is compared with its total like any other part of a whole.
  if (known.length < 2) return []
  return [
    mustNotExceed({
      ...claim,
      id: `${idOf('part', table)}<${cellName(total)}`,
      kind: 'part',
      terms: [...parts, weigh(total, 'whole', -1)],
    }),
  ]
}

const ofShares = (table: Table): FigureRelation[] => {
  const { rule, breakdown, total, known, unknown, missing } = table
  if (rule.unit !== 'percent' || !breakdown.complete) return []
  if (total !== undefined) return ofCounts(table)
  // A single share with the rest unsaid tells nothing worth a line.
  if (known.length < 2) return []
  const claim = {
    id: idOf('shares', table),
    kind: 'shares' as const,
    indicator: rule.id,
    terms: [...known, ...unknown].map((cell) => weigh(cell, 'part', 1)),
    constant: -100,
  }
  return [missing.length === 0 ? mustBalance(claim) : mustLeave(claim, unstatedParts(table))]
}
