import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectSafeSvg, HOSTILE, wordsIn } from '#platform/drawing/svg.test-support.ts'
import { chartSvg } from './chart.server.ts'
import { measureOf, packs } from './packs.server.ts'

const words = {
  id: 'c',
  title: 'PHQ-9',
  summary: 'Huit scores',
  bandName: (key: string) => key,
  day: (at: Date) => at.toISOString().slice(0, 10),
}
const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n))
const all = packs().map(measureOf)

describe('the picture of scores over time', () => {
  test.each(all)('of $shortName shows every band, its limits and each score', (measure) => {
    const points = [measure.scoring.min, measure.scoring.max].map((total, at) => ({ at: day(at * 90), total }))
    const said = wordsIn(chartSvg(measure, points, 680, words))
    for (const { key, from } of measure.bands) {
      expect(said).toContain(key)
      expect(said).toContain(String(from))
    }
    expect(said).toContain('2026-01-01')
    expect(said).toContain('2026-04-01')
  })

  test('is one safe image without style, inside of its box, however many scores and when', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.constantFrom(296, 680),
        fc.array(fc.tuple(fc.nat({ max: 900 }), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 40 }),
        (measure, width, scores) => {
          const points = scores
            .map(([at, share]) => ({
              at: day(at),
              total: Math.round(measure.scoring.min + share * (measure.scoring.max - measure.scoring.min)),
            }))
            .sort((one, other) => one.at.getTime() - other.at.getTime())
          const svg = chartSvg(measure, points, width, words)
          expectSafeSvg(svg)
          for (const [, cx, cy] of svg.matchAll(/cx="([\d.-]+)" cy="([\d.-]+)"/g)) {
            expect(Number(cx)).toBeGreaterThan(0)
            expect(Number(cx)).toBeLessThan(width)
            expect(Number(cy)).toBeGreaterThan(0)
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  test('takes no word for markup', () => {
    const [measure] = all
    if (measure === undefined) throw new Error('no measure')
    expectSafeSvg(
      chartSvg(measure, [{ at: day(0), total: 3 }], 296, { ...words, title: HOSTILE, summary: HOSTILE, bandName: () => HOSTILE }),
    )
  })
})
