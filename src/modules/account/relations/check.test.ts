import { describe, expect, test } from 'vitest'
import type { Statement } from '../vocabulary.ts'
import { checkRelations, type FigureRelation, type RelationRules } from './index.ts'
import { counted, said } from './statements.test-support.ts'

const RULES: readonly RelationRules[] = [
  { id: 'interviews', unit: 'people', kind: 'flow', parts: [{ dimension: 'group', values: ['staff', 'users', 'family'], complete: true }] },
  { id: 'pool.share', unit: 'percent', kind: 'share', parts: [{ dimension: 'category', complete: true }] },
  { id: 'councils', unit: 'councils', kind: 'stock', stock: { entries: 'councils.started', exits: 'councils.ended' } },
  { id: 'councils.started', unit: 'councils', kind: 'flow', within: [{ indicator: 'councils' }] },
  { id: 'councils.ended', unit: 'councils', kind: 'flow' },
  { id: 'reports', unit: 'documents', kind: 'flow' },
  { id: 'visitors', unit: 'people', kind: 'flow', parts: [{ dimension: 'delegation', complete: true }] },
  { id: 'sites', unit: 'sites', kind: 'flow', parts: [{ dimension: 'place', values: ['france', 'international'], complete: true }] },
  { id: 'sites.overseas', unit: 'sites', kind: 'flow', within: [{ indicator: 'sites', dimensions: { place: 'france' } }] },
  { id: 'languages', unit: 'people', kind: 'flow', parts: [{ dimension: 'language', values: ['fr', 'nl', 'en'], complete: false }] },
  { id: 'recruited', unit: 'people', kind: 'flow', atLeastEach: ['employers'] },
  { id: 'employers', unit: 'organisations', kind: 'flow' },
  { id: 'readings', unit: 'readings', kind: 'average', parts: [{ dimension: 'place', complete: true }], within: [{ indicator: 'reports' }] },
  { id: 'criteria', unit: 'criteria', kind: 'setting' },
  { id: 'sectors', unit: 'sectors', kind: 'setting' },
  { id: 'sectors.covered', unit: 'sectors', kind: 'flow', within: [{ indicator: 'sectors' }] },
]
const check = (...statements: Statement[]) => checkRelations(RULES, statements)
const brief = (relations: readonly FigureRelation[]) => relations.map(({ kind, verdict, difference }) => [kind, verdict, difference])
const only = (...statements: Statement[]) => {
  const relations = check(...statements)
  expect(relations).toHaveLength(1)
  return relations[0] as FigureRelation
}

