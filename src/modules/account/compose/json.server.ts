import type { AccountData } from '../data.server.ts'
import type { AccountDocument } from '../document.ts'
import type { FactRow } from '../facts.server.ts'
import { figureId, figuresOf } from '../figures.ts'
import { INDICATORS } from '../indicators/index.ts'
import type { Origin } from '../vocabulary.ts'

/** The records behind the computed figures, by the figure's id; a frozen edition keeps only how many they were. */
export type RowsByFigure = ReadonlyMap<string, readonly FactRow[]>

/** The account for other programs; README.md documents the form. A figure kept back by disclosure control has no value and no rows. */
export const accountJson = (data: AccountData, document: AccountDocument, rows: RowsByFigure = new Map()) => {
  const hidden = new Set(
    Object.values(document.figures)
      .filter(({ suppressed }) => suppressed)
      .map(({ id }) => id),
  )
  const isHidden = (term: Parameters<typeof figureId>[0]) => hidden.has(figureId(term))
  return {
    network: document.network.id,
    year: data.year,
    language: document.locale,
    computedAt: data.computedAt,
    edition: document.edition,
    figures: figuresOf(INDICATORS, data.statements).flatMap((figure) => {
      const view = document.figures[figureId(figure)]
      if (view === undefined) return []
      const { id, label, value, unit, period, kind, shown, suppressed } = view
      return [
        {
          id,
          indicator: figure.indicator,
          dimensions: figure.dimensions,
          label,
          value,
          shown,
          exactness: figure.quantity.exactness,
          unit,
          period,
          kind,
          suppressed,
          source: sourceOf(figure.origin),
          rowCount: suppressed ? null : rowsIn(figure.origin),
          rows: suppressed
            ? []
            : (rows.get(id) ?? []).map(({ record, on, precision, amount, exactness, address }) => ({
                record,
                on,
                precision,
                amount,
                exactness,
                address,
              })),
        },
      ]
    }),
    relations: data.relations.map((relation) => {
      if (relation.kind === 'dates') return relation
      const secret = relation.terms.some(isHidden)
      return {
        id: relation.id,
        kind: relation.kind,
        verdict: relation.verdict,
        terms: relation.terms.map((term) => ({
          figure: figureId(term),
          role: term.role,
          sign: term.sign,
          value: isHidden(term) ? null : term.quantity.value,
          exactness: term.quantity.exactness,
        })),
        difference: secret ? null : relation.difference,
        implied: secret || relation.implied === undefined ? null : { figure: figureId(relation.implied), value: relation.implied.value },
        sources: relation.sources,
      }
    }),
    gaps: document.gaps,
    definitions: document.definitions,
    sources: data.sources,
  }
}

// Records that were all transcribed from one document name it too.
const sourceOf = (origin: Origin) => {
  if (origin.kind === 'published') return { document: origin.source, locator: origin.locator }
  return { records: true, ...(origin.from === undefined ? {} : { document: origin.from.source, locator: origin.from.locator }) }
}
const rowsIn = (origin: Origin) => (origin.kind === 'computed' ? origin.rows : 0)
