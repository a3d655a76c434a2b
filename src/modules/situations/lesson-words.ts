const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** The words of names that stand in a text, as they were written; names of two letters are words of every language. */
export const namesIn = (text: string, names: readonly string[]): string[] => {
  const words = new Set(plain(text).split(/[^\p{L}]+/u))
  const parts = names.flatMap((name) => name.split(/[\s-]+/)).filter((part) => part.length > 2)
  return [...new Set(parts.filter((part) => words.has(plain(part))))]
}

const between = (text: string, phrase: string) => ` ${text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `.includes(` ${phrase} `)
/**
 * The names of services and organisations that stand in a text. A name of several words is found however it is written; one of a single
 * word only as it is written, for "Logement" is a house and "logement" is a word.
 */
export const placesIn = (text: string, places: readonly string[]): string[] => [
  ...new Set(
    places.filter((place) => {
      const phrase = place.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()
      if (phrase.length < 4) return false
      return phrase.includes(' ') ? between(plain(text), plain(phrase)) : between(text, phrase)
    }),
  ),
]

const MONTHS =
  'janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|januari|februari|maart|april|mei|juni|juli|augustus|oktober|january|february|march|may|june|july|august|september|october|november|december'
const MOMENTS = new RegExp(
  [
    String.raw`\b\d{4}-\d{2}-\d{2}\b`,
    String.raw`\b\d{1,2}[/.]\d{1,2}([/.]\d{2,4})?\b`,
    String.raw`\b\d{1,2}(er)?\s+(?:${MONTHS})\b`,
    String.raw`\b(?:${MONTHS})\s+\d{1,2}\b`,
    String.raw`\b\d{1,2}\s?[hu:]\s?\d{2}\b`,
  ].join('|'),
  'g',
)
/** Days and times that stand in a text, in the languages of the site: who knows the day of a meeting knows whose it was. */
export const momentsIn = (text: string): string[] => [...new Set([...plain(text).matchAll(MOMENTS)].map(([found]) => found))]
