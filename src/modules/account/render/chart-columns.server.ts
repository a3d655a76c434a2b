import * as Plot from '@observablehq/plot'
import { inkOf, mutedOf, PAPER, QUIET, TEAL } from '#platform/drawing/palette.ts'
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

const MOST_LINES = 3
const stepOf = (chart: Chart, { width }: ChartContext) => width / Math.max(chart.rows.length, 1)
const linesOf = (row: Row, step: number) => wrap(row.label, TEXT, step - 6, row.emphasis)

const FEW = 3
/** Whether every word under and over the columns has room, and there are enough of them to read as a course of time. */
export const fitsAsColumns = (chart: Chart, context: ChartContext) => {
  const step = stepOf(chart, context)
  return (
    chart.rows.length >= FEW &&
    chart.rows.every(
      (row) =>
        widthOf(row.shown, TEXT, true) <= step - 4 &&
        // As narrow as the lines are broken: a word that were a little wider would be broken in two.
        row.label.split(' ').every((word) => widthOf(word, TEXT, row.emphasis) <= step - 6) &&
        linesOf(row, step).length <= MOST_LINES,
    )
  )
}

type Placed = { row: Row; middle: number; half: number; lines: string[] }

/** One standing column a row, in the order given (years), from zero; the value stands over it. */
export const columnsPicture = (chart: Chart, context: ChartContext): Picture => {
  const step = Math.min(stepOf(chart, context), 150)
  const placed = chart.rows.map(
    (row, i): Placed => ({ row, middle: step * (i + 0.5), half: Math.min(28, step * 0.34), lines: linesOf(row, step) }),
  )
  const floor = (isNarrow(context) ? 170 : 210) + LEADING
  const height = floor + 8 + LEADING * Math.max(...placed.map(({ lines }) => lines.length))
  const px = scaleOf(domainOf(chart.rows), [floor, LEADING + 10])
  const someEmphasis = chart.rows.some((row) => row.emphasis)
  const columns = (quiet: boolean) =>
    Plot.rect(
      placed.filter(({ row }) => (someEmphasis && !row.emphasis) === quiet),
      {
        x1: ({ middle, half }: Placed) => middle - half,
        x2: ({ middle, half }: Placed) => middle + half,
        y1: () => px(0),
        y2: ({ row }: Placed) => px(row.value),
        fill: quiet ? QUIET : TEAL,
        className: quiet ? 'mark-quiet' : 'mark-1',
        ...(quiet ? { stroke: TEAL, strokeWidth: 1 } : {}),
      },
    )
  const words = placed.flatMap(({ row, middle, lines }): Words[] => [
    { x: middle, y: floor + 8, lines, kind: 'label', bold: row.emphasis === true, anchor: 'middle' },
    { x: middle, y: px(Math.max(highOf(row), 0)) - LEADING - 2, lines: [row.shown], kind: 'value', bold: true, anchor: 'middle' },
  ])
  const ranges = placed
    .filter(({ row }) => row.low !== undefined || row.high !== undefined)
    .flatMap(({ row, middle }) => rangeStrokes(px(lowOf(row)), px(highOf(row)), middle, true))
  const marks = [
    columns(true),
    columns(false),
    strokes([{ x1: 0, x2: step * placed.length, y1: px(0), y2: px(0) }], 'axis', mutedOf(context.theme), 1),
    strokes(ranges, 'halo', PAPER, 4),
    strokes(ranges, 'range', inkOf(context.theme), 1.5),
    ...wordsMarks(words, context.theme),
  ]
  return plotPicture(marks, context, height)
}
