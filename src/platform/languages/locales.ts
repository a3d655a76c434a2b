/** Languages of the interface. Easy-to-read French (facile à lire et à comprendre) is a locale of its own, with its own address. */
export const LOCALES = ['fr', 'nl', 'en', 'fr-x-falc'] as const
export type Locale = (typeof LOCALES)[number]
export const DEFAULT_LOCALE: Locale = 'fr'

/** The first part of an address: /fr/…, /nl/…, /en/…, /falc/…. */
export const segmentOf = (locale: Locale) => (locale === 'fr-x-falc' ? 'falc' : locale)
export const localeOf = (segment: string | undefined): Locale | undefined => LOCALES.find((locale) => segmentOf(locale) === segment)

export type Language = 'fr' | 'nl' | 'en'
/** The language proper, for numbers, dates and texts that exist in three languages. */
export const languageOf = (locale: Locale): Language => (locale === 'fr-x-falc' ? 'fr' : locale)

/** How dates and numbers are written: as in France, Flanders and Britain. */
export const REGIONS = { fr: 'fr-FR', nl: 'nl-BE', en: 'en-GB' } as const

/** Each language in its own words, as readers look for it. */
export const LOCALE_NAMES: Record<Locale, string> = { fr: 'Français', nl: 'Nederlands', en: 'English', 'fr-x-falc': 'Facile à lire' }

/** The best of our languages for what a browser asks for ("nl-BE,nl;q=0.9,en;q=0.8"). */
export const negotiate = (acceptLanguage: string | null): Locale => {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...options] = part.trim().split(';')
      const quality = options.map((option) => /^\s*q=([\d.]+)$/.exec(option)?.[1]).find((q) => q !== undefined)
      return { language: tag.slice(0, 2).toLowerCase(), quality: quality === undefined ? 1 : Number(quality) }
    })
    .sort((a, b) => b.quality - a.quality)
  return (
    LOCALES.find((locale) => locale === wanted.find(({ language }) => LOCALES.includes(language as Locale))?.language) ?? DEFAULT_LOCALE
  )
}
