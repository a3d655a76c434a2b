import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CountTable, type ProtectedCell, type ProtectedTable, protect, protectSeries } from './disclosure.ts'

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
const tableOf = (cells: number[][]): CountTable => {
  const columnTotals = (cells[0] ?? []).map((_, column) => sum(cells.map((row) => row[column] ?? 0)))
  return { cells, rowTotals: cells.map(sum), columnTotals, grandTotal: sum(columnTotals) }
}
const isHidden = (cell: ProtectedCell) => 'suppressed' in cell
const drawn = (cell: ProtectedCell) => ('shown' in cell ? String(cell.shown) : cell.suppressed === 'primary' ? 'p' : 'c')
/** "20 p c | 38" for each row, then the totals of the columns. */
const picture = ({ cells, rowTotals, columnTotals, grandTotal }: ProtectedTable) =>
  [...cells.map((row, at) => [row, rowTotals[at] as ProtectedCell] as const), [columnTotals, grandTotal] as const].map(
    ([row, total]) => `${row.map(drawn).join(' ')} | ${drawn(total)}`,
  )

// An attacker of its own kind, to check the network method: writes down every sum of the table and tries all changes of the hidden numbers.
// If two tables of whole numbers fit, then two that differ by at most one in each cell fit (the sums are totally unimodular), so −1, 0, 1 are enough.
type Sums = { values: number[]; hidden: boolean[]; equations: { cells: number[]; total: number }[] }
const sumsOf = ({ cells, rowTotals, columnTotals, grandTotal }: CountTable, done: ProtectedTable): Sums => {
  const [rows, columns] = [rowTotals.length, columnTotals.length]
  const [firstRow, firstColumn, grand] = [rows * columns, rows * columns + rows, rows * columns + rows + columns]
  const at = (row: number, column: number) => row * columns + column
  const range = (n: number) => Array.from({ length: n }, (_, i) => i)
  return {
    values: [...cells.flat(), ...rowTotals, ...columnTotals, grandTotal],
    hidden: [...done.cells.flat(), ...done.rowTotals, ...done.columnTotals, done.grandTotal].map(isHidden),
    equations: [
      ...range(rows).map((row) => ({ cells: range(columns).map((column) => at(row, column)), total: firstRow + row })),
      ...range(columns).map((column) => ({ cells: range(rows).map((row) => at(row, column)), total: firstColumn + column })),
      { cells: range(rows).map((row) => firstRow + row), total: grand },
      { cells: range(columns).map((column) => firstColumn + column), total: grand },
    ],
  }
}

/** Whether a table fits in which this cell has this value and no other is further than `reach` from its own. */
const fits = ({ values, hidden, equations }: Sums, target: number, value: number, reach: number): boolean => {
  const free = hidden.flatMap((isFree, at) => (isFree && at !== target ? [at] : []))
  const now = values.with(target, value)
  const wrongBy = (assigned: ReadonlySet<number>) =>
    equations.every(({ cells, total }) => {
      const open = [...cells, total].filter((at) => hidden[at] && at !== target && !assigned.has(at)).length
      const gap = sum(cells.map((at) => now[at] ?? 0)) - (now[total] ?? 0)
      return Math.abs(gap) <= open * reach
    })
  const tryFrom = (index: number, assigned: Set<number>): boolean => {
    if (!wrongBy(assigned)) return false
    const at = free[index]
    if (at === undefined) return true
    const own = values[at] ?? 0
    for (let move = -reach; move <= reach; move += 1) {
      if (own + move < 0) continue
      now[at] = own + move
      if (tryFrom(index + 1, new Set([...assigned, at]))) return true
    }
    now[at] = own
    return false
  }
  return tryFrom(0, new Set())
}
const canDiffer = (sums: Sums, at: number) => {
  const value = sums.values[at] ?? 0
  return fits(sums, at, value + 1, 1) || (value > 0 && fits(sums, at, value - 1, 1))
}
const hiddenCells = ({ hidden }: Sums) => hidden.flatMap((isFree, at) => (isFree ? [at] : []))

const count = fc.oneof({ weight: 2, arbitrary: fc.nat(6) }, { weight: 3, arbitrary: fc.nat(60) })
const sized = (most: number, value = count) =>
  fc
    .tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most }))
    .chain(([rows, columns]) => fc.array(fc.array(value, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }))

