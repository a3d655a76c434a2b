import type { Indicator } from './indicators/indicator.ts'
import { periodKey } from './period.ts'
import type { Exactness, Statement } from './vocabulary.ts'

/** One number of the account: the best of what is known about one part of one indicator in one period. */
export type Figure = Statement & {
  /** The other places where the same number is stated. */
  others: readonly Statement[]
}

const dimensionsKey = (dimensions: Readonly<Record<string, string>>) =>
  Object.entries(dimensions)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join(';')

/** A readable and stable name: "qr.interviews:group=users:2025", "clsm.active:@2025-12-31". A whole year is written short. */
export const figureId = ({ indicator, dimensions, period }: Pick<Statement, 'indicator' | 'dimensions' | 'period'>) => {
  const when = period.kind === 'year' ? period.from?.slice(0, 4) : periodKey(period)
  return [indicator, dimensionsKey(dimensions), when].filter((part) => part !== '').join(':')
}

// What is computed from records comes first, then what is stated most exactly.
const EXACTEST: readonly Exactness[] = ['exact', 'nearly', 'over', 'about', 'between', 'unknown']
const rank = ({ origin, quantity }: Statement) =>
  origin.kind === 'computed' && quantity.exactness === 'exact'
    ? -1
    : EXACTEST.indexOf(quantity.exactness) + (origin.kind === 'computed' ? 0.5 : 0)

/** Groups statements about the same thing into one figure each, in the order of the indicators. */
export const figuresOf = (indicators: readonly Indicator[], statements: readonly Statement[]): Figure[] => {
  const groups = Map.groupBy(statements, figureId)
  const position = new Map(indicators.map(({ id }, at) => [id, at]))
  return [...groups.values()]
    .flatMap((group) => {
      const [best, ...others] = group.toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
      return best === undefined ? [] : [{ ...best, others }]
    })
    .sort((a, b) => (position.get(a.indicator) ?? 1e6) - (position.get(b.indicator) ?? 1e6) || (figureId(a) < figureId(b) ? -1 : 1))
}
