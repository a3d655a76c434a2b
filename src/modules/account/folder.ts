// Published figures as a file of a data folder: figures.csv.
import { z } from 'zod'
import { fileSpec } from '#modules/exchange/folder-spec.ts'
import { EXACTNESS } from '#modules/journal/index.ts'
import { anyText, decimal, oneOf, optional, slug, text, wordsOf } from '#platform/cells.ts'
import { indicatorOf, isIndicator, isOfUnit } from './indicators/index.ts'
import { DIMENSIONS_PATTERN, periodOf } from './period.ts'

const indicator = z.string().trim().refine(isIndicator, 'cell.indicator')
const dimensions = z
  .string()
  .trim()
  .regex(DIMENSIONS_PATTERN, 'cell.dimensions')
  .transform((value) =>
    Object.fromEntries(
      value
        .split(';')
        .filter((pair) => pair !== '')
        .map((pair) => pair.split('=', 2) as [string, string]),
    ),
  )
const period = z
  .string()
  .trim()
  .refine((value) => periodOf(value) !== null, 'cell.period')
  .transform((value) => periodOf(value))

const fits = (id: string, value: number | null) => value === null || isOfUnit(value, indicatorOf(id).unit)

const figures = fileSpec({
  file: 'figures.csv',
  table: 'account.statement',
  key: ['id'],
  references: [{ column: 'source', table: 'journal.source' }],
  cells: {
    id: slug,
    indicator,
    dimensions,
    value: optional(decimal),
    value_to: optional(decimal),
    exactness: oneOf(EXACTNESS),
    rounding: optional(decimal),
    period,
    source: slug,
    locator: text,
    note_fr: anyText,
    note_nl: anyText,
    note_en: anyText,
  },
  rules: [
    { column: 'value', message: 'cell.whole', holds: ({ indicator: id, value }) => fits(id, value) },
    { column: 'value_to', message: 'cell.whole', holds: ({ indicator: id, value_to }) => fits(id, value_to) },
    { column: 'value', message: 'cell.countUnknown', holds: ({ value, exactness: how }) => (value === null) === (how === 'unknown') },
    { column: 'value_to', message: 'cell.between', holds: ({ value_to, exactness: how }) => (value_to !== null) === (how === 'between') },
    { column: 'value_to', message: 'cell.order', holds: ({ value, value_to }) => value === null || value_to === null || value <= value_to },
    { column: 'rounding', message: 'cell.positive', holds: ({ rounding }) => rounding === null || rounding > 0 },
  ],
  row: ({ period: when, source, note_fr, note_nl, note_en, ...rest }) => ({
    ...rest,
    period_kind: when?.kind,
    period_from: when?.from ?? null,
    period_to: when?.to,
    source_id: source,
    note: wordsOf(note_fr, note_nl, note_en),
  }),
})

export const accountFiles = [figures]
