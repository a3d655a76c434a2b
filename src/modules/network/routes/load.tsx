import { countFollowed } from '#modules/care/index.ts'
import { isDay } from '#platform/cells.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Button, DateField, Empty, TextLink } from '#platform/ui/index.ts'
import { forMember } from '../around.server.ts'
import { listTeamDays } from '../load.queries.server.ts'
import { today } from '../network.queries.server.ts'
import { NetworkPage, useShown } from '../screen/frame.tsx'
import { TeamTable } from '../screen/load.tsx'
import type { Route } from './+types/load'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const around = await forMember(scope, actor, network)
    const asked = new URL(args.request.url).searchParams.get('day') ?? ''
    const day = isDay(asked) ? asked : today()
    // Counts of care are for who steers; everybody else reads what the teams state.
    const counted = around.maySteer ? await countFollowed(scope, network, day) : null
    return { around, day, counted, teams: await listTeamDays(scope, network, day) }
  })

export default function Load({ loaderData: { around, day, counted, teams }, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const shown = useShown()
  return (
    <NetworkPage around={around} part="load" title={say('network.part.load')} purpose={say('network.load.purpose')} wide>
      {teams.length === 0 ? (
        <Empty
          title={say('network.load.empty')}
          what={say('network.load.empty.what')}
          start={<TextLink to={to('/directory')}>{say('network.load.directory')}</TextLink>}
        />
      ) : (
        <>
          <form method="get" className="day-form">
            <DateField name="day" label={say('network.day')} defaultValue={day} />
            <Button kind="quiet">{say('network.day.act')}</Button>
          </form>
          <TeamTable teams={teams} day={day} base={to(`/network/${params.network}`)} counted={counted?.teams ?? []} />
          <p>{say('network.load.what')}</p>
          {counted !== null && counted.teams.length > 0 && (
            <p>
              {say('network.load.counted.what', { day: shown.day(counted.on) })}{' '}
              <TextLink to={to(`/overview/${params.network}#caseload`)}>{say('network.counts')}</TextLink>
            </p>
          )}
        </>
      )}
    </NetworkPage>
  )
}
