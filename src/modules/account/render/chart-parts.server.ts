import * as Plot from '@observablehq/plot'
import { inkOf, mutedOf, type Theme } from '#platform/drawing/palette.ts'
import { drawingDocument, innerOf } from '#platform/drawing/svg.server.ts'
import type { Chart, DocumentLocale } from '../document.ts'

export type ChartContext = { id: string; width: number; theme: Theme; locale: DocumentLocale }
export type Row = Chart['rows'][number]
export type Picture = { height: number; inner: string }
export const TEXT = 14
export const LEADING = 18
const NARROW = 480

export const isNarrow = ({ width }: ChartContext) => width < NARROW
/** The ends of what a row covers: its value and its range. */
export const lowOf = (row: Row) => Math.min(row.value, row.low ?? row.value)
export const highOf = (row: Row) => Math.max(row.value, row.high ?? row.value)

// No figure of an account is smaller. Steps of a scale below the least number that a computer knows would be zero, and nothing be placed.
const LEAST_EXTENT = 1e-9
/** From zero to the furthest value or end of a range: lengths stay comparable. Never empty: what lies closer together stands at zero. */
export const domainOf = (rows: readonly Row[]): [number, number] => {
  const low = Math.min(0, ...rows.map(lowOf))
  const high = Math.max(0, ...rows.map(highOf))
  return high - low < LEAST_EXTENT ? [0, 1] : [low, high]
}

export const scaleOf =
  ([d0, d1]: [number, number], [r0, r1]: [number, number]) =>
  (value: number) =>
    r0 + ((value - d0) / (d1 - d0)) * (r1 - r0)

/** A text at a place in pixels; lines are already broken. `y` is the middle of the block of lines, or its top. */
export type Words = {
  x: number
  y: number
  lines: readonly string[]
  bold?: boolean
  kind: 'label' | 'value' | 'axis'
  anchor?: 'start' | 'middle' | 'end'
}

const wordsMark = (words: readonly Words[], kind: Words['kind'], bold: boolean, anchor: NonNullable<Words['anchor']>, theme: Theme) =>
  Plot.text(
    words.filter((w) => w.kind === kind && (w.bold ?? false) === bold && (w.anchor ?? 'start') === anchor),
    {
      x: 'x',
      y: 'y',
      text: (w: Words) => w.lines.join('\n'),
      textAnchor: anchor,
      lineAnchor: 'top',
      lineHeight: LEADING / TEXT,
      fontSize: kind === 'axis' ? 13 : TEXT,
      fill: kind === 'axis' ? mutedOf(theme) : inkOf(theme),
      className: kind,
      ...(bold ? { fontWeight: 700 } : {}),
    },
  )

/** All the words of a picture, as few groups as there are kinds. */
export const wordsMarks = (words: readonly Words[], theme: Theme) =>
  (['axis', 'label', 'value'] as const).flatMap((kind) =>
    [false, true].flatMap((bold) => (['start', 'middle', 'end'] as const).map((anchor) => wordsMark(words, kind, bold, anchor, theme))),
  )

/** A line between two places in pixels. */
export type Stroke = { x1: number; x2: number; y1: number; y2: number }
export const strokes = (lines: readonly Stroke[], className: string, stroke: string, strokeWidth: number) =>
  Plot.link(lines, { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', stroke, strokeWidth, className })

/** A range as a line with an end mark at both sides, lying or standing. */
export const rangeStrokes = (from: number, to: number, at: number, standing: boolean): Stroke[] => {
  const along = (a: number, b: number, c: number, d: number) => (standing ? { x1: c, x2: d, y1: a, y2: b } : { x1: a, x2: b, y1: c, y2: d })
  return [along(from, to, at, at), along(from, from, at - 5, at + 5), along(to, to, at - 5, at + 5)]
}

/** Draws marks given in pixels; Plot's axes are off, since values stand at the marks. */
export const plotPicture = (marks: readonly Plot.Markish[], { width }: ChartContext, height: number): Picture => {
  const drawn = Plot.plot({
    document: drawingDocument,
    width,
    height,
    margin: 0,
    axis: null,
    x: { type: 'identity' },
    y: { type: 'identity' },
    marks: [...marks],
  })
  return { height, inner: innerOf(drawn) }
}
