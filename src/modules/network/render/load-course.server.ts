import * as Plot from '@observablehq/plot'
import { PAPER, TEAL, TERRACOTTA } from '#platform/drawing/palette.ts'
import { widthOf } from '#platform/drawing/text-width.ts'
import { apart, drawOver, frameOf, type Label, pairOf, type Said, TEXT, xOf, yOf } from './axes.server.ts'

/** A count by day; `label` are the words at its end, with its last number: "38 suivies". */
export type Series = { label: string; points: readonly { on: string; value: number }[] }
export type LoadCourse = Said & { series: readonly Series[] }

const MARKS = [
  { className: 'course', stroke: TEAL },
  { className: 'course-2', stroke: TERRACOTTA },
] as const

/** Up to two counts over time, each a line with its words at the end; null with fewer than two days. */
export const loadCourse = ({ series, ...said }: LoadCourse): { wide: string; narrow: string } | null => {
  const shown = series.filter(({ points }) => points.length > 0).slice(0, MARKS.length)
  const days = [...new Set(shown.flatMap(({ points }) => points.map(({ on }) => on)))]
  return days.length < 2 ? null : pairOf((width) => draw(shown, days, said, width))
}

const draw = (series: readonly Series[], days: readonly string[], said: Said, width: number): string => {
  const right = Math.ceil(Math.max(...series.map(({ label }) => widthOf(label, TEXT)))) + 16
  const most = Math.max(...series.flatMap(({ points }) => points.map(({ value }) => value)))
  const frame = frameOf(width, days, most, right)
  const [x, y] = [xOf(frame), yOf(frame)]
  const marks = series.flatMap(({ points }, at) => {
    const { className, stroke } = MARKS[at] ?? MARKS[0]
    const places = points.map(({ on, value }) => [x(on), y(value)] as [number, number])
    // Round and square: the two are told apart without their colour.
    const symbol = at === 0 ? 'circle' : 'square'
    return [
      Plot.line(places, { stroke, strokeWidth: 2, className, ...(at === 0 ? {} : { strokeDasharray: '5 4' }) }),
      Plot.dot(places, { r: 3.5, fill: PAPER, stroke, strokeWidth: 2, symbol, className: `${className} course-dot` }),
    ]
  })
  const labels: Label[] = series.flatMap(({ label, points }) => {
    const last = points.at(-1)
    return last === undefined ? [] : [{ x: width - frame.right + 10, y: y(last.value), text: label }]
  })
  return drawOver(frame, said, marks, apart(labels))
}
