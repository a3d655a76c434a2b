import * as Plot from '@observablehq/plot'
import { inkOf, LINE, mutedOf } from '#platform/drawing/palette.ts'
import { cleanText, drawingDocument, innerOf, pictureSvg, safeId } from '#platform/drawing/svg.server.ts'
import { PICTURE_WIDTHS } from '#platform/drawing/widths.ts'

export const TEXT = 14
const SMALL = 13
const BOTTOM = 30
const TOP = 22
export const LEFT = 44

export type Frame = { width: number; height: number; right: number; from: number; to: number; most: number }
export type Said = { id: string; title: string; summary: string; language: 'fr' | 'nl' | 'en' }
/** A text at a place in pixels; `y` is its middle. */
export type Label = { x: number; y: number; text: string; bold?: boolean }

const time = (day: string) => Date.parse(`${day}T12:00:00Z`)
/** The frame of a picture over time: from the first day to the last, from zero to the most. */
export const frameOf = (width: number, days: readonly string[], most: number, words: number): Frame => {
  // Words at the end take what they need, but never the picture's own room.
  const right = Math.min(words, width * 0.45)
  const [from, to] = [Math.min(...days.map(time)), Math.max(...days.map(time))]
  return { width, height: width < 480 ? 220 : 280, right, from, to: to === from ? from + 86_400_000 : to, most: niceUp(most) }
}
export const xOf =
  ({ width, right, from, to }: Frame) =>
  (day: string) =>
    LEFT + ((time(day) - from) / (to - from)) * (width - LEFT - right)
export const yOf =
  ({ height, most }: Frame) =>
  (value: number) =>
    height - BOTTOM - (value / most) * (height - BOTTOM - TOP)

/** The next number that reads well on an axis, and so does its half: 1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6 or 8 times a power of ten, never 0. */
export const niceUp = (most: number): number => {
  if (most <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(most))
  return ([1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10].find((step) => step * power >= most) ?? 10) * power
}

const YEAR = 31_557_600_000
/** What the words of a tick need, in pixels: a year alone is shorter than a month with its year. */
const roomFor = (step: number) => (step >= 12 ? 44 : 64)
/** The first days of years, quarters or months that lie in the frame: as many as have room for their words. */
const ticksOf = (frame: Frame, language: Said['language']): { day: string; text: string }[] => {
  const width = frame.width - LEFT - frame.right
  const months = ((frame.to - frame.from) / YEAR) * 12
  const step = [1, 3, 6, 12, 24, 60].find((each) => (months / each) * roomFor(each) <= width) ?? 120
  const first = new Date(frame.from)
  const ticks: { day: string; text: string }[] = []
  for (let month = Math.ceil(first.getUTCMonth() / step) * step; ticks.length < 24; month += step) {
    const at = new Date(Date.UTC(first.getUTCFullYear(), month, 1, 12))
    if (at.getTime() > frame.to) break
    if (at.getTime() < frame.from) continue
    const format = step >= 12 ? ({ year: 'numeric' } as const) : ({ month: 'short', year: '2-digit' } as const)
    ticks.push({ day: at.toISOString().slice(0, 10), text: at.toLocaleDateString(language, { ...format, timeZone: 'UTC' }) })
  }
  return ticks
}

const textMark = (labels: readonly Label[], anchor: 'start' | 'middle' | 'end', className: string, fill: string, fontSize: number) =>
  ([false, true] as const).map((bold) =>
    Plot.text(
      labels.filter((label) => (label.bold ?? false) === bold),
      { x: 'x', y: 'y', text: 'text', textAnchor: anchor, fill, className, fontSize, ...(bold ? { fontWeight: 700 } : {}) },
    ),
  )

/** Lines and numbers that a picture over time stands on. */
const axes = (frame: Frame, language: Said['language']): Plot.Markish[] => {
  const [x, y] = [xOf(frame), yOf(frame)]
  const levels = [0, 0.5, 1].map((share) => share * frame.most)
  const ticks = ticksOf(frame, language)
  const muted = mutedOf('screen')
  return [
    Plot.link(
      levels.map((level) => ({ x1: LEFT, x2: frame.width - frame.right, y1: y(level), y2: y(level) })),
      { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', stroke: LINE, className: 'grid' },
    ),
    ...textMark(
      levels.map((level) => ({ x: LEFT - 8, y: y(level), text: level.toLocaleString(language, { maximumFractionDigits: 2 }) })),
      'end',
      'axis',
      muted,
      SMALL,
    ),
    ...textMark(
      ticks.map(({ day, text }) => ({ x: x(day), y: frame.height - BOTTOM / 2 + 2, text })),
      'middle',
      'axis',
      muted,
      SMALL,
    ),
  ]
}

/** Draws marks and labels over the axes, as one SVG that is named by its title and described by its sentence. */
export const drawOver = (frame: Frame, { id, title, summary, language }: Said, marks: Plot.Markish[], labels: readonly Label[]): string => {
  const drawn = Plot.plot({
    document: drawingDocument,
    width: frame.width,
    height: frame.height,
    margin: 0,
    axis: null,
    x: { type: 'identity' },
    y: { type: 'identity' },
    marks: [
      ...axes(frame, language),
      ...marks,
      ...textMark(
        labels.map((label) => ({ ...label, text: cleanText(label.text) })),
        'start',
        'label',
        inkOf('screen'),
        TEXT,
      ),
    ],
  })
  const { width, height } = frame
  return pictureSvg({ id: `${safeId(id)}-${width}`, title, summary, width, height, className: 'chart', role: 'img' }, innerOf(drawn))
}

/** A picture for a desk and for a phone. */
export const pairOf = (draw: (width: number) => string) => ({ wide: draw(PICTURE_WIDTHS.wide), narrow: draw(PICTURE_WIDTHS.narrow) })

/** Labels at one edge that keep a line's distance, in the order of their places. */
export const apart = (labels: readonly Label[], distance = 18): Label[] => {
  const placed: Label[] = []
  for (const label of labels.toSorted((a, b) => a.y - b.y)) {
    const above = placed.at(-1)
    placed.push(above === undefined || label.y - above.y >= distance ? label : { ...label, y: above.y + distance })
  }
  return placed
}
