import { VISITOR } from '#platform/actor.ts'
import { asActor } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { failed } from '#platform/request.server.ts'
import { serverContext } from '#platform/server/context.ts'
import { hashOfToken } from '../../access/links.server.ts'
import { registrationOptions } from '../../factors/passkeys.server.ts'
import { siteOfRequest, told } from '../../factors/request.server.ts'
import { invitationOf } from '../accept.commands.server.ts'
import type { Route } from './+types/passkey-options'

/** What a browser needs to make a passkey for the account that an invitation will make. */
export const loader = (args: Route.LoaderArgs) =>
  told(async () => {
    const { db } = args.context.get(serverContext)
    const [invitation, hash] = [await invitationOf(db, args.params.token), hashOfToken(args.params.token)]
    if (invitation === null || hash === null) throw failed(new Problem('not_found'))
    const site = siteOfRequest(args)
    const person = { personId: invitation.id, name: invitation.email, email: invitation.email }
    const options = site.passkeysFor === null ? null : await asActor(db, VISITOR, (scope) => registrationOptions(scope, person, hash, site))
    return Response.json(options, { headers: { 'cache-control': 'no-store' } })
  })
