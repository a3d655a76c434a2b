import { parseHTML } from 'linkedom'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { LanguageProvider } from '../languages/intl.tsx'

/** A screen as the server sends it, in French. */
export const htmlOf = (screen: ReactElement) => {
  const router = createMemoryRouter([{ path: '*', element: screen }])
  return renderToStaticMarkup(
    <LanguageProvider locale="fr">
      <RouterProvider router={router} />
    </LanguageProvider>,
  )
}

export const pageOf = (screen: ReactElement) => parseHTML(`<!doctype html><html lang="fr"><body>${htmlOf(screen)}</body></html>`).document
