import { recordExport } from '#platform/audit.server.ts'
import { intlOf, sayWith } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, localeOf } from '#platform/languages/locales.ts'
import { inRequest } from '#platform/request.server.ts'
import { csvOf } from '../export.server.ts'
import { nameOf } from '../period.ts'
import { readOverview } from '../view.server.ts'
import type { Route } from './+types/counts-csv'

export const loader = async (args: Route.LoaderArgs) => {
  const { network, lang } = args.params
  const view = await inRequest(args, async (scope, actor) => {
    const seen = await readOverview(scope, actor, network, new URL(args.request.url).searchParams.get('period'))
    await recordExport(scope, network, 'overview.export', `${nameOf(seen.period)}/csv`)
    return seen
  })
  return new Response(csvOf(view, sayWith(intlOf(localeOf(lang) ?? DEFAULT_LOCALE))), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="maillage-${network}-${nameOf(view.period)}.csv"`,
    },
  })
}
