import type { Theme } from '#platform/drawing/palette.ts'
import { cleanText, pictureSvg, safeId } from '#platform/drawing/svg.server.ts'
import { PICTURE_WIDTHS } from '#platform/drawing/widths.ts'
import type { Chart, DocumentLocale } from '../document.ts'
import { columnsPicture, fitsAsColumns } from './chart-columns.server.ts'
import type { ChartContext } from './chart-parts.server.ts'
import { barsPicture, dotsPicture } from './chart-rows.server.ts'
import { stackedPicture } from './chart-stacked.server.ts'

export type PictureOptions = { width: number; theme: Theme; locale?: DocumentLocale }

const clean = (chart: Chart): Chart => ({
  ...chart,
  rows: chart.rows.map((row) => ({
    ...row,
    label: cleanText(row.label),
    shown: cleanText(row.shown),
    ...(row.part === undefined ? {} : { part: cleanText(row.part) }),
  })),
})

const draw = (chart: Chart, context: ChartContext) => {
  if (chart.rows.length === 0) return { height: 8, inner: '' }
  if (chart.kind === 'stacked') return stackedPicture(chart, context)
  if (chart.kind === 'dots') return dotsPicture(chart, context)
  if (chart.kind === 'columns' && fitsAsColumns(chart, context)) return columnsPicture(chart, context)
  return barsPicture(chart, context)
}

/**
 * A chart as one SVG of `width` CSS pixels. Values are printed at the marks, ranges are drawn as lines, parts are named where they are;
 * nothing needs a style sheet, and nothing in it is a style (the content security policy forbids it): colours come from presentation
 * attributes and can be changed through the classes `mark-1`…`mark-5`, `mark-quiet`, `range`, `axis`, `label`, `value`.
 * Columns that have no room for their words, or are only two, lie down as bars.
 */
export const chartSvg = (given: Chart, { width, theme, locale = 'fr' }: PictureOptions): string => {
  const chart = clean(given)
  const id = `${safeId(chart.id)}-${width}`
  const { height, inner } = draw(chart, { id, width, theme, locale })
  const className = `chart chart-${chart.kind}`
  return pictureSvg({ id, title: chart.title, summary: chart.summary, width, height, className, role: 'img' }, inner)
}

/** Both widths of a chart for a page; the style sheet shows one of them. */
export const chartPair = (chart: Chart, locale: DocumentLocale) => ({
  narrow: chartSvg(chart, { width: PICTURE_WIDTHS.narrow, theme: 'screen', locale }),
  wide: chartSvg(chart, { width: PICTURE_WIDTHS.wide, theme: 'screen', locale }),
})
