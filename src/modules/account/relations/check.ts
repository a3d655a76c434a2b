import type { Statement } from '../vocabulary.ts'
import { bookOf, byText } from './cells.ts'
import { checkEach, checkPortions, checkTimes, checkWithin, pairsIn } from './parts.ts'
import type { FigureRelation, RelationRules } from './relation.ts'
import { checkSame } from './same.ts'
import { checkStocks } from './stocks.ts'
import { checkSums } from './sums.ts'

/**
 * All relations that the rules make between these statements, each with its verdict; nothing is listed by hand.
 *
 * Where a number is stated several times, `same` compares the places and every other relation uses the most exact one (of equals, the one
 * from the records), so that one contradiction is told once. Rounding is taken into account as intervals: a relation contradicts only
 * when no values that the statements leave possible can satisfy it, taken one relation at a time.
 * The order of the statements does not matter. Statements about indicators without rules are left out.
 * @returns relations in a stable order, each id once
 */
export const checkRelations = (rules: readonly RelationRules[], statements: readonly Statement[]): FigureRelation[] => {
  const book = bookOf(rules, statements)
  const sums = checkSums(book)
  const compared = [...sums, ...checkStocks(book), ...checkTimes(book)]
  const all = [...checkSame(book), ...compared, ...checkPortions(book, pairsIn(sums)), ...checkWithin(book), ...checkEach(book)]
  return [...new Map(all.map((relation) => [relation.id, relation])).values()].sort((a, b) => byText(a.id, b.id))
}
