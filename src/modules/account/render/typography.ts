import { cleanText } from '#platform/drawing/svg.server.ts'
import type { AccountDocument, DocumentLocale } from '../document.ts'

/** French puts a space before double signs and inside guillemets; a line must not break there (Lexique de l'Imprimerie nationale). */
export const frenchSpaces = (text: string) => text.replace(/ (?=[»:;!?%€])/g, '\u00a0').replace(/« /g, '«\u00a0')

/** A colon between a name and what it names; only French spaces it off. */
export const colon = (locale: DocumentLocale) => (locale === 'fr' ? '\u00a0: ' : ': ')

/** The document as it is set: no character that a document format forbids, and in French no line that begins with a lone sign. */
export const typeset = (document: AccountDocument): AccountDocument => {
  const setText = (text: string) => (document.locale === 'fr' ? frenchSpaces(cleanText(text)) : cleanText(text))
  const setAll = (value: unknown): unknown => {
    if (typeof value === 'string') return setText(value)
    if (Array.isArray(value)) return value.map(setAll)
    if (value === null || typeof value !== 'object') return value
    // Keys are ids, and what names a figure must go on finding it.
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [setText(key), setAll(inner)]))
  }
  return setAll(document) as AccountDocument
}
