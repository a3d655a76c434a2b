import { catalogueOf } from '#platform/languages/catalogue.ts'
import { LOCALES } from '#platform/languages/locales.ts'
import { ORGANISATION_COLUMNS, type OrganisationColumn } from '../columns.ts'
import { ORGANISATION_KINDS } from '../vocabulary.ts'

export type ImportColumn = OrganisationColumn | 'id'
export const IMPORT_COLUMNS: readonly ImportColumn[] = ['id', ...ORGANISATION_COLUMNS]

/** Accents, case and punctuation do not count in what people write at the head of a column. */
export const plain = (words: string) =>
  words
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

// The words of all languages at once: who reads in French may have been sent a Dutch file.
const wordsFor = (prefix: string, value: string) =>
  [value, ...LOCALES.flatMap((locale) => catalogueOf(locale)[`${prefix}${value}`] ?? [])].map(plain)

// What the sheets of networks call a column that we name otherwise.
const OTHER_NAMES: Readonly<Record<string, ImportColumn>> = {
  commune: 'territory',
  ville: 'territory',
  municipalite: 'territory',
  gemeente: 'territory',
  stad: 'territory',
  municipality: 'territory',
  town: 'territory',
  city: 'territory',
  genre: 'kind',
  categorie: 'kind',
  soort: 'kind',
  category: 'kind',
  telephone: 'phone',
  tel: 'phone',
  telefoon: 'phone',
  mail: 'email',
  courriel: 'email',
  site: 'website',
  cp: 'postal_code',
}

/** The column that a header names: by its technical name, its label in any language, or another usual name. */
export const columnNamed = (header: string): ImportColumn | undefined =>
  IMPORT_COLUMNS.find((column) => wordsFor('directory.column.', column).includes(plain(header))) ?? OTHER_NAMES[plain(header)]

/** A kind of organisation by its technical name or its word in any language; anything else stays as it is written, to be refused there. */
export const kindNamed = (written: string): string =>
  ORGANISATION_KINDS.find((kind) => wordsFor('organisation.kind.', kind).includes(plain(written))) ?? written
