import * as Plot from '@observablehq/plot'
import { mutedOf, PAPER, PARTS } from '#platform/drawing/palette.ts'
import { widthOf, wrap } from '#platform/drawing/text-width.ts'
import type { Chart, DocumentLocale } from '../document.ts'
import {
  type ChartContext,
  LEADING,
  type Picture,
  plotPicture,
  type Row,
  type Stroke,
  scaleOf,
  strokes,
  TEXT,
  type Words,
  wordsMarks,
} from './chart-parts.server.ts'
import { colon } from './typography.ts'

const BAR = 24
const APART = 14
type Segment = { row: Row; part: number; x1: number; x2: number; y: number }
type Group = { segments: Segment[]; words: Words[]; ticks: Stroke[]; bottom: number }

const HATCHES = [
  '',
  '<path d="M-2,10L10,-2M4,16L16,4" stroke-width="2"/>',
  '<circle cx="3" cy="3" r="1.6" stroke="none"/><circle cx="9" cy="9" r="1.6" stroke="none"/>',
  '<path d="M0,3H12M0,9H12" stroke-width="1.5"/>',
  '<path d="M3,0V12M9,0V12" stroke-width="1.5"/>',
] as const
const patterns = (id: string) =>
  HATCHES.map((hatch, i) =>
    hatch === ''
      ? ''
      : `<pattern id="${id}-hatch-${i}" class="hatch" width="12" height="12" patternUnits="userSpaceOnUse" stroke="${PAPER}" fill="${PAPER}">${hatch}</pattern>`,
  ).join('')

const labelOf = (row: Row, locale: DocumentLocale) => (row.part === undefined ? row.shown : `${row.part}${colon(locale)}${row.shown}`)

type Name = { lines: string[]; x: number; wide: number; tick: number }
type Span = readonly [from: number, to: number]

// A name stands right of a line at the beginning of its part or, where that would run off the picture, left of a line at the end.
const nameOf = ({ row, x1, x2 }: Segment, { width, locale }: ChartContext): Name & { mirrored: boolean } => {
  const lines = wrap(labelOf(row, locale), TEXT, width - 8)
  const wide = Math.max(...lines.map((line) => widthOf(line, TEXT)))
  const mirrored = x1 + 6 + wide > width
  const tick = mirrored ? x2 - 0.5 : x1 + 0.5
  return { lines, wide, tick, mirrored, x: mirrored ? Math.max(0, tick - 6 - wide) : tick + 6 }
}

const MOST_LINES = 40
/** The first line on which a name touches no other, and from which its tick goes up without striking one through. */
const lineFor = ({ lines, x, wide, tick }: Name, taken: readonly Span[][]) => {
  const free = (line: number, from: number, to: number) => (taken[line] ?? []).every(([a, b]) => to < a || from > b)
  for (let line = 0; line < MOST_LINES; line++) {
    const above = Array.from({ length: line }, (_, i) => i)
    if (lines.every((_, i) => free(line + i, x - 3, x + wide + 3)) && above.every((i) => free(i, tick - 1, tick + 1))) return line
  }
  return taken.length
}

/** Names of the parts under the bar, in as many lines as it takes. */
const placeNames = (segments: readonly Segment[], top: number, context: ChartContext) => {
  const taken: Span[][] = []
  const take = (line: number, from: number, to: number) => {
    taken[line] = [...(taken[line] ?? []), [from, to]]
  }
  const names = segments.map((segment) => nameOf(segment, context))
  // The name furthest from the middle goes first: the ticks of the others then pass beside it.
  const ordered = [...names.filter((n) => !n.mirrored).reverse(), ...names.filter((n) => n.mirrored)]
  const placed = ordered.map((name) => {
    const line = lineFor(name, taken)
    name.lines.forEach((_, i) => {
      take(line + i, name.x - 3, name.x + name.wide + 3)
    })
    for (let above = 0; above <= line; above++) take(above, name.tick, name.tick)
    return { name, y: top + 5 + line * LEADING }
  })
  return {
    words: placed.map(({ name: { x, lines }, y }): Words => ({ x, y, lines, kind: 'label' })),
    ticks: placed.map(({ name: { tick }, y }): Stroke => ({ x1: tick, x2: tick, y1: top, y2: y + LEADING * 0.7 })),
    bottom: top + 5 + taken.length * LEADING,
  }
}

type GroupAsked = { label: string; rows: readonly Row[]; parts: readonly string[]; px: (value: number) => number }
const groupOf = ({ label, rows, parts, px }: GroupAsked, top: number, context: ChartContext): Group => {
  const title = wrap(label, TEXT, context.width, true)
  const barTop = top + title.length * LEADING + 4
  let sum = 0
  const segments = rows.map((row): Segment => {
    const from = sum
    sum += Math.max(row.value, 0)
    return { row, part: parts.indexOf(row.part ?? '') % PARTS.length, x1: px(from), x2: px(sum), y: barTop }
  })
  const { words, ticks, bottom } = placeNames(segments, barTop + BAR, context)
  return { segments, ticks, bottom, words: [{ x: 0, y: top, lines: title, kind: 'value', bold: true }, ...words] }
}

const segmentsMark = (segments: readonly Segment[], part: number, fill: string, className: string) =>
  Plot.rect(
    segments.filter((s) => s.part === part && s.x2 > s.x1),
    {
      x1: 'x1',
      x2: 'x2',
      y1: 'y',
      y2: (s: Segment) => s.y + BAR,
      fill,
      className,
      insetRight: 1,
    },
  )

/** One bar a group, split by part; every part is named and counted under its piece, so that no key is needed. */
export const stackedPicture = (chart: Chart, context: ChartContext): Picture => {
  const parts = [...new Set(chart.rows.map((row) => row.part ?? ''))]
  const labels = [...new Set(chart.rows.map((row) => row.label))]
  const rowsOf = (label: string) => chart.rows.filter((row) => row.label === label)
  const most = Math.max(...labels.map((label) => rowsOf(label).reduce((sum, row) => sum + Math.max(row.value, 0), 0)))
  const px = scaleOf([0, most > 0 ? most : 1], [0, context.width])
  const groups: Group[] = []
  for (const label of labels) {
    const above = groups[groups.length - 1]
    groups.push(groupOf({ label, rows: rowsOf(label), parts, px }, above === undefined ? 0 : above.bottom + APART, context))
  }
  const segments = groups.flatMap((group) => group.segments)
  const marks = PARTS.flatMap((colour, i) => [
    segmentsMark(segments, i, colour, `mark-${i + 1}`),
    ...(i === 0 ? [] : [segmentsMark(segments, i, `url(#${context.id}-hatch-${i})`, 'hatched')]),
  ])
  const height = groups[groups.length - 1]?.bottom ?? 0
  const drawn = plotPicture(
    [
      ...marks,
      strokes(
        groups.flatMap((g) => g.ticks),
        'axis',
        mutedOf(context.theme),
        1,
      ),
      ...wordsMarks(
        groups.flatMap((g) => g.words),
        context.theme,
      ),
    ],
    context,
    height + 4,
  )
  return { height: height + 4, inner: `<defs>${patterns(context.id)}</defs>${drawn.inner}` }
}
