import { expect, test } from 'vitest'
import { dayAfter, dayIn, dayOf, monthsAfter, today } from './today.ts'

test('half past midnight is the new day for who works at night, in summer and in winter', () => {
  expect(dayOf(new Date('2026-11-21T23:30:00Z'))).toBe('2026-11-22')
  expect(dayOf(new Date('2026-07-21T22:30:00Z'))).toBe('2026-07-22')
  expect(dayOf(new Date('2026-07-22T21:59:00Z'))).toBe('2026-07-22')
  expect(today()).toMatch(/^\d{4}-\d\d-\d\d$/)
})

test('months are counted from the day, over the end of a year and of a short month', () => {
  expect(monthsAfter('2026-11-22', 6)).toBe('2027-05-22')
  expect(monthsAfter('2026-08-31', 6)).toBe('2027-03-03')
})

test('days are counted on the calendar, also over the night that is an hour shorter or longer', () => {
  expect(dayAfter('2026-03-28', 1)).toBe('2026-03-29')
  expect(dayAfter('2026-03-29', 1)).toBe('2026-03-30')
  expect(dayAfter('2026-10-25', 1)).toBe('2026-10-26')
  expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28')
  expect(dayIn(0)).toBe(today())
})
