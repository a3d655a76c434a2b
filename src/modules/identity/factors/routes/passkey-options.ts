import { VISITOR } from '#platform/actor.ts'
import { asActor } from '#platform/db.server.ts'
import { serverContext } from '#platform/server/context.ts'
import { cookieFor } from '../../cookies.server.ts'
import { newToken } from '../../session.server.ts'
import { CHALLENGE_MINUTES } from '../challenge.server.ts'
import { authenticationOptions, proving, signingIn } from '../passkeys.server.ts'
import { browserOfRequest, PASSKEY_COOKIE, siteOfRequest, standingOfRequest, told } from '../request.server.ts'
import { asHolder } from '../second.server.ts'
import type { Route } from './+types/passkey-options'

/**
 * What a browser needs to ask for a passkey: with `?for=sign-in` any of this site, for whoever that is; else one of the person's own,
 * who signs in or confirms. Null where there is none to ask for.
 */
export const loader = async (args: Route.LoaderArgs) => {
  const site = siteOfRequest(args)
  if (site.passkeysFor === null) return answer(null)
  const { db, sessionHash, isSecure } = args.context.get(serverContext)
  if (new URL(args.request.url).searchParams.get('for') === 'sign-in') {
    const browser = browserOfRequest(args) ?? newToken()
    const options = await told(() => asActor(db, VISITOR, (scope) => authenticationOptions(scope, site, signingIn(browser))))
    return answer(options, { 'set-cookie': cookieFor(PASSKEY_COOKIE, browser, isSecure, CHALLENGE_MINUTES) })
  }
  const standing = await standingOfRequest(args)
  if (standing === null || sessionHash === null || standing.passkeys === 0) return answer(null)
  const { personId } = standing
  return answer(
    await told(() =>
      asActor(db, asHolder(standing), (scope) => authenticationOptions(scope, site, proving(personId, sessionHash), personId)),
    ),
  )
}

const answer = (options: unknown, headers: Record<string, string> = {}) =>
  Response.json(options, { headers: { 'cache-control': 'no-store', ...headers } })
