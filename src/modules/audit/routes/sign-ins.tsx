import { inRequest } from '#platform/request.server.ts'
import { InVainTable } from '../screen/in-vain.tsx'
import { TrailScreen } from '../screen/trail-screen.tsx'
import { triedInVain } from '../vain.queries.server.ts'
import type { Route } from './+types/sign-ins'
import { readPage } from './reading.server.ts'

export const loader = async (args: Route.LoaderArgs) => {
  const read = await readPage(args, true)
  return { read, inVain: await inRequest(args, triedInVain) }
}

export default function SignIns({ loaderData: { read, inVain }, params }: Route.ComponentProps) {
  return (
    <TrailScreen read={read} network={params.network} part="signIns">
      <InVainTable days={inVain} />
    </TrailScreen>
  )
}
