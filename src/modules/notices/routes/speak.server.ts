import { catalogueOf } from '#platform/languages/catalogue.ts'
import type { Locale } from '#platform/languages/locales.ts'
import { DEFAULT_LOCALE, localeOf } from '#platform/languages/locales.ts'

export const localeIn = (params: { lang?: string }): Locale => localeOf(params.lang) ?? DEFAULT_LOCALE

/** What has a name of its own making (a job, a failure), said by the message prefix + name in the reader's words, or as it is where nobody gave it any. */
export const nameIn = (locale: Locale, prefix: string, name: string): string => catalogueOf(locale)[`${prefix}${name}`] ?? name

export const pageIn = (url: URL): number => {
  const page = Number(url.searchParams.get('page') ?? '1')
  return Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1
}
