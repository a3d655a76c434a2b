import { isKnown, mustNotExceed, weigh } from './balance.ts'
import { type Book, type Cell, cellName, dimensionsName, without } from './cells.ts'
import { encloses, periodName } from './periods.ts'
import type { FigureRelation } from './relation.ts'

const partOf = (part: Cell, whole: Cell, id = `part:${part.key}<${cellName(whole)}`): FigureRelation =>
  mustNotExceed({ id, kind: 'part', indicator: part.indicator, terms: [weigh(part, 'part', 1), weigh(whole, 'whole', -1)] })

/** Of several wholes around a part, the nearest say all, unless only a farther one is contradicted. */
const againstNearest = (part: Cell, wholes: readonly Cell[], relate: (part: Cell, whole: Cell) => FigureRelation): FigureRelation[] => {
  const isNearest = (whole: Cell) => !wholes.some((other) => encloses(whole.period, other.period))
  const near = wholes.filter(isNearest).map((whole) => relate(part, whole))
  if (near.some(({ verdict }) => verdict === 'contradicts')) return near
  const far = wholes.filter((whole) => !isNearest(whole)).map((whole) => relate(part, whole))
  return [...near, ...far.filter(({ verdict }) => verdict === 'contradicts')]
}

/** A flow over a time is at most the same flow over a longer time around it. */
export const checkTimes = (book: Book): FigureRelation[] =>
  book.rules
    .filter(({ kind }) => kind === 'flow')
    .flatMap(({ id }) => [...Map.groupBy(book.of(id).filter(isKnown), ({ dimensions }) => dimensionsName(dimensions)).values()])
    .flatMap((cells) =>
      cells.flatMap((part) =>
        againstNearest(
          part,
          cells.filter((whole) => encloses(whole.period, part.period)),
          (a, b) => partOf(a, b, `part:${a.key}<${periodName(b.period)}`),
        ),
      ),
    )

/** A part by one dimension is at most the total. `covered` are pairs of statements that a sum compares already. */
export const checkPortions = (book: Book, covered: ReadonlySet<string>): FigureRelation[] =>
  book.rules
    .filter(({ kind }) => kind === 'flow' || kind === 'stock')
    .flatMap(({ id }) => book.of(id).filter(isKnown))
    .flatMap((part) =>
      Object.keys(part.dimensions).flatMap((dimension) => {
        const whole = book.at(part.indicator, without(part.dimensions, dimension), part.period)
        return isKnown(whole) && !covered.has(pairName(part.best.statement.id, whole.best.statement.id)) ? [partOf(part, whole)] : []
      }),
    )

const pairName = (part: string, whole: string) => JSON.stringify([part, whole])
/** The pairs of part and total that these relations compare. */
export const pairsIn = (relations: readonly FigureRelation[]): Set<string> =>
  new Set(
    relations.flatMap(({ terms }) => {
      const wholes = terms.filter(({ role }) => role === 'total' || role === 'whole')
      return terms
        .filter(({ role }) => role === 'part')
        .flatMap((part) => wholes.map((whole) => pairName(part.statementId, whole.statementId)))
    }),
  )

/** Indicators that are declared to lie within others. */
export const checkWithin = (book: Book): FigureRelation[] =>
  book.rules.flatMap(({ id, kind, within }) => {
    if (within === undefined || kind === 'average' || kind === 'setting') return []
    return within.flatMap(({ indicator, dimensions }) =>
      book
        .of(id)
        .filter(isKnown)
        .flatMap((part) => {
          const meant = dimensionsName({ ...part.dimensions, ...dimensions })
          const wholes = book
            .of(indicator)
            .filter((whole) => isKnown(whole) && dimensionsName(whole.dimensions) === meant && mayHold(book, part, whole))
          return againstNearest(part, wholes, partOf)
        }),
    )
  })

/**
 * Whether the whole's time covers the part's. What came during a period can be part of a stock only as it stands at the period's end;
 * a setting holds throughout the time that it is stated for.
 */
const mayHold = (book: Book, { period: part }: Cell, { indicator, period: whole }: Cell) => {
  const kind = book.kindOf(indicator)
  if (kind === 'average') return false
  if (periodName(whole) === periodName(part) || encloses(whole, part)) return true
  if (kind === 'setting') return (whole.from ?? '') <= part.to && (part.kind === 'as_of' ? part.to : (part.from ?? '')) <= whole.to
  return whole.kind === 'as_of' && part.kind !== 'as_of' && whole.to === part.to
}

/** At least one of this for each of those, in the same period. */
export const checkEach = (book: Book): FigureRelation[] =>
  book.rules.flatMap(({ id, kind, atLeastEach }) => {
    if (atLeastEach === undefined || kind === 'average') return []
    return book
      .of(id)
      .filter(isKnown)
      .flatMap((whole) =>
        atLeastEach.flatMap((each) => {
          const part = book.at(each, whole.dimensions, whole.period)
          if (!isKnown(part)) return []
          return [{ ...partOf(part, whole, `at-least-each:${whole.key}>${each}`), kind: 'at-least-each' as const, indicator: id }]
        }),
      )
  })
