import { inSpace } from '#modules/identity/index.server.ts'
import { type Asked, exchange, seenIn, sentIn } from '../recovery/sync.server.ts'
import { ownFile } from '../space/files.server.ts'
import type { Route } from './+types/recovery-sync'

/** What a device lacks that has seen so much. */
export const loader = async (args: Route.LoaderArgs) => answer(args, seenIn(args.request))

/** What was written on a device of the person comes in, what it lacks goes back. */
export const action = async (args: Route.ActionArgs) => answer(args, await sentIn(args.request))

const answer = async (args: Route.LoaderArgs | Route.ActionArgs, asked: Asked | null) =>
  Response.json(
    await inSpace(args, async (scope) => exchange(scope, args.params.network, (await ownFile(scope, args.params.network)).id, asked)),
  )
