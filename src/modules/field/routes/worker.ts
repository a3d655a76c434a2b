import { languageOf, localeOf } from '#platform/languages/locales.ts'
import { workerProgram } from '../shell.server.ts'
import type { Route } from './+types/worker'

/** The service worker of the area. It looks after this one address and nothing else of the site. */
export const loader = ({ params }: Route.LoaderArgs) => {
  const language = languageOf(localeOf(params.lang) ?? 'fr')
  return new Response(workerProgram(language), {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'private, no-cache',
      'service-worker-allowed': `/${language}/field`,
    },
  })
}
