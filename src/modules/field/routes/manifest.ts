import { languageOf, localeOf } from '#platform/languages/locales.ts'
import { manifestOf } from '../shell.server.ts'
import type { Route } from './+types/manifest'

/** What a phone needs to put the area among its programs. */
export const loader = ({ params }: Route.LoaderArgs) =>
  new Response(JSON.stringify(manifestOf(languageOf(localeOf(params.lang) ?? 'fr'))), {
    headers: { 'content-type': 'application/manifest+json; charset=utf-8', 'cache-control': 'private, no-cache' },
  })
