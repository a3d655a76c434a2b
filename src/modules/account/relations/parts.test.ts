import { describe, expect, test } from 'vitest'
import { brief, check, only, said } from './statements.test-support.ts'

describe('parts of a whole', () => {
  test('74 reports in 2025 cannot be among 64 since 2017', () => {
    const relation = only(said('reports', '2017..2025-12-31', 64, { page: 'p. 27' }), said('reports', '2025', 74, { page: 'p. 28' }))
    expect(relation).toMatchObject({
      id: 'part:reports:2025<2017..2025',
      kind: 'part',
      verdict: 'contradicts',
      difference: 10,
      sources: [
        { source: 'report', locator: 'p. 27' },
        { source: 'report', locator: 'p. 28' },
      ],
    })
    expect(relation.terms.map(({ role, quantity }) => [role, quantity.value])).toEqual([
      ['part', 74],
      ['whole', 64],
    ])
  })
  test('180 in 2025 are among 320 since the start', () =>
    expect(brief(check(said('reports', '2025', 180), said('reports', '..2025-12-31', 320)))).toEqual([['part', 'holds', -140]]))
  test('what nobody can have counted twice is compared with the nearest whole only', () =>
    expect(
      check(said('reports', '2025', 10), said('reports', '2023..2025', 20), said('reports', '2017..2025', 30)).map(({ id }) => id),
    ).toEqual(['part:reports:2023..2025<2017..2025', 'part:reports:2025<2023..2025']))
  test('a farther whole that is too small is told even when the nearest could hold', () =>
    expect(
      check(said('reports', '2025', 10), said('reports', '2023..2025', 'about 10'), said('reports', '2017..2025', 8))
        .filter(({ verdict }) => verdict === 'contradicts')
        .map(({ id }) => id),
    ).toEqual(['part:reports:2025<2017..2025']))
  test('a number that is too large for the nearest whole is not told again for the farther ones', () =>
    expect(
      check(said('reports', '2025', 74), said('reports', '2023..2025', 70), said('reports', '2017..2025', 60)).map(({ id, verdict }) => [
        id,
        verdict,
      ]),
    ).toEqual([
      ['part:reports:2023..2025<2017..2025', 'contradicts'],
      ['part:reports:2025<2023..2025', 'contradicts'],
    ]))
  test('a part may be all of the whole', () =>
    expect(brief(check(said('reports', '2025', 64), said('reports', '2017..2025', 64)))).toEqual([['part', 'holds', 0]]))
  test('two counts since different beginnings are not compared', () =>
    expect(check(said('reports', '2012..2025', 300), said('reports', '..2025-12-31', 200))).toEqual([]))
  test('one group alone is at most all', () =>
    expect(brief(check(said('reports', '2025', 5), said('reports', '2025', 6, { language: 'fr' })))).toEqual([['part', 'contradicts', 1]]))
  test('one part alone of a breakdown that is not complete is compared like any other', () =>
    expect(only(said('languages', '2025', 5), said('languages', '2025', 4, { language: 'fr' }))).toMatchObject({
      id: 'part:languages:language=fr:2025<languages:2025',
      verdict: 'holds',
    }))
  test('7 sites overseas are among the 82 in France, not among those abroad', () => {
    const sites = [said('sites', '1997..2025', 82, { place: 'france' }), said('sites', '1997..2025', 3, { place: 'international' })]
    expect(brief(check(said('sites.overseas', '1997..2025', 7), ...sites))).toEqual([['part', 'holds', -75]])
  })
  test('15 sectors covered in three years are among the 85 that exist', () =>
    expect(brief(check(said('sectors', '2025', 85), said('sectors.covered', '2023-05..2025-12', 15)))).toEqual([['part', 'holds', -70]]))
  test('what came in a year is part of the stock at its end, and not of the one before', () => {
    const within = check(
      said('councils', '@2024-12-31', 10),
      said('councils', '@2025-12-31', 95),
      said('councils.started', '2025', 16),
    ).filter(({ kind }) => kind === 'part')
    expect(within.map(({ id, verdict }) => [id, verdict])).toEqual([['part:councils.started:2025<councils:@2025-12-31', 'holds']])
  })
  test('38 people recruited suffice for 34 employers, 30 would not', () => {
    expect(brief(check(said('recruited', '2025', 38), said('employers', '2025', 34)))).toEqual([['at-least-each', 'holds', -4]])
    expect(brief(check(said('recruited', '2025', 30), said('employers', '2025', 34)))).toEqual([['at-least-each', 'contradicts', 4]])
  })
})
