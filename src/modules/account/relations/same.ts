import { mustBalance } from './balance.ts'
import { type Book, type Cell, placeOf, type Reading } from './cells.ts'
import type { FigureRelation } from './relation.ts'

/**
 * One fact in several places: each statement against the most exact one. The same number said twice in one place is one statement;
 * two different numbers in one place are two.
 */
export const checkSame = ({ rules, of }: Book): FigureRelation[] => rules.flatMap(({ id }) => of(id)).flatMap(ofCell)

const ofCell = ({ key, indicator, readings }: Cell): FigureRelation[] => {
  const [one, ...others] = uniqueOf(readings.filter(({ nominal }) => nominal !== null))
  if (one === undefined) return []
  return others.map((other) => {
    const id = `same:${key}:${one.statement.id}=${other.statement.id}`
    const relation = mustBalance({
      id,
      kind: 'same',
      indicator,
      terms: [
        { reading: one, role: 'one', sign: -1 },
        { reading: other, role: 'other', sign: 1 },
      ],
    })
    // "50 to 70" here and "50 to 70" there is the same, although their difference is a range.
    return saidOf(one) === saidOf(other) ? { ...relation, verdict: 'holds', difference: 0 } : relation
  })
}

const saidOf = ({ statement: { quantity } }: Reading) =>
  [quantity.value, quantity.valueTo ?? null, quantity.exactness, quantity.rounding ?? null].join(' ')

const uniqueOf = (readings: readonly Reading[]) => {
  const seen = new Set<string>()
  return readings.filter((reading) => {
    const { source, locator } = placeOf(reading.statement)
    const name = [source, locator, saidOf(reading)].join(' ')
    return !seen.has(name) && seen.add(name)
  })
}
