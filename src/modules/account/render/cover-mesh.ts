/** A mesh of `rows` threads that hook into each other, in pixels. `wave` is the length of one loop, `hook` how far the loops reach into each other (0 to 1). */
export type Mesh = { width: number; height: number; rows: number; wave: number; hook?: number; gap?: number }

type Thread = { row: number; middle: number; reach: number }
const STEPS_PER_WAVE = 24
const tenth = (value: number) => Math.round(value * 10) / 10

const yAt =
  ({ row, middle, reach }: Thread, wave: number) =>
  (x: number) =>
    middle + (row % 2 === 0 ? 1 : -1) * reach * Math.sin((2 * Math.PI * x) / wave)

/** Where a thread meets the next one below: two places in each wave. The first of them has the upper thread on top, the second the lower. */
const crossings = (upper: Thread, apart: number, wave: number, width: number): { x: number; under: 'upper' | 'lower' }[] => {
  const turn = Math.asin(Math.min(1, apart / (2 * upper.reach))) / (2 * Math.PI)
  const shift = upper.row % 2 === 0 ? 0 : 0.5
  const waves = Array.from({ length: Math.ceil(width / wave) + 2 }, (_, i) => i - 1)
  return waves.flatMap((n) => [
    { x: (n + shift + turn) * wave, under: 'lower' as const },
    { x: (n + shift + 0.5 - turn) * wave, under: 'upper' as const },
  ])
}

/** A piece of a thread as one path of curves through its points, with the slope of the wave at each. */
const piece = (thread: Thread, wave: number, from: number, to: number): string => {
  const y = yAt(thread, wave)
  const slope = (x: number) => (y(x + 0.01) - y(x - 0.01)) / 0.02
  const count = Math.max(1, Math.ceil(((to - from) / wave) * (STEPS_PER_WAVE / 3)))
  const step = (to - from) / count
  const curves = Array.from({ length: count }, (_, i) => {
    const [a, b] = [from + i * step, from + (i + 1) * step]
    const points = [a + step / 3, y(a) + (slope(a) * step) / 3, b - step / 3, y(b) - (slope(b) * step) / 3, b, y(b)]
    return `C${points.map(tenth).join(',')}`
  })
  return `M${tenth(from)},${tenth(y(from))}${curves.join('')}`
}

/**
 * The woven line of Maillage as SVG paths, one a thread from top to bottom: sine waves whose loops hook into each other, with a gap where a
 * thread passes under another, so that the paths need no background. Stroke them with round ends. `rows` 2 gives the line of the header.
 */
export const meshPaths = ({ width, height, rows, wave, hook = 0.35, gap = 5 }: Mesh): string[] => {
  const apart = rows > 1 ? height / (rows + hook) : height / 2
  const reach = (apart / 2) * (1 + hook)
  const top = (height - apart * (rows - 1)) / 2
  const threads = Array.from({ length: rows }, (_, row): Thread => ({ row, middle: top + row * apart, reach }))
  return threads.map((thread, row) => {
    const above = threads[row - 1]
    const under = [
      ...(row < rows - 1 ? crossings(thread, apart, wave, width).filter((c) => c.under === 'upper') : []),
      ...(above === undefined ? [] : crossings(above, apart, wave, width).filter((c) => c.under === 'lower')),
    ]
    const cuts = under
      .map((c) => c.x)
      .filter((x) => x > -gap && x < width + gap)
      .sort((a, b) => a - b)
    const starts = [0, ...cuts.map((x) => x + gap)]
    const ends = [...cuts.map((x) => x - gap), width]
    return starts
      .map((from, i) => [from, ends[i] ?? width] as const)
      .filter(([from, to]) => to - from > 1)
      .map(([from, to]) => piece(thread, wave, from, to))
      .join('')
  })
}
