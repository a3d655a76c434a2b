import { addToCatalogue, type Catalogue } from '#platform/languages/catalogue.ts'
import { DEFAULT_LOCALE, type Locale, localeOf } from '#platform/languages/locales.ts'

// One small file for each module and language. What only documents say (render/) is said on the server.
const files = import.meta.glob<Catalogue>(
  ['/src/platform/messages/*.json', '/src/modules/**/messages/*.json', '!/src/modules/*/render/**'],
  { import: 'default' },
)

// Whose words the parts of the site need, by the address after the language; those of ALWAYS are on every page. The first that fits.
const ALWAYS = ['platform', 'modules/directory/functions', 'modules/identity']
const PARTS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(help)?$/, ['modules/home', 'modules/home/review']],
  [/^ask\b/, ['modules/care/ask']],
  [/^care\/[^/]+\/delays\b/, ['modules/care/ask/delays']],
  [/^directory\b/, ['modules/directory']],
  [/^care\b/, ['modules/care', 'modules/care/routes']],
  [/^boards\/[^/]+(\/[^/]+\/rota)?$/, ['modules/boards', 'modules/boards/duty', 'modules/care']],
  [/^boards\b/, ['modules/boards', 'modules/care']],
  [/^field\b/, ['modules/field', 'modules/care', 'modules/plans', 'modules/plans/duty']],
  [/^guide\b/, ['modules/guide']],
  [/^journal\b/, ['modules/journal']],
  [/^network\b/, ['modules/network']],
  [/^overview\b/, ['modules/overview', 'modules/care']],
  [/^accounts\/[^/]+\/(statements|sources)\b/, ['modules/account', 'modules/account/statements']],
  [/^accounts\b/, ['modules/account']],
  [/^(my\/)?measures\b/, ['modules/measures']],
  [/^(admin\/(jobs|mail|backups)|account\/notices)\b/, ['modules/notices']],
  [/^admin\/audit\b/, ['modules/audit']],
  [/^my\/[^/]+\/crisis$/, ['modules/plans', 'modules/plans/crisis', 'modules/plans/changes']],
  [/^my\/[^/]+\/crisis\/edit$/, ['modules/plans', 'modules/plans/crisis']],
  [/^my\/[^/]+\/recovery$/, ['modules/plans', 'modules/plans/recovery', 'modules/plans/changes']],
  [/^my\/[^/]+\/circle$/, ['modules/plans', 'modules/plans/circle']],
  [/^my\/[^/]+\/written\b/, ['modules/plans', 'modules/plans/written']],
  [/^my\/[^/]+\/looked\b/, ['modules/plans', 'modules/plans/looked', 'modules/paths/looked']],
  [/^my\/path\b/, ['modules/paths', 'modules/paths/partners']],
  [/^paths\b/, ['modules/paths', 'modules/paths/partners', 'modules/paths/team']],
  [/^partner\b/, ['modules/paths/partners']],
  [/^my\/[^/]+\/stays\b/, ['modules/stays/space']],
  [/^stays\b/, ['modules/stays']],
  [/^outreach\/[^/]+\/(teams|counts)\b/, ['modules/outreach', 'modules/outreach/team']],
  [/^outreach\b/, ['modules/outreach']],
  [/^my\/situations\b/, ['modules/situations']],
  [/^situations\b/, ['modules/situations', 'modules/situations/team']],
  [/^(crisis$|admin\/(glass|duty)\b)/, ['modules/plans/duty']],
  [/^questions\b/, ['modules/plans', 'modules/plans/duty', 'modules/plans/looked', 'modules/paths/looked']],
  [
    /^(plans|crisis|glass)\b/,
    ['modules/plans', 'modules/plans/crisis', 'modules/plans/recovery', 'modules/plans/carer', 'modules/plans/duty'],
  ],
  [/^circle\/[^/]+\/[^/]+\/path\b/, ['modules/paths']],
  [/^circle\b/, ['modules/plans', 'modules/plans/recovery', 'modules/plans/carer']],
  [/^my\/lock\b/, ['modules/identity/person-account', 'modules/identity/factors']],
  [/^my\b/, ['modules/plans']],
  [/^(account\/sessions|admin\/locked)\b/, ['modules/identity/sessions', 'modules/identity/factors']],
  [/^admin\/people\/[^/]+\/persons\/[^/]+\/access\b/, ['modules/identity/members', 'modules/identity/sessions']],
  [/^admin\b/, ['modules/identity/members', 'modules/home/review']],
  [/^new-factor\b/, ['modules/identity/access', 'modules/identity/factors']],
  [/^(forgotten|new-password|new-address)\b/, ['modules/identity/access']],
  [/^(invitation|first)\b/, ['modules/identity/invitations', 'modules/identity/access', 'modules/identity/factors']],
  [/^(open|cards|account\/paper|sign-in\/paper)\b/, ['modules/identity/person-account', 'modules/identity/factors']],
  [/^(account\/(data|close)|proof)\b/, ['modules/identity/closing', 'modules/identity/sessions']],
  [/^(account|sign-in|signed-out)\b/, ['modules/identity/factors', 'modules/identity/access']],
]

// Easy-to-read French comes with what it lacks in French words (build.ts); what has none of it is said in French.
const fileOf = (locale: Locale, folder: string) =>
  [locale, 'fr'].map((each) => files[`/src/${folder}/messages/${each}.json`]).find((file) => file !== undefined)

const provide = async (locale: Locale, folder: string) => {
  const catalogue = await fileOf(locale, folder)?.()
  if (catalogue !== undefined) addToCatalogue(locale, catalogue)
}
const provided = new Map<string, Promise<void>>()

/** The folders of src/ whose words are fetched for an address, given without its language ("accounts/ccoms/2025"). */
export const foldersOf = (address: string): readonly string[] => [
  ...ALWAYS,
  ...(PARTS.find(([pattern]) => pattern.test(address))?.[1] ?? []),
]

/** Fetches the words of the part of the site that an address leads to, in its language, once: no page pays for the words of the others. */
export const provideWords = async (pathname: string): Promise<void> => {
  const [, segment, ...rest] = pathname.split('/')
  const locale = localeOf(segment) ?? DEFAULT_LOCALE
  const folders = foldersOf(rest.join('/'))
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
