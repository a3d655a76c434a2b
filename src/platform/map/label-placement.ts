// Greedy placement of labels beside points: the crowded first, each at the first free place of a list, further out with a leader line.
import { widthOf, wrap } from '../drawing/text-width.ts'

export type PixelBox = { x0: number; y0: number; x1: number; y1: number }
export type ToPlace = { x: number; y: number; radius: number; text: string }
export type PlacedLabel = {
  x: number
  y: number
  lines: string[]
  anchor: 'start' | 'middle' | 'end'
  leader: { x1: number; y1: number; x2: number; y2: number } | null
}

export const LABEL_SIZE = 13
export const LABEL_LEADING = 16
const CROWD = 70
const CLOSE: readonly [number, number][] = [
  [1, 0],
  [-1, 0],
  [0.75, -0.75],
  [0.75, 0.75],
  [-0.75, -0.75],
  [-0.75, 0.75],
  [0, -1],
  [0, 1],
]
const FAR = [20, 32, 46, 62, 80]
const TURNS = 16

export const touches = (a: PixelBox, b: PixelBox) => a.x0 < b.x1 && a.x1 > b.x0 && a.y0 < b.y1 && a.y1 > b.y0
const boxAround = (x: number, y: number, radius: number): PixelBox => ({ x0: x - radius, y0: y - radius, x1: x + radius, y1: y + radius })

/** Where a block of words lies when it hangs at (x, y) in direction (dx, dy) from its point. */
const blockAt = (x: number, y: number, dx: number, wide: number, tall: number): { box: PixelBox; anchor: PlacedLabel['anchor'] } => {
  const anchor = dx > 0.3 ? 'start' : dx < -0.3 ? 'end' : 'middle'
  const x0 = anchor === 'start' ? x : anchor === 'end' ? x - wide : x - wide / 2
  return { box: { x0, y0: y - tall / 2, x1: x0 + wide, y1: y + tall / 2 }, anchor }
}

// A leader as a chain of small boxes: enough to keep words off it.
const chain = (x1: number, y1: number, x2: number, y2: number): PixelBox[] => {
  const steps = Math.max(1, Math.round(Math.hypot(x2 - x1, y2 - y1) / 6))
  return Array.from({ length: steps }, (_, i) =>
    boxAround(x1 + ((x2 - x1) * (i + 1)) / (steps + 1), y1 + ((y2 - y1) * (i + 1)) / (steps + 1), 1),
  )
}

/** The places of a list, those first that lead away from the neighbours; words beside a point read better than words above it. */
const awayFrom = (point: ToPlace, near: readonly ToPlace[]): readonly [number, number][] => {
  const [x, y] = [near.reduce((sum, p) => sum + point.x - p.x, 0), near.reduce((sum, p) => sum + point.y - p.y, 0)]
  const length = Math.hypot(x, y)
  if (length < 1) return CLOSE
  const liking = ([dx, dy]: readonly [number, number], i: number) => (dx * x + dy * y) / length / Math.hypot(dx, dy) - i * 0.08
  return CLOSE.map((side, i) => ({ side, liking: liking(side, i) }))
    .sort((a, b) => b.liking - a.liking)
    .map(({ side }) => side)
}

type Candidate = { box: PixelBox; label: PlacedLabel; leader: PixelBox[] }
const candidatesOf = (point: ToPlace, near: readonly ToPlace[], widest: number): Candidate[] => {
  const { x, y, radius, text } = point
  // A word cut in two is harder to read than a number that leads to it.
  const longest = Math.max(...text.split(/[\s-]+/).map((word) => widthOf(`${word}-`, LABEL_SIZE)))
  const lines = wrap(text, LABEL_SIZE, Math.max(widest, longest))
  const wide = Math.max(...lines.map((line) => widthOf(line, LABEL_SIZE)))
  const tall = lines.length * LABEL_LEADING
  const at = (dx: number, dy: number, distance: number, far: boolean): Candidate => {
    const lift = Math.abs(dx) < 0.3 ? tall / 2 - 3 : (tall / 2 - 8) * dy
    const [px, py] = [x + dx * distance, y + dy * distance + Math.sign(dy) * Math.max(lift, 0)]
    const { box, anchor } = blockAt(px, py, dx, wide, tall)
    const [from, to] = [radius + 1, distance - 2]
    const leader = far ? { x1: x + dx * from, y1: y + dy * from, x2: x + dx * to, y2: y + dy * to } : null
    const place = { x: px, y: box.y0, lines, anchor, leader }
    return { box, label: place, leader: leader === null ? [] : chain(leader.x1, leader.y1, leader.x2, leader.y2) }
  }
  const close = awayFrom(point, near).map(([dx, dy]) => at(dx, dy, radius + (dx !== 0 && dy !== 0 ? 3 : 5), false))
  const far = FAR.flatMap((distance) =>
    Array.from({ length: TURNS }, (_, i) =>
      at(Math.cos((2 * Math.PI * i) / TURNS), Math.sin((2 * Math.PI * i) / TURNS), radius + distance, true),
    ),
  )
  return [...close, ...far]
}

