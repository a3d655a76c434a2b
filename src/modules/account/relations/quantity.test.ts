import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Quantity } from '../vocabulary.ts'
import { add, granularityOf, intervalOf, nominalOf, scale, subtract } from './quantity.ts'

const people = (value: number, exactness: Quantity['exactness'], more: Partial<Quantity> = {}) =>
  intervalOf({ value, exactness, ...more }, { unit: 'people' })

describe('the step in which a number is stated', () => {
  test.each([
    [850, 10],
    [17000, 1000],
    [454, 1],
    [50, 10],
    [15, 5],
    [35, 5],
    [300, 100],
    [0, 1],
    [11_000_000, 1_000_000],
    [2.5, 0.1],
    [0.25, 0.01],
    [7, 1],
  ])('of %d is %d', (value, step) => expect(granularityOf({ value, exactness: 'about' })).toBeCloseTo(step, 9))

  test('is what was given, where it was given', () => expect(granularityOf({ value: 850, exactness: 'about', rounding: 50 })).toBe(50))
})

describe('the values that a number leaves possible', () => {
  test.each<[string, ReturnType<typeof people>, number, number]>([
    ['an exact count is itself', people(454, 'exact'), 454, 454],
    ['exact full-time equivalents are exact, fraction and all', people(12.5, 'exact'), 12.5, 12.5],
    ['about fifty', people(50, 'about'), 45, 55],
    ['about fifteen is stated in fives', people(15, 'about'), 12.5, 17.5],
    ['nearly eighty lies just under', people(80, 'nearly'), 70, 80],
    ['over 850 may be well over', people(850, 'over'), 850, 950],
    ['from 50 to 70', people(50, 'between', { valueTo: 70 }), 50, 70],
    ['a rounding that is told overrides the digits', people(1200, 'exact', { rounding: 50 }), 1175, 1225],
    ['about 3 rounded to tens is not below nothing', people(3, 'about', { rounding: 10 }), 0, 8],
    ['a percentage is rounded to its last digit', intervalOf({ value: 19, exactness: 'exact' }, { unit: 'percent' }), 18.5, 19.5],
    ['ten percent is not rounded to tens', intervalOf({ value: 10, exactness: 'exact' }, { unit: 'percent' }), 9.5, 10.5],
    ['a percentage with a decimal', intervalOf({ value: 33.3, exactness: 'exact' }, { unit: 'percent' }), 33.25, 33.35],
    [
      'a sum of records of which some have no number',
      intervalOf({ value: 66, exactness: 'over' }, { unit: 'people', lowerBound: true }),
      66,
      Infinity,
    ],
    ['what nobody counted', intervalOf({ value: null, exactness: 'unknown' }, { unit: 'people' }), 0, Infinity],
  ])('%s', (_, interval, low, high) => expect(interval).toEqual({ low, high }))

  test('as it reads, an unknown number is none and a range is a range', () => {
    expect(nominalOf({ value: null, exactness: 'unknown' })).toBeNull()
    expect(nominalOf({ value: 50, valueTo: 70, exactness: 'between' })).toEqual({ low: 50, high: 70 })
    expect(nominalOf({ value: 80, exactness: 'nearly' })).toEqual({ low: 80, high: 80 })
  })

  test('always hold the number that was stated, whatever the exactness', () =>
    fc.assert(
      fc.property(
        fc.nat(10_000_000),
        fc.constantFrom<Quantity['exactness']>('exact', 'about', 'nearly', 'over'),
        fc.constantFrom('people', 'percent'),
        (value, exactness, unit) => {
          const { low, high } = intervalOf({ value, exactness }, { unit })
          expect(low).toBeLessThanOrEqual(value)
          expect(high).toBeGreaterThanOrEqual(value)
        },
      ),
    ))
})

describe('sums of intervals', () => {
  const interval = fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.nat(100)).map(([low, width]) => ({ low, high: low + width }))
  const inside = ({ low, high }: { low: number; high: number }, at: number) => low + (high - low) * at
  const ratio = fc.double({ min: 0, max: 1, noNaN: true })

  test('hold the sum and the difference of any two numbers in them', () =>
    fc.assert(
      fc.property(interval, interval, ratio, ratio, (a, b, at, bt) => {
        const [x, y] = [inside(a, at), inside(b, bt)]
        const [sum, difference] = [add(a, b), subtract(a, b)]
        expect(x + y).toBeGreaterThanOrEqual(sum.low - 1e-6)
        expect(x + y).toBeLessThanOrEqual(sum.high + 1e-6)
        expect(x - y).toBeGreaterThanOrEqual(difference.low - 1e-6)
        expect(x - y).toBeLessThanOrEqual(difference.high + 1e-6)
      }),
    ))
  test('are not disturbed by binary fractions', () =>
    expect(add({ low: 0.1, high: 0.1 }, { low: 0.2, high: 0.2 })).toEqual({ low: 0.3, high: 0.3 }))
  test('turn round when they are taken away', () => expect(scale({ low: 1, high: Infinity }, -1)).toEqual({ low: -Infinity, high: -1 }))
})
