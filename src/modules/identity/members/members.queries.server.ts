import { sql } from 'kysely'
import { type Actor, OPERATOR, type Role } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Locale } from '#platform/languages/locales.ts'
import { found, Problem } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import { canAdminister } from './policy.ts'

export type MemberNetwork = { id: string; name: Words }

/** The networks whose people the actor looks after. @throws Problem signed_out */
export const listAdministered = async (scope: Scope, actor: Actor): Promise<MemberNetwork[]> => {
  if (actor.personId === '') throw new Problem('signed_out')
  const networks = await scope.selectFrom('platform.network').select(['id', 'name']).orderBy('id').execute()
  return networks.filter(({ id }) => canAdminister(actor, id))
}

/** The network. @throws Problem signed_out for a visitor, not_found for everybody who does not administer it */
export const administeredNetwork = async (scope: Scope, actor: Actor, network: string): Promise<MemberNetwork> => {
  if (actor.personId === '') throw new Problem('signed_out')
  if (!canAdminister(actor, network)) throw new Problem('not_found')
  return found(await scope.selectFrom('platform.network').select(['id', 'name']).where('id', '=', network).executeTakeFirst())
}

/** The database's own day: what a period is held against. */
export const today = async (scope: Scope): Promise<string> =>
  (await sql<{ day: string }>`select current_date as day`.execute(scope)).rows[0]?.day ?? ''

export type Held = {
  id: string
  personId: string
  role: Role
  organisationId: string | null
  organisation: string | null
  from: string
  to: string | null
  /** The OpenID provider that gave it; such a role is changed there. */
  provider: string | null
  version: number
}
const heldIn = (scope: Scope, network: string) =>
  scope
    .selectFrom('identity.role as r')
    .leftJoin('directory.organisation as o', (join) =>
      join.onRef('o.network_id', '=', 'r.network_id').onRef('o.id', '=', 'r.organisation_id'),
    )
    .select([
      'r.id',
      'r.person_id as personId',
      'r.role',
      'r.organisation_id as organisationId',
      'o.name as organisation',
      'r.valid_from as from',
      'r.valid_to as to',
      'r.provider',
      'r.version',
    ])
    .where('r.network_id', '=', network)

export type Member = { personId: string; name: string; email: string | null; hasFactor: boolean; roles: Held[] }

/** Everybody who holds or held a role in a network, by name, each with all their roles, the latest first. */
export const listMembers = async (scope: Scope, network: string): Promise<Member[]> => {
  const held = await heldIn(scope, network).orderBy('r.valid_from', 'desc').orderBy('r.role').execute()
  const { rows } = await sql<{ person_id: string; name: string; email: string | null; has_factor: boolean }>`
    select * from identity.people_of(${network}) p order by p.name collate platform.names, p.person_id`.execute(scope)
  return rows.map(({ person_id, name, email, has_factor }) => ({
    personId: person_id,
    name,
    email,
    hasFactor: has_factor,
    roles: held.filter(({ personId }) => personId === person_id),
  }))
}

/** One of them. @throws Problem not_found for somebody who never held a role in this network */
export const readMember = async (scope: Scope, network: string, personId: string): Promise<Member> =>
  found((await listMembers(scope, network)).find((member) => member.personId === personId))

/** One role of somebody. @throws Problem not_found */
export const readHeld = async (scope: Scope, network: string, id: string): Promise<Held> =>
  found(UUID.test(id) ? await heldIn(scope, network).where('r.id', '=', id).executeTakeFirst() : undefined)
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Where a role can be held, by name. */
export const listOrganisations = (scope: Scope, network: string): Promise<{ id: string; name: string }[]> =>
  scope
    .selectFrom('directory.organisation')
    .select(['id', 'name'])
    .where('network_id', '=', network)
    .orderBy(sql`name collate platform.names`)
    .execute()

export type Invited = {
  id: string
  email: string
  locale: Locale
  roles: Role[]
  organisation: string | null
  from: string
  to: string | null
  invitedBy: string
  invitedAt: Date
  expiresAt: Date
  /** Its time is over, or whoever made it may no longer invite: it holds again when it is sent again. */
  isOver: boolean
  version: number
}

/** The invitations that nobody has accepted or revoked, the latest first. */
export const listInvitations = async (scope: Scope, network: string): Promise<Invited[]> => {
  const { rows } = await sql<Invited>`
    select i.id, i.email, i.locale, i.roles, o.name as organisation, i.valid_from as "from", i.valid_to as "to", i.invited_by as "invitedBy",
        i.invited_at as "invitedAt", i.expires_at as "expiresAt", i.version, (i.expires_at <= now() or coalesce(i.valid_to < current_date, false)
        or (i.invited_by <> ${OPERATOR.personId} and not exists (select from identity.role r
          where r.network_id = i.network_id and r.person_id = i.invited_by and r.role = 'administrator'
          and current_date >= r.valid_from and (r.valid_to is null or current_date <= r.valid_to)))) as "isOver"
      from identity.invitation i left join directory.organisation o on o.network_id = i.network_id and o.id = i.organisation_id
     where i.network_id = ${network} and i.accepted_at is null and i.revoked_at is null order by i.invited_at desc, i.id`.execute(scope)
  return rows
}