type Taken = { words: PixelBox[]; leaders: PixelBox[]; marks: readonly PixelBox[] }
const isFree = ({ box, leader }: Candidate, frame: PixelBox, own: number, { words, leaders, marks }: Taken) => {
  const inside = box.x0 >= frame.x0 && box.x1 <= frame.x1 && box.y0 >= frame.y0 && box.y1 <= frame.y1
  if (!inside || [...words, ...marks, ...leaders].some((other) => touches(box, other))) return false
  return leader.every((step) => ![...words, ...leaders, ...marks.filter((_, j) => j !== own)].some((other) => touches(step, other)))
}

/** Lengths in pixels; `widest` is where a label breaks into lines. `numbersOnly`: all labels belong in the list. */
export type Room = {
  frame: PixelBox
  widest: number
  firstNumber: number
  numbersOnly: boolean
  /** What no label may cover, besides the points. */
  obstacles?: readonly PixelBox[]
}
/** `label` null: not even its number found room beside it. `number`: stands at the point in place of the text, which belongs in a list. */
export type Placement = { label: PlacedLabel | null; number: number | null }

/**
 * Places labels inside `frame` so that none touches another, a point or a leader. In the order given. What finds no room gets a number from
 * `firstNumber` on, in reading order, and the number is placed in its stead.
 */
export const placeLabels = (points: readonly ToPlace[], { frame, widest, firstNumber, numbersOnly, obstacles = [] }: Room): Placement[] => {
  const around = (p: ToPlace) => points.filter((q) => Math.hypot(p.x - q.x, p.y - q.y) < CROWD)
  const taken: Taken = { words: [...obstacles], leaders: [], marks: points.map((p) => boxAround(p.x, p.y, p.radius + 1)) }
  const place = (point: ToPlace, i: number): PlacedLabel | null => {
    const found = candidatesOf(point, around(point), widest).find((candidate) => isFree(candidate, frame, i, taken))
    if (found === undefined) return null
    taken.words.push(found.box)
    taken.leaders.push(...found.leader)
    return found.label
  }
  const placed = new Map<number, Placement>()
  const order = points.map((point, i) => ({ point, i, crowd: around(point).length })).sort((a, b) => b.crowd - a.crowd || a.i - b.i)
  for (const { point, i } of order) {
    const label = numbersOnly ? null : place(point, i)
    if (label !== null) placed.set(i, { label, number: null })
  }
  const left = order.filter(({ i }) => !placed.has(i)).sort((a, b) => a.point.y - b.point.y || a.point.x - b.point.x)
  for (const [n, { point, i }] of left.entries()) {
    placed.set(i, { label: place({ ...point, text: String(firstNumber + n) }, i), number: firstNumber + n })
  }
  return points.map((_, i) => placed.get(i) ?? { label: null, number: null })
}

/** The room that a label takes that was placed. */
export const boxOfLabel = ({ x, y, lines, anchor }: PlacedLabel): PixelBox => {
  const wide = Math.max(...lines.map((line) => widthOf(line, LABEL_SIZE)))
  const x0 = anchor === 'start' ? x : anchor === 'end' ? x - wide : x - wide / 2
  return { x0, y0: y, x1: x0 + wide, y1: y + lines.length * LABEL_LEADING }
}
