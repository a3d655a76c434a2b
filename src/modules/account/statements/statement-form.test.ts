import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '#platform/root.server.ts'
import { accountFiles } from '../folder.ts'
import { INDICATORS, indicatorOf, isOfUnit } from '../indicators/index.ts'
import { periodOf } from '../period.ts'
import { partsOf, readStatementForm, statementTyped } from './statement-form.server.ts'
import type { StatementRecord } from './statements.queries.server.ts'

const offered = { sources: [{ value: 'report' }], activities: new Set(['congress']) }
const words = fc
  .string({ minLength: 1, maxLength: 40 })
  .map((text) => text.trim())
  .filter((text) => text !== '')
const number = fc.oneof(
  fc.integer({ min: -1_000_000, max: 100_000_000 }),
  fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 100),
)
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const quantityOf = (value: fc.Arbitrary<number>) =>
  fc.oneof(
    fc.record({
      value,
      value_to: fc.constant(null),
      exactness: fc.constantFrom('exact' as const, 'about' as const, 'nearly' as const, 'over' as const),
    }),
    fc.tuple(value, fc.nat(1000)).map(([from, more]) => ({ value: from, value_to: from + more, exactness: 'between' as const })),
    fc.constant({ value: null, value_to: null, exactness: 'unknown' as const }),
  )
// As files write them, and spans of any two days.
const period = fc
  .oneof(
    fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([on, cut]) => periodOf(on.slice(0, cut))),
    day.map((on) => periodOf(`@${on}`)),
    day.map((on) => periodOf(`..${on}`)),
    fc.tuple(day, day).map((days) => periodOf(days.toSorted().join('..'))),
  )
  .map((one) => ({ period_kind: one?.kind ?? 'year', period_from: one?.from ?? null, period_to: one?.to ?? '' }))
const about = fc.constantFrom(...INDICATORS).chain(({ id, unit, dimensions = [] }) =>
  fc
    .tuple(
      quantityOf(isOfUnit(0.5, unit) ? number : fc.nat(100_000_000)),
      fc.record(Object.fromEntries(dimensions.map((name) => [name, fc.constantFrom(...(partsOf(id, name) ?? ['congress']))])), {
        requiredKeys: [],
      }),
    )
    .map(([how, parts]) => ({ ...how, indicator: id, dimensions: parts as Record<string, string> })),
)
const statement: fc.Arbitrary<StatementRecord> = fc
  .tuple(
    period,
    about,
    fc.record({
      id: fc.constant('s'),
      rounding: fc.constantFrom(null, 1, 100, 0.5),
      source_id: fc.constant('report'),
      locator: words,
      note: fc.option(fc.record({ fr: words, nl: words }, { requiredKeys: ['fr'] })),
      version: fc.nat(9),
    }),
  )
  .map(([when, what, rest]) => ({ ...rest, ...when, ...what }))

const form = (fields: Record<string, string>) =>
  readStatementForm(
    {
      indicator: 'qr.interviews',
      value: '454',
      exactness: 'exact',
      period_kind: 'year',
      period_to: '2025',
      source: 'report',
      locator: 'p. 3',
      ...fields,
    },
    offered,
  )
const faultsOf = (fields: Record<string, string>) => {
  const read = form(fields)
  return read.ok ? {} : Object.fromEntries(Object.entries(read.faults).map(([name, { id }]) => [name, id]))
}

