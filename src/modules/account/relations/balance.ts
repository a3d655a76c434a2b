import type { Period, Verdict } from '../vocabulary.ts'
import { byText, type Cell, placeOf, type Reading } from './cells.ts'
import { add, contains, type Interval, point, scale, tidy, ZERO } from './quantity.ts'
import type { Dimensions, FigureRelation, Implied, Place, Role, Term } from './relation.ts'

/** A term before it is written down. Its number counts as sign × value; the relation says that the sum is 0, or at most 0. */
export type Weighed = { reading: Reading; role: Role; sign: 1 | -1 }
export const weigh = ({ best }: Cell, role: Role, sign: 1 | -1): Weighed => ({ reading: best, role, sign })
export const isKnown = (cell: Cell | undefined): cell is Cell => cell !== undefined && cell.best.nominal !== null

type Sum = { nominal: Interval; range: Interval }
const sumOf = (terms: readonly Weighed[], constant: number): Sum =>
  terms.reduce<Sum>(
    (sum, { reading: { nominal, range }, sign }) => ({
      nominal: add(sum.nominal, scale(nominal ?? ZERO, sign)),
      range: add(sum.range, scale(range ?? ZERO, sign)),
    }),
    { nominal: point(constant), range: point(constant) },
  )
const differenceOf = ({ nominal }: Sum) => (nominal.low === nominal.high ? nominal.low : null)

const equal = ({ nominal, range }: Sum): Verdict =>
  nominal.low === 0 && nominal.high === 0 ? 'holds' : contains(range, 0) ? 'holds-within-rounding' : 'contradicts'
const atMost = ({ nominal, range }: Sum): Verdict =>
  nominal.high <= 0 ? 'holds' : range.low <= 0 ? 'holds-within-rounding' : 'contradicts'

type Claim = Pick<FigureRelation, 'id' | 'kind' | 'indicator'> & { terms: readonly Weighed[]; constant?: number }

const written = (
  { id, kind, indicator, terms }: Claim,
  verdict: Verdict,
  difference: number | null,
  implied?: Implied,
): FigureRelation => ({
  id,
  kind,
  verdict,
  indicator,
  terms: terms.map(termOf),
  difference,
  ...(implied === undefined ? {} : { implied }),
  sources: placesOf(terms),
})

const termOf = ({ reading: { statement }, role, sign }: Weighed): Term => {
  const { id: statementId, indicator, dimensions, period, quantity, origin } = statement
  return { statementId, indicator, dimensions, period, quantity, origin, role, sign }
}
const placesOf = (terms: readonly Weighed[]): Place[] => {
  const places = new Map(terms.map(({ reading }) => placeOf(reading.statement)).map((place) => [`${place.source} ${place.locator}`, place]))
  return [...places].sort(([a], [b]) => byText(a, b)).map(([, place]) => place)
}

/** The terms, weighed, must be 0. */
export const mustBalance = (claim: Claim): FigureRelation => {
  const sum = sumOf(claim.terms, claim.constant ?? 0)
  return written(claim, equal(sum), differenceOf(sum))
}

/** The terms, weighed, must not exceed 0: a part is at most its whole. */
export const mustNotExceed = (claim: Claim): FigureRelation => {
  const sum = sumOf(claim.terms, claim.constant ?? 0)
  return written(claim, atMost(sum), differenceOf(sum))
}

export type Unstated = { indicator: string; dimensions: Dimensions; period: Period; sign: 1 | -1; missing?: Implied['missing'] }
/** The terms that have a number leave this much for what has none. Less than nothing is a contradiction, if rounding cannot explain it. */
export const mustLeave = (claim: Claim, { sign, missing, ...what }: Unstated): FigureRelation => {
  const { nominal, range } = sumOf(claim.terms, claim.constant ?? 0)
  const [left, leftRange] = [scale(nominal, -sign), scale(range, -sign)]
  if (leftRange.high < 0) return written(claim, 'contradicts', differenceOf({ nominal, range }))
  const value = tidy((left.low + left.high) / 2)
  return written(claim, 'implies', null, {
    ...what,
    value: Math.max(0, value),
    low: Math.max(0, leftRange.low),
    high: Number.isFinite(leftRange.high) ? leftRange.high : null,
    ...(missing === undefined ? {} : { missing }),
  })
}
