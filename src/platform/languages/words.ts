import type { Words } from '../words.ts'

/** A text in the reader's language, or in the first that exists, with the language that it is in (for the `lang` attribute). */
export const inWords = (words: Words, language: 'fr' | 'nl' | 'en'): { text: string; lang: 'fr' | 'nl' | 'en' } => {
  const lang =
    ([language, 'fr', 'en', 'nl'] as const).find((candidate) => words[candidate] !== undefined && words[candidate] !== '') ?? 'fr'
  return { text: words[lang] ?? '', lang }
}