describe('published figures: the form', () => {
  test('a figure that is opened in the form and sent unchanged is the same', () => {
    fc.assert(
      fc.property(statement, (original) => {
        const { id: _, version: __, ...kept } = original
        expect(readStatementForm(statementTyped(original), offered)).toEqual({ ok: true, input: kept })
      }),
    )
  })
  test('whatever is sent, it is read or told what is wrong; what is read, the table takes', () => {
    const values = fc.oneof(
      fc.string(),
      fc.constantFrom('qr.interviews', '2025', '300', '-1', 'between', 'unknown', 'exact', 'since', 'as_of', 'report', 'p. 1', 'staff'),
    )
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(
            'indicator',
            'value',
            'value_to',
            'exactness',
            'rounding',
            'period_kind',
            'period_from',
            'period_to',
            'source',
            'locator',
            'dimension_group',
          ),
          values,
        ),
        (fields) => {
          const read = form(fields)
          if (!read.ok) return
          const { value, value_to, exactness, rounding, period_kind, period_from, period_to } = read.input
          expect((value === null) === (exactness === 'unknown') && (value_to !== null) === (exactness === 'between')).toBe(true)
          expect(value_to === null || (value !== null && value_to >= value)).toBe(true)
          expect(rounding === null || rounding > 0).toBe(true)
          expect(period_from === null ? period_kind === 'as_of' || period_kind === 'since' : period_from <= period_to).toBe(true)
        },
      ),
    )
  })
  test.each([
    ['1 400', 1400],
    ['1\u202f400,5', 1400.5],
    ['809.83', 809.83],
  ])('"%s" is read as %d', (value, read) => {
    expect(form({ indicator: 'reform.fte.mobile', value })).toMatchObject({ ok: true, input: { value: read } })
  })
  test('only the parts that the indicator knows are taken', () => {
    expect(form({ dimension_group: 'staff' })).toMatchObject({ ok: true, input: { dimensions: { group: 'staff' } } })
    expect(faultsOf({ dimension_group: 'astronauts' })).toEqual({ dimension_group: 'form.fault.unknown' })
    expect(form({ dimension_colour: 'red' })).toMatchObject({ ok: true, input: { dimensions: {} } })
    expect(indicatorOf('event.attendance').dimensions).toContain('activity')
    expect(faultsOf({ indicator: 'event.attendance', dimension_activity: 'never-happened' })).toEqual({
      dimension_activity: 'form.fault.unknown',
    })
  })
  test('each way of being wrong is told at its field', () => {
    expect(faultsOf({ value: '' })).toEqual({ value: 'statements.fault.value' })
    expect(faultsOf({ value: 'many' })).toMatchObject({ value: 'cell.number' })
    expect(faultsOf({ value: `9${'0'.repeat(400)}` })).toEqual({ value: 'statements.fault.large' })
    expect(faultsOf({ value: '4,5' })).toEqual({ value: 'statements.fault.whole' })
    expect(faultsOf({ value: '-4' })).toEqual({ value: 'statements.fault.whole' })
    expect(faultsOf({ exactness: 'between', value_to: '500.5' })).toEqual({ value_to: 'statements.fault.whole' })
    expect(faultsOf({ exactness: 'unknown' })).toEqual({ value: 'statements.fault.unknown' })
    expect(faultsOf({ exactness: 'between' })).toEqual({ value_to: 'cell.required' })
    expect(faultsOf({ exactness: 'between', value_to: '3' })).toEqual({ value_to: 'statements.fault.between' })
    expect(faultsOf({ rounding: '0' })).toEqual({ rounding: 'statements.fault.rounding' })
    expect(faultsOf({ period_to: '06/2025' })).toEqual({ period_to: 'statements.fault.year' })
    expect(faultsOf({ period_kind: 'since', period_from: '2026', period_to: '2025' })).toEqual({ period_to: 'form.fault.ends' })
    expect(faultsOf({ source: '', locator: ' ', indicator: 'no.such' })).toEqual({
      source: 'cell.required',
      locator: 'cell.required',
      indicator: 'cell.indicator',
    })
  })
  test('a span that covers a calendar year is that year, so that figures of one year meet', () => {
    expect(form({ period_kind: 'span', period_from: '01/01/2025', period_to: '31/12/2025' })).toMatchObject({
      ok: true,
      input: { period_kind: 'year', period_from: '2025-01-01', period_to: '2025-12-31' },
    })
  })
  test.each(['ccoms-2025', 'belgium'])('every figure of data/%s can be opened and saved unchanged', (folder) => {
    const linesOf = (file: string): Record<string, string>[] =>
      parse(readFileSync(join(projectRoot(), 'data', folder, file)), { bom: true, columns: true })
    const activities = new Set(linesOf('activities.csv').map(({ id }) => id ?? ''))
    const sources = linesOf('sources.csv').map(({ id }) => ({ value: id ?? '' }))
    const spec = accountFiles.find(({ file }) => file === 'figures.csv')
    const rows = linesOf('figures.csv').map((cells) => spec?.read(cells))
    expect(rows.length).toBeGreaterThan(20)
    for (const read of rows) {
      const row = read?.success === true ? (read.rows[0] as StatementRecord) : undefined
      expect(row).toBeDefined()
      if (row === undefined) continue
      const { id, ...kept } = row
      expect([id, readStatementForm(statementTyped({ ...row, version: 1 }), { sources, activities })]).toEqual([
        id,
        { ok: true, input: kept },
      ])
    }
  })
})
