import { recordExport } from '#platform/audit.server.ts'
import { intlOf, sayWith } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, localeOf } from '#platform/languages/locales.ts'
import { inRequest } from '#platform/request.server.ts'
import { listTurns, readNetwork } from '../calendar.queries.server.ts'
import { dayIn } from '../days.ts'
import { calendarFile } from '../ics.ts'
import type { Route } from './+types/calendar-ics'

const MONTHS_AHEAD = 92

/** The public stops of the next three months, for the calendar of a telephone. */
export const loader = async (args: Route.LoaderArgs) => {
  const { network } = args.params
  const say = sayWith(intlOf(localeOf(args.params.lang) ?? DEFAULT_LOCALE))
  const turns = await inRequest(args, async (scope) => {
    await readNetwork(scope, network)
    await recordExport(scope, network, 'outreach.export', `network/${network}`)
    return (await listTurns(scope, network, dayIn(0), dayIn(MONTHS_AHEAD))).filter(({ isPublic }) => isPublic)
  })
  const file = calendarFile(
    turns,
    {
      name: say('outreach.title'),
      title: ({ team, state }) => (state === 'cancelled' ? say('outreach.ics.off', { team }) : team),
      about: ({ offers, hint, reason }) =>
        [hint, offers.map((offer) => say(`outreach.offer.${offer}`)).join(' · '), reason === null ? null : say(`outreach.reason.${reason}`)]
          .filter((part) => part !== null && part !== '')
          .join('\n'),
    },
    new Date(),
  )
  return new Response(file, {
    headers: { 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'attachment; filename="stops.ics"' },
  })
}
