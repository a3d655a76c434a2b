import * as Plot from '@observablehq/plot'
import { INK, LAND, LINE, MUTED, PAPER, TEAL } from '#platform/drawing/palette.ts'
import { cleanText, drawingDocument, innerOf, pictureSvg } from '#platform/drawing/svg.server.ts'
import { widthOf, wrap } from '#platform/drawing/text-width.ts'
import { PICTURE_WIDTHS } from '#platform/drawing/widths.ts'
import type { Measure } from './vocabulary.ts'

export type ChartPoint = { at: Date; total: number }
export type ChartWords = {
  id: string
  title: string
  summary: string
  bandName: (key: string) => string
  day: (at: Date) => string
}
/** `lane`: where the line begins, beside the names of the bands. */
type Box = { width: number; left: number; lane: number; right: number; top: number; floor: number; height: number }

const TEXT = 13
const LEADING = 15
const boxFor = (width: number, names: readonly string[]): Box => {
  const isNarrow = width < 480
  const floor = isNarrow ? 230 : 250
  const widest = Math.max(0, ...names.map((name) => widthOf(name, TEXT)))
  const left = 34
  return { width, left, lane: left + 6 + Math.min(widest, isNarrow ? 70 : 170), right: width - 8, top: 22, floor, height: floor + 30 }
}
const scale = (from: number, to: number, low: number, high: number) => (value: number) =>
  from === to ? (low + high) / 2 : low + ((value - from) / (to - from)) * (high - low)

const text = (
  rows: readonly { x: number; y: number; text: string; anchor: 'start' | 'middle' | 'end' }[],
  className: string,
  bold = false,
) =>
  (['start', 'middle', 'end'] as const).map((anchor) =>
    Plot.text(
      rows.filter((row) => row.anchor === anchor),
      {
        ...{ x: 'x', y: 'y', text: (row: { text: string }) => cleanText(row.text), textAnchor: anchor, fontSize: TEXT, className },
        fill: className === 'value' ? INK : MUTED,
        ...(bold ? { fontWeight: 700 } : {}),
      },
    ),
  )

/** Limits of bands as the axis names them; without bands the ends and the middle of the range. */
const limitsOf = ({ bands, scoring: { min, max } }: Measure): number[] =>
  bands.length === 0 ? [min, (min + max) / 2, max] : [...bands.map(({ from }) => from), max]

const bandMarks = (measure: Measure, box: Box, y: (v: number) => number, nameOf: ChartWords['bandName']) => {
  const placed = measure.bands.map((band, at) => ({
    x1: box.left,
    x2: box.right,
    y1: y(band.from),
    y2: y(measure.bands[at + 1]?.from ?? measure.scoring.max),
    name: nameOf(band.key),
    isEven: at % 2 === 0,
  }))
  const rect = (isEven: boolean) =>
    Plot.rect(
      placed.filter((band) => band.isEven === isEven),
      { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', fill: isEven ? LAND : PAPER, className: isEven ? 'band-even' : 'band-odd' },
    )
  const names = placed.flatMap(({ y1, y2, name }) => {
    const lines = wrap(name, TEXT, box.lane - box.left - 4)
    return lines.map((line, at) => ({
      x: box.left + 6,
      y: (y1 + y2) / 2 + (at - (lines.length - 1) / 2) * LEADING,
      text: line,
      anchor: 'start' as const,
    }))
  })
  return [rect(true), rect(false), ...text(names, 'axis')]
}

/** The days under the axis: the first and the last, and between them those that have room. */
const daysUnder = (points: readonly ChartPoint[], x: (at: Date) => number, box: Box, day: ChartWords['day']) => {
  const kept: { x: number; y: number; text: string; anchor: 'start' | 'middle' | 'end' }[] = []
  const add = (point: ChartPoint, anchor: 'start' | 'middle' | 'end') => {
    const words = day(point.at)
    const half = widthOf(words, TEXT) / 2
    const middle = anchor === 'start' ? x(point.at) + half : anchor === 'end' ? x(point.at) - half : x(point.at)
    if (kept.some((other) => Math.abs(other.x - middle) < half + widthOf(other.text, TEXT) / 2 + 14)) return
    kept.push({ x: middle, y: box.floor + 16, text: words, anchor: 'middle' })
  }
  const [first, last] = [points[0], points.at(-1)]
  if (points.length === 1 && first !== undefined) add(first, 'middle')
  else {
    if (first !== undefined) add(first, 'start')
    if (last !== undefined) add(last, 'end')
    for (const point of points.slice(1, -1)) add(point, 'middle')
  }
  return kept
}

/**
 * Scores over time on the ground of their bands, drawn for one width in CSS pixels. Each score stands at its point, so that the picture
 * reads in grey; where many stand close together only the first, the last and the ends of their range do.
 */
export const chartSvg = (measure: Measure, points: readonly ChartPoint[], width: number, words: ChartWords): string => {
  const box = boxFor(
    width,
    measure.bands.map(({ key }) => words.bandName(key)),
  )
  const y = scale(measure.scoring.min, measure.scoring.max, box.floor, box.top)
  const times = points.map(({ at }) => at.getTime())
  const t = scale(Math.min(...times), Math.max(...times), box.lane + 20, box.right - 18)
  const x = (at: Date) => t(at.getTime())
  const placed = points.map((point) => ({ ...point, x: x(point.at), y: y(point.total) }))
  const totals = points.map(({ total }) => total)
  const isCrowded = placed.some((point, at) => at > 0 && point.x - (placed[at - 1]?.x ?? 0) < 26)
  const isNamed = (at: number, total: number) =>
    !isCrowded || at === 0 || at === placed.length - 1 || total === Math.max(...totals) || total === Math.min(...totals)
  const grid = limitsOf(measure).map((limit) => ({ limit, y: y(limit) }))
  const marks = [
    ...bandMarks(measure, box, y, words.bandName),
    Plot.link(grid, { x1: () => box.left, x2: () => box.right, y1: 'y', y2: 'y', stroke: LINE, className: 'grid' }),
    ...text(
      grid.map(({ limit, y: at }) => ({ x: box.left - 6, y: at, text: String(limit), anchor: 'end' })),
      'axis',
    ),
    Plot.line(placed, { x: 'x', y: 'y', stroke: TEAL, strokeWidth: 2.5, className: 'course' }),
    Plot.dot(placed, { x: 'x', y: 'y', r: 5, fill: TEAL, className: 'mark-1' }),
    ...text(
      placed.flatMap((point, at) =>
        isNamed(at, point.total) ? [{ x: point.x, y: point.y - 14, text: String(point.total), anchor: 'middle' as const }] : [],
      ),
      'value',
      true,
    ),
    ...text(daysUnder(points, x, box, words.day), 'axis'),
  ]
  const drawn = Plot.plot({
    document: drawingDocument,
    ...{ width, height: box.height, margin: 0, axis: null, x: { type: 'identity' }, y: { type: 'identity' }, marks },
  })
  const { id, title, summary } = words
  return pictureSvg(
    { id: `${id}-${width}`, title, summary, width, height: box.height, className: 'chart measures-chart', role: 'img' },
    innerOf(drawn),
  )
}

/** The same picture for a phone and for a desk. */
export const chartsOf = (measure: Measure, points: readonly ChartPoint[], words: ChartWords) => ({
  narrow: chartSvg(measure, points, PICTURE_WIDTHS.narrow, words),
  wide: chartSvg(measure, points, PICTURE_WIDTHS.wide, words),
})
