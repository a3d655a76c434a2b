import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAYS, type DayOrHoliday, formatHours, type Hours, isAlways, parseHours, runsOf, weekOf } from './hours.ts'

const ALL: DayOrHoliday[] = [...DAYS, 'PH']
const minutes = fc.integer({ min: 0, max: 1439 })
const span = fc
  .tuple(minutes, fc.integer({ min: 0, max: 1440 }))
  .filter(([from, to]) => from !== to)
  .map(([from, to]) => ({ from, to }))
const days = fc.uniqueArray(fc.constantFrom(...ALL), { minLength: 1 }).map((some) => ALL.filter((day) => some.includes(day)))
const hours: fc.Arbitrary<Hours> = fc.array(fc.record({ days, spans: fc.array(span, { maxLength: 3 }) }), { minLength: 1, maxLength: 4 })

describe('opening hours', () => {
  test('are read again as they were written', () => {
    fc.assert(fc.property(hours, (rules) => void expect(parseHours(formatHours(rules))).toEqual(rules)))
  })

  test('never stop the page, whatever somebody wrote', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseHours(text)))
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Mo', 'Su', 'PH', '-', ',', ';', ' ', '08:30', '24:00', 'off', '24/7')),
        (parts) => void parseHours(parts.join('')),
      ),
    )
  })

  test('give each named day to exactly one line of the week', () => {
    fc.assert(
      fc.property(hours, (rules) => {
        const named = ALL.filter((day) => rules.some((rule) => rule.days.includes(day)))
        expect(
          weekOf(rules)
            .flatMap((line) => line.days)
            .toSorted(),
        ).toEqual(named.toSorted())
      }),
    )
  })

  test('of a later rule replace those of an earlier one', () => {
    expect(weekOf(parseHours('Mo-Fr 08:30-16:30; We 13:00-16:30; PH off') ?? [])).toEqual([
      { days: ['Mo', 'Tu', 'Th', 'Fr'], spans: [{ from: 510, to: 990 }] },
      { days: ['We'], spans: [{ from: 780, to: 990 }] },
      { days: ['PH'], spans: [] },
    ])
  })

  test('take the forms that people use', () => {
    expect(parseHours('Mo-Fr 8:30-16:30 ; Sa,Su 09:00-12:00, 14:00 - 17:00')).toEqual([
      { days: ['Mo', 'Tu', 'We', 'Th', 'Fr'], spans: [{ from: 510, to: 990 }] },
      {
        days: ['Sa', 'Su'],
        spans: [
          { from: 540, to: 720 },
          { from: 840, to: 1020 },
        ],
      },
    ])
    expect(parseHours('Fr-Mo 20:00-02:00')).toEqual([{ days: ['Mo', 'Fr', 'Sa', 'Su'], spans: [{ from: 1200, to: 120 }] }])
    expect(parseHours('09:00-17:00')?.[0]?.days).toEqual(DAYS)
    expect(isAlways(parseHours('24/7') ?? [])).toBe(true)
    expect(isAlways(parseHours('Mo-Su 00:00-24:00; PH off') ?? [])).toBe(true)
    expect(isAlways(parseHours('Mo-Fr 00:00-24:00') ?? [])).toBe(false)
  })

  test.each([
    '',
    'lundi 9h-12h',
    'Mo 25:00-26:00',
    'Mo 09:60-10:00',
    'Mo 09:00-09:00',
    'Mo-',
    'Mo-Fr 09:00',
    'Jan-Mar 09:00-17:00',
    'Mo-Tu-We 09:00-10:00',
    'PH-Mo off',
    '24:00-09:00',
  ])('are not understood when they are %j', (text) => {
    expect(parseHours(text)).toBeNull()
  })

  test('join days that follow each other, never the holidays', () => {
    expect(runsOf(['Mo', 'Tu', 'We', 'Sa', 'Su', 'PH'])).toEqual([
      { first: 'Mo', last: 'We' },
      { first: 'Sa', last: 'Su' },
      { first: 'PH', last: 'PH' },
    ])
  })
})
