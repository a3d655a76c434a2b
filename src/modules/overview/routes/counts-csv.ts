import { recordExport } from '#platform/audit.server.ts'
import { inRequest } from '#platform/request.server.ts'
import { readDashboard } from '../dashboard.server.ts'
import { readDelayTables } from '../delays.server.ts'
import { csvOf } from '../export.server.ts'
import { nameOf } from '../period.ts'
import { speechOf } from '../speech.server.ts'
import { todayOf } from '../view.server.ts'
import type { Route } from './+types/counts-csv'

export const loader = async (args: Route.LoaderArgs) => {
  const { network, lang } = args.params
  const speech = speechOf(lang)
  const dashboard = await inRequest(args, async (scope, actor) => {
    const { view, dashboard } = await readDashboard(scope, actor, network, new URL(args.request.url).searchParams.get('period'), speech)
    const delays = await readDelayTables(scope, view, speech.say, todayOf())
    await recordExport(scope, network, 'overview.export', `${nameOf(dashboard.period)}/csv`)
    return { ...dashboard, tables: [...dashboard.tables, ...delays] }
  })
  return new Response(csvOf(dashboard, speech.say), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="maillage-${network}-${nameOf(dashboard.period)}.csv"`,
    },
  })
}
