import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { localeIn, sendMail } from '#platform/mail/index.server.ts'
import { found, Problem } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import { administeredNetwork, UUID } from '../members/members.queries.server.ts'
import { checkOrganisation } from '../members/roles.commands.server.ts'
import type { InvitationInput } from '../members/schema.ts'
import { hashOf, newToken } from '../session.server.ts'
import './mails.server.ts'

export const INVITATION_DAYS = 7
const expiry = () => new Date(Date.now() + INVITATION_DAYS * 86_400_000)
export const pathOf = (token: string) => `/invitation/${token}`

const post = (scope: Scope, network: string, name: Words, to: { email: string; locale: string }, token: string, until: Date) =>
  sendMail(scope, {
    to: to.email,
    locale: localeIn(to.locale),
    template: 'invitation',
    values: { network: name, link: pathOf(token), until: until.toISOString() },
    network,
  })

const isOpenAlready = (error: unknown) => error instanceof Error && 'constraint' in error && error.constraint === 'invitation_open'

/**
 * Invites somebody by mail to roles in a network. Whether the address has an account is not looked up. Ask for a fresh second factor before.
 * @param isSent false: only the link is made, for the operator to hand over
 * @returns the id, and the token of the link (for the mail and the operator only)
 * @throws Problem not_found for who does not administer the network, conflict when this address is invited already, invalid for an
 *   organisation of another network
 */
export const invite = async (
  scope: Scope,
  actor: Actor,
  network: string,
  input: InvitationInput,
  isSent = true,
): Promise<{ id: string; token: string }> => {
  const { name } = await administeredNetwork(scope, actor, network)
  await checkOrganisation(scope, network, input.organisation)
  const [token, until] = [newToken(), expiry()]
  const values = {
    network_id: network,
    email: input.email,
    locale: input.locale,
    organisation_id: input.organisation,
    roles: input.roles,
    valid_from: input.from,
    valid_to: input.to,
    token_hash: hashOf(token),
    invited_by: actor.personId,
    expires_at: until,
  }
  const { id } = await scope
    .insertInto('identity.invitation')
    .values(values)
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch((error: unknown) => {
      throw isOpenAlready(error) ? new Problem('conflict') : error
    })
  if (isSent) await post(scope, network, name, input, token, until)
  await record(scope, network, 'identity.invite', `invitation/${id} ${input.roles.join(' ')}`, { reason: input.reason })
  return { id, token }
}

const openInvitation = async (scope: Scope, network: string, id: string) =>
  found(
    UUID.test(id)
      ? await scope
          .selectFrom('identity.invitation')
          .select(['email', 'locale'])
          .where('network_id', '=', network)
          .where('id', '=', id)
          .where('accepted_at', 'is', null)
          .where('revoked_at', 'is', null)
          .executeTakeFirst()
      : undefined,
  )

/**
 * Sends an invitation again, under a new link: the former one no longer works. From then on it is an invitation of whoever sent it last.
 * @throws Problem conflict when it was sent again, accepted or revoked meanwhile, not_found
 */
export const sendAgain = async (scope: Scope, actor: Actor, network: string, id: string, version: number): Promise<void> => {
  const { name } = await administeredNetwork(scope, actor, network)
  const to = await openInvitation(scope, network, id)
  const [token, until] = [newToken(), expiry()]
  const { numUpdatedRows } = await scope
    .updateTable('identity.invitation')
    .set((is) => ({
      token_hash: hashOf(token),
      invited_by: actor.personId,
      invited_at: new Date(),
      expires_at: until,
      version: is('version', '+', 1),
    }))
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('conflict')
  await post(scope, network, name, to, token, until)
  await record(scope, network, 'identity.inviteAgain', `invitation/${id}`)
}

/** Takes an invitation back: its link no longer works. @throws Problem conflict when it was accepted meanwhile, not_found */
export const revokeInvitation = async (scope: Scope, actor: Actor, network: string, id: string): Promise<void> => {
  await administeredNetwork(scope, actor, network)
  await openInvitation(scope, network, id)
  const { numUpdatedRows } = await scope
    .updateTable('identity.invitation')
    .set((is) => ({ revoked_at: new Date(), version: is('version', '+', 1) }))
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'identity.revokeInvitation', `invitation/${id}`)
}
