import { hsdsPackage } from '#modules/exchange/hsds/package.server.ts'
import { DEFAULT_LOCALE, languageOf, localeOf } from '#platform/languages/locales.ts'
import { inRequest } from '#platform/request.server.ts'
import { takeExport } from '../export.queries.server.ts'
import { filtersOf } from '../filters.ts'
import type { Route } from './+types/export-json'

export const loader = async (args: Route.LoaderArgs) => {
  const found = await inRequest(args, (scope) => takeExport(scope, filtersOf(new URL(args.request.url).searchParams), 'json'))
  const body = JSON.stringify(hsdsPackage(found, languageOf(localeOf(args.params.lang) ?? DEFAULT_LOCALE)), null, 2)
  return new Response(body, {
    headers: { 'content-type': 'application/json; charset=utf-8', 'content-disposition': 'attachment; filename="maillage-hsds.json"' },
  })
}
