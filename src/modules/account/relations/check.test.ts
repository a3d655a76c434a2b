import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Quantity, Statement } from '../vocabulary.ts'
import { checkRelations, type FigureRelation, type RelationRules } from './index.ts'
import { granularityOf } from './quantity.ts'
import { said } from './statements.test-support.ts'

const GROUPS = ['a', 'b', 'c'] as const
const RULES: readonly RelationRules[] = [
  {
    id: 'flow',
    unit: 'people',
    kind: 'flow',
    parts: [
      { dimension: 'group', values: GROUPS, complete: true },
      { dimension: 'language', complete: false },
    ],
    within: [{ indicator: 'wide' }],
  },
  { id: 'wide', unit: 'people', kind: 'flow', atLeastEach: ['flow'] },
  { id: 'stock', unit: 'councils', kind: 'stock', stock: { entries: 'in', exits: 'out' } },
  { id: 'in', unit: 'councils', kind: 'flow', within: [{ indicator: 'stock.ever' }] },
  { id: 'out', unit: 'councils', kind: 'flow' },
  { id: 'stock.ever', unit: 'councils', kind: 'flow' },
  { id: 'share', unit: 'percent', kind: 'share', parts: [{ dimension: 'group', values: GROUPS, complete: true }] },
]

/** All the ways in which somebody may state a number without telling an untruth. */
const truthful = (truth: number): Quantity[] => {
  const stated = (value: number, exactness: Quantity['exactness'], more: Partial<Quantity> = {}): Quantity => ({
    value,
    exactness,
    ...more,
  })
  const rounded = [1, 5, 10, 100, 1000].flatMap((step) => {
    const [near, up, down] = [Math.round(truth / step) * step, Math.ceil(truth / step) * step, Math.floor(truth / step) * step]
    return [
      ...(near > 0 ? [stated(near, 'about'), stated(near, 'exact', { rounding: step })] : []),
      ...(up > 0 ? [stated(up, 'nearly')] : []),
      ...(down > 0 ? [stated(down, 'over')] : []),
      stated(down, 'between', { valueTo: up }),
    ]
  })
  return [stated(truth, 'exact'), stated(truth, 'exact'), { value: null, exactness: 'unknown' }, ...rounded]
}
const ways = (truth: number) => fc.constantFrom(...truthful(truth))
/** One to three places that state this number, each in its own truthful way. */
const stated = (indicator: string, period: string, truth: number, dimensions: Record<string, string> = {}) =>
  fc
    .array(ways(truth), { minLength: 1, maxLength: 3 })
    .map((quantities) => quantities.map((quantity) => said(indicator, period, quantity, dimensions)))

type World = { statements: Statement[]; truths: Map<string, number> }
const amount = fc.oneof(fc.nat(30), fc.nat(5000))
const nameOf = (indicator: string, dimensions: Readonly<Record<string, string>> = {}) => [indicator, ...Object.values(dimensions)].join(':')

