import { requireFresh } from '#modules/identity/index.server.ts'
import { inRequest } from '#platform/request.server.ts'
import { registerAsCsv } from '../coercion/export.server.ts'
import { yearIn } from '../year.ts'
import type { Route } from './+types/register-csv'

export const loader = async (args: Route.LoaderArgs) => {
  // A list of people and what was done to them leaves: proof of the last ten minutes.
  await requireFresh(args)
  const { network, id } = args.params
  const year = yearIn(new URL(args.request.url).searchParams, new Date())
  const csv = await inRequest(args, (scope) => registerAsCsv(scope, network, id, year))
  return new Response(csv, {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="register-${year}.csv"` },
  })
}
