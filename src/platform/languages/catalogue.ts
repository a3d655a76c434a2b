import type { Locale } from './locales.ts'

export type Catalogue = Readonly<Record<string, string>>

// The server provides all languages at start, the browser only the one of the page, part by part.
const provided = new Map<Locale, Catalogue>()

export const provideCatalogue = (locale: Locale, catalogue: Catalogue) => void provided.set(locale, catalogue)
/** More messages of a language, or better ones for those that are there. */
export const addToCatalogue = (locale: Locale, more: Catalogue) => void provided.set(locale, { ...provided.get(locale), ...more })

/** All messages of a language. @throws when nobody provided it: a mistake of the program, not of the reader. */
export const catalogueOf = (locale: Locale): Catalogue => {
  const catalogue = provided.get(locale)
  if (catalogue === undefined) throw new Error(`no catalogue for ${locale}`)
  return catalogue
}

/** One catalogue of the files of all modules; a message that two modules claim is a mistake. */
export const merged = (files: Record<string, Catalogue>): Catalogue => {
  const all: Record<string, string> = {}
  for (const [file, messages] of Object.entries(files)) {
    for (const [id, message] of Object.entries(messages)) {
      if (id in all) throw new Error(`${file}: message ${id} exists already`)
      all[id] = message
    }
  }
  return all
}
