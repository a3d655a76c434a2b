import { addToCatalogue, type Catalogue } from '#platform/languages/catalogue.ts'
import { DEFAULT_LOCALE, type Locale, localeOf } from '#platform/languages/locales.ts'

// One small file for each module and language. What only documents say (render/) is said on the server.
const files = import.meta.glob<Catalogue>(['/src/platform/messages/*.json', '/src/modules/**/messages/*.json', '!/src/modules/*/render/**'], { import: 'default' })

// The module whose words a part of the site needs, by the first word of its addresses; those of ALWAYS are on every page.
const MODULE_OF: Readonly<Record<string, string>> = { accounts: 'account', directory: 'directory', journal: 'journal' }
const ALWAYS = ['platform', 'modules/home', 'modules/identity']

const wordsOf = (locale: Locale, folder: string): Promise<Catalogue[]> =>
  Promise.all(Object.entries(files).flatMap(([file, fetchFile]) => (file.startsWith(`/src/${folder}/`) && file.endsWith(`/${locale}.json`) ? [fetchFile()] : [])))

const provide = async (locale: Locale, folder: string) => {
  // Easy-to-read French stands on French: administration has no other words.
  const catalogues = (await Promise.all((locale === 'fr-x-falc' ? (['fr', locale] as const) : [locale]).map((each) => wordsOf(each, folder)))).flat()
  for (const catalogue of catalogues) addToCatalogue(locale, catalogue)
}
const provided = new Map<string, Promise<void>>()

/** Fetches the words of the part of the site that an address leads to, in its language, once: no page pays for the words of the others. */
export const provideWords = async (pathname: string): Promise<void> => {
  const [, segment, part = ''] = pathname.split('/')
  const locale = localeOf(segment) ?? DEFAULT_LOCALE
  const module = MODULE_OF[part]
  const folders = module === undefined ? ALWAYS : [...ALWAYS, `modules/${module}`]
  await Promise.all(
    folders.map((folder) => {
      const underWay = provided.get(folder) ?? provide(locale, folder)
      provided.set(folder, underWay)
      // What could not be fetched is tried again with the next page.
      underWay.catch(() => provided.delete(folder))
      return underWay
    }),
  )
}
