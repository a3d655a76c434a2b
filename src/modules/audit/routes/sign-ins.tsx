import { TrailScreen } from '../screen/trail-screen.tsx'
import type { Route } from './+types/sign-ins'
import { readPage } from './reading.server.ts'

export const loader = (args: Route.LoaderArgs) => readPage(args, true)

export default function SignIns({ loaderData, params }: Route.ComponentProps) {
  return <TrailScreen read={loaderData} network={params.network} part="signIns" />
}