describe('a table with small counts', () => {
  test('hides the small one and three others, so that no total gives it away', () =>
    expect(
      picture(
        protect(
          tableOf([
            [20, 3, 15],
            [12, 8, 30],
            [7, 9, 11],
          ]),
          { threshold: 5 },
        ),
      ),
    ).toEqual(['20 p c | 38', '12 8 30 | 50', '7 c c | 27', '39 20 56 | 115']))
  test('keeps its zeros in sight where others can be hidden', () =>
    expect(
      picture(
        protect(
          tableOf([
            [20, 3, 15],
            [12, 0, 30],
            [0, 9, 11],
          ]),
          { threshold: 5 },
        ),
      ),
    ).toEqual(['20 p c | 38', '12 0 30 | 42', '0 c c | 20', '32 12 56 | 100']))
  test('hides a small total as well, and what would tell it', () => {
    const done = protect(
      tableOf([
        [20, 0, 15],
        [0, 3, 0],
        [7, 0, 11],
      ]),
      { threshold: 5 },
    )
    expect([done.cells[1]?.[1], done.rowTotals[1], done.columnTotals[1]].every((cell) => cell !== undefined && isHidden(cell))).toBe(true)
  })
  test('does not let two small counts hide behind each other when their sum is small', () => {
    const done = protectSeries([2, 1, 300, 20], { threshold: 5, total: 323 })
    expect(done.cells.map(drawn)).toEqual(['p', 'p', '300', 'c'])
  })

  test('lets nobody work out a hidden number: at least two values always fit', () =>
    fc.assert(
      fc.property(sized(5), fc.integer({ min: 2, max: 11 }), (cells, threshold) => {
        const table = tableOf(cells)
        const sums = sumsOf(table, protect(table, { threshold }))
        for (const at of hiddenCells(sums)) expect(canDiffer(sums, at)).toBe(true)
      }),
      { numRuns: 150 },
    ))

  test('lets nobody be certain that a hidden number is small', () =>
    fc.assert(
      fc.property(sized(3, fc.nat(9)), fc.integer({ min: 2, max: 5 }), (cells, threshold) => {
        const table = tableOf(cells)
        const sums = sumsOf(table, protect(table, { threshold }))
        for (const at of hiddenCells(sums)) {
          const value = sums.values[at] ?? 0
          if (value > 0 && value < threshold) expect(fits(sums, at, threshold, threshold - value)).toBe(true)
        }
      }),
      { numRuns: 100 },
    ))

  test('shows the true number wherever it shows one, every number that is not small and not needed, and hides every small one', () =>
    fc.assert(
      fc.property(sized(5), fc.integer({ min: 1, max: 11 }), (cells, threshold) => {
        const table = tableOf(cells)
        const done = protect(table, { threshold })
        const pairs = sumsOf(table, done).values.map(
          (value, at) => [value, [...done.cells.flat(), ...done.rowTotals, ...done.columnTotals, done.grandTotal][at]] as const,
        )
        for (const [value, cell] of pairs)
          expect(cell).toEqual(
            value > 0 && value < threshold
              ? { suppressed: 'primary' }
              : isHidden(cell as ProtectedCell)
                ? { suppressed: 'complementary' }
                : { shown: value },
          )
      }),
    ))

  test('hides nothing else than needed: no hidden number that is not small could be shown again', () =>
    fc.assert(
      fc.property(sized(3, fc.nat(12)), (cells) => {
        const [table, threshold] = [tableOf(cells), 5]
        const done = protect(table, { threshold })
        const sums = sumsOf(table, done)
        for (const at of hiddenCells(sums)) {
          if ((sums.values[at] ?? 0) > 0 && (sums.values[at] ?? 0) < threshold) continue
          const more = { ...sums, hidden: sums.hidden.with(at, false) }
          const stillSafe = hiddenCells(more).every((other) => {
            const value = more.values[other] ?? 0
            return value > 0 && value < threshold ? fits(more, other, threshold, threshold - value) : canDiffer(more, other)
          })
          expect(stillSafe).toBe(false)
        }
      }),
      { numRuns: 60 },
    ))

  test('loses at most four numbers for one small count', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 5 }),
        fc.integer({ min: 3, max: 5 }),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(),
        fc.infiniteStream(fc.integer({ min: 5, max: 90 })),
        (rows, columns, small, where, large) => {
          const cells = Array.from({ length: rows }, () => Array.from({ length: columns }, () => large.next().value as number))
          const row = cells[where % rows]
          if (row !== undefined) row[where % columns] = small
          const table = tableOf(cells)
          expect(hiddenCells(sumsOf(table, protect(table, { threshold: 5 })))).toHaveLength(4)
        },
      ),
    ))
})

