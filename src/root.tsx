import './platform/ui/index.css'
import './platform/drawing/pictures.css'
import type { ReactNode } from 'react'
import { isRouteErrorResponse, Links, Meta, Outlet, Scripts, ScrollRestoration, useLocation, useRouteLoaderData } from 'react-router'
import type { Route } from './+types/root'
import { provideWords } from './catalogues/browser.ts'
import { dutyNetworks } from './modules/plans/index.server.ts'
import { LanguageProvider } from './platform/languages/intl.tsx'
import { DEFAULT_LOCALE, languageOf, localeOf } from './platform/languages/locales.ts'
import { refuseLimited } from './platform/limits/refuse.server.ts'
import { codeOfStatus } from './platform/problem.ts'
import { type Failure, inRequest } from './platform/request.server.ts'
import { serverContext } from './platform/server/context.ts'
import { ProblemPage } from './shell/problem-page.tsx'
import { SiteShell } from './shell/site-shell.tsx'

/** What every page knows: who reads, whether this is the demonstration, and whether they may have to find a crisis plan. */
export const loader = async ({ context, params }: Route.LoaderArgs) => {
  const { actor, isDemonstration } = context.get(serverContext)
  return { locale: localeOf(params.lang) ?? DEFAULT_LOCALE, actor, isDemonstration, isOnDuty: await findsPlans({ context }) }
}
// The menu of who may look for crisis plans leads to them. Without an answer of the database a page has its menu all the same.
const findsPlans = async ({ context }: Pick<Route.LoaderArgs, 'context'>): Promise<boolean> =>
  Object.keys(context.get(serverContext).actor.roles).length > 0 &&
  inRequest({ context }, dutyNetworks).then(
    (networks) => networks.length > 0,
    () => false,
  )
export type RootData = Awaited<ReturnType<typeof loader>>

export const middleware: Route.MiddlewareFunction[] = [refuseLimited]

// A page that is reached without a page load may speak of things that the one before had no words for.
export const clientMiddleware: Route.ClientMiddlewareFunction[] = [({ url }, next) => provideWords(url.pathname).then(() => next())]

// Who is signed in and the language change by full page loads only.
export const shouldRevalidate = () => false

export function Layout({ children }: { children: ReactNode }) {
  const { pathname } = useLocation()
  // A form that is turned away at the door finds no loader's answer: then the address says the language.
  const locale = useRouteLoaderData<typeof loader>('root')?.locale ?? localeOf(pathname.split('/')[1]) ?? DEFAULT_LOCALE
  return (
    <html lang={locale === 'fr-x-falc' ? 'fr-x-falc' : languageOf(locale)} data-locale={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
      </head>
      <body>
        <LanguageProvider locale={locale}>{children}</LanguageProvider>
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  )
}

export default function Root() {
  return (
    <SiteShell>
      <Outlet />
    </SiteShell>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const failure: Failure = isRouteErrorResponse(error)
    ? isFailure(error.data)
      ? error.data
      : { code: codeOfStatus(error.status) ?? 'unexpected', detail: {} }
    : { code: 'unexpected', detail: {} }
  return (
    <SiteShell around={failure.around}>
      <ProblemPage failure={failure} />
    </SiteShell>
  )
}

const isFailure = (value: unknown): value is Failure => typeof value === 'object' && value !== null && 'code' in value && 'detail' in value
