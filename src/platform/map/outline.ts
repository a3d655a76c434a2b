import type { GeoStream } from 'd3-geo'

/**
 * Passes on only the points of an outline that lie far enough apart to be told from each other, and no island too small to be seen.
 * It stands behind the projection, so that distances are pixels.
 */
export const thinned = (sink: GeoStream, apart: number): GeoStream => {
  let line: [number, number][] = []
  let isRing = false
  const far = ([x, y]: [number, number], [px, py]: [number, number]) => Math.hypot(x - px, y - py) >= apart
  const spread = (values: number[]) => Math.max(...values) - Math.min(...values)
  const pass = () => {
    const kept = line.reduce<[number, number][]>((all, point, i) => {
      const last = all[all.length - 1]
      if (last === undefined || far(point, last) || i === line.length - 1) all.push(point)
      return all
    }, [])
    const tiny =
      kept.length < 2 || (isRing && (kept.length < 3 || spread(kept.map(([x]) => x)) + spread(kept.map(([, y]) => y)) < 4 * apart))
    if (tiny) return
    sink.lineStart()
    for (const point of kept) sink.point(...point)
    sink.lineEnd()
  }
  return {
    point: (x, y) => {
      line.push([x, y])
    },
    lineStart: () => {
      line = []
    },
    lineEnd: pass,
    polygonStart: () => {
      isRing = true
      sink.polygonStart()
    },
    polygonEnd: () => {
      isRing = false
      sink.polygonEnd()
    },
  }
}

const tenths = (value: number) => Math.round(value * 10)
const written = (value: number) => String(value / 10).replace(/^(-?)0\./, '$1.')
/** The same path with steps in place of places: outlines are most of a map's size, and steps are short numbers. */
export const stepwise = (path: string) => {
  if (path === '') return ''
  let [x, y] = [0, 0]
  const step = (command: string, to: readonly [number, number]) => {
    const [dx, dy] = [to[0] - x, to[1] - y]
    ;[x, y] = to
    return `${command}${written(dx)}${dy < 0 ? '' : ','}${written(dy)}`
  }
  return path
    .split(/(?=[MLZ])/)
    .map((part) => {
      if (part.startsWith('Z')) return 'z'
      const [px = 0, py = 0] = part
        .slice(1)
        .split(',')
        .map((n) => tenths(Number(n)))
      if (!part.startsWith('M')) return step('l', [px, py])
      ;[x, y] = [px, py]
      return `M${written(px)},${written(py)}`
    })
    .join('')
}