describe('a table without small counts', () => {
  test('is shown as it is', () =>
    fc.assert(
      fc.property(sized(5, fc.oneof(fc.constant(0), fc.integer({ min: 5, max: 90 }))), (cells) => {
        const table = tableOf(cells)
        expect(hiddenCells(sumsOf(table, protect(table, { threshold: 5 })))).toEqual([])
      }),
    ))
  test('is shown as it is at a threshold of one, which protects nobody', () =>
    expect(
      picture(
        protect(
          tableOf([
            [1, 2],
            [3, 4],
          ]),
          { threshold: 1 },
        ),
      ),
    ).toEqual(['1 2 | 3', '3 4 | 7', '4 6 | 10']))
})

describe('the same table', () => {
  test('is always protected in the same way', () =>
    fc.assert(
      fc.property(sized(4), (cells) => {
        expect(protect(tableOf(cells), { threshold: 5 })).toEqual(protect(structuredClone(tableOf(cells)), { threshold: 5 }))
      }),
    ))
  test('is not protected further when only its safe rows are published again', () => {
    const done = protect(
      tableOf([
        [20, 3, 15],
        [12, 8, 30],
        [7, 9, 11],
      ]),
      { threshold: 5 },
    )
    const safe = done.cells.filter((row) => !row.some(isHidden)).map((row) => row.map((cell) => ('shown' in cell ? cell.shown : 0)))
    expect(picture(protect(tableOf(safe), { threshold: 5 }))).toEqual(['12 8 30 | 50', '12 8 30 | 50'])
  })
})

describe('counts in one row', () => {
  test('with their total hide a second one beside the small one, the smallest that is enough', () => {
    expect(protectSeries([310, 3, 20, 90], { threshold: 5, total: 423 })).toEqual({
      cells: [{ shown: 310 }, { suppressed: 'primary' }, { suppressed: 'complementary' }, { shown: 90 }],
      total: { shown: 423 },
    })
  })
  test('without small ones are shown', () =>
    expect(protectSeries([310, 124, 20], { threshold: 5, total: 454 }).cells.map(drawn)).toEqual(['310', '124', '20']))
  test('without a total hide only what is small', () =>
    expect(protectSeries([2, 9, 0], { threshold: 5 })).toEqual({ cells: [{ suppressed: 'primary' }, { shown: 9 }, { shown: 0 }] }))
  test('hide the total where nothing else can hide the only one', () =>
    expect(protectSeries([4], { threshold: 5, total: 4 })).toEqual({
      cells: [{ suppressed: 'primary' }],
      total: { suppressed: 'primary' },
    }))
  test('may have a total that holds more than they say', () =>
    expect(protectSeries([3, 40], { threshold: 5, total: 60 }).cells.map(drawn)).toEqual(['p', 'c']))
  test('never let the small one be worked out from the others', () =>
    fc.assert(
      fc.property(fc.array(count, { minLength: 1, maxLength: 8 }), (values) => {
        const { cells, total } = protectSeries(values, { threshold: 5, total: sum(values) })
        const hidden = values.filter((_, at) => isHidden(cells[at] as ProtectedCell))
        if (hidden.length === 0) return
        // With the total in sight a reader knows the sum of what is hidden: it must be of several, and not itself small.
        expect(isHidden(total as ProtectedCell) || (hidden.length > 1 && sum(hidden) >= 5)).toBe(true)
      }),
    ))
})

describe('what is no table of counts', () => {
  test.each([[-1], [2.5], [Number.NaN]])('%d is refused', (value) => {
    expect(() => protectSeries([value], { threshold: 5 })).toThrow(RangeError)
    expect(() => protect(tableOf([[value]]), { threshold: 5 })).toThrow(RangeError)
  })
  test('rows of unequal length are refused', () =>
    expect(() => protect({ cells: [[1, 2], [3]], rowTotals: [3, 3], columnTotals: [4, 2], grandTotal: 6 }, { threshold: 5 })).toThrow(
      RangeError,
    ))
})
