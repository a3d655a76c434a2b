import type { AccountData } from '../data.server.ts'
import type { AccountDocument, FigureView } from '../document.ts'
import type { FactRow } from '../facts.server.ts'
import { type Figure, figureId, figuresOf } from '../figures.ts'
import { INDICATORS } from '../indicators/index.ts'
import type { FigureRelation, Term } from '../relations/index.ts'
import type { Origin } from '../vocabulary.ts'

/** The records behind the computed figures, by the figure's id; a frozen edition keeps only how many they were. */
export type RowsByFigure = ReadonlyMap<string, readonly FactRow[]>

/** The account for other programs; README.md documents the form. A figure kept back by disclosure control has no value and no rows. */
export const accountJson = (data: AccountData, document: AccountDocument, rows: RowsByFigure = new Map()) => {
  const hidden = new Set(Object.values(document.figures).flatMap(({ id, suppressed }) => (suppressed ? [id] : [])))
  return {
    network: document.network.id,
    year: data.year,
    language: document.locale,
    computedAt: data.computedAt,
    edition: document.edition,
    figures: figuresOf(INDICATORS, data.statements).flatMap((figure) => {
      const view = document.figures[figureId(figure)]
      return view === undefined ? [] : [figureJson(figure, view, rows.get(view.id) ?? [])]
    }),
    relations: data.relations.map((relation) => (relation.kind === 'dates' ? relation : relationJson(relation, hidden))),
    gaps: document.gaps,
    definitions: document.definitions,
    sources: data.sources,
  }
}

const figureJson = (figure: Figure, view: FigureView, rows: readonly FactRow[]) => {
  const { id, label, value, unit, period, kind, shown, suppressed } = view
  return {
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
      : rows.map(({ record, on, precision, amount, exactness, address }) => ({ record, on, precision, amount, exactness, address })),
  }
}

const relationJson = ({ id, kind, verdict, terms, difference, implied, sources }: FigureRelation, hidden: ReadonlySet<string>) => {
  const isHidden = (term: Term) => hidden.has(figureId(term))
  const isSecret = terms.some(isHidden)
  return {
    id,
    kind,
    verdict,
    terms: terms.map((term) => ({
      figure: figureId(term),
      role: term.role,
      sign: term.sign,
      value: isHidden(term) ? null : term.quantity.value,
      exactness: term.quantity.exactness,
    })),
    difference: isSecret ? null : difference,
    implied: isSecret || implied === undefined ? null : { figure: figureId(implied), value: implied.value },
    sources,
  }
}

// Records that were all transcribed from one document name it too.
const sourceOf = (origin: Origin) => {
  if (origin.kind === 'published') return { document: origin.source, locator: origin.locator }
  return { records: true, ...(origin.from === undefined ? {} : { document: origin.from.source, locator: origin.from.locator }) }
}
const rowsIn = (origin: Origin) => (origin.kind === 'computed' ? origin.rows : 0)
