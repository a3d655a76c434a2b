import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerDue, meetingDue, rulesOf } from './rules.ts'
import { addWorkingDays, dayAt, easter, isWorkingDay } from './working-days.ts'

const none = { answer_hours: null, meeting_hours: null, meeting_days: null, longest_days: null }
const dayOf = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000

describe('by when a team answers and meets', () => {
  test('a crisis team answers within a day and meets within two, a long-term team within three working days', () => {
    expect(rulesOf(null, '2A')).toMatchObject({ answerHours: 24, meetingHours: 48, longestDays: 30 })
    expect(rulesOf(null, '2B')).toMatchObject({ meetingHours: null, meetingDays: 3, longestDays: 730 })
    const friday = new Date('2026-11-20T15:00:00Z')
    expect(answerDue(friday, rulesOf(null, '2A')).toISOString()).toBe('2026-11-21T15:00:00.000Z')
    expect(meetingDue(friday, rulesOf(null, '2B'), 'BE').toISOString()).toBe('2026-11-25T15:00:00.000Z')
  })

  test('a team sets its own, one by one, and hours take the place of days', () => {
    expect(rulesOf({ ...none, answer_hours: 48 }, '2A')).toMatchObject({ answerHours: 48, meetingHours: 48 })
    expect(rulesOf({ ...none, meeting_days: 5 }, '2A')).toMatchObject({ answerHours: 24, meetingHours: null, meetingDays: 5 })
    expect(rulesOf({ ...none, longest_days: 42 }, '2A').longestDays).toBe(42)
  })
})

describe('working days', () => {
  // Published dates of Easter Sunday.
  test.each([['2024-03-31'], ['2025-04-20'], ['2026-04-05'], ['2027-03-28'], ['2038-04-25'], ['2285-03-22']])('Easter is on %s', (date) =>
    expect(easter(Number(date.slice(0, 4)))).toBe(dayOf(date)),
  )

  test('are those of the country', () => {
    expect(isWorkingDay(dayOf('2026-07-14'), 'FR')).toBe(false)
    expect(isWorkingDay(dayOf('2026-07-14'), 'BE')).toBe(true)
    expect(isWorkingDay(dayOf('2026-07-21'), 'BE')).toBe(false)
    expect(isWorkingDay(dayOf('2026-04-06'), 'FR')).toBe(false)
    expect(isWorkingDay(dayOf('2026-05-14'), 'BE')).toBe(false)
    expect(isWorkingDay(dayOf('2026-05-14'), 'CI')).toBe(true)
  })

  test('a call in the night is of the day that it is there', () => {
    expect(dayAt(new Date('2026-11-21T23:30:00Z'))).toBe(dayOf('2026-11-22'))
    expect(dayAt(new Date('2026-07-21T21:30:00Z'))).toBe(dayOf('2026-07-21'))
  })

  test('however many are added, just as many lie between, and the last is one', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 40 }),
        (from, days) => {
          const [first, last] = [
            dayAt(from),
            dayAt(from) + Math.round((addWorkingDays(from, days, 'BE').getTime() - from.getTime()) / 86_400_000),
          ]
          let count = 0
          for (let day = first + 1; day <= last; day += 1) if (isWorkingDay(day, 'BE')) count += 1
          expect(count).toBe(days)
          expect(isWorkingDay(last, 'BE')).toBe(true)
        },
      ),
    )
  })
})
