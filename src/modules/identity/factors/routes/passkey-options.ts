import { VISITOR } from '#platform/actor.ts'
import { asActor } from '#platform/db.server.ts'
import { serverContext } from '#platform/server/context.ts'
import { authenticationOptions } from '../passkeys.server.ts'
import { siteOfRequest, standingOfRequest, told } from '../request.server.ts'
import { asHolder } from '../second.server.ts'
import type { Route } from './+types/passkey-options'

/** What a browser needs to ask for a passkey: any of this site for a visitor; one of their own for whoever signs in or confirms. */
export const loader = async (args: Route.LoaderArgs) => {
  const { db } = args.context.get(serverContext)
  const standing = await standingOfRequest(args)
  const site = siteOfRequest(args)
  if (site.passkeysFor === null) return Response.json(null)
  return told(async () => {
    const options =
      standing === null || standing.passkeys === 0
        ? await asActor(db, VISITOR, (scope) => authenticationOptions(scope, site, 'sign-in'))
        : await asActor(db, asHolder(standing), (scope) =>
            authenticationOptions(
              scope,
              site,
              `${standing.step === 'second' ? 'second' : 'confirm'} ${standing.personId}`,
              standing.personId,
            ),
          )
    return Response.json(options, { headers: { 'cache-control': 'no-store' } })
  })
}
