import { speaker } from '../compose/speak.ts'
import type { DocumentLocale } from '../document.ts'
import { INDICATORS, indicatorOf, isIndicator, wordsOf } from '../indicators/index.ts'
import type { StatementLine } from './statements.queries.server.ts'

export type ShownStatement = {
  id: string
  label: string
  part: string
  value: string
  unit: string
  period: string
  source: string
  locator: string
  note: string | null
}

/** A published figure in words. An indicator that this version does not know is shown by its id. */
export const shownStatement = (line: StatementLine, language: DocumentLocale): ShownStatement => {
  const speak = speaker(language)
  const words = wordsOf(language)
  const unit = isIndicator(line.indicator) ? indicatorOf(line.indicator).unit : null
  const quantity = { value: line.value, valueTo: line.value_to, exactness: line.exactness, rounding: line.rounding }
  return {
    id: line.id,
    label: words.label(line.indicator),
    part: Object.entries(line.dimensions)
      .map(([dimension, value]) => {
        const name = line.names?.[dimension]
        return name === undefined ? words.value(dimension, value) : speak.words(name)
      })
      .join(', '),
    value: unit === null ? String(line.value ?? '?') : speak.quantity(quantity, unit),
    unit: unit === null ? '' : speak.unit(unit, line.value),
    period: speak.period({ kind: line.period_kind, from: line.period_from, to: line.period_to }),
    source: line.source,
    locator: line.locator,
    note: line.note === null ? null : speak.words(line.note),
  }
}

export type IndicatorGroup = { programme: string; indicators: { value: string; label: string }[] }

/** All indicators by programme, to choose from. `programmes` are the names that the network gives them. */
export const indicatorGroups = (language: DocumentLocale, programmes: readonly { value: string; label: string }[]): IndicatorGroup[] => {
  const words = wordsOf(language)
  const groups = Map.groupBy(INDICATORS, ({ programme }) => programme)
  return [...groups].map(([programme, indicators]) => ({
    programme: programmes.find(({ value }) => value === programme)?.label ?? programme,
    indicators: indicators.map(({ id }) => ({ value: id, label: words.label(id) })),
  }))
}
