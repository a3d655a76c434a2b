import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDates } from '#modules/account/relations/index.ts'
import { spanOf } from '#platform/cells.ts'
import { dateTyped } from '#platform/forms/date-typed.ts'
import { intlOf } from '#platform/languages/intl.tsx'
import { datesWritten, isOutside, monthOf, type When } from './dates.ts'
import { daysInMonth } from './screen/days.ts'
import { PRECISIONS } from './vocabulary.ts'

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const CUT = { day: 10, month: 7, year: 4 }
/** Anything that the table can hold: from a day, a month or a year, to a later day. */
const when: fc.Arbitrary<When> = fc
  .record({ first: day, precision: fc.constantFrom(...PRECISIONS), later: fc.option(fc.nat(400)) })
  .map(({ first, precision, later }) => {
    const { from, to } = spanOf(first.slice(0, CUT[precision])) ?? { from: first, to: first }
    const ends_on = later === null ? to : new Date(Date.parse(to) + later * 86_400_000).toISOString().slice(0, 10)
    return { starts_on: from, ends_on, precision }
  })

describe('dates', () => {
  test.each([
    ['24/06/2025', '2025-06-24', '2025-06-24', 'day'],
    ['1.2.2024', '2024-02-01', '2024-02-01', 'day'],
    ['06/2025', '2025-06-01', '2025-06-30', 'month'],
    ['2024-02', '2024-02-01', '2024-02-29', 'month'],
    [' 2025 ', '2025-01-01', '2025-12-31', 'year'],
  ])('"%s" goes from %s to %s and is known to the %s', (typed, from, to, precision) => {
    expect(dateTyped(typed)).toEqual({ from, to, precision })
  })
  test.each(['', '0000', '0000-01-01', '01/0000', '31/02/2025', '13/2025', '2025-13', 'yesterday', '24/06/25'])(
    '"%s" is no date',
    (typed) => {
      expect(dateTyped(typed)).toBeNull()
    },
  )
  test('dates that are written and read again are the same', () => {
    fc.assert(
      fc.property(when, (original) => {
        const { starts, ends } = datesWritten(original)
        const [first, last] = [dateTyped(starts), dateTyped(ends)]
        expect({ starts_on: first?.from, ends_on: last?.to ?? first?.to, precision: first?.precision }).toEqual(original)
      }),
    )
  })
  test('a part lies outside of its event exactly where the account says that the dates contradict', () => {
    const dated = (id: string, { starts_on, ends_on, precision }: When) => ({
      id,
      title: { en: id },
      starts: starts_on,
      ends: ends_on,
      precision,
    })
    fc.assert(
      fc.property(when, when, (part, whole) => {
        // A range that begins with a month has no precision of its own for the account: only whole spans and days compare.
        fc.pre(part.precision === 'day' || datesWritten(part).ends === '')
        fc.pre(whole.precision === 'day' || datesWritten(whole).ends === '')
        const [relation] = checkDates([{ ...dated('part', part), parent: dated('whole', whole) }])
        expect(isOutside(part, whole)).toBe(relation?.verdict === 'contradicts')
      }),
    )
  })
  test('what is known to the year only is listed under the year', () => {
    expect(monthOf({ starts_on: '2025-01-01', precision: 'year' })).toBe('2025')
    expect(monthOf({ starts_on: '2025-01-01', precision: 'day' })).toBe('2025-01')
  })
  test.each([
    ['2025-11-17', '2025-11-19', 'day', '17–19 novembre'],
    ['2025-09-29', '2025-10-03', 'day', '29 septembre – 3 octobre'],
    ['2025-12-30', '2026-01-02', 'day', 'du 30 décembre 2025 au 2 janvier 2026'],
    ['2025-11-17', '2025-11-17', 'day', '17 novembre'],
    ['2025-11-01', '2025-11-30', 'month', 'novembre'],
    ['2025-01-01', '2025-12-31', 'year', '2025'],
  ] as const)('from %s to %s, known to the %s, is "%s" in a list by month', (starts_on, ends_on, precision, words) => {
    expect(daysInMonth(intlOf('fr'), { starts_on, ends_on, precision })).toBe(words)
  })
})
