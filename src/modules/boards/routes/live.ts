import { recordRead } from '#platform/audit.server.ts'
import { Problem } from '#platform/problem.ts'
import { failed, inRequest } from '#platform/request.server.ts'
import { serverContext } from '#platform/server/context.ts'
import { boardSource, topicOf } from '../live/source.server.ts'
import { hereIn } from '../team.server.ts'
import type { Route } from './+types/live'

const HEADERS = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }

/** The live line of a board (platform/live), for who works in the team. Whoever asks for anything but a line learns only whether they may. */
export const loader = async (args: Route.LoaderArgs) => {
  const { network, id } = args.params
  const { db, actor, sessionHash, live } = args.context.get(serverContext)
  const isAsked = args.request.method === 'GET' && args.request.headers.get('accept') === 'text/event-stream'
  const { zone } = await inRequest(args, async (scope) => {
    const here = await hereIn(scope, actor, network, id)
    // Once for each line, which lasts an hour at most: what is shown until then is what the team sees.
    if (isAsked) await recordRead(scope, network, 'boards.watch', `team/${id}`)
    return here
  })
  if (!isAsked) return new Response(null, { status: 204 })
  if (live === undefined || sessionHash === null) throw failed(new Problem('unavailable'))
  const line = live.open(topicOf(network, id), boardSource(db, network, id, zone), { actor, session: sessionHash })
  if (line === null) throw failed(new Problem('too_many', { seconds: '60' }))
  return new Response(line, { headers: HEADERS })
}
