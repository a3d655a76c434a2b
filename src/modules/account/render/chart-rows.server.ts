import * as Plot from '@observablehq/plot'
import { inkOf, LINE, mutedOf, PAPER, QUIET, TEAL } from '#platform/drawing/palette.ts'
import { widthOf, wrap } from '#platform/drawing/text-width.ts'
import type { Chart } from '../document.ts'
import {
  type ChartContext,
  domainOf,
  highOf,
  isNarrow,
  LEADING,
  lowOf,
  type Picture,
  plotPicture,
  type Row,
  rangeStrokes,
  scaleOf,
  strokes,
  TEXT,
  type Words,
  wordsMarks,
} from './chart-parts.server.ts'

type Placed = { row: Row; lines: string[]; labelY: number; middle: number; value: Words }
type Layout = { placed: Placed[]; height: number; px: (value: number) => number }

const BAR = 18
const GAP = 12
const BESIDE = 8

/** Where marks run from and to: labels stand left of them where there is room, above them on a phone. */
const spanOf = (rows: readonly Row[], context: ChartContext) => {
  const widest = Math.max(...rows.map((row) => widthOf(row.label, TEXT, row.emphasis)))
  const column = isNarrow(context) ? context.width : Math.min(widest + 1, context.width * 0.38)
  const values = Math.max(...rows.map((row) => widthOf(row.shown, TEXT, true)))
  const x0 = isNarrow(context) ? 1 : column + 14
  // Half the width is kept for the marks: a value with many words wraps beyond it.
  return { column, x0, x1: Math.max(context.width - values - BESIDE - 4, x0 + (context.width - x0) / 2) }
}

const layoutRows = (rows: readonly Row[], context: ChartContext, inset: number): Layout => {
  const { column, x0, x1 } = spanOf(rows, context)
  const px = scaleOf(domainOf(rows), [x0 + inset, x1])
  let y = 2
  const placed = rows.map((row): Placed => {
    const lines = wrap(row.label, TEXT, column, row.emphasis)
    const valueX = px(Math.max(highOf(row), 0)) + BESIDE + inset / 2
    const valueLines = wrap(row.shown, TEXT, context.width - valueX, true)
    const [words, mark] = [lines.length * LEADING, Math.max(BAR, valueLines.length * LEADING)]
    const tall = isNarrow(context) ? words + 3 + mark : Math.max(mark, words)
    const middle = isNarrow(context) ? y + words + 3 + mark / 2 : y + tall / 2
    const value: Words = { x: valueX, y: middle - (valueLines.length * LEADING) / 2 + 1, lines: valueLines, kind: 'value', bold: true }
    const place = { row, lines, labelY: isNarrow(context) ? y : middle - words / 2, middle, value }
    y += tall + GAP
    return place
  })
  return { placed, px, height: y - GAP + 4 }
}

const labelWords = ({ row, lines, labelY }: Placed): Words => ({ x: 0, y: labelY, lines, kind: 'label', bold: row.emphasis === true })

const rangesOf = (placed: readonly Placed[], px: (v: number) => number) =>
  placed
    .filter(({ row }) => row.low !== undefined || row.high !== undefined)
    .flatMap(({ row, middle }) => rangeStrokes(px(lowOf(row)), px(highOf(row)), middle, false))

// Above the marks of a phone stand labels: a line over the whole height would strike them through.
const floorOf = (placed: readonly Placed[], x: number, context: ChartContext, height: number) =>
  isNarrow(context)
    ? placed.map(({ middle }) => ({ x1: x, x2: x, y1: middle - BAR / 2 - 2, y2: middle + BAR / 2 + 2 }))
    : [{ x1: x, x2: x, y1: 0, y2: height }]

/** One lying bar a row, from zero; the value stands at its end. An emphasised row is dark, the others stand back. */
export const barsPicture = (chart: Chart, context: ChartContext): Picture => {
  const { placed, px, height } = layoutRows(chart.rows, context, 0)
  const someEmphasis = chart.rows.some((row) => row.emphasis)
  const bars = (quiet: boolean) =>
    Plot.rect(
      placed.filter(({ row }) => (someEmphasis && !row.emphasis) === quiet),
      {
        x1: () => px(0),
        x2: ({ row }: Placed) => px(row.value),
        y1: ({ middle }: Placed) => middle - BAR / 2,
        y2: ({ middle }: Placed) => middle + BAR / 2,
        fill: quiet ? QUIET : TEAL,
        className: quiet ? 'mark-quiet' : 'mark-1',
        rx2: 2,
        ...(quiet ? { stroke: TEAL, strokeWidth: 1 } : {}),
      },
    )
  const ranges = rangesOf(placed, px)
  const words = placed.flatMap((place) => [labelWords(place), place.value])
  const marks = [
    bars(true),
    bars(false),
    strokes(floorOf(placed, px(0), context, height), 'axis', mutedOf(context.theme), 1),
    strokes(ranges, 'halo', PAPER, 4),
    strokes(ranges, 'range', inkOf(context.theme), 1.5),
    ...wordsMarks(words, context.theme),
  ]
  return plotPicture(marks, context, height)
}

const ticksOf = ([low, high]: [number, number], count: number) => {
  const rough = (high - low) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((m) => m * power >= rough) ?? 10) * power
  const first = Math.ceil(low / step)
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step)
}

/** As many round numbers as stand beside each other without touching, at most five steps. */
const readableTicks = (domain: [number, number], px: (value: number) => number, say: (value: number) => string) => {
  const hasRoom = (ticks: readonly number[]) =>
    ticks.every(
      (tick, i) =>
        i === 0 || px(tick) - px(ticks[i - 1] ?? tick) > (widthOf(say(tick), TEXT) + widthOf(say(ticks[i - 1] ?? tick), TEXT)) / 2 + 8,
    )
  return [5, 4, 3, 2].map((count) => ticksOf(domain, count)).find(hasRoom) ?? ticksOf(domain, 1)
}

/** A dot at each value with its range as a line, over a light scale: position is read, not length. */
export const dotsPicture = (chart: Chart, context: ChartContext): Picture => {
  const { placed, px, height: rowsHeight } = layoutRows(chart.rows, context, 6)
  const height = rowsHeight + 24
  const number = new Intl.NumberFormat(context.locale, { maximumSignificantDigits: 6 })
  const ticks = readableTicks(domainOf(chart.rows), px, number.format)
  const words: Words[] = placed.flatMap((place) => [labelWords(place), place.value])
  const scale: Words[] = ticks.map((tick) => ({
    x: px(tick),
    y: rowsHeight + 6,
    lines: [number.format(tick)],
    kind: 'axis',
    anchor: 'middle',
  }))
  const dots = (quiet: boolean) =>
    Plot.dot(
      placed.filter(({ row }) => (chart.rows.some((r) => r.emphasis) && !row.emphasis) === quiet),
      {
        x: ({ row }: Placed) => px(row.value),
        y: 'middle',
        r: 6,
        fill: quiet ? QUIET : TEAL,
        stroke: quiet ? TEAL : PAPER,
        strokeWidth: 1.5,
        className: quiet ? 'mark-quiet' : 'mark-1',
      },
    )
  const marks = [
    strokes(
      ticks.flatMap((tick) => floorOf(placed, px(tick), context, rowsHeight + 2)),
      'grid',
      LINE,
      1,
    ),
    strokes(rangesOf(placed, px), 'range', inkOf(context.theme), 2),
    dots(true),
    dots(false),
    ...wordsMarks([...words, ...scale], context.theme),
  ]
  return plotPicture(marks, context, height)
}
