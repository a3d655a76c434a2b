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
  others: { shown: string; place: string }[]
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
    others: view.suppressed
      ? []
      : figure.others.map((other) => ({
          shown: speak.quantity(other.quantity, indicatorOf(other.indicator).unit),
          place: sourceLabelOf(other, data, speak),
        })),
    relations: document.relations.filter((relation) => involved.has(relation.id)),
  }
}
