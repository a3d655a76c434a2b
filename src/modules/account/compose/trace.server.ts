import type { AccountData } from '../data.server.ts'
import type { AccountDocument, FigureView, RelationView } from '../document.ts'
import { type Figure, figureId, figuresOf } from '../figures.ts'
import { INDICATORS, indicatorOf, wordsOf } from '../indicators/index.ts'
import { sourceLabelOf } from './figure-views.ts'
import { speaker } from './speak.ts'

export type Trace = {
  figure: Figure
  view: FigureView
  definition: string
  /** What whoever transcribed it has to say about it; null where there is nothing, or where the figure is kept back. */
  note: string | null
  others: { shown: string; place: string; note: string | null }[]
  relations: RelationView[]
}

/** All that is known of one figure of an account and its document; undefined when the account has no such figure. */
export const traceOf = (data: AccountData, document: AccountDocument, id: string): Trace | undefined => {
  const figure = figuresOf(INDICATORS, data.statements).find((candidate) => figureId(candidate) === id)
  const view = document.figures[id]
  if (figure === undefined || view === undefined) return undefined
  const speak = speaker(document.locale)
  const involved = new Set(
    data.relations
      .filter((relation) => relation.kind !== 'dates' && relation.terms.some((term) => figureId(term) === id))
      .map((relation) => relation.id),
  )
  return {
    figure,
    view,
    definition: wordsOf(document.locale).definition(figure.indicator),
    note: view.suppressed || figure.note === undefined ? null : speak.words(figure.note),
    others: view.suppressed
      ? []
      : figure.others.map((other) => ({
          shown: speak.quantity(other.quantity, indicatorOf(other.indicator).unit),
          place: sourceLabelOf(other, data, speak),
          note: other.note === undefined ? null : speak.words(other.note),
        })),
    relations: document.relations.filter((relation) => involved.has(relation.id)),
  }
}
