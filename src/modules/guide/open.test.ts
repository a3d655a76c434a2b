import { describe, expect, test } from 'vitest'
import { at } from './guide.test-support.ts'
import { isHoliday } from './holidays.ts'
import { localMoment, zoneOf } from './moment.ts'
import { isOpenIn, openAt } from './open.ts'

const OFFICE = 'Mo-Fr 08:30-16:30; Sa 09:00-12:00'

describe('whether a door is open', () => {
  // Paris is one hour ahead of UTC in winter, two in summer.
  test.each([
    ['a Monday morning', OFFICE, '2026-11-23T08:00:00Z', { state: 'open', until: { date: '2026-11-23', minute: 990 } }],
    ['the minute at which it opens', OFFICE, '2026-11-23T07:30:00Z', { state: 'open', until: { date: '2026-11-23', minute: 990 } }],
    ['the minute at which it closes', OFFICE, '2026-11-23T15:30:00Z', { state: 'closed', opens: { date: '2026-11-24', minute: 510 } }],
    ['a Saturday night', OFFICE, '2026-11-21T20:00:00Z', { state: 'closed', opens: { date: '2026-11-23', minute: 510 } }],
    ['summer time', OFFICE, '2026-07-13T14:00:00Z', { state: 'open', until: { date: '2026-07-13', minute: 990 } }],
    [
      'after midnight, in the night of Friday',
      'Fr 20:00-02:00',
      '2026-11-28T00:30:00Z',
      { state: 'open', until: { date: '2026-11-28', minute: 120 } },
    ],
    [
      'two stretches that touch at midnight',
      'Mo 20:00-24:00; Tu 00:00-06:00',
      '2026-11-23T21:00:00Z',
      { state: 'open', until: { date: '2026-11-24', minute: 360 } },
    ],
    ['until midnight', 'Mo-Fr 20:00-24:00', '2026-11-27T21:00:00Z', { state: 'open', until: { date: '2026-11-27', minute: 1440 } }],
    ['day and night', '24/7', '2026-12-25T03:00:00Z', { state: 'open', until: null }],
    ['Christmas, of which nothing is said', OFFICE, '2026-12-25T09:00:00Z', { state: 'unknown', why: 'holiday' }],
    ['Christmas, closed', `${OFFICE}; PH off`, '2026-12-25T09:00:00Z', { state: 'closed', opens: { date: '2026-12-26', minute: 540 } }],
    [
      'Christmas, with hours of its own',
      `${OFFICE}; PH 10:00-12:00`,
      '2026-12-25T10:30:00Z',
      { state: 'open', until: { date: '2026-12-25', minute: 720 } },
    ],
    ['never', 'Mo-Su off', '2026-11-23T09:00:00Z', { state: 'closed', opens: null }],
    ['no hours', null, '2026-11-23T09:00:00Z', { state: 'unknown', why: 'none' }],
    ['hours that nobody can read', 'sur rendez-vous', '2026-11-23T09:00:00Z', { state: 'unknown', why: 'unread' }],
  ] as const)('%s', (_, hours, moment, expected) => {
    expect(openAt(hours, at(moment))).toEqual(expected)
  })

  test('is told by the clock of the place: La Réunion is three hours ahead of Paris in winter', () => {
    const hours = 'Mo-Su 08:00-12:00'
    const now = new Date('2026-11-24T05:00:00Z')
    expect(openAt(hours, localMoment(now, 'FR', null)).state).toBe('closed')
    expect(openAt(hours, localMoment(now, 'FR', 'FR-97415')).state).toBe('open')
    expect(zoneOf('FR', 'BE-WHT')).toBe('Europe/Brussels')
    expect(openAt(hours, localMoment(now, 'VN', null))).toEqual({ state: 'unknown', why: 'zone' })
  })

  test('is told with a doubt where the holidays of a country are not known', () => {
    const now = localMoment(new Date('2026-11-23T08:00:00Z'), 'LU', null)
    expect(openAt(OFFICE, now)).toMatchObject({ state: 'open', unless: 'holiday' })
    expect(openAt(`${OFFICE}; PH off`, now)).not.toHaveProperty('unless')
    expect(openAt('24/7', now)).toEqual({ state: 'open', until: null })
  })

  test('on a time of the week: what touches it counts', () => {
    expect(isOpenIn(OFFICE, 'day')).toBe(true)
    expect(isOpenIn(OFFICE, 'evening')).toBe(false)
    expect(isOpenIn(OFFICE, 'weekend')).toBe(true)
    expect(isOpenIn('Tu 17:00-19:00', 'evening')).toBe(true)
    expect(isOpenIn(null, 'day')).toBeNull()
  })
})

describe('public holidays', () => {
  test.each([
    ['FR', '2026-04-06', true],
    ['FR', '2026-05-14', true],
    ['FR', '2026-05-25', true],
    ['FR', '2026-07-14', true],
    ['BE', '2026-07-14', false],
    ['BE', '2026-07-21', true],
    ['FR', '2024-04-01', true],
    ['BE', '2027-05-06', true],
    ['BE', '2027-05-17', true],
    ['FR', '2026-11-22', false],
    ['VN', '2026-12-25', null],
  ] as const)('%s %s: %s', (country, day, expected) => {
    expect(isHoliday(country, day)).toBe(expected)
  })
})
