import { type Locale, languageOf } from '../languages/locales.ts'
import template from './plain.typ?raw'
import { typstPdf } from './typst.server.ts'

/** One part of a plain document: a heading, sentences, and a table (or, with one column, a list). Every row has as many cells as there are columns. */
export type PlainSection = { title: string; text: readonly string[]; columns: readonly string[]; rows: readonly (readonly string[])[] }
export type PlainDocument = {
  title: string
  author: string
  locale: Locale
  at: Date
  intro: readonly string[]
  sections: readonly PlainSection[]
}

/** A plain document as PDF/UA-1, in larger type for easy-to-read French. The same document gives the same bytes. */
export const plainPdf = ({ title, author, locale, at, intro, sections }: PlainDocument): Uint8Array =>
  typstPdf(template, 'document', {
    title,
    author,
    lang: languageOf(locale),
    large: locale === 'fr-x-falc',
    day: { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() },
    intro,
    sections,
  })