describe('sums', () => {
  const groups = (staff: number | string, users: number | string, family: number | string) =>
    [said('interviews', '2025', staff, { group: 'staff' }), said('interviews', '2025', users, { group: 'users' }), said('interviews', '2025', family, { group: 'family' })]

  test('310, 124 and 20 interviews are the 454 that the report calls "over 454"', () => {
    const relation = only(said('interviews', '2025', 'over 454'), ...groups(310, 124, 20))
    expect(relation).toMatchObject({ id: 'sum:interviews:group:2025', kind: 'sum', verdict: 'holds', difference: 0 })
    expect(relation.terms.map(({ role, sign, quantity }) => [role, sign, quantity.value])).toEqual([['part', 1, 20], ['part', 1, 310], ['part', 1, 124], ['total', -1, 454]])
    expect(relation.sources).toHaveLength(4)
  })
  test('of exact numbers contradict when one is off by one', () =>
    expect(brief(check(said('interviews', '2025', 455), ...groups(310, 124, 20)))).toEqual([['sum', 'contradicts', -1]]))
  test('nearly 71,000 in France and nearly 17,000 elsewhere are over 88,000', () =>
    expect(brief(check(said('sites', '1997..2025', 'over 88000'), said('sites', '1997..2025', 'nearly 71000', { place: 'france' }), said('sites', '1997..2025', 'nearly 17000', { place: 'international' })))).toEqual([['sum', 'holds', 0]]))
  test('82 and 18 sites are 100', () =>
    expect(brief(check(said('sites', '1997..2025', 100), said('sites', '1997..2025', 82, { place: 'france' }), said('sites', '1997..2025', 18, { place: 'international' })))).toEqual([['sum', 'holds', 0]]))

  test('six delegations with their numbers leave ten people for the three that have none', () => {
    const numbers: (number | string)[] = ['?', '?', 1, 4, 1, '?', 23, 7, 30]
    const relation = only(said('visitors', '2025', 76), ...numbers.map((n, at) => said('visitors', '2025', n, { delegation: `d${at}` })))
    expect(relation).toMatchObject({ kind: 'sum', verdict: 'implies', difference: null })
    expect(relation.implied).toEqual({
      indicator: 'visitors', dimensions: { delegation: 'd0+d1+d5' }, period: expect.anything(), value: 10, low: 10, high: 10, missing: { dimension: 'delegation', values: ['d0', 'd1', 'd5'] },
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
    expect(brief(check(said('visitors', '2025', 76), said('visitors', '2025', 30, { delegation: 'd0' })))).toEqual([['part', 'holds', -46]]))
  test('an unstated total is implied by its parts', () => expect(only(said('interviews', '2025', '?'), ...groups(310, 124, 20)).implied).toMatchObject({ dimensions: {}, value: 454 }))
  test('parts above the total leave less than nothing: that contradicts', () =>
    expect(brief(check(said('interviews', '2025', 400), ...groups(310, 124, '?')))).toEqual([['sum', 'contradicts', 34]]))

  test('where more than the parts named may be missing, the rest is theirs and of others', () =>
    expect(only(said('languages', '2025', 100), said('languages', '2025', 60, { language: 'fr' }), said('languages', '2025', '?', { language: 'nl' })).implied).toMatchObject({
      dimensions: { language: 'nl+others' }, value: 40, missing: { values: ['nl', 'others'] },
    }))
  test('parts that are not all of the whole only must not exceed it', () => {
    const parts = (fr: number, nl: number) => [said('languages', '2025', fr, { language: 'fr' }), said('languages', '2025', nl, { language: 'nl' })]
    expect(brief(check(said('languages', '2025', 100), ...parts(60, 30)))).toEqual([['part', 'holds', -10]])
    expect(brief(check(said('languages', '2025', 'over 85'), ...parts(60, 30)))).toEqual([['part', 'holds-within-rounding', 5]])
    expect(brief(check(said('languages', '2025', 85), ...parts(60, 30)))).toEqual([['part', 'contradicts', 5]])
  })
})

describe('shares', () => {
  const shares = (...values: (number | string)[]) => values.map((value, at) => said('pool.share', '@2025-12-31', value, { category: `c${at}` }))
  test('19, 10, 10, 38 and 22 % are 99 %, which rounding explains', () => {
    expect(only(...shares(19, 10, 10, 38, 22))).toMatchObject({ id: 'shares:pool.share:category:@2025-12-31', verdict: 'holds-within-rounding', difference: -1 })
  })
  test('that are 100 hold', () => expect(brief(check(...shares(50, 25, 25)))).toEqual([['shares', 'holds', 0]]))
  test('that are 96 contradict', () => expect(brief(check(...shares(19, 10, 10, 38, 19)))).toEqual([['shares', 'contradicts', -4]]))
  test('leave the rest to the one that nobody told', () => expect(only(...shares(19, 10, '?')).implied).toMatchObject({ dimensions: { category: 'c2' }, value: 71, low: 70, high: 72 }))
})

describe('stocks', () => {
  const stock = (before: number | string, started: number | string, now: number | string) => [said('councils', '@2024-12-31', before), said('councils.started', '2025', started), said('councils', '@2025-12-31', now)]
  const stocks = (...statements: Statement[]) => check(...statements).filter(({ kind }) => kind === 'stock')

  test('298 councils and 30 more, with 303 at the end, imply that 25 ended', () => {
    const [relation] = stocks(...stock(298, 30, 303))
    expect(relation).toMatchObject({ id: 'stock:councils:@2025-12-31<@2024-12-31', verdict: 'implies', implied: { indicator: 'councils.ended', dimensions: {}, period: { from: '2025-01-01', to: '2025-12-31' }, value: 25 } })
  })
  test('133 planned and 16 more, with 95 left, imply 54', () => expect(stocks(...stock(133, 16, 95))[0]?.implied).toMatchObject({ value: 54, low: 54, high: 54 }))
  test('29 members, 5 who came and 4 who left are 30', () => expect(brief(stocks(...stock(29, 5, 30), said('councils.ended', '2025', 4)))).toEqual([['stock', 'holds', 0]]))
  test('that do not add up contradict', () => expect(brief(stocks(...stock(29, 5, 30), said('councils.ended', '2025', 3)))).toEqual([['stock', 'contradicts', 1]]))
  test('that would need less than no exits contradict', () => expect(brief(stocks(...stock(29, 5, 40)))).toEqual([['stock', 'contradicts', -6]]))
  test('of one place do not feed on those of another', () =>
    expect(stocks(said('councils', '@2024-12-31', 5, { place: 'north' }), said('councils.started', '2025', 1, { place: 'south' }), said('councils', '@2025-12-31', 9, { place: 'south' }))).toEqual([]))
  test('say nothing when the entries, or the year before, are not known', () => {
    expect(stocks(...stock(298, '?', 303))).toEqual([])
    expect(stocks(...stock('?', 30, 303))).toEqual([])
    expect(stocks(said('councils', '@2023-12-31', 290), said('councils.started', '2025', 30), said('councils', '@2025-12-31', 303))).toEqual([])
  })
})

describe('parts of a whole', () => {
  test('74 reports in 2025 cannot be among 64 since 2017', () => {
    const relation = only(said('reports', '2017..2025-12-31', 64, { page: 'p. 27' }), said('reports', '2025', 74, { page: 'p. 28' }))
    expect(relation).toMatchObject({ id: 'part:reports:2025<2017..2025', kind: 'part', verdict: 'contradicts', difference: 10, sources: [{ source: 'report', locator: 'p. 27' }, { source: 'report', locator: 'p. 28' }] })
    expect(relation.terms.map(({ role, quantity }) => [role, quantity.value])).toEqual([['part', 74], ['whole', 64]])
  })
  test('180 in 2025 are among 320 since the start', () => expect(brief(check(said('reports', '2025', 180), said('reports', '..2025-12-31', 320)))).toEqual([['part', 'holds', -140]]))
  test('what nobody can have counted twice is compared with the nearest whole only', () =>
    expect(check(said('reports', '2025', 10), said('reports', '2023..2025', 20), said('reports', '2017..2025', 30)).map(({ id }) => id)).toEqual(['part:reports:2023..2025<2017..2025', 'part:reports:2025<2023..2025']))
  test('a farther whole that is too small is told even when the nearest could hold', () =>
    expect(check(said('reports', '2025', 10), said('reports', '2023..2025', 'about 10'), said('reports', '2017..2025', 8)).filter(({ verdict }) => verdict === 'contradicts').map(({ id }) => id)).toEqual(['part:reports:2025<2017..2025']))
  test('a number that is too large for the nearest whole is not told again for the farther ones', () =>
    expect(check(said('reports', '2025', 74), said('reports', '2023..2025', 70), said('reports', '2017..2025', 60)).map(({ id, verdict }) => [id, verdict])).toEqual([
      ['part:reports:2023..2025<2017..2025', 'contradicts'], ['part:reports:2025<2023..2025', 'contradicts'],
    ]))
  test('a part may be all of the whole', () => expect(brief(check(said('reports', '2025', 64), said('reports', '2017..2025', 64)))).toEqual([['part', 'holds', 0]]))
  test('two counts since different beginnings are not compared', () => expect(check(said('reports', '2012..2025', 300), said('reports', '..2025-12-31', 200))).toEqual([]))
  test('one group alone is at most all', () => expect(brief(check(said('reports', '2025', 5), said('reports', '2025', 6, { language: 'fr' })))).toEqual([['part', 'contradicts', 1]]))
  test('one part alone of a breakdown that is not complete is compared like any other', () =>
    expect(only(said('languages', '2025', 5), said('languages', '2025', 4, { language: 'fr' }))).toMatchObject({ id: 'part:languages:language=fr:2025<languages:2025', verdict: 'holds' }))
  test('7 sites overseas are among the 82 in France, not among those abroad', () => {
    const sites = [said('sites', '1997..2025', 82, { place: 'france' }), said('sites', '1997..2025', 3, { place: 'international' })]
    expect(brief(check(said('sites.overseas', '1997..2025', 7), ...sites))).toEqual([['part', 'holds', -75]])
  })
  test('15 sectors covered in three years are among the 85 that exist', () => expect(brief(check(said('sectors', '2025', 85), said('sectors.covered', '2023-05..2025-12', 15)))).toEqual([['part', 'holds', -70]]))
  test('what came in a year is part of the stock at its end, and not of the one before', () => {
    const within = check(said('councils', '@2024-12-31', 10), said('councils', '@2025-12-31', 95), said('councils.started', '2025', 16)).filter(({ kind }) => kind === 'part')
    expect(within.map(({ id, verdict }) => [id, verdict])).toEqual([['part:councils.started:2025<councils:@2025-12-31', 'holds']])
  })
  test('38 people recruited suffice for 34 employers, 30 would not', () => {
    expect(brief(check(said('recruited', '2025', 38), said('employers', '2025', 34)))).toEqual([['at-least-each', 'holds', -4]])
    expect(brief(check(said('recruited', '2025', 30), said('employers', '2025', 34)))).toEqual([['at-least-each', 'contradicts', 4]])
  })
})

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
  ])('%s', (_, one, other, verdict, difference) => expect(brief(check(said('reports', '2025', one), said('reports', '2025', other)))).toEqual([['same', verdict, difference]]))

  test('is compared with the most exact statement, not each with each', () => {
    const relations = check(said('reports', '2025', 'nearly 80'), said('reports', '2025', 76), said('reports', '2025', 'over 70'))
    expect(relations).toHaveLength(2)
    expect(relations.every(({ terms }) => terms[0]?.role === 'one' && terms[0].quantity.value === 76)).toBe(true)
  })
  test('is compared with the records, which lack a number only from below', () => {
    expect(brief(check(said('reports', '2025', 76), counted('reports', '2025', 74)))).toEqual([['same', 'contradicts', 2]])
    expect(brief(check(said('reports', '2025', 760), counted('reports', '2025', 'over 66')))).toEqual([['same', 'holds-within-rounding', -694]])
  })
  test('names the records as a place', () => expect(only(said('reports', '2025', 76, { page: 'p. 1' }), counted('reports', '2025', 76)).sources).toEqual([{ source: 'records', locator: expect.stringMatching(/^computed:/) }, { source: 'report', locator: 'p. 1' }]))
  test('said twice in one place is one statement', () => expect(check(said('reports', '2025', 76, { page: 'p. 1' }), said('reports', '2025', 76, { page: 'p. 1' }))).toEqual([]))
  test('is told once: every other relation uses the better number', () => {
    const relations = check(said('reports', '2025', 30), said('reports', '2025', 'over 90'), said('reports', '2017..2025', 60))
    expect(brief(relations)).toEqual([['part', 'holds', -30], ['same', 'contradicts', 60]])
  })
  test('counts as the records have it when a document is as exact', () => {
    const relations = check(said('reports', '2025', 90), counted('reports', '2025', 30), said('reports', '2017..2025', 60))
    expect(brief(relations)).toEqual([['part', 'holds', -30], ['same', 'contradicts', 60]])
  })
  test('holds for settings and averages as well', () => {
    expect(brief(check(said('criteria', '2025', 116), said('criteria', '2025', 117)))).toEqual([['same', 'contradicts', 1]])
    expect(brief(check(said('readings', '2025', 4000), said('readings', '2025', 'about 4000')))).toEqual([['same', 'holds', 0]])
  })
})

describe('what is no relation', () => {
  test('averages are neither added up nor part of anything', () =>
    expect(check(said('readings', '2025', 10), said('readings', '2025', 20, { place: 'web' }), said('readings', '2017..2025', 5), said('reports', '2025', 3))).toEqual([]))
  test('settings of two years may differ', () => expect(check(said('criteria', '2024', 120), said('criteria', '2025', 116), said('criteria', '2017..2025', 1))).toEqual([]))
  test('a stock does not grow out of another day', () => expect(check(said('councils', '@2024-12-31', 500), said('councils', '@2025-12-31', 303))).toEqual([]))
  test('numbers of different years, parts and indicators have nothing to do with each other', () =>
    expect(check(said('reports', '2024', 90), said('reports', '2025', 3), said('reports', '2025-06', 1, { language: 'fr' }), said('employers', '2025', 99))).toEqual([]))
  test('an indicator without rules is left alone', () => expect(check(said('unheard-of', '2025', 1), said('unheard-of', '2025', 2))).toEqual([]))
})
