import { asActor } from '#platform/db.server.ts'
import { serverContext } from '#platform/server/context.ts'
import { registrationOptions } from '../../factors/passkeys.server.ts'
import { siteOfRequest, told } from '../../factors/request.server.ts'
import { asHolder } from '../../factors/second.server.ts'
import { bindingOf, flowIn } from '../flow.server.ts'
import type { Route } from './+types/open-passkey-options'

/** What a browser needs to make the passkey of an account that is being opened; null where none is. */
export const loader = async (args: Route.LoaderArgs) => {
  const { db } = args.context.get(serverContext)
  const flow = flowIn(args)
  const site = siteOfRequest(args)
  if (flow === null || flow.name === null || site.passkeysFor === null) return answer(null)
  const person = { personId: flow.personId, name: flow.name, email: null }
  return answer(await told(() => asActor(db, asHolder(person), (scope) => registrationOptions(scope, person, bindingOf(flow), site))))
}

const answer = (options: unknown) => Response.json(options, { headers: { 'cache-control': 'no-store' } })
