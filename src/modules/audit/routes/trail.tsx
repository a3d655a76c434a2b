import { TrailScreen } from '../screen/trail-screen.tsx'
import type { Route } from './+types/trail'
import { readPage } from './reading.server.ts'

export const loader = (args: Route.LoaderArgs) => readPage(args, false)

export default function Trail({ loaderData, params }: Route.ComponentProps) {
  return <TrailScreen read={loaderData} network={params.network} part="all" />
}
