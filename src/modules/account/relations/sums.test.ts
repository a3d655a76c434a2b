import { describe, expect, test } from 'vitest'
import type { Statement } from '../vocabulary.ts'
import { brief, check, only, said } from './statements.test-support.ts'

describe('sums', () => {
  const groups = (staff: number | string, users: number | string, family: number | string) => [
    said('interviews', '2025', staff, { group: 'staff' }),
    said('interviews', '2025', users, { group: 'users' }),
    said('interviews', '2025', family, { group: 'family' }),
  ]

  test('310, 124 and 20 interviews are the 454 that the report calls "over 454"', () => {
    const relation = only(said('interviews', '2025', 'over 454'), ...groups(310, 124, 20))
    expect(relation).toMatchObject({ id: 'sum:interviews:group:2025', kind: 'sum', verdict: 'holds', difference: 0 })
    expect(relation.terms.map(({ role, sign, quantity }) => [role, sign, quantity.value])).toEqual([
      ['part', 1, 20],
      ['part', 1, 310],
      ['part', 1, 124],
      ['total', -1, 454],
    ])
    expect(relation.sources).toHaveLength(4)
  })
  test('of exact numbers contradict when one is off by one', () =>
    expect(brief(check(said('interviews', '2025', 455), ...groups(310, 124, 20)))).toEqual([['sum', 'contradicts', -1]]))
  test('nearly 71,000 in France and nearly 17,000 elsewhere are over 88,000', () =>
    expect(
      brief(
        check(
          said('sites', '1997..2025', 'over 88000'),
          said('sites', '1997..2025', 'nearly 71000', { place: 'france' }),
          said('sites', '1997..2025', 'nearly 17000', { place: 'international' }),
        ),
      ),
    ).toEqual([['sum', 'holds', 0]]))
  test('82 and 18 sites are 100', () =>
    expect(
      brief(
        check(
          said('sites', '1997..2025', 100),
          said('sites', '1997..2025', 82, { place: 'france' }),
          said('sites', '1997..2025', 18, { place: 'international' }),
        ),
      ),
    ).toEqual([['sum', 'holds', 0]]))

  test('six delegations with their numbers leave ten people for the three that have none', () => {
    const numbers: (number | string)[] = ['?', '?', 1, 4, 1, '?', 23, 7, 30]
    const relation = only(said('visitors', '2025', 76), ...numbers.map((n, at) => said('visitors', '2025', n, { delegation: `d${at}` })))
    expect(relation).toMatchObject({ kind: 'sum', verdict: 'implies', difference: null })
    expect(relation.implied).toEqual({
      indicator: 'visitors',
      dimensions: { delegation: 'd0+d1+d5' },
      period: expect.anything(),
      value: 10,
      low: 10,
      high: 10,
      missing: { dimension: 'delegation', values: ['d0', 'd1', 'd5'] },
    })
  })
  test('the one group that nobody counted is implied by name, with what rounding leaves open', () => {
    const relation = only(said('interviews', '2025', 'nearly 460'), ...groups(310, '?', 20))
    expect(relation.implied).toMatchObject({ dimensions: { group: 'users' }, value: 130, low: 120, high: 130 })
  })
  test('a group that is not even mentioned is implied too', () => {
    const [staff, users] = groups(310, 124, 20) as [Statement, Statement]
    expect(only(said('interviews', '2025', 454), staff, users).implied).toMatchObject({ dimensions: { group: 'family' }, value: 20 })
  })
  test('a single delegation is not taken for all of them, only for no more than all', () =>
    expect(brief(check(said('visitors', '2025', 76), said('visitors', '2025', 30, { delegation: 'd0' })))).toEqual([
      ['part', 'holds', -46],
    ]))
  test('an unstated total is implied by its parts', () =>
    expect(only(said('interviews', '2025', '?'), ...groups(310, 124, 20)).implied).toMatchObject({ dimensions: {}, value: 454 }))
  test('parts above the total leave less than nothing: that contradicts', () =>
    expect(brief(check(said('interviews', '2025', 400), ...groups(310, 124, '?')))).toEqual([['sum', 'contradicts', 34]]))

  test('where more than the parts named may be missing, the rest is theirs and of others', () =>
    expect(
      only(
        said('languages', '2025', 100),
        said('languages', '2025', 60, { language: 'fr' }),
        said('languages', '2025', '?', { language: 'nl' }),
      ).implied,
    ).toMatchObject({
      dimensions: { language: 'nl+others' },
      value: 40,
      missing: { values: ['nl', 'others'] },
    }))
  test('parts that are not all of the whole only must not exceed it', () => {
    const parts = (fr: number, nl: number) => [
      said('languages', '2025', fr, { language: 'fr' }),
      said('languages', '2025', nl, { language: 'nl' }),
    ]
    expect(brief(check(said('languages', '2025', 100), ...parts(60, 30)))).toEqual([['part', 'holds', -10]])
    expect(brief(check(said('languages', '2025', 'over 85'), ...parts(60, 30)))).toEqual([['part', 'holds-within-rounding', 5]])
    expect(brief(check(said('languages', '2025', 85), ...parts(60, 30)))).toEqual([['part', 'contradicts', 5]])
  })
})

