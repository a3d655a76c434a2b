import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measureOf, packs } from './packs.server.ts'
import { bandOf, callsForSomebody, changeBetween, scoreOf } from './scoring.ts'
import type { Instrument, Measure } from './vocabulary.ts'

const all = packs().map(measureOf)
const measure = (id: Instrument): Measure => {
  const found = all.find((each) => each.id === id)
  if (found === undefined) throw new Error(id)
  return found
}
const answersFor = ({ itemCount, scoring }: Measure) =>
  fc.array(fc.integer({ min: scoring.itemMin, max: scoring.itemMax }), { minLength: itemCount, maxLength: itemCount })
const total = (id: Instrument, answers: number[]) => scoreOf(measure(id), answers).score?.total
const fill = (id: Instrument, value: number) => Array.from({ length: measure(id).itemCount }, () => value)
const bandAt = (id: Instrument, score: number) => bandOf(measure(id), score)?.key ?? null

describe('scores: what the published sources say', () => {
  test('limits: 0 to 27, 0 to 21, 0 to 60, 0 to 100', () => {
    expect([total('phq-9', fill('phq-9', 0)), total('phq-9', fill('phq-9', 3))]).toEqual([0, 27])
    expect([total('gad-7', fill('gad-7', 0)), total('gad-7', fill('gad-7', 3))]).toEqual([0, 21])
    expect([total('qpr-15', fill('qpr-15', 0)), total('qpr-15', fill('qpr-15', 4))]).toEqual([0, 60])
    expect([total('who-5', fill('who-5', 0)), total('who-5', fill('who-5', 5))]).toEqual([0, 100])
  })

  test('the PHQ-9 has bands from 5, 10, 15 and 20 on (Kroenke 2001)', () => {
    const keys = [0, 4, 5, 9, 10, 14, 15, 19, 20, 27].map((score) => bandAt('phq-9', score))
    expect(keys.join()).toBe('minimal,minimal,mild,mild,moderate,moderate,moderatelySevere,moderatelySevere,severe,severe')
    expect(total('phq-9', [2, 2, 1, 2, 1, 2, 1, 1, 0])).toBe(12)
  })

  test('the GAD-7 has bands from 5, 10 and 15 on (Spitzer 2006)', () => {
    const keys = [0, 4, 5, 9, 10, 14, 15, 21].map((score) => bandAt('gad-7', score))
    expect(keys.join()).toBe('minimal,minimal,mild,mild,moderate,moderate,severe,severe')
  })

  test('the WHO-5 is the raw score times four: a raw score under 13 is a reason to look further (Topp 2015)', () => {
    expect(total('who-5', [3, 3, 2, 2, 2])).toBe(48)
    expect(bandAt('who-5', 48)).toBe('lookFurther')
    expect(total('who-5', [3, 3, 3, 2, 2])).toBe(52)
    expect(bandAt('who-5', 52)).toBe('usual')
    // A calculator that is found on the web takes five off first.
    expect(total('who-5', [1, 1, 1, 1, 1])).toBe(20)
  })

  test('the QPR-15 has no bands', () => {
    expect(bandAt('qpr-15', 30)).toBeNull()
  })
})

describe('scores: whatever is answered', () => {
  test.each(all)('$shortName stays within its range, in a band where it has any, and rises with each answer', (each) => {
    fc.assert(
      fc.property(answersFor(each), fc.nat({ max: each.itemCount - 1 }), (answers, at) => {
        const { score } = scoreOf(each, answers)
        if (score === null) throw new Error('no score')
        expect(score.total).toBeGreaterThanOrEqual(each.scoring.min)
        expect(score.total).toBeLessThanOrEqual(each.scoring.max)
        expect(score.band !== null).toBe(each.bands.length > 0)
        const old = answers[at] ?? 0
        if (old === each.scoring.itemMax) return
        const more = scoreOf(each, answers.with(at, old + 1)).score
        expect(more?.total).toBe(score.total + each.scoring.factor)
      }),
    )
  })

  test.each(all)('$shortName has no score where an answer is missing', (each) => {
    fc.assert(
      fc.property(answersFor(each), fc.nat({ max: each.itemCount - 1 }), (answers, at) => {
        expect(scoreOf(each, (answers as (number | null)[]).with(at, null))).toEqual({ score: null, missing: 1 })
      }),
    )
  })

  test.each(all)('$shortName refuses an answer that it does not have', (each) => {
    const good = Array.from({ length: each.itemCount }, () => each.scoring.itemMin)
    for (const wrong of [each.scoring.itemMax + 1, each.scoring.itemMin - 1, 0.5, Number.NaN])
      expect(() => scoreOf(each, good.with(0, wrong)), String(wrong)).toThrow(RangeError)
    expect(() => scoreOf(each, good.slice(1))).toThrow(RangeError)
    expect(() => scoreOf(each, [...good, 0])).toThrow(RangeError)
  })
})

describe('a change', () => {
  test('matters from what the source says on, and which way is better depends on the questionnaire', () => {
    const verdict = (id: Instrument, from: number, to: number) => changeBetween(measure(id), from, to).verdict
    expect([verdict('phq-9', 15, 10), verdict('phq-9', 15, 11), verdict('phq-9', 10, 15)]).toEqual(['better', 'less', 'worse'])
    expect([verdict('gad-7', 12, 8), verdict('gad-7', 12, 9), verdict('gad-7', 8, 12)]).toEqual(['better', 'less', 'worse'])
    expect([verdict('who-5', 40, 52), verdict('who-5', 40, 48), verdict('who-5', 52, 40)]).toEqual(['better', 'less', 'worse'])
    expect([verdict('qpr-15', 20, 60), verdict('qpr-15', 60, 20)]).toEqual(['moved', 'moved'])
  })

  test.each(all)('of $shortName there and back is the opposite, and none is none', (each) => {
    const score = fc.integer({ min: each.scoring.min, max: each.scoring.max })
    const OPPOSITE = { better: 'worse', worse: 'better', less: 'less', same: 'same', moved: 'moved' }
    fc.assert(
      fc.property(score, score, (from, to) => {
        const [there, back] = [changeBetween(each, from, to), changeBetween(each, to, from)]
        expect(back.verdict).toBe(OPPOSITE[there.verdict])
        expect(back.points + there.points).toBe(0)
        expect(there.verdict === 'same').toBe(from === to)
      }),
    )
  })
})

describe('an answer that calls for somebody', () => {
  test('is any above "not at all" to question 9 of the PHQ-9, whatever the rest says', () => {
    fc.assert(
      fc.property(answersFor(measure('phq-9')), (answers) => {
        expect(callsForSomebody(measure('phq-9'), answers)).toBe((answers[8] ?? 0) > 0)
      }),
    )
    expect(callsForSomebody(measure('phq-9'), [null, null, null, null, null, null, null, null, 1])).toBe(true)
    expect(callsForSomebody(measure('phq-9'), [3, 3, 3, 3, 3, 3, 3, 3, null])).toBe(false)
  })

  test('is in no other questionnaire', () => {
    for (const each of all.filter(({ id }) => id !== 'phq-9'))
      expect(
        callsForSomebody(
          each,
          Array.from({ length: each.itemCount }, () => each.scoring.itemMax),
        ),
        each.id,
      ).toBe(false)
  })
})
