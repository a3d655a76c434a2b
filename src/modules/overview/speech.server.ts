import { intlOf, type Say, sayWith } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, localeOf } from '#platform/languages/locales.ts'

/** How the dashboard speaks outside of a screen: its words, and the names of months, in full or in short. */
export const speechOf = (lang: string | undefined): { say: Say; month: (day: string, isShort?: boolean) => string } => {
  const intl = intlOf(localeOf(lang) ?? DEFAULT_LOCALE)
  return {
    say: sayWith(intl),
    month: (day, isShort = false) => intl.formatDate(`${day}T12:00:00Z`, isShort ? { month: 'short' } : { month: 'long', year: 'numeric' }),
  }
}
