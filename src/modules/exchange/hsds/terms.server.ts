import { CARE_FUNCTIONS, type CareFunction, ORGANISATION_KINDS, type OrganisationKind } from '#modules/directory/vocabulary.ts'
import { intlOf } from '#platform/languages/intl.tsx'
import { hsdsId } from './uuid.server.ts'

type Language = 'fr' | 'nl' | 'en'
export type Taxonomy = { id: string; name: string; description: string; version: string }
export type TaxonomyTerm = {
  id: string
  code: string
  name: string
  description: string
  taxonomy: string
  language: string
  taxonomy_id: string
}

// Described in English like the standard itself; the names of the terms are in the reader's language.
const TAXONOMIES = {
  functions: {
    name: 'Five functions of adult mental-health care networks',
    description: 'Belgian reform under article 107 of the hospitals act; function 2 has crisis teams (2A) and long-term teams (2B).',
  },
  desde: { name: 'DESDE-LTC', description: 'Main types of care: the code alone, as a trained coder gave it.' },
  kinds: { name: 'Kinds of organisation of Maillage', description: 'What an organisation is.' },
} as const
type TaxonomyName = keyof typeof TAXONOMIES

export const taxonomies = (): Taxonomy[] =>
  (Object.keys(TAXONOMIES) as TaxonomyName[]).map((key) => ({ id: hsdsId('taxonomy', key), ...TAXONOMIES[key], version: '1' }))

const term = (taxonomy: TaxonomyName, code: string, name: string, language: Language): TaxonomyTerm => ({
  id: hsdsId('taxonomy', taxonomy, code),
  code,
  name,
  description: name,
  taxonomy: TAXONOMIES[taxonomy].name,
  language,
  taxonomy_id: hsdsId('taxonomy', taxonomy),
})
const said = (language: Language, id: string) => intlOf(language).formatMessage({ id })

export const functionTerm = (code: CareFunction, language: Language) =>
  term('functions', code, said(language, `function.${code}`), language)
export const desdeTerm = (code: string, language: Language) =>
  term('desde', code, `${code} – ${said(language, `desde.branch.${code.charAt(0)}`)}`, language)
export const kindTerm = (kind: OrganisationKind, language: Language) =>
  term('kinds', kind, said(language, `organisation.kind.${kind}`), language)
/** The terms that do not depend on what is exported. */
export const fixedTerms = (language: Language): TaxonomyTerm[] => [
  ...CARE_FUNCTIONS.map((code) => functionTerm(code, language)),
  ...ORGANISATION_KINDS.map((kind) => kindTerm(kind, language)),
]
