import { createContext, type ReactNode, useContext } from 'react'
import { useParams } from 'react-router'
import { DEFAULT_LOCALE, type Locale, languageOf, localeOf, segmentOf } from './locales.ts'
import { intlOf, sayWith } from './speech.ts'

export { intlOf, type Say, type Speech, sayWith, type Values } from './speech.ts'

const LocaleContext = createContext<Locale>(DEFAULT_LOCALE)

/** The language in which everything below is said. */
export const LanguageProvider = ({ locale, children }: { locale: Locale; children: ReactNode }) => (
  <LocaleContext value={locale}>{children}</LocaleContext>
)

/** What a screen needs to speak: the locale, its words, dates and numbers, and addresses in the same language. */
export const useLanguage = () => {
  const intl = intlOf(useContext(LocaleContext))
  const locale = localeOf(useParams().lang) ?? DEFAULT_LOCALE
  return { locale, language: languageOf(locale), intl, say: sayWith(intl), to: (path: string) => `/${segmentOf(locale)}${path}` }
}
