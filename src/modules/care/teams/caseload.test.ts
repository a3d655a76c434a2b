import { expect, test } from 'vitest'
import { countingDay, protectTeams } from './caseload.server.ts'

test('people are counted today, or on the last day of a month: never from one day to the next', () => {
  expect(countingDay('2026-11-22', '2026-11-22')).toBe('2026-11-22')
  expect(countingDay('2027-01-01', '2026-11-22')).toBe('2026-11-22')
  expect(countingDay('2026-11-21', '2026-11-22')).toBe('2026-10-31')
  expect(countingDay('2026-09-30', '2026-11-22')).toBe('2026-09-30')
  expect(countingDay('2026-01-15', '2026-11-22')).toBe('2025-12-31')
  expect(countingDay('2028-02-29', '2028-11-22')).toBe('2028-02-29')
})

test('a team that follows few is hidden, and another of its function with it', () => {
  const load = protectTeams(
    [
      { key: 'north', careFunction: '2A', n: 3 },
      { key: 'south', careFunction: '2A', n: 20 },
      { key: 'east', careFunction: '2A', n: 30 },
      { key: 'long', careFunction: '2B', n: 40 },
    ],
    5,
  )
  expect(load.total).toBe(93)
  expect(load.functions).toEqual([
    { key: '2A', count: 53 },
    { key: '2B', count: 40 },
  ])
  expect(load.teams.map(({ count }) => count)).toEqual([null, null, 30, 40])
})

test('of a function that is hidden no team is told', () => {
  const load = protectTeams(
    [
      { key: 'a', careFunction: '2A', n: 2 },
      { key: 'b', careFunction: '2B', n: 9 },
      { key: 'c', careFunction: '3', n: 30 },
    ],
    5,
  )
  expect(load.functions.map(({ count }) => count)).toEqual([null, null, 30])
  expect(load.teams.map(({ count }) => count)).toEqual([null, null, 30])
})
