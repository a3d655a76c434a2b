import { parseHTML } from 'linkedom'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { IntlProvider } from 'react-intl'
import { createMemoryRouter, RouterProvider } from 'react-router'
import french from '../messages/fr.json'

/** A screen as the server sends it, in French. */
export const htmlOf = (screen: ReactElement) => {
  const router = createMemoryRouter([{ path: '*', element: screen }])
  return renderToStaticMarkup(
    <IntlProvider locale="fr" messages={french}>
      <RouterProvider router={router} />
    </IntlProvider>,
  )
}

export const pageOf = (screen: ReactElement) => parseHTML(`<!doctype html><html lang="fr"><body>${htmlOf(screen)}</body></html>`).document
