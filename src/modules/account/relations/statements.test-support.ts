import { expect } from 'vitest'
import { periodOf } from '../period.ts'
import type { Quantity, Statement } from '../vocabulary.ts'
import { checkRelations, type Dimensions, type FigureRelation, type RelationRules } from './index.ts'

/** "454", "over 454", "nearly 80", "about 50", "50 to 70", "?" (not stated). */
const quantityOf = (said: string | number): Quantity => {
  if (said === '?') return { value: null, exactness: 'unknown' }
  const [, word, first, , last] = /^(over |nearly |about )?([\d.]+)( to ([\d.]+))?$/.exec(String(said)) ?? []
  if (first === undefined) throw new Error(`cannot read ${said}`)
  if (last !== undefined) return { value: Number(first), valueTo: Number(last), exactness: 'between' }
  return { value: Number(first), exactness: (word?.trim() ?? 'exact') as Quantity['exactness'] }
}

type Where = Dimensions & { page?: string }
let count = 0
/** One statement as it could stand in figures.csv. Two statements stand on two pages unless told otherwise. */
export const said = (
  indicator: string,
  period: string,
  quantity: string | number | Quantity,
  { page, ...dimensions }: Where = {},
): Statement => {
  const read = periodOf(period)
  if (read === null) throw new Error(`no period: ${period}`)
  count += 1
  const id = `a${count}`
  return {
    id,
    indicator,
    dimensions: dimensions as Dimensions,
    period: read,
    quantity: typeof quantity === 'object' ? quantity : quantityOf(quantity),
    origin: { kind: 'published', source: 'report', locator: page ?? `p. ${count}`, statementId: id },
  }
}

/** The same number from the records. */
export const counted = (indicator: string, period: string, quantity: string | number, dimensions: Dimensions = {}): Statement => {
  const statement = said(indicator, period, quantity, dimensions)
  return { ...statement, id: `computed:${statement.id}`, origin: { kind: 'computed', rows: 3 } }
}

/** Rules of every kind, much like those of a real network. */
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
  {
    id: 'readings',
    unit: 'readings',
    kind: 'average',
    parts: [{ dimension: 'place', complete: true }],
    within: [{ indicator: 'reports' }],
  },
  { id: 'criteria', unit: 'criteria', kind: 'setting' },
  { id: 'sectors', unit: 'sectors', kind: 'setting' },
  { id: 'sectors.covered', unit: 'sectors', kind: 'flow', within: [{ indicator: 'sectors' }] },
]
export const check = (...statements: Statement[]) => checkRelations(RULES, statements)
/** Kind, verdict and difference of each. */
export const brief = (relations: readonly FigureRelation[]) => relations.map(({ kind, verdict, difference }) => [kind, verdict, difference])
/** The one relation that these statements make. */
export const only = (...statements: Statement[]) => {
  const relations = check(...statements)
  expect(relations).toHaveLength(1)
  return relations[0] as FigureRelation
}
