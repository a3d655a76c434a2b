import { meshPaths } from './cover-mesh.ts'

const TEAL_THREAD = '#0b5d5a'
const WARM_THREAD = '#c0693f'

const drawn = (width: number, height: number, paths: readonly string[], stroke: number, colourOf: (row: number) => string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" fill="none" stroke-width="${stroke}" stroke-linecap="round">` +
  `${paths.map((d, row) => `<path d="${d}" stroke="${colourOf(row)}"/>`).join('')}</svg>`

const ROWS = 9
const WARM_ROWS: ReadonlySet<number> = new Set([3, 6])
/** The mesh of the cover, as wide as an A4 page: teal threads, two of them warm. */
export const coverMesh = () =>
  drawn(595, 400, meshPaths({ width: 595, height: 400, rows: ROWS, wave: 85, gap: 3.6 }), 1.7, (row) =>
    WARM_ROWS.has(row) ? WARM_THREAD : TEAL_THREAD,
  )

/** Two threads that hook into each other: the sign between chapters. */
export const lineMesh = () =>
  drawn(96, 14, meshPaths({ width: 96, height: 12, rows: 2, wave: 24, hook: 0.5, gap: 2 }), 1.4, (row) =>
    row === 1 ? WARM_THREAD : TEAL_THREAD,
  )
