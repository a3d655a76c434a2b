import { hiddenFigures } from './compose/hidden.ts'
import { figuresOf } from './figures.ts'
import { INDICATORS } from './indicators/index.ts'
import { yearPeriod } from './period.ts'
import type { Statement } from './vocabulary.ts'

/** Which parts of an indicator an account of this year would keep back: as it is composed, from the counts of its parts. */
export const hiddenFor = (
  indicator: string,
  dimension: string,
  parts: Readonly<Record<string, number>>,
  year: number,
  threshold: number,
): string[] => {
  const statement = (dimensions: Record<string, string>, value: number): Statement => ({
    id: JSON.stringify(dimensions),
    indicator,
    dimensions,
    period: yearPeriod(year),
    quantity: { value, exactness: 'exact' },
    origin: { kind: 'computed', rows: 1 },
  })
  const known = Object.entries(parts).filter(([, n]) => n > 0)
  const total = known.reduce((all, [, n]) => all + n, 0)
  const figures = figuresOf(INDICATORS, [statement({}, total), ...known.map(([key, n]) => statement({ [dimension]: key }, n))])
  const hidden = hiddenFigures(figures, threshold)
  // Of a whole that is kept back the dashboard shows no part.
  if (hidden.has(`${indicator}:${year}`)) return known.map(([key]) => key)
  return known.filter(([key]) => hidden.has(`${indicator}:${dimension}=${key}:${year}`)).map(([key]) => key)
}
