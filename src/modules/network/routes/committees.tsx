import { useLanguage } from '#platform/languages/intl.tsx'
import { inRequest } from '#platform/request.server.ts'
import { Empty, LinkButton } from '#platform/ui/index.ts'
import { forReader } from '../around.server.ts'
import { listCommittees } from '../committees.queries.server.ts'
import { today } from '../network.queries.server.ts'
import { CommitteeTable, EmptyChairs } from '../screen/committees.tsx'
import { NetworkPage } from '../screen/frame.tsx'
import type { Route } from './+types/committees'

export const loader = (args: Route.LoaderArgs) =>
  inRequest(args, async (scope, actor) => {
    const { network } = args.params
    const around = await forReader(scope, actor, network, 'committees')
    return { around, committees: await listCommittees(scope, network, today()) }
  })

export default function Committees({ loaderData: { around, committees }, params }: Route.ComponentProps) {
  const { say, to } = useLanguage()
  const base = to(`/network/${params.network}`)
  const add = (
    <LinkButton kind="primary" to={`${base}/committees/new`}>
      {say('network.committee.new')}
    </LinkButton>
  )
  return (
    <NetworkPage
      around={around}
      part="committees"
      title={say('network.part.committees')}
      purpose={say('network.committees.purpose')}
      wide
      {...(around.maySteer ? { actions: add } : {})}
    >
      {committees.length === 0 ? (
        <Empty
          title={say('network.committees.empty')}
          what={say('network.committees.empty.what')}
          {...(around.maySteer ? { start: add } : {})}
        />
      ) : (
        <>
          <EmptyChairs seats={committees.flatMap(({ seats }) => seats)} />
          <CommitteeTable committees={committees} base={base} />
        </>
      )}
    </NetworkPage>
  )
}
