import { inRequest } from '#platform/request.server.ts'
import { takeExport } from '../export.queries.server.ts'
import { directoryCsv } from '../export-csv.server.ts'
import { filtersOf } from '../filters.ts'
import type { Route } from './+types/export-csv'

export const loader = async (args: Route.LoaderArgs) => {
  const found = await inRequest(args, (scope) => takeExport(scope, filtersOf(new URL(args.request.url).searchParams), 'csv'))
  return new Response(directoryCsv(found), {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="maillage-directory.csv"' },
  })
}
