import { describe, expect, test } from 'vitest'
import { meshPaths } from './cover-mesh.ts'

const MESH = { width: 595, height: 400, rows: 9, wave: 85, gap: 3.6 }
/** From where to where each piece of a thread runs. */
const piecesOf = (path: string) =>
  path
    .split('M')
    .filter((piece) => piece !== '')
    .map((piece) => {
      const numbers = (piece.match(/-?\d+(\.\d+)?/g) ?? []).map(Number)
      return { from: numbers[0] ?? 0, to: numbers[numbers.length - 2] ?? 0, ys: numbers.filter((_, i) => i % 2 === 1) }
    })

describe('the mesh of the cover', () => {
  const threads = meshPaths(MESH).map(piecesOf)

  test('has a path for each thread, inside its box', () => {
    expect(threads).toHaveLength(9)
    for (const { from, to, ys } of threads.flat())
      expect([from >= 0, to <= 595, Math.min(...ys) >= -0.5, Math.max(...ys) <= 400.5]).toEqual([true, true, true, true])
  })

  test('where one thread passes under, its neighbour is whole', () => {
    const gaps = threads.flatMap((pieces, row) => pieces.slice(1).map(({ from }, i) => ({ row, x: (from + (pieces[i]?.to ?? 0)) / 2 })))
    expect(gaps.length).toBeGreaterThan(80)
    const isWhole = (row: number, x: number) => (threads[row] ?? []).some(({ from, to }) => from <= x && to >= x)
    for (const { row, x } of gaps) expect(isWhole(row - 1, x) || isWhole(row + 1, x)).toBe(true)
  })
})
