import { EXACTNESS, type Exactness } from '#modules/journal/index.ts'
import { decimal, oneOf, optional, slug, text, wordsOf } from '#platform/cells.ts'
import { dateTyped } from '#platform/forms/date-typed.ts'
import { type Read, reading, type Typed } from '#platform/forms/typed.ts'
import { indicatorOf, isIndicator, isOfUnit, type Unit } from '../indicators/index.ts'
import { PERIOD_KINDS, type Period } from '../vocabulary.ts'
import { ACTIVITY_DIMENSIONS, type StatementRecord } from './statements.queries.server.ts'

export type StatementInput = Omit<StatementRecord, 'id' | 'version'>
type Offered = {
  sources: readonly { value: string }[] /** Ids of activities that a dimension names and that exist. */
  activities: ReadonlySet<string>
}
type Form = ReturnType<typeof reading>

const LARGEST = 1e15

// "1 234,5" and "1 234,5" are how people write; the cell wants digits.
const spaced = (typed: Typed, names: readonly string[]): Typed => ({
  ...typed,
  ...Object.fromEntries(names.map((name) => [name, (typed[name] ?? '').replaceAll(/[\s\u00a0\u202f]/g, '')])),
})

/** A published figure from a form: what can be kept, or what is wrong at which field. */
export const readStatementForm = (typed: Typed, offered: Offered): Read<StatementInput> => {
  const form = reading(spaced(typed, ['value', 'value_to', 'rounding']))
  const { cell, wrong, done } = form
  const indicator = typed.indicator ?? ''
  if (!isIndicator(indicator)) wrong('indicator', indicator === '' ? 'cell.required' : 'cell.indicator')
  const dimensions = isIndicator(indicator) ? dimensionsIn(form, typed, indicator, offered) : {}
  const quantity = quantityIn(form, isIndicator(indicator) ? indicatorOf(indicator).unit : undefined)
  const period = periodIn(form, typed)
  const source = cell('source', optional(slug)) ?? null
  if (source === null || !offered.sources.some(({ value }) => value === source))
    wrong('source', source === null ? 'cell.required' : 'form.fault.unknown')
  const locator = cell('locator', text)
  const note = wordsOf((typed.note_fr ?? '').trim(), (typed.note_nl ?? '').trim(), (typed.note_en ?? '').trim())
  return done(() => ({
    indicator,
    dimensions,
    ...quantity,
    note,
    source_id: source ?? '',
    locator: locator ?? '',
    period_kind: period?.kind ?? 'year',
    period_from: period?.from ?? null,
    period_to: period?.to ?? '',
  }))
}

/** The parts that an indicator lists by name along a dimension; undefined where any part may be meant. */
export const partsOf = (indicator: string, dimension: string): readonly string[] | undefined =>
  indicatorOf(indicator).parts?.find((breakdown) => breakdown.dimension === dimension)?.values

const dimensionsIn = ({ wrong }: Form, typed: Typed, indicator: string, { activities }: Offered) =>
  Object.fromEntries(
    (indicatorOf(indicator).dimensions ?? []).flatMap((dimension) => {
      const name = `dimension_${dimension}`
      const part = (typed[name] ?? '').trim()
      if (part === '') return []
      const known = partsOf(indicator, dimension)
      if (!/^[\w.-]+$/.test(part)) wrong(name, 'cell.slug')
      else if (known === undefined ? ACTIVITY_DIMENSIONS.includes(dimension) && !activities.has(part) : !known.includes(part))
        wrong(name, 'form.fault.unknown')
      return [[dimension, part]]
    }),
  )

const quantityIn = ({ cell, wrong }: Form, unit: Unit | undefined) => {
  const [value, valueTo, rounding] = ['value', 'value_to', 'rounding'].map((name) => {
    const number = cell(name, optional(decimal)) ?? null
    if (number !== null && Math.abs(number) > LARGEST) wrong(name, 'statements.fault.large')
    else if (number !== null && name !== 'rounding' && unit !== undefined && !isOfUnit(number, unit)) wrong(name, 'statements.fault.whole')
    return number
  })
  const exactness: Exactness = cell('exactness', oneOf(EXACTNESS)) ?? 'exact'
  const to = exactness === 'between' ? (valueTo ?? null) : null
  if (exactness !== 'unknown' && value === null) wrong('value', 'statements.fault.value')
  if (exactness === 'unknown' && value !== null) wrong('value', 'statements.fault.unknown')
  if (exactness === 'between' && to === null) wrong('value_to', 'cell.required')
  if (to !== null && value != null && to < value) wrong('value_to', 'statements.fault.between')
  if (rounding != null && rounding <= 0) wrong('rounding', 'statements.fault.rounding')
  return { value: value ?? null, value_to: to, exactness, rounding: rounding ?? null }
}

/** The period of a figure: a year, some days or months, since a date, or as of a day. */
const periodIn = ({ cell, wrong }: Form, typed: Typed): Period | undefined => {
  const kind = cell('period_kind', oneOf(PERIOD_KINDS))
  const [first, last] = [(typed.period_from ?? '').trim(), (typed.period_to ?? '').trim()]
  const [from, to] = [dateTyped(first), dateTyped(last)]
  if (first !== '' && from === null && kind !== 'as_of' && kind !== 'year') wrong('period_from', 'form.fault.date')
  if (to === null) wrong('period_to', last === '' ? 'cell.required' : 'form.fault.date')
  if (kind === undefined || to === null) return undefined
  if (kind === 'as_of') return { kind, from: null, to: to.to }
  if (kind === 'year') return to.precision === 'year' ? { kind, from: to.from, to: to.to } : wrong('period_to', 'statements.fault.year')
  if (from !== null && from.from > to.to) return wrong('period_to', 'form.fault.ends')
  if (kind === 'since') return { kind, from: from?.from ?? null, to: to.to }
  const span = { from: (from ?? to).from, to: to.to }
  // What covers a calendar year is that year, however it was written: figures of one year must meet.
  return { kind: isYear(span) ? 'year' : 'span', ...span }
}
const isYear = ({ from, to }: { from: string; to: string }) =>
  from.slice(0, 4) === to.slice(0, 4) && from.endsWith('-01-01') && to.endsWith('-12-31')

/** The form of a figure as it is kept now. Reading it again gives the same figure. */
export const statementTyped = (statement: StatementRecord): Typed => {
  const number = (value: number | null) => (value === null ? '' : String(value))
  return {
    id: statement.id,
    version: String(statement.version),
    indicator: statement.indicator,
    ...Object.fromEntries(Object.entries(statement.dimensions).map(([dimension, part]) => [`dimension_${dimension}`, part])),
    value: number(statement.value),
    value_to: number(statement.value_to),
    exactness: statement.exactness,
    rounding: number(statement.rounding),
    period_kind: statement.period_kind,
    period_from: statement.period_kind === 'year' ? '' : (statement.period_from ?? ''),
    period_to: statement.period_kind === 'year' ? statement.period_to.slice(0, 4) : statement.period_to,
    source: statement.source_id,
    locator: statement.locator,
    note_fr: statement.note?.fr ?? '',
    note_nl: statement.note?.nl ?? '',
    note_en: statement.note?.en ?? '',
  }
}
