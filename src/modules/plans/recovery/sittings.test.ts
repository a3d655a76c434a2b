import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sittingsOf } from './sittings.ts'

const START = Date.UTC(2026, 2, 3, 14)
const at = (minutes: number) => new Date(START + minutes * 60_000)
const lines = (all: readonly { seq: number; writers: (string | null)[] }[]) => all.map(({ seq, writers }) => [seq, writers])

test('a version ends with a pause, before somebody else comes in, and before one goes back', () => {
  const pieces = [
    { seq: 1, at: at(0), by: null },
    { seq: 2, at: at(5), by: null },
    { seq: 3, at: at(6), by: 'Paul' },
    { seq: 4, at: at(7), by: null },
    { seq: 5, at: at(8), by: 'Paul' },
    { seq: 6, at: at(9), by: null },
    { seq: 7, at: at(60), by: null },
    { seq: 8, at: at(61), by: null },
  ]
  expect(lines(sittingsOf(pieces, new Set([6])))).toEqual([
    [2, [null]],
    [5, ['Paul', null]],
    [6, [null]],
    [8, [null]],
  ])
  expect(sittingsOf([], new Set())).toEqual([])
})

test('no piece is outside of a version, the last version is the plan of today, and each says everybody who wrote in it', () => {
  const piece = fc.record({ wait: fc.integer({ min: 0, max: 90 }), by: fc.constantFrom(null, 'Paul', 'Ana'), isReturn: fc.boolean() })
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 30 }), (given) => {
      let minutes = 0
      const pieces = given.map(({ wait, by }, n) => {
        minutes += wait
        return { seq: n + 1, at: at(minutes), by }
      })
      const returns = new Set(given.flatMap(({ isReturn }, n) => (isReturn ? [n + 1] : [])))
      const versions = sittingsOf(pieces, returns)
      expect(versions.at(-1)?.seq).toBe(pieces.length)
      for (const seq of returns) if (seq > 1) expect(versions.map((each) => each.seq)).toContain(seq - 1)
      versions.forEach(({ seq, writers }, n) => {
        const mine = pieces.slice(versions[n - 1]?.seq ?? 0, seq)
        expect(new Set(writers)).toEqual(new Set(mine.map(({ by }) => by)))
      })
    }),
  )
})
