import { expect, test } from 'vitest'
import { readMore } from './more.server.ts'
import { ageOf, before, begunOf, courseUntil, daysOf, isUnderWay, lastDayOf, nameOf, periodFrom, periodsUntil } from './period.ts'

test('a coordinator sees the quarter that ended last, unless the address says another that has begun', () => {
  expect(nameOf(periodFrom(null, '2026-11-22'))).toBe('2026-3')
  expect(nameOf(periodFrom(null, '2026-02-01'))).toBe('2025-4')
  expect(nameOf(periodFrom('2025', '2026-11-22'))).toBe('2025')
  expect(nameOf(periodFrom('2026-4', '2026-11-22'))).toBe('2026-4')
  for (const wrong of ['2027', '2026-5', "2026'; drop table", '', '1999-1']) expect(nameOf(periodFrom(wrong, '2026-11-22'))).toBe('2026-3')
})

test('years and quarters that have begun can be chosen, the latest first', () => {
  expect(periodsUntil('2026-05-01').slice(0, 4).map(nameOf)).toEqual(['2026', '2026-2', '2026-1', '2025'])
  expect(begunOf(2026, '2026-05-01')).toBe(2)
  expect(begunOf(2025, '2026-05-01')).toBe(4)
})

test('a period has its days, and the last of one that is not over is today', () => {
  expect(daysOf({ year: 2026, quarter: 1 })).toEqual({ from: '2026-01-01', to: '2026-03-31' })
  expect(daysOf({ year: 2028, quarter: 0 })).toEqual({ from: '2028-01-01', to: '2028-12-31' })
  expect(lastDayOf({ year: 2026, quarter: 4 }, '2026-11-22')).toBe('2026-11-22')
  expect(lastDayOf({ year: 2026, quarter: 3 }, '2026-11-22')).toBe('2026-09-30')
})

test('registers of other modules are asked for the days of the period, and one that has nothing to tell is left out', async () => {
  const asked: unknown[] = []
  const list = {
    key: 'measures',
    title: 'Measures',
    what: 'What they are.',
    columns: ['January', 'February'],
    rows: [{ key: 'seclusion', label: 'Seclusion', counts: [null, 7] }],
  }
  const lists = await readMore(
    {} as never,
    { network: 'n', period: { year: 2025, quarter: 2 }, threshold: 5 },
    { say: String, month: String },
    [
      async (_scope, { network, from, to, threshold }) => {
        asked.push([network, from, to, threshold])
        return list
      },
      async () => null,
    ],
  )
  expect(lists).toEqual([
    {
      section: 'more',
      key: 'measures',
      caption: 'Measures',
      what: 'What they are.',
      columns: ['Measures', 'January', 'February'],
      rows: [
        {
          key: 'seclusion',
          label: 'Seclusion',
          cells: [
            { kind: 'count', value: null },
            { kind: 'count', value: 7 },
          ],
        },
      ],
    },
  ])
  expect(asked).toEqual([['n', '2025-04-01', '2025-06-30', 5]])
})

test('a period stands beside those of its kind before it, the latest first, as far as they can be chosen', () => {
  expect(nameOf(before({ year: 2026, quarter: 1 }))).toBe('2025-4')
  expect(nameOf(before({ year: 2026, quarter: 3 }))).toBe('2026-2')
  expect(nameOf(before({ year: 2026, quarter: 0 }))).toBe('2025')
  expect(courseUntil({ year: 2026, quarter: 3 }, '2026-11-22').map(nameOf)).toEqual([
    '2026-3',
    '2026-2',
    '2026-1',
    '2025-4',
    '2025-3',
    '2025-2',
    '2025-1',
    '2024-4',
  ])
  expect(courseUntil({ year: 2025, quarter: 0 }, '2026-11-22').map(nameOf)).toEqual(['2025', '2024'])
  expect(isUnderWay({ year: 2026, quarter: 0 }, '2026-11-22')).toBe(true)
  expect(isUnderWay({ year: 2026, quarter: 3 }, '2026-11-22')).toBe(false)
})

test('a year is counted anew each hour until it is known who came back after its last day, and then once a day', () => {
  expect(ageOf(2026, '2026-11-22', 90)).toBe('1 hour')
  expect(ageOf(2025, '2026-03-31', 90)).toBe('1 hour')
  expect(ageOf(2025, '2026-04-30', 90)).toBe('1 day')
  expect(ageOf(2025, '2026-04-30', 180)).toBe('1 hour')
})
