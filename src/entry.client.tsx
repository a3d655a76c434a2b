import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { HydratedRouter } from 'react-router/dom'
import { type Catalogue, provideCatalogue } from './platform/languages/catalogue.ts'
import { DEFAULT_LOCALE, localeOf } from './platform/languages/locales.ts'

const catalogues = {
  fr: () => import('./catalogues/fr.ts'),
  nl: () => import('./catalogues/nl.ts'),
  en: () => import('./catalogues/en.ts'),
  'fr-x-falc': () => import('./catalogues/fr-x-falc.ts'),
} satisfies Record<string, () => Promise<{ default: Catalogue }>>

// Only the language of the page is fetched; changing the language loads a new page.
const locale = localeOf(location.pathname.split('/')[1]) ?? DEFAULT_LOCALE
const { default: catalogue } = await catalogues[locale]()
provideCatalogue(locale, catalogue)
startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <HydratedRouter />
    </StrictMode>,
  )
})
