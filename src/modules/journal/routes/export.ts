import { recordExport } from '#platform/audit.server.ts'
import { inRequest } from '#platform/request.server.ts'
import { csvStream, nextBatch } from '../export.server.ts'
import { filtersOf, searchOf } from '../filters.ts'
import { journalOf } from '../networks.queries.server.ts'
import type { Route } from './+types/export'

export const loader = async (args: Route.LoaderArgs) => {
  const { network } = args.params
  const filters = filtersOf(new URL(args.request.url).searchParams)
  const first = await inRequest(args, async (scope, actor) => {
    await journalOf(scope, actor, network)
    const rows = await nextBatch(scope, network, filters, null)
    // Words that somebody searched for may name a person: that there were some is enough.
    await recordExport(
      scope,
      network,
      'journal.export',
      `csv ${searchOf({ ...filters, ...(filters.q === undefined ? {} : { q: '…' }) })}`.trim(),
    )
    return rows
  })
  // Each batch asks again as the same actor: whoever loses the right meanwhile gets no more of it.
  const body = csvStream((last) => inRequest(args, (scope) => nextBatch(scope, network, filters, last)), first)
  return new Response(body, {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="journal-${network}.csv"` },
  })
}
