import type { Scope } from '#platform/db.server.ts'
import { speaker } from './compose/speak.ts'
import { computeStatements } from './computed.server.ts'
import type { DocumentLocale } from './document.ts'
import { figureId, figuresOf } from './figures.ts'
import { INDICATORS, type Indicator, isIndicator, wordsOf } from './indicators/index.ts'
import { type ShownStatement, shownStatement } from './statements/shown.server.ts'
import { listStatements } from './statements/statements.queries.server.ts'

/** An indicator as it stands now, in words. `shown` null: nobody counted or stated it, or it may not be told here. */
export type CurrentFigure = {
  indicator: string
  label: string
  shown: string | null
  unit: string
  period: string
  /** Where it opens, below the language; null without a number. */
  address: string | null
}

const wholeOf = (indicator: Indicator, network: string, year: number, language: DocumentLocale) => {
  const speak = speaker(language)
  return (statements: Awaited<ReturnType<typeof computeStatements>>): CurrentFigure | null => {
    const figure = figuresOf(INDICATORS, statements).find(
      (each) => each.indicator === indicator.id && Object.keys(each.dimensions).length === 0,
    )
    return figure === undefined
      ? null
      : {
          indicator: indicator.id,
          label: wordsOf(language).label(indicator.id),
          shown: speak.quantity(figure.quantity, indicator.unit),
          unit: speak.unit(indicator.unit, figure.quantity.value),
          period: speak.period(figure.period),
          address: `/accounts/${network}/${year}/figures/${encodeURIComponent(figureId(figure))}?edition=live`,
        }
  }
}

/**
 * Indicators by their ids as they stand this year: computed from records, else as published last. Small counts of people who are
 * supported or interviewed are for the account alone, which knows what must be kept back: here they have a name and no number.
 */
export const currentFigures = async (
  scope: Scope,
  network: string,
  ids: readonly string[],
  { year, language }: { year: number; language: DocumentLocale },
): Promise<CurrentFigure[]> => {
  const wanted = INDICATORS.filter(({ id }) => ids.includes(id))
  const computed = await computeStatements(
    scope,
    wanted.filter(({ about }) => about === undefined),
    { network, year },
  )
  const figures: CurrentFigure[] = []
  for (const indicator of wanted) {
    const counted = wholeOf(indicator, network, year, language)(computed)
    const stated = counted === null && indicator.about === undefined ? await latestPublished(scope, network, indicator.id, language) : null
    figures.push(
      counted ?? {
        indicator: indicator.id,
        label: wordsOf(language).label(indicator.id),
        shown: stated?.value ?? null,
        unit: stated?.unit ?? '',
        period: stated?.period ?? '',
        address: stated === null ? null : `/accounts/${network}/statements/${stated.id}`,
      },
    )
  }
  return figures
}

/** A published figure of the whole, with its number: `value` is in words of the language, `amount` the number itself. */
export type Published = ShownStatement & { amount: number; on: string }

/** What was published last of an indicator as a whole; null when nobody published it here. */
export const latestPublished = async (
  scope: Scope,
  network: string,
  indicator: string,
  language: DocumentLocale,
): Promise<Published | null> => {
  if (!isIndicator(indicator)) return null
  const { lines } = await listStatements(scope, network, { indicator }, 1)
  const line = lines.find(({ dimensions, value }) => Object.keys(dimensions).length === 0 && value !== null)
  return line === undefined ? null : { ...shownStatement(line, language), amount: line.value ?? 0, on: line.period_to }
}

/**
 * All indicators that an aim may be measured by, by name, for a list to choose from: those that may be shown outside of the account, and
 * those of care, whose numbers are read where they are counted by who may see them.
 */
export const indicatorOptions = (language: DocumentLocale): { value: string; label: string }[] =>
  INDICATORS.filter(({ about, from }) => about === undefined || from?.fact === 'care')
    .map(({ id }) => ({ value: id, label: wordsOf(language).label(id) }))
    .sort((a, b) => a.label.localeCompare(b.label, language))
