import { describe, expect, test } from 'vitest'
import { cloth, plait } from './mesh-path.ts'

// Where the pieces of a straight thread leave a gap: the crossings that it passes under.
const gapsOf = (d: string, along: 'H' | 'V') => {
  const pieces = [...d.matchAll(/M([\d.]+) ([\d.]+)[HV]([\d.]+)/g)].map(
    ([, x, y, end]) => [Number(along === 'H' ? x : y), Number(end)] as const,
  )
  return pieces.slice(1).map(([start], index) => ((pieces[index]?.[1] ?? 0) + start) / 2)
}

describe('the woven motif', () => {
  test('at each crossing of the plait one thread passes under the other', () => {
    const under = plait().threads.map(({ gap }) => gap)
    expect(under).toEqual([true, false, false, true])
  })

  test('at each crossing of the cloth exactly one of the two threads leaves a gap', () => {
    const [step, across, down] = [10, 3, 4]
    const { threads } = cloth({ across, down, step })
    const rows = threads.filter(({ tone }) => tone === 0).map(({ d }) => gapsOf(d, 'H'))
    const columns = threads.filter(({ tone }) => tone === 1).map(({ d }) => gapsOf(d, 'V'))
    for (let row = 0; row < across; row += 1) {
      for (let column = 0; column < down; column += 1) {
        const isRowUnder = rows[row]?.includes((column + 1) * step)
        const isColumnUnder = columns[column]?.includes((row + 1) * step)
        expect([isRowUnder, isColumnUnder].filter(Boolean), `row ${row}, column ${column}`).toHaveLength(1)
      }
    }
  })
})
