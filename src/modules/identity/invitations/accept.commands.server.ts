import { sql } from 'kysely'
import { type Role, VISITOR } from '#platform/actor.ts'
import { asActor, type Db, type Scope } from '#platform/db.server.ts'
import type { Locale } from '#platform/languages/locales.ts'
import { allow, Problem } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import { hashOfToken } from '../access/links.server.ts'
import type { Weakness } from '../access/password-rules.ts'
import { refusalOf } from '../access/password-strength.server.ts'
import { rotateSession } from '../access/rotate.server.ts'
import type { Holder } from '../factors/account.commands.server.ts'
import { type Entered, enter } from '../factors/enter.server.ts'
import { addPasskey, verifiedPasskey } from '../factors/passkeys.server.ts'
import { isLimited } from '../factors/policy.ts'
import { renewRecoveryCodes } from '../factors/recovery.server.ts'
import { asHolder } from '../factors/second.server.ts'
import type { Site } from '../factors/site.server.ts'
import { noteChange } from '../factors/trail.server.ts'
import { hashPassword } from '../password.server.ts'
import type { Pending } from './pending.server.ts'

export type Invitation = {
  /** Also that of the account that is made by accepting it. */
  id: string
  network: string
  name: Words
  organisation: string | null
  roles: Role[]
  from: string
  to: string | null
  expiresAt: Date
  email: string
  locale: Locale
}

/** What an invitation says, to whoever has its link; null when it does not hold (any more). Looking uses nothing up. */
export const invitationOf = async (db: Db, token: string | undefined): Promise<Invitation | null> => {
  const hash = hashOfToken(token)
  if (hash === null) return null
  const { rows } = await sql<Omit<Invitation, 'network' | 'name'> & { network_id: string; network: Words }>`
    select id, network_id, network, organisation, roles, valid_from as "from", valid_to as "to", expires_at as "expiresAt", email, locale
      from identity.invitation_of(${hash})`.execute(db)
  const [row] = rows
  if (row === undefined) return null
  const { network_id, network: name, ...rest } = row
  return { ...rest, network: network_id, name }
}

export type NewAccount = { name: string; password: string | null; locale: Locale }

/** @returns whose account has the roles now; null when the invitation does not hold (any more). @throws Problem conflict when the address is taken */
const take = async (scope: Scope, token: string, account: NewAccount | null, passwordHash: string | null): Promise<string | null> => {
  try {
    const { rows } = await sql<{ person_id: string }>`select * from identity.accept_invitation(
      ${hashOfToken(token)}, ${account?.name ?? null}, ${passwordHash}, ${account?.locale ?? null})`.execute(scope)
    return rows[0]?.person_id ?? null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === '23505') throw new Problem('conflict')
    if (code === '42501') throw new Problem('forbidden', { right: 'identity.acceptInvitation' })
    throw error
  }
}

type From = {
  /** The session that this browser held before, which ends. */
  former: Buffer | null
}

/**
 * Accepts with a new account and a password; its address is that of the invitation. An account that has this address already is neither
 * joined nor touched: its holder signs in and accepts with it. The act is noted in the trail by the function of the database.
 * @returns the session, why the password is too easy, or `over`
 * @throws Problem conflict when an account has this address
 */
export const acceptWithPassword = async (
  db: Db,
  token: string,
  account: NewAccount,
  { former }: From,
): Promise<Entered | Weakness | 'over'> => {
  const invitation = await invitationOf(db, token)
  if (invitation === null) return 'over'
  const password = account.password ?? ''
  const weakness = refusalOf(password, [account.name, invitation.email])
  if (weakness !== null) return weakness
  const hash = await hashPassword(password)
  const personId = await asActor(db, VISITOR, (scope) => take(scope, token, account, hash))
  return personId === null ? 'over' : ((await enter(db, { personId, isStrong: false, former })) ?? 'over')
}

export type WithPasskey = Entered & { codes: string[] }

/**
 * Accepts with a new account that a passkey opens, and no password. @returns the session and the first recovery codes, `wrong` for an
 * answer that is not right, or `over`
 * @throws Problem conflict when an account has this address
 */
export const acceptWithPasskey = async (
  db: Db,
  token: string,
  account: NewAccount,
  passkey: { site: Site; answer: string; name: string },
  { former }: From,
): Promise<WithPasskey | 'wrong' | 'over'> => {
  const invitation = await invitationOf(db, token)
  if (invitation === null) return 'over'
  const { id: personId } = invitation
  // Nobody has a session yet: the challenge was made for this link.
  const link = hashOfToken(token)
  const verified = link === null ? null : await verifiedPasskey(db, { personId, sessionHash: link }, passkey.site, passkey.answer)
  if (verified === null) return 'wrong'
  const codes = await asActor(db, VISITOR, async (scope) => {
    if ((await take(scope, token, account, null)) === null) return null
    // From here on the new account acts: nobody else may give it a passkey.
    await sql`select set_config('app.person', ${personId}, true)`.execute(scope)
    await addPasskey(scope, personId, passkey.name, verified)
    await noteChange(scope, personId, 'addPasskey')
    return renewRecoveryCodes(scope, personId)
  })
  const entered = codes === null ? null : await enter(db, { personId, isStrong: true, former })
  return codes === null || entered === null ? 'over' : { ...entered, codes }
}

/**
 * Accepts with a new account that an identity at an OpenID provider opens. @returns the session, or `over`
 * @throws Problem conflict when an account has this address, or somebody here this identity
 */
export const acceptWithIdentity = async (
  db: Db,
  token: string,
  account: NewAccount,
  pending: Pending,
  { former }: From,
): Promise<Entered | 'over'> => {
  const { issuer, subject, provider, isStrong } = pending
  const personId = await asActor(db, VISITOR, async (scope) => {
    const person = await take(scope, token, account, null)
    if (person === null) return null
    await sql`select set_config('app.person', ${person}, true)`.execute(scope)
    const { numInsertedOrUpdatedRows } = await scope
      .insertInto('identity.openid')
      .values({ issuer, subject, person_id: person, provider })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows !== 1n) throw new Problem('conflict')
    await noteChange(scope, person, 'connectIdentity')
    return person
  })
  if (personId === null) return 'over'
  return (await enter(db, { personId, isStrong, former, provider: { name: provider, note: null } })) ?? 'over'
}

/**
 * Accepts with the account of whoever is signed in: by their own wish, whatever its address. The session goes on under a new token.
 * @returns the token for the cookie; null when the invitation does not hold (any more)
 * @throws Problem forbidden for whoever made the invitation: nobody raises their own rights
 */
export const acceptAsHolder = (db: Db, { standing, sessionHash }: Holder, token: string): Promise<string | null> => {
  allow(standing.step === 'open' && !isLimited(standing), 'identity.acceptInvitation')
  return asActor(db, asHolder(standing), async (scope) =>
    (await take(scope, token, null, null)) === null ? null : rotateSession(scope, sessionHash),
  )
}
