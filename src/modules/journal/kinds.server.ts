import { intlOf, sayWith } from '#platform/languages/intl.tsx'
import { LOCALES } from '#platform/languages/locales.ts'
import { slugged } from '#platform/slug.ts'
import { kindInWords } from './kinds.ts'
import { KNOWN_KINDS } from './vocabulary.ts'

/** The kind that somebody means: a known one by its words in any language, else the words themselves as a name. Empty when nothing is left of them. */
export const kindTyped = (words: string): string => {
  const typed = slugged(words)
  const known = KNOWN_KINDS.find((kind) => LOCALES.some((locale) => slugged(kindInWords(sayWith(intlOf(locale)), kind)) === typed))
  return known ?? typed.replaceAll(/[^a-z]+/g, '_').replaceAll(/^_|_$/g, '')
}
