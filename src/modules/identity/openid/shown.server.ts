import { languageOf, localeOf } from '#platform/languages/locales.ts'
import { openIdProviders, providerName } from './settings.server.ts'

/** The providers as a screen names them. */
export const shownProviders = (lang: string | undefined): { id: string; name: string }[] => {
  const language = languageOf(localeOf(lang) ?? 'fr')
  return openIdProviders().map((provider) => ({ id: provider.id, name: providerName(provider, language) }))
}