/** A year in which everything is true, and somebody's statements about it. */
const world: fc.Arbitrary<World> = fc
  .record({
    parts: fc.tuple(amount, amount, amount),
    earlier: amount,
    wider: amount,
    previous: amount,
    entries: amount,
    leaving: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .chain(({ parts, earlier, wider, previous, entries, leaving }) => {
    const total = parts[0] + parts[1] + parts[2]
    const exits = Math.floor((previous + entries) * leaving)
    const truths: [string, string, number, Record<string, string>?][] = [
      ['flow', '2025', total],
      ...GROUPS.map((group, at): [string, string, number, Record<string, string>] => ['flow', '2025', parts[at] ?? 0, { group }]),
      ['flow', '2025', Math.floor(total / 2), { language: 'fr' }],
      ['flow', '2025', Math.floor(total / 3), { language: 'nl' }],
      ['flow', '2017..2025', total + earlier],
      ['wide', '2025', total + wider],
      ['stock', '@2024-12-31', previous],
      ['in', '2025', entries],
      ['out', '2025', exits],
      ['stock', '@2025-12-31', previous + entries - exits],
      ['stock.ever', '2017..2025', previous + entries],
    ]
    return fc
      .tuple(...truths.map(([indicator, period, truth, dimensions]) => stated(indicator, period, truth, dimensions)))
      .map((lists) => ({
        statements: lists.flat(),
        truths: new Map(
          truths.flatMap(([indicator, period, truth, dimensions]) =>
            period.startsWith('@2024') || period.includes('..') ? [] : [[nameOf(indicator, dimensions), truth]],
          ),
        ),
      }))
  })

const verdicts = (relations: readonly FigureRelation[]) =>
  relations.map(({ id, verdict, difference, implied }) => ({ id, verdict, difference, implied }))

describe('statements that are all true', () => {
  test('never contradict, however they are rounded', () =>
    fc.assert(
      fc.property(world, ({ statements }) => {
        expect(checkRelations(RULES, statements).filter(({ verdict }) => verdict === 'contradicts')).toEqual([])
      }),
      { numRuns: 400 },
    ))

  test('leave room for the truth in everything that they imply', () =>
    fc.assert(
      fc.property(world, ({ statements, truths }) => {
        for (const { implied } of checkRelations(RULES, statements)) {
          if (implied === undefined) continue
          const { missing } = implied
          const named = (values: readonly string[]) =>
            values.reduce((sum, value) => sum + (truths.get(`${implied.indicator}:${value}`) ?? Number.NaN), 0)
          // Of a breakdown that is not complete, the truth of all others is the total without the parts that are known.
          const others = (values: readonly string[]) =>
            (truths.get(implied.indicator) ?? Number.NaN) - named(['fr', 'nl'].filter((value) => !values.includes(value)))
          const truth =
            missing === undefined
              ? truths.get(nameOf(implied.indicator, implied.dimensions))
              : missing.values.includes('others')
                ? others(missing.values)
                : named(missing.values)
          expect(implied.low).toBeLessThanOrEqual(truth ?? Number.NaN)
          expect(implied.high ?? Infinity).toBeGreaterThanOrEqual(truth ?? Number.NaN)
        }
      }),
      { numRuns: 400 },
    ))

  test('hold as shares, to whatever decimal they are given', () =>
    fc.assert(
      fc.property(
        fc.tuple(amount, amount, amount).filter((parts) => parts.some((part) => part > 0)),
        fc.nat(2),
        (parts, decimals) => {
          const all = parts.reduce((sum, part) => sum + part, 0)
          const statements = parts.map((part, at) =>
            said('share', '@2025-12-31', Number(((100 * part) / all).toFixed(decimals)), { group: GROUPS[at] ?? '' }),
          )
          const [relation] = checkRelations(RULES, statements)
          expect(relation?.kind).toBe('shares')
          expect(relation?.verdict).not.toBe('contradicts')
        },
      ),
    ))

  test('give the same relations in any order, and when they are read twice', () =>
    fc.assert(
      fc.property(
        world.chain(({ statements }) =>
          fc.tuple(fc.constant(statements), fc.shuffledSubarray(statements, { minLength: statements.length })),
        ),
        ([statements, shuffled]) => {
          const once = checkRelations(RULES, statements)
          expect(checkRelations(RULES, shuffled)).toEqual(once)
          expect(verdicts(checkRelations(RULES, [...statements, ...shuffled]))).toEqual(verdicts(once))
        },
      ),
    ))

  test('are only compared with what is about the same part and time', () =>
    fc.assert(
      fc.property(world, ({ statements }) => {
        for (const relation of checkRelations(RULES, statements)) expectOneSubject(relation)
      }),
    ))
})

const expectOneSubject = ({ kind, terms }: FigureRelation) => {
  const years = new Set(terms.map(({ period }) => `${period.from}..${period.to}`))
  const [first, second] = terms
  if (kind === 'same') {
    expect(years.size).toBe(1)
    expect(second).toMatchObject({ indicator: first?.indicator, dimensions: first?.dimensions })
  }
  if (kind === 'sum' || kind === 'shares' || kind === 'at-least-each') expect(years.size).toBe(1)
  if (kind === 'sum') {
    const [total] = terms.filter(({ role }) => role === 'total')
    expect(total?.dimensions).toEqual({})
    expect(new Set(terms.filter(({ role }) => role === 'part').map(({ dimensions }) => Object.keys(dimensions).join())).size).toBe(1)
  }
  if (kind === 'part') {
    const whole = terms.find(({ role }) => role === 'whole')
    for (const { role, period, dimensions } of terms) {
      if (role !== 'part' || whole === undefined) continue
      expect((whole.period.from ?? '') <= (period.from ?? '') && period.to <= whole.period.to).toBe(true)
      expect(dimensions).toMatchObject(whole.dimensions)
    }
  }
}

describe('a number that is wrong beyond its rounding', () => {
  const parts = fc.tuple(amount, amount, amount)
  const shift = fc.integer({ min: 1, max: 500 })

  test('is found in a sum of exact numbers, however little it is', () =>
    fc.assert(
      fc.property(parts, shift, fc.boolean(), (values, by, up) => {
        const total = values[0] + values[1] + values[2]
        const wrong = up ? total + by : Math.max(0, total - by)
        fc.pre(wrong !== total)
        const [relation] = checkRelations(RULES, [
          said('flow', '2025', wrong),
          ...values.map((value, at) => said('flow', '2025', value, { group: GROUPS[at] ?? '' })),
        ])
        expect(relation).toMatchObject({ kind: 'sum', verdict: 'contradicts', difference: total - wrong })
      }),
    ))

  test('is found in a rounded total when it is off by more than a step', () =>
    fc.assert(
      fc.property(parts, shift, fc.constantFrom('about', 'nearly') as fc.Arbitrary<'about' | 'nearly'>, (values, by, exactness) => {
        const total = values[0] + values[1] + values[2]
        const wrong = total + by
        fc.pre(by > granularityOf({ value: wrong, exactness }))
        const relations = checkRelations(RULES, [
          said('flow', '2025', { value: wrong, exactness }),
          ...values.map((value, at) => said('flow', '2025', value, { group: GROUPS[at] ?? '' })),
        ])
        expect(relations.map(({ verdict }) => verdict)).toEqual(['contradicts'])
      }),
    ))

  test('is found in a stock, in a part and in another place', () =>
    fc.assert(
      fc.property(amount, amount, shift, (previous, entries, by) => {
        const stock = checkRelations(RULES, [
          said('stock', '@2024-12-31', previous),
          said('in', '2025', entries),
          said('out', '2025', 0),
          said('stock', '@2025-12-31', previous + entries + by),
        ])
        const part = checkRelations(RULES, [said('flow', '2025', previous + by), said('flow', '2017..2025', previous)])
        const same = checkRelations(RULES, [said('wide', '2025', entries), said('wide', '2025', entries + by)])
        expect(stock).toMatchObject([{ kind: 'stock', verdict: 'contradicts', difference: -by }])
        expect(part).toMatchObject([{ kind: 'part', verdict: 'contradicts', difference: by }])
        expect(same).toMatchObject([{ kind: 'same', verdict: 'contradicts' }])
      }),
    ))
})

describe('what is implied', () => {
  test('and what is known make up the total', () =>
    fc.assert(
      fc.property(fc.tuple(amount, amount, amount), fc.subarray([...GROUPS], { minLength: 1, maxLength: 2 }), (values, hidden) => {
        const total = values[0] + values[1] + values[2]
        const known = GROUPS.flatMap((group, at) => (hidden.includes(group) ? [] : [values[at] ?? 0]))
        const statements = GROUPS.map((group, at) => said('flow', '2025', hidden.includes(group) ? '?' : (values[at] ?? 0), { group }))
        const [relation] = checkRelations(RULES, [said('flow', '2025', total), ...statements])
        expect(relation?.verdict).toBe('implies')
        expect((relation?.implied?.value ?? Number.NaN) + known.reduce((sum, value) => sum + value, 0)).toBe(total)
      }),
    ))

  test('of a stock are the exits that make it add up', () =>
    fc.assert(
      fc.property(amount, amount, fc.double({ min: 0, max: 1, noNaN: true }), (previous, entries, leaving) => {
        const exits = Math.floor((previous + entries) * leaving)
        const [relation] = checkRelations(RULES, [
          said('stock', '@2024-12-31', previous),
          said('in', '2025', entries),
          said('stock', '@2025-12-31', previous + entries - exits),
        ])
        expect(relation?.implied).toMatchObject({ indicator: 'out', value: exits, low: exits, high: exits })
      }),
    ))
})