describe('shares', () => {
  const shares = (...values: (number | string)[]) =>
    values.map((value, at) => said('pool.share', '@2025-12-31', value, { category: `c${at}` }))
  test('19, 10, 10, 38 and 22 % are 99 %, which rounding explains', () => {
    expect(only(...shares(19, 10, 10, 38, 22))).toMatchObject({
      id: 'shares:pool.share:category:@2025-12-31',
      verdict: 'holds-within-rounding',
      difference: -1,
    })
  })
  test('that are 100 hold', () => expect(brief(check(...shares(50, 25, 25)))).toEqual([['shares', 'holds', 0]]))
  test('that are 96 contradict', () => expect(brief(check(...shares(19, 10, 10, 38, 19)))).toEqual([['shares', 'contradicts', -4]]))
  test('leave the rest to the one that nobody told', () =>
    expect(only(...shares(19, 10, '?')).implied).toMatchObject({ dimensions: { category: 'c2' }, value: 71, low: 70, high: 72 }))
})

describe('stocks', () => {
  const stock = (before: number | string, started: number | string, now: number | string) => [
    said('councils', '@2024-12-31', before),
    said('councils.started', '2025', started),
    said('councils', '@2025-12-31', now),
  ]
  const stocks = (...statements: Statement[]) => check(...statements).filter(({ kind }) => kind === 'stock')

  test('298 councils and 30 more, with 303 at the end, imply that 25 ended', () => {
    const [relation] = stocks(...stock(298, 30, 303))
    expect(relation).toMatchObject({
      id: 'stock:councils:@2025-12-31<@2024-12-31',
      verdict: 'implies',
      implied: { indicator: 'councils.ended', dimensions: {}, period: { from: '2025-01-01', to: '2025-12-31' }, value: 25 },
    })
  })
  test('133 planned and 16 more, with 95 left, imply 54', () =>
    expect(stocks(...stock(133, 16, 95))[0]?.implied).toMatchObject({ value: 54, low: 54, high: 54 }))
  test('29 members, 5 who came and 4 who left are 30', () =>
    expect(brief(stocks(...stock(29, 5, 30), said('councils.ended', '2025', 4)))).toEqual([['stock', 'holds', 0]]))
  test('that do not add up contradict', () =>
    expect(brief(stocks(...stock(29, 5, 30), said('councils.ended', '2025', 3)))).toEqual([['stock', 'contradicts', 1]]))
  test('that would need less than no exits contradict', () =>
    expect(brief(stocks(...stock(29, 5, 40)))).toEqual([['stock', 'contradicts', -6]]))
  test('of one place do not feed on those of another', () =>
    expect(
      stocks(
        said('councils', '@2024-12-31', 5, { place: 'north' }),
        said('councils.started', '2025', 1, { place: 'south' }),
        said('councils', '@2025-12-31', 9, { place: 'south' }),
      ),
    ).toEqual([]))
  test('say nothing when the entries, or the year before, are not known', () => {
    expect(stocks(...stock(298, '?', 303))).toEqual([])
    expect(stocks(...stock('?', 30, 303))).toEqual([])
    expect(
      stocks(said('councils', '@2023-12-31', 290), said('councils.started', '2025', 30), said('councils', '@2025-12-31', 303)),
    ).toEqual([])
  })
})
