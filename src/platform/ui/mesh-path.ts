// The motif of Maillage: threads that pass over and under each other. All lengths in units of the drawing, round numbers for a small page.

const round = (value: number) => Math.round(value * 100) / 100

export type Thread = { d: string /** 0 or 1: which of the two colours. */; tone: 0 | 1 }

/** Half a wave takes this much; a plait repeats after two of them. */
const HALF = 24
const SWING = 5
const MIDDLE = 8

// One thread over half a wave, from one edge of the plait to the other: x runs from `start`, y swings around the middle.
const halfWave = (start: number, from: -1 | 1) => {
  const [top, bottom] = [MIDDLE + from * SWING, MIDDLE - from * SWING]
  return {
    start,
    top,
    bottom,
    curve: `M${start} ${top}C${start + HALF * 0.42} ${top} ${start + HALF * 0.58} ${bottom} ${start + HALF} ${bottom}`,
  }
}

/**
 * Two threads that change places: at every crossing one is whole and the other leaves a gap, in turn.
 * `gap` marks the one that passes under (its middle is left out by a dash pattern on a length of 100).
 */
export const plait = (): { width: number; height: number; threads: readonly (Thread & { gap: boolean })[] } => ({
  width: HALF * 2,
  height: MIDDLE * 2,
  threads: [0, 1].flatMap((half) => [
    { d: halfWave(half * HALF, half === 0 ? -1 : 1).curve, tone: 0 as const, gap: half === 0 },
    { d: halfWave(half * HALF, half === 0 ? 1 : -1).curve, tone: 1 as const, gap: half === 1 },
  ]),
})

export type Cloth = {
  /** Threads from left to right. */
  across: number
  /** Threads from top to bottom. */
  down: number
  /** From one thread to the next. */
  step: number
  /** How many threads the last one has passed: the cloth is still being woven. */
  reach?: number
}

/** A small piece of cloth with loose ends: each thread passes over and under in turn (plain weave). */
export const cloth = ({ across, down, step, reach = down }: Cloth): { width: number; height: number; threads: readonly Thread[] } => {
  const width = (down + 1) * step
  const height = (across + 1) * step
  const horizontal = indices(across).map((row): Thread => {
    const y = (row + 1) * step
    const isOpen = row === across - 1 && reach < down
    const passed = isOpen ? reach : down
    const end = isOpen ? (reach + 0.5) * step : width - loose(row, 1, step)
    const pieces = whole(loose(row, 0, step), end, passed, step, (k) => (k + row) % 2 === 0).map(([a, b]) => `M${a} ${y}H${b}`)
    return { tone: 0, d: pieces.join('') + (isOpen ? trail(step) : '') }
  })
  const vertical = indices(down).map((column): Thread => {
    const x = (column + 1) * step
    const passed = column < reach ? across : across - 1
    const end = column < reach ? height - loose(column, 3, step) : (across - 0.45) * step
    const pieces = whole(loose(column, 2, step), end, passed, step, (k) => (k + column) % 2 === 1)
    return { tone: 1, d: pieces.map(([a, b]) => `M${x} ${a}V${b}`).join('') }
  })
  return { width, height, threads: [...horizontal, ...vertical] }
}

const indices = (count: number) => Array.from({ length: count }, (_, index) => index)

// Where a thread is seen, from `start` to `end`: it leaves a gap at each of the `count` crossings where it passes under.
const whole = (start: number, end: number, count: number, step: number, isUnder: (crossing: number) => boolean) => {
  const gap = step * 0.25
  const gaps = indices(count)
    .filter(isUnder)
    .map((crossing) => (crossing + 1) * step)
  const starts = [start, ...gaps.map((at) => at + gap)]
  const ends = [...gaps.map((at) => at - gap), end]
  return starts.map((from, index) => [round(from), round(ends[index] ?? end)] as const)
}

// Loose ends of unequal length, the same at each drawing.
const loose = (index: number, side: number, step: number) => step * (0.18 + 0.34 * (((index * 7 + side * 5) % 9) / 9))

// The thread in hand, on its way to the next row.
const trail = (step: number) => {
  const [a, b, c] = [round(step * 0.9), round(step * 1.7), round(step * 3.2)]
  return `c${a} 0 ${a} ${round(step * 0.45)} ${b} ${round(step * 0.45)}s${a} ${round(step * -0.5)} ${c} ${round(step * -0.2)}`
}
