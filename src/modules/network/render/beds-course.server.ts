import * as Plot from '@observablehq/plot'
import { QUIET, TEAL } from '#platform/drawing/palette.ts'
import { widthOf } from '#platform/drawing/text-width.ts'
import type { BedStep } from '../beds.ts'
import { apart, drawOver, frameOf, type Label, pairOf, type Said, TEXT, xOf, yOf } from './axes.server.ts'

export type BedsCourse = Said & {
  steps: readonly BedStep[]
  /** The day up to which it is drawn (ISO). */
  until: string
  /** The words at the end of each part, with its number: "65 gelés". */
  labels: { frozen: string; closed: string }
}

/** Beds out of use over time: closed ones below, frozen ones above, as steps from day to day. Null before the first day. */
export const bedsCourse = (course: BedsCourse): { wide: string; narrow: string } | null => {
  const [first] = course.steps
  return first === undefined ? null : pairOf((width) => draw(course, first, width))
}

const draw = ({ steps, until, labels, ...said }: BedsCourse, first: BedStep, width: number): string => {
  const right = Math.ceil(Math.max(widthOf(labels.frozen, TEXT), widthOf(labels.closed, TEXT))) + 12
  const frame = frameOf(width, [first.on, until], Math.max(...steps.map(({ beds }) => beds)), right)
  const [x, y] = [xOf(frame), yOf(frame)]
  const corners = (heightOf: (step: BedStep) => number) =>
    steps.flatMap((step, at) => [x(step.on), x(steps[at + 1]?.on ?? until)].map((place) => ({ x: place, y: y(heightOf(step)) })))
  // One shape for each part: a rectangle for each step would draw a line at every change of the other part.
  const area = (low: (step: BedStep) => number, high: (step: BedStep) => number, className: string, fill: string) => {
    const [below, above] = [corners(low), corners(high)]
    return Plot.areaY(
      above.map((place, at) => ({ ...place, y1: below[at]?.y ?? place.y })),
      { x: 'x', y1: 'y1', y2: 'y', fill, className },
    )
  }
  const total = ({ beds }: BedStep) => beds
  const closed = ({ closed: n }: BedStep) => n
  const outline = Plot.line(corners(total), { x: 'x', y: 'y', stroke: TEAL, strokeWidth: 2, className: 'course' })
  const last = steps.at(-1) ?? first
  const edge = width - frame.right + 8
  const words: Label[] = [
    ...(last.closed > 0 ? [{ x: edge, y: y(last.closed / 2), text: labels.closed }] : []),
    ...(last.frozen > 0 ? [{ x: edge, y: y(last.closed + last.frozen / 2), text: labels.frozen }] : []),
  ]
  return drawOver(frame, said, [area(closed, total, 'frozen-beds', QUIET), area(() => 0, closed, 'mark-1', TEAL), outline], apart(words))
}
