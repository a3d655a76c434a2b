import type { Period } from '../vocabulary.ts'
import { isKnown, mustBalance, mustLeave, weigh } from './balance.ts'
import { type Book, type Cell, dimensionsName } from './cells.ts'
import { dayAfter } from './periods.ts'
import type { FigureRelation, RelationRules } from './relation.ts'

type Flows = NonNullable<RelationRules['stock']>

/** previous + entries − exits = now, for any two days with the entries of exactly the time between them; exits that nobody states are implied. */
export const checkStocks = (book: Book): FigureRelation[] =>
  book.rules.flatMap(({ id, kind, stock }) => {
    if (kind !== 'stock' || stock === undefined) return []
    const levels = book.of(id).filter((cell) => cell.period.kind === 'as_of' && isKnown(cell))
    const pairs = levels.flatMap((now) =>
      levels.filter((previous) => previous.period.to < now.period.to).map((previous) => ({ previous, now })),
    )
    return pairs.filter(isSamePart).flatMap((pair) => ofPair(book, stock, pair))
  })

type Pair = { previous: Cell; now: Cell }
const isSamePart = ({ previous, now }: Pair) => dimensionsName(previous.dimensions) === dimensionsName(now.dimensions)

const ofPair = (book: Book, { entries, exits }: Flows, { previous, now }: Pair): FigureRelation[] => {
  const { indicator, dimensions } = now
  const period: Period = { kind: 'span', from: dayAfter(previous.period.to), to: now.period.to }
  const came = book.at(entries, dimensions, period)
  if (!isKnown(came)) return []
  const went = book.at(exits, dimensions, period)
  const terms = [
    weigh(previous, 'previous', 1),
    weigh(came, 'entries', 1),
    ...(went === undefined ? [] : [weigh(went, 'exits', -1)]),
    weigh(now, 'now', -1),
  ]
  const claim = { id: `stock:${now.key}<@${previous.period.to}`, kind: 'stock' as const, indicator, terms }
  return [isKnown(went) ? mustBalance(claim) : mustLeave(claim, { indicator: exits, dimensions, period: came.period, sign: -1 })]
}
