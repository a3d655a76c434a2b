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
  const bars = (part: 'closed' | 'frozen') =>
    steps.map((step, at) => ({
      x1: x(step.on),
      x2: x(steps[at + 1]?.on ?? until),
      y1: y(part === 'closed' ? 0 : step.closed),
      y2: y(part === 'closed' ? step.closed : step.beds),
    }))
  const area = (part: 'closed' | 'frozen', className: string, fill: string) =>
    Plot.rect(
      bars(part).filter(({ y1, y2 }) => y1 !== y2),
      { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', fill, className },
    )
  const outline = Plot.line(
    bars('frozen').flatMap(({ x1, x2, y2 }) => [
      [x1, y2],
      [x2, y2],
    ]) as [number, number][],
    { stroke: TEAL, strokeWidth: 2, className: 'course' },
  )
  const last = steps.at(-1) ?? first
  const edge = width - right + 8
  const words: Label[] = [
    ...(last.closed > 0 ? [{ x: edge, y: y(last.closed / 2), text: labels.closed }] : []),
    ...(last.frozen > 0 ? [{ x: edge, y: y(last.closed + last.frozen / 2), text: labels.frozen }] : []),
  ]
  return drawOver(frame, said, [area('closed', 'mark-1', TEAL), area('frozen', 'mark-quiet', QUIET), outline], apart(words))
}
