import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstLoud, quietMinutes } from './quiet.ts'
import { NO_PREFERENCE, type Preference } from './vocabulary.ts'

const night: Preference = { ...NO_PREFERENCE, quietFrom: '22:00', quietUntil: '07:00' }
const at = (text: string) => new Date(text)

describe('quiet hours', () => {
  test('of a night end in the morning of Paris, in winter and in summer', () => {
    expect(firstLoud(night, at('2026-11-23T22:30:00Z'))).toEqual(at('2026-11-24T06:00:00Z'))
    expect(firstLoud(night, at('2026-11-24T03:00:20Z'))).toEqual(at('2026-11-24T06:00:00Z'))
    expect(firstLoud(night, at('2026-07-01T20:00:00Z'))).toEqual(at('2026-07-02T05:00:00Z'))
  })

  test('hold nothing back while it is loud, to the second', () => {
    for (const moment of ['2026-11-24T06:00:00Z', '2026-11-24T20:59:59Z']) expect(firstLoud(night, at(moment))).toEqual(at(moment))
  })

  test('of a weekend last from Saturday to the morning of Monday', () => {
    expect(firstLoud({ ...night, quietWeekend: true }, at('2026-11-28T12:00:00Z'))).toEqual(at('2026-11-30T06:00:00Z'))
    expect(firstLoud({ ...NO_PREFERENCE, quietWeekend: true }, at('2026-11-28T12:00:00Z'))).toEqual(at('2026-11-29T23:00:00Z'))
  })

  test('end when the clock on the wall says so, also in the nights in which it is changed', () => {
    expect(firstLoud(night, at('2026-10-24T22:00:00Z'))).toEqual(at('2026-10-25T06:00:00Z'))
    const spring = firstLoud(night, at('2026-03-28T22:30:00Z')).getTime()
    expect(spring - at('2026-03-29T05:00:00Z').getTime()).toBeLessThanOrEqual(3_600_000)
    expect(spring).toBeGreaterThanOrEqual(at('2026-03-29T05:00:00Z').getTime())
  })

  test('whatever they are, what they hold back arrives within four days, and never in the quiet', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
    const preference = fc
      .record({ quietFrom: time, quietUntil: time, quietWeekend: fc.boolean() })
      .filter(({ quietFrom, quietUntil }) => quietFrom !== quietUntil)
      .map((quiet): Preference => ({ declined: [], ...quiet }))
    const moment = fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z'), noInvalidDate: true })
    fc.assert(
      fc.property(preference, moment, (quiet, now) => {
        const loud = firstLoud(quiet, now)
        expect(quietMinutes(quiet, loud)).toBe(0)
        expect(loud.getTime()).toBeGreaterThanOrEqual(now.getTime())
        expect(loud.getTime() - now.getTime()).toBeLessThan(4 * 86_400_000)
      }),
    )
  })
})
