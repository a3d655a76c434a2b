import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hiddenFor } from '#modules/account/account.test-support.ts'
import type { CountRow } from './counts.queries.server.ts'
import type { Period } from './period.ts'
import { type Shares, type Shown, shownOf } from './protecting.server.ts'
import { ANSWERS, FUNCTIONS, RETURNS } from './vocabulary.ts'

const THRESHOLD = 5
const YEAR = 2025
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
const few = fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 6 }) }, { weight: 2, arbitrary: fc.nat({ max: 40 }) })
const rowsOf = (part: string, keys: readonly string[], cells: readonly (readonly number[])[]): CountRow[] =>
  keys.flatMap((a, at) => [
    ...(cells[at] ?? []).map((n, q) => ({ part, quarter: q + 1, a, b: '', n })),
    { part, quarter: 0, a, b: '', n: sum(cells[at] ?? []) },
  ])
const answers = fc.array(fc.array(few, { minLength: 4, maxLength: 4 }), { minLength: ANSWERS.length, maxLength: ANSWERS.length })
const show = (rows: readonly CountRow[], quarter: Period['quarter']): Shown => shownOf(rows, { year: YEAR, quarter }, 4, THRESHOLD)
const partsOf = ({ parts }: Shares) => parts.map(({ count }) => count)
const hiddenAmong = (counts: readonly (number | null)[]) => counts.filter((count) => count === null).length

describe('the dashboard of a year and its quarters', () => {
  test('shows no small count, and never leaves one number alone that the others would tell', () => {
    fc.assert(
      fc.property(answers, (cells) => {
        const rows = rowsOf('answer', ANSWERS, cells)
        const year = show(rows, 0).requests.answer
        const quarters = ([1, 2, 3, 4] as const).map((quarter) => show(rows, quarter).requests.answer)
        const told = [year, ...quarters].flatMap((shares) => [shares.total, ...partsOf(shares)])
        expect(told.filter((count) => count !== null && count > 0 && count < THRESHOLD)).toEqual([])
        if (year.total === null) return
        // Of one part in the year: its four quarters and their sum.
        ANSWERS.forEach((_, at) => {
          expect(hiddenAmong([partsOf(year)[at] ?? null, ...quarters.map((quarter) => partsOf(quarter)[at] ?? null)])).not.toBe(1)
        })
        // Of one quarter: its parts and their sum. And the sums of the quarters beside that of the year.
        for (const quarter of quarters) expect(hiddenAmong([quarter.total, ...partsOf(quarter)])).not.toBe(1)
        expect(hiddenAmong(quarters.map(({ total }) => total))).not.toBe(1)
        expect(hiddenAmong(partsOf(year))).not.toBe(1)
      }),
      { numRuns: 200 },
    )
  })

  test('hides of a year what the account hides of it, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(few, { minLength: ANSWERS.length, maxLength: ANSWERS.length }), (year) => {
        const cells = year.map((n) => [n, 0, 0, 0])
        const shown = show(rowsOf('answer', ANSWERS, cells), 0).requests.answer
        const hidden = hiddenFor(
          'care.requests',
          'answer',
          Object.fromEntries(ANSWERS.map((key, at) => [key, year[at] ?? 0])),
          YEAR,
          THRESHOLD,
        )
        const mine = shown.parts.filter(({ count }) => count === null).map(({ key }) => key)
        // What is nobody has no figure in the account, and is shown as nobody here.
        const nobody = ANSWERS.filter((_, at) => year[at] === 0)
        expect(mine.filter((key) => !nobody.includes(key as (typeof ANSWERS)[number])).sort()).toEqual([...hidden].sort())
      }),
      { numRuns: 200 },
    )
  })
})

describe('departures', () => {
  const returns = fc.array(fc.array(few, { minLength: RETURNS.length, maxLength: RETURNS.length }), {
    minLength: FUNCTIONS.length,
    maxLength: FUNCTIONS.length,
  })
  test('are told of each function with where people went and whether they came back, and no small count follows from another', () => {
    fc.assert(
      fc.property(returns, (cells) => {
        const rows: CountRow[] = FUNCTIONS.flatMap((a, at) => [
          ...RETURNS.map((b, cell) => ({ part: 'return', quarter: 0, a, b, n: cells[at]?.[cell] ?? 0 })),
          // Half go home, the rest elsewhere.
          ...['home', 'elsewhere'].map((b, half) => {
            const all = sum(cells[at] ?? [])
            return { part: 'flow', quarter: 0, a, b, n: half === 0 ? Math.floor(all / 2) : Math.ceil(all / 2) }
          }),
        ])
        const { flows, returns: shown } = show(rows, 0)
        for (const { total, cells: row } of shown) {
          for (const count of [total, ...row]) expect(count !== null && count > 0 && count < THRESHOLD).toBe(false)
          if (total !== null) expect(hiddenAmong(row)).not.toBe(1)
        }
        for (const flow of flows.slice(1)) {
          for (const { count } of flow.to) expect(count !== null && count > 0 && count < THRESHOLD).toBe(false)
          if (flow.total !== null) expect(hiddenAmong(flow.to.map(({ count }) => count))).not.toBe(1)
          // Where the number that left is hidden, nothing says where they went.
          else expect(flow.to.every(({ count }) => count === null)).toBe(true)
        }
        // The account tells each way of return of all functions but 4.
        const others = shown.filter(({ careFunction }) => careFunction !== '4')
        const sums = Object.fromEntries(
          RETURNS.map((key, cell) => [
            key,
            sum(others.map(({ careFunction }) => cells[FUNCTIONS.indexOf(careFunction as '1')]?.[cell] ?? 0)),
          ]),
        )
        const keptBack = hiddenFor('care.returns', 'return', sums, YEAR, THRESHOLD)
        RETURNS.forEach((key, cell) => {
          if (!keptBack.includes(key)) expect(hiddenAmong(others.map((row) => row.cells[cell] ?? null)), key).not.toBe(1)
        })
      }),
      { numRuns: 150 },
    )
  })
})
