import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CrossTable, protectCross, protectKnown } from './disclosure-linked.ts'

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
const THRESHOLD = 3

/** Every table of whole numbers with this total, for tables of a few people: what somebody may think of who sees only what is shown. */
const tables = (cells: number, total: number): number[][] =>
  cells === 1
    ? [[total]]
    : Array.from({ length: total + 1 }, (_, first) => tables(cells - 1, total - first).map((rest) => [first, ...rest])).flat()

const agrees = (shown: CrossTable, flat: readonly number[], width: number) => {
  const rows = shown.cells.map((_, r) => flat.slice(r * width, (r + 1) * width))
  const fits = (told: number | null, value: number) => told === null || told === value
  return (
    rows.every((row, r) => fits(shown.rows[r] ?? null, sum(row)) && row.every((value, c) => fits(shown.cells[r]?.[c] ?? null, value))) &&
    shown.columns.every((told, c) => fits(told, sum(rows.map((row) => row[c] ?? 0))))
  )
}
/** Every number of the table: its cells, then its sums. */
const numbersOf = (flat: readonly number[], width: number) => {
  const rows = Array.from({ length: flat.length / width }, (_, r) => flat.slice(r * width, (r + 1) * width))
  return [...flat, ...rows.map(sum), ...Array.from({ length: width }, (_, c) => sum(rows.map((row) => row[c] ?? 0)))]
}
const toldOf = (shown: CrossTable) => [...shown.cells.flat(), ...shown.rows, ...shown.columns]

test('whoever sees what is shown of a year and its quarters cannot know that a hidden number is small, nor which it is', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 4 }), { minLength: 6, maxLength: 6 }), (flat) => {
      fc.pre(sum(flat) <= 12)
      const shown = protectCross([flat.slice(0, 2), flat.slice(2, 4), flat.slice(4)], THRESHOLD)
      const [truth, told] = [numbersOf(flat, 2), toldOf(shown)]
      expect(told.filter((number) => number !== null && number > 0 && number < THRESHOLD)).toEqual([])
      if (shown.total === null) return
      const possible = tables(6, sum(flat))
        .filter((each) => agrees(shown, each, 2))
        .map((each) => numbersOf(each, 2))
      expect(possible.length).toBeGreaterThan(0)
      truth.forEach((number, at) => {
        if (told[at] !== null || number === 0 || number >= THRESHOLD) return
        expect(possible.some((each) => (each[at] ?? 0) >= THRESHOLD)).toBe(true)
      })
      told.forEach((number, at) => {
        if (number === null) expect(new Set(possible.map((each) => each[at])).size).toBeGreaterThan(1)
      })
    }),
    { numRuns: 150 },
  )
})

test('a whole under the threshold says nothing of its parts either', () =>
  expect(protectKnown([1, 2, 0], 5)).toEqual({ total: null, cells: [null, null, null] }))

test('where nothing is small everything is shown, and nobody is nobody', () => {
  expect(protectKnown([12, 0, 7], 5)).toEqual({ total: 19, cells: [12, 0, 7] })
  expect(protectKnown([0, 0], 5)).toEqual({ total: 0, cells: [0, 0] })
  expect(
    protectCross(
      [
        [9, 8],
        [7, 6],
      ],
      5,
    ),
  ).toEqual({
    total: 30,
    rows: [17, 13],
    columns: [16, 14],
    cells: [
      [9, 8],
      [7, 6],
    ],
  })
})
