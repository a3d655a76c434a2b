import { Problem } from '#platform/problem.ts'
import { failed } from '#platform/request.server.ts'
import { registrationOptions } from '../passkeys.server.ts'
import { isFresh } from '../policy.ts'
import { inAccount, siteOfRequest } from '../request.server.ts'
import type { Route } from './+types/new-passkey-options'

/** What a browser needs to make a new passkey. */
export const loader = (args: Route.LoaderArgs) =>
  inAccount(args, async (scope, { standing, sessionHash }) => {
    if (!isFresh(standing)) throw failed(new Problem('forbidden'))
    const site = siteOfRequest(args)
    const options = site.passkeysFor === null ? null : await registrationOptions(scope, standing, sessionHash, site)
    return Response.json(options, { headers: { 'cache-control': 'no-store' } })
  })
