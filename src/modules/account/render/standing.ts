// What the HTML file and the PDF say alike: the checks in their order, and the state of the edition.
import type { AccountDocument } from '../document.ts'
import { instantOf } from './dates.ts'
import { labelsOf } from './labels.ts'
import { colon } from './typography.ts'

const VERDICT_ORDER = ['contradicts', 'implies', 'holds-within-rounding', 'holds'] as const

/** Relations by verdict, the contradictions first.  */
export const relationGroups = (document: AccountDocument) =>
  VERDICT_ORDER.flatMap((verdict) => {
    const items = document.relations.filter((relation) => relation.verdict === verdict)
    return items[0] === undefined ? [] : [{ verdict, label: items[0].verdictLabel, items }]
  })

/** A place in a source as it is written where many stand together: the number of the source in the list, and the rest. */
export type Reference = { source: number | null; rest: string }
/** Finds the source that a place begins with ("Bilan 2025, p. 16" → 1, "p. 16"): long titles are said once, in the list of sources. */
export const referenceIn = ({ sources }: Pick<AccountDocument, 'sources'>) => {
  const numbered = sources.map(({ title }, i) => ({ title, number: i + 1 })).sort((a, b) => b.title.length - a.title.length)
  return (place: string): Reference => {
    const found = numbered.find(({ title }) => title !== '' && (place === title || place.startsWith(`${title}, `)))
    return found === undefined ? { source: null, rest: place } : { source: found.number, rest: place.slice(found.title.length + 2) }
  }
}

/** The kind of a figure and its source as one text; a source that says the kind itself ("computed from 3 records") says it once. */
export const originIn = (document: Pick<AccountDocument, 'sources' | 'locale'>) => {
  const reference = referenceIn(document)
  return (kind: string, source: string): { kind: string; reference: Reference } =>
    source.toLowerCase().startsWith(kind.toLowerCase())
      ? { kind: '', reference: { source: null, rest: source.charAt(0).toUpperCase() + source.slice(1) } }
      : { kind: `${kind}${colon(document.locale)}`, reference: reference(source) }
}

/** What is said of the edition: on the cover in full, at the foot of each page in short. */
export const stateOf = (document: AccountDocument): string[] => {
  const say = labelsOf(document)
  const { edition, locale, network, computedAt } = document
  const frozen =
    edition === null ? [say('draft')] : [`${say('edition')} ${edition.number}, ${say('frozenAt')} ${instantOf(edition.frozenAt, locale)}`]
  const hash = edition === null ? [] : [`${say('hash')}${colon(locale)}${edition.hash.replace(/(.{8})(?=.)/g, '$1 ')}`]
  return [
    ...(network.isDemonstration ? [say('demonstration')] : []),
    ...frozen,
    `${say('computedAt')} ${instantOf(computedAt, locale)}`,
    ...hash,
  ]
}
