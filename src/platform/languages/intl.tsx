import type { ReactNode } from 'react'
import { createIntl, createIntlCache, type IntlShape, IntlProvider, useIntl } from 'react-intl'
import { useParams } from 'react-router'
import type { MessageId } from '#platform/languages/message-id.ts'
import { catalogueOf } from './catalogue.ts'
import { DEFAULT_LOCALE, type Locale, languageOf, localeOf, segmentOf } from './locales.ts'

export type Values = Record<string, string | number | Date>
/** Says a message in the reader's language. Ids are checked by the compiler; a missing message fails the build. */
export type Say = (id: MessageId, values?: Values) => string

// The standard text of a locale is French where easy-to-read French has the same grammar: react-intl needs a real language.
const failLoudly = (error: Error) => {
  throw error
}
export const LanguageProvider = ({ locale, children }: { locale: Locale; children: ReactNode }) => (
  <IntlProvider locale={languageOf(locale)} messages={catalogueOf(locale)} onError={failLoudly} timeZone="Europe/Paris">
    {children}
  </IntlProvider>
)

export const sayWith =
  (intl: IntlShape): Say =>
  (id, values) =>
    intl.formatMessage({ id }, values)

const cache = createIntlCache()
/** The same outside of React: documents, mails, the command line. */
export const intlOf = (locale: Locale) =>
  createIntl({ locale: languageOf(locale), messages: catalogueOf(locale), onError: failLoudly, timeZone: 'Europe/Paris' }, cache)

/** What a screen needs to speak: the locale, its words, dates and numbers, and addresses in the same language. */
export const useLanguage = () => {
  const intl = useIntl()
  const locale = localeOf(useParams().lang) ?? DEFAULT_LOCALE
  return { locale, language: languageOf(locale), intl, say: sayWith(intl), to: (path: string) => `/${segmentOf(locale)}${path}` }
}
