import { protectSeries } from '../disclosure.ts'
import { type Figure, figureId } from '../figures.ts'
import { indicatorOf, isOfUnit } from '../indicators/index.ts'
import { periodKey } from '../period.ts'

/**
 * Figures that must not be shown: small counts of persons supported or interviewed, and as many others of the same total
 * that nobody can work them out.
 */
export const hiddenFigures = (figures: readonly Figure[], threshold: number): Set<string> => {
  const sensitive = figures.filter(({ indicator, quantity }) => indicatorOf(indicator).about !== undefined && quantity.value !== null)
  const hidden = new Set<string>()
  for (const group of Map.groupBy(
    sensitive,
    ({ indicator, period, dimensions }) => `${indicator} ${periodKey(period)} ${Object.keys(dimensions).length > 1}`,
  ).values()) {
    const total = group.find(({ dimensions }) => Object.keys(dimensions).length === 0)
    const parts = group.filter((figure) => figure !== total)
    // No count: written by an older version, which took any number. What cannot be protected is not shown.
    if (group.some(({ quantity, indicator }) => !isOfUnit(quantity.value ?? 0, indicatorOf(indicator).unit))) {
      for (const figure of group) hidden.add(figureId(figure))
      continue
    }
    const series = protectSeries(
      parts.map(({ quantity }) => quantity.value ?? 0),
      { threshold, ...(total?.quantity.value == null ? {} : { total: total.quantity.value }) },
    )
    parts.forEach((figure, at) => {
      if ('suppressed' in (series.cells[at] ?? {})) hidden.add(figureId(figure))
    })
    if (total !== undefined && series.total !== undefined && 'suppressed' in series.total) hidden.add(figureId(total))
  }
  return hidden
}
