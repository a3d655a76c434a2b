import { DEFAULT_LOCALE, languageOf, localeOf } from '#platform/languages/locales.ts'
import { Problem } from '#platform/problem.ts'

/** What an address of an account asks for. @throws Problem not_found when it cannot be one. */
export const askedOf = ({ request, params }: { request: Request; params: { lang?: string; network: string; year: string } }) => {
  const edition = new URL(request.url).searchParams.get('edition')
  if (!/^\d{4}$/.test(params.year) || !/^[a-z0-9][a-z0-9._-]{0,99}$/.test(params.network)) throw new Problem('not_found')
  if (edition !== null && edition !== 'live' && !/^\d{1,6}$/.test(edition)) throw new Problem('not_found')
  return {
    network: params.network,
    year: Number(params.year),
    language: languageOf(localeOf(params.lang) ?? DEFAULT_LOCALE),
    ...(edition === null ? {} : { edition: edition === 'live' ? ('live' as const) : Number(edition) }),
  }
}

/** The edition that an address asks for, as a query for the addresses of its figures and files: nothing else of it goes on. */
export const editionQuery = ({ request }: { request: Request }) => {
  const edition = new URL(request.url).searchParams.get('edition')
  return edition === null ? '' : `?edition=${edition}`
}
