import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accountCsv, CSV_COLUMNS, safeCell } from './csv.ts'
import { HOSTILE, sampleDocument } from './sample.test-support.ts'

const read = (csv: string) => parse(csv, { bom: true, columns: true }) as Record<string, string>[]
const figures = sampleDocument().figures
const one = Object.values(figures)[0]
if (one === undefined) throw new Error('the sample has figures')

describe('the account as CSV', () => {
  test('has one row a figure, read back as it was', () => {
    const rows = read(accountCsv(figures))
    expect(rows.map(({ id }) => id)).toEqual(Object.keys(figures))
    expect(Object.keys(rows[0] ?? {})).toEqual([...CSV_COLUMNS])
    expect(rows[0]).toMatchObject({
      value: '303',
      shown: '303',
      unit: 'count',
      period_kind: 'as_of',
      period_from: '',
      period_to: '2025-12-31',
      kind: 'published',
      source: 'Bilan d’activité 2025, p. 16',
      suppressed: 'false',
    })
    expect(rows[2]).toMatchObject({ value: '25000000', shown: 'près de 25 millions' })
  })

  test('a suppressed value does not leave by the back door', () => {
    expect(read(accountCsv([{ ...one, value: 3, shown: 'moins de 5', suppressed: true }]))[0]).toMatchObject({
      value: '',
      shown: 'moins de 5',
      suppressed: 'true',
    })
  })

  test('dimensions and place in the source are told when they are known', () => {
    const [row] = read(accountCsv([{ ...one, dimensions: { theme: '3', category: 'carers' }, locator: 'p. 16' }]))
    expect(row).toMatchObject({ dimensions: 'category=carers; theme=3', locator: 'p. 16' })
  })

  test('no spreadsheet runs what a person typed, and numbers stay numbers', () => {
    for (const text of ['=1+1', '+A1', '-A1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '-1+cmd|x']) expect(safeCell(text)).toBe(`'${text}`)
    for (const text of ['-3', '+2.5', '-1e6', '303', '', 'près de 300', 'a=b', '−3']) expect(safeCell(text)).toBe(text)
    expect(read(accountCsv([{ ...one, value: -3.5 }]))[0]?.value).toBe('-3.5')
  })

  test('any words come back unchanged but for the apostrophe', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant(HOSTILE.toWellFormed())), (label) => {
        expect(read(accountCsv([{ ...one, label }]))[0]?.label).toBe(safeCell(label))
      }),
    )
  })
})
