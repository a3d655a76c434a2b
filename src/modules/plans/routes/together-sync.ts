import { inSpace } from '#modules/identity/index.server.ts'
import { type Asked, exchange, seenIn, sentIn } from '../recovery/sync.server.ts'
import { togetherWith } from '../recovery/together.server.ts'
import { uuidIn } from '../space/files.server.ts'
import type { Route } from './+types/together-sync'

/** What a device of somebody lacks who writes with the person. */
export const loader = async (args: Route.LoaderArgs) => answer(args, seenIn(args.request))

/** What was written there comes in, what it lacks goes back; nothing any more from the second in which the person takes it back. */
export const action = async (args: Route.ActionArgs) => answer(args, await sentIn(args.request))

const answer = async (args: Route.LoaderArgs | Route.ActionArgs, asked: Asked | null) => {
  const { network, id } = args.params
  const answered = await inSpace(args, async (scope) => {
    const file = uuidIn(id)
    await togetherWith(scope, network, file)
    return exchange(scope, network, file, asked)
  })
  return Response.json(answered)
}
