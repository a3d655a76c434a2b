import { describe, expect, test } from 'vitest'
import type { FigureRelation } from './index.ts'
import { brief, check, counted, only, said } from './statements.test-support.ts'

describe('the same fact in several places', () => {
  test.each<[string, string | number, string | number, FigureRelation['verdict'], number | null]>([
    ['nearly 80 visitors are 76', 76, 'nearly 80', 'holds-within-rounding', 4],
    ['nearly 70 are 70', 70, 'nearly 70', 'holds', 0],
    ['28 participants are not 30', 28, 30, 'contradicts', 2],
    ['23 are not 21', 23, 21, 'contradicts', -2],
    ['over 17,000 is 17,098', 17098, 'over 17000', 'holds-within-rounding', -98],
    ['over 850 is not 2,000', 2000, 'over 850', 'contradicts', -1150],
    ['between 50 and 70 can be 60', 60, '50 to 70', 'holds-within-rounding', null],
    ['the same range is the same', '50 to 70', '50 to 70', 'holds', 0],
  ])('%s', (_, one, other, verdict, difference) =>
    expect(brief(check(said('reports', '2025', one), said('reports', '2025', other)))).toEqual([['same', verdict, difference]]),
  )

  test('is compared with the most exact statement, not each with each', () => {
    const relations = check(said('reports', '2025', 'nearly 80'), said('reports', '2025', 76), said('reports', '2025', 'over 70'))
    expect(relations).toHaveLength(2)
    expect(relations.every(({ terms }) => terms[0]?.role === 'one' && terms[0].quantity.value === 76)).toBe(true)
  })
  test('is compared with the records, which lack a number only from below', () => {
    expect(brief(check(said('reports', '2025', 76), counted('reports', '2025', 74)))).toEqual([['same', 'contradicts', 2]])
    expect(brief(check(said('reports', '2025', 760), counted('reports', '2025', 'over 66')))).toEqual([
      ['same', 'holds-within-rounding', -694],
    ])
  })
  test('names the records as a place', () =>
    expect(only(said('reports', '2025', 76, { page: 'p. 1' }), counted('reports', '2025', 76)).sources).toEqual([
      { source: 'records', locator: expect.stringMatching(/^computed:/) },
      { source: 'report', locator: 'p. 1' },
    ]))
  test('said twice in one place is one statement', () =>
    expect(check(said('reports', '2025', 76, { page: 'p. 1' }), said('reports', '2025', 76, { page: 'p. 1' }))).toEqual([]))
  test('is told once: every other relation uses the better number', () => {
    const relations = check(said('reports', '2025', 30), said('reports', '2025', 'over 90'), said('reports', '2017..2025', 60))
    expect(brief(relations)).toEqual([
      ['part', 'holds', -30],
      ['same', 'contradicts', 60],
    ])
  })
  test('counts as the records have it when a document is as exact', () => {
    const relations = check(said('reports', '2025', 90), counted('reports', '2025', 30), said('reports', '2017..2025', 60))
    expect(brief(relations)).toEqual([
      ['part', 'holds', -30],
      ['same', 'contradicts', 60],
    ])
  })
  test('holds for settings and averages as well', () => {
    expect(brief(check(said('criteria', '2025', 116), said('criteria', '2025', 117)))).toEqual([['same', 'contradicts', 1]])
    expect(brief(check(said('readings', '2025', 4000), said('readings', '2025', 'about 4000')))).toEqual([['same', 'holds', 0]])
  })
})

describe('what is no relation', () => {
  test('averages are neither added up nor part of anything', () =>
    expect(
      check(
        said('readings', '2025', 10),
        said('readings', '2025', 20, { place: 'web' }),
        said('readings', '2017..2025', 5),
        said('reports', '2025', 3),
      ),
    ).toEqual([]))
  test('settings of two years may differ', () =>
    expect(check(said('criteria', '2024', 120), said('criteria', '2025', 116), said('criteria', '2017..2025', 1))).toEqual([]))
  test('a stock does not grow out of another day', () =>
    expect(check(said('councils', '@2024-12-31', 500), said('councils', '@2025-12-31', 303))).toEqual([]))
  test('numbers of different years, parts and indicators have nothing to do with each other', () =>
    expect(
      check(
        said('reports', '2024', 90),
        said('reports', '2025', 3),
        said('reports', '2025-06', 1, { language: 'fr' }),
        said('employers', '2025', 99),
      ),
    ).toEqual([]))
  test('an indicator without rules is left alone', () =>
    expect(check(said('unheard-of', '2025', 1), said('unheard-of', '2025', 2))).toEqual([]))
})
