import { isDay } from '#platform/cells.ts'
import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Button, DateField, Empty, TextLink } from '#platform/ui/index.ts'
import { forMember } from '../around.server.ts'
import { listTeamDays } from '../load.queries.server.ts'
import { today } from '../network.queries.server.ts'
import { NetworkPage } from '../screen/frame.tsx'
import { TeamTable } from '../screen/load.tsx'
import type { Route } from './+types/load'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const around = await forMember(scope, actor, network)
    const asked = new URL(args.request.url).searchParams.get('day') ?? ''
    const day = isDay(asked) ? asked : today()
    return { around, day, teams: await listTeamDays(scope, network, day) }
  })

export default function Load({ loaderData: { around, day, teams }, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
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
          <TeamTable teams={teams} day={day} base={to(`/network/${params.network}`)} />
          <p>{say('network.load.what')}</p>
        </>
      )}
    </NetworkPage>
  )
}
