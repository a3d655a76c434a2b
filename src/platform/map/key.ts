import { widthOf, wrap } from '../drawing/text-width.ts'
import { LABEL_LEADING, LABEL_SIZE } from './label-placement.ts'

/** Words under or over a map with their place in the whole, in pixels. */
export type KeyEntry = { x: number; y: number; lines: readonly string[] }
const NARROW = 480

/** Words in rows from left to right, for the key of groups. */
export const flow = (texts: readonly string[], top: number, width: number, sign: number): { entries: KeyEntry[]; bottom: number } => {
  let [x, y] = [0, top]
  let tall = 0
  const entries = texts.map((text) => {
    const lines = wrap(text, LABEL_SIZE, width - sign)
    const wide = sign + Math.max(...lines.map((line) => widthOf(line, LABEL_SIZE))) + 20
    if (x > 0 && x + wide - 20 > width) {
      x = 0
      y += tall
    }
    tall = x === 0 ? lines.length * LABEL_LEADING + 4 : Math.max(tall, lines.length * LABEL_LEADING + 4)
    const entry = { x, y, lines }
    x += wide
    return entry
  })
  return { entries, bottom: texts.length === 0 ? top : y + tall }
}

/** The list of what found no room: in as many columns as the longest entry allows, read line by line. */
export const listed = (texts: readonly string[], top: number, width: number, sign: number): { entries: KeyEntry[]; bottom: number } => {
  const widest = Math.max(0, ...texts.map((text) => widthOf(text, LABEL_SIZE)))
  const columns = Math.max(width < NARROW ? 1 : 2, Math.min(4, Math.floor((width + 16) / (widest + sign + 16))))
  const step = (width + 16) / columns
  let y = top
  let tall = 0
  const entries = texts.map((text, i) => {
    if (i % columns === 0) {
      y += tall
      tall = 0
    }
    const lines = wrap(text, LABEL_SIZE, step - sign - 12)
    tall = Math.max(tall, lines.length * LABEL_LEADING + 4)
    return { x: (i % columns) * step, y, lines }
  })
  return { entries, bottom: y + tall }
}
