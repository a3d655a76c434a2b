import type { AccountData } from '../data.server.ts'
import type { FigureView } from '../document.ts'
import { type Figure, figureId } from '../figures.ts'
import { indicatorOf, isOfCare, wordsOf } from '../indicators/index.ts'
import type { Period, Statement } from '../vocabulary.ts'
import { partName } from './pictures.ts'
import type { Speaker } from './speak.ts'

/** The figures of an account in words. `hidden` are those that disclosure control keeps back: neither value nor rows are given. */
export const figureViews = (
  data: AccountData,
  figures: readonly Figure[],
  hidden: ReadonlySet<string>,
  speak: Speaker,
): Record<string, FigureView> => {
  const byId = new Map(figures.map((figure) => [figureId(figure), figure]))
  return Object.fromEntries(figures.map((figure) => [figureId(figure), viewOf(figure, { data, byId, hidden, speak })]))
}

type Context = { data: AccountData; byId: ReadonlyMap<string, Figure>; hidden: ReadonlySet<string>; speak: Speaker }

const viewOf = (figure: Figure, context: Context): FigureView => {
  const { speak, hidden, data } = context
  const id = figureId(figure)
  const { unit } = indicatorOf(figure.indicator)
  const suppressed = hidden.has(id)
  return {
    id,
    indicator: figure.indicator,
    label: labelOf(figure, data, speak),
    value: suppressed ? null : figure.quantity.value,
    shown: suppressed ? speak.say('account.shown.suppressed', { n: data.network.threshold }) : speak.quantity(figure.quantity, unit),
    unit,
    unitLabel: speak.unit(unit, suppressed ? null : figure.quantity.value),
    period: figure.period,
    periodLabel: speak.period(figure.period),
    kind: figure.origin.kind,
    // How many records there are would tell what is hidden.
    sourceLabel: suppressed ? speak.say('account.shown.suppressed', { n: data.network.threshold }) : sourceLabelOf(figure, data, speak),
    previous: previousOf(figure, context),
    suppressed,
  }
}

/** The indicator's name and the part that is meant: "Interviews: with staff". */
export const labelOf = ({ indicator, dimensions }: Pick<Statement, 'indicator' | 'dimensions'>, data: AccountData, speak: Speaker) => {
  const parts = Object.entries(dimensions).map(([dimension, value]) => partName({ data, speak }, dimension, value))
  const name = wordsOf(speak.language).label(indicator)
  return parts.length === 0 ? name : speak.say('account.label.part', { name, part: parts.join(', ') })
}

export const sourceLabelOf = ({ origin, indicator }: Statement, { sources }: AccountData, speak: Speaker) =>
  origin.kind === 'computed'
    ? // How many rows of counts there are says nothing to anybody.
      isOfCare(indicatorOf(indicator))
      ? speak.say('account.source.counts')
      : speak.say('account.source.records', { n: origin.rows })
    : speak.say('account.source.document', {
        title: sources.find(({ id }) => id === origin.source)?.title ?? origin.source,
        locator: origin.locator,
      })

/** The same number a year earlier, where it is known. */
const previousOf = (figure: Figure, { byId, hidden, speak }: Context): FigureView['previous'] => {
  const period = aYearEarlier(figure.period)
  if (period === null) return null
  const before = byId.get(figureId({ ...figure, period }))
  if (before === undefined || hidden.has(figureId(before)) || before.quantity.value === null) return null
  return { shown: speak.quantity(before.quantity, indicatorOf(figure.indicator).unit), periodLabel: speak.period(period) }
}

const aYearEarlier = (period: Period): Period | null => {
  const back = (day: string) => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
  if (period.kind === 'year') return { ...period, from: back(period.from ?? period.to), to: back(period.to) }
  return period.kind === 'as_of' ? { ...period, to: back(period.to) } : null
}
