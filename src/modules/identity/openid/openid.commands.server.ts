import { sql } from 'kysely'
import { asActor, type Db, type Scope } from '#platform/db.server.ts'
import { allow } from '#platform/problem.ts'
import type { Holder } from '../factors/account.commands.server.ts'
import { type Entered, enter } from '../factors/enter.server.ts'
import { hasFactor, isFresh, isLimited } from '../factors/policy.ts'
import { seal } from '../factors/seal.server.ts'
import { asHolder } from '../factors/second.server.ts'
import { renewSession } from '../factors/sessions.server.ts'
import { noteChange, noteProof, noteRefusal, tellOfChange } from '../factors/trail.server.ts'
import { nameIn, rolesFor } from './claims.ts'
import type { Identified } from './flow.server.ts'
import type { Provider } from './settings.server.ts'

/** Where the provider's ID token is kept with a session, sealed, to sign out there. */
export const NOTE = 'openid.note'
// Longer ones do not fit into the address of a sign-out.
const LONGEST_NOTE = 6000

const personOf = async (db: Db, { id }: Provider, { issuer, subject }: Identified): Promise<string | null> =>
  (await sql<{ id: string | null }>`select identity.openid_person(${issuer}, ${subject}, ${id}) as id`.execute(db)).rows[0]?.id ?? null

/**
 * Signs in whoever a provider names. The identity is the issuer and the subject; an address that the provider tells is not looked at,
 * so nobody gets into an account by claiming its address elsewhere. Somebody new is let in only when a rule gives them a role.
 * @returns null when nobody here has this identity and no rule speaks for them
 */
export const enterWithOpenId = async (
  db: Db,
  provider: Provider,
  identified: Identified,
  { former, locale }: { former: Buffer | null; locale: string },
): Promise<Entered | null> => {
  const roles = rolesFor(identified.claims, provider.roles)
  const personId = (await personOf(db, provider, identified)) ?? (await admit(db, provider, identified, roles, locale))
  if (personId === null) {
    await noteRefusal(db, null, `provider ${provider.id}`)
    return null
  }
  await sql`select identity.give_openid_roles(${personId}, ${provider.id}, ${JSON.stringify(roles)}::jsonb, ${provider.roleDays})`.execute(
    db,
  )
  const note = identified.idToken.length > LONGEST_NOTE ? null : seal(identified.idToken, NOTE)
  return enter(db, { personId, isStrong: identified.isStrong, former, provider: { name: provider.id, note } })
}

type Given = ReturnType<typeof rolesFor>

const admit = async (
  db: Db,
  provider: Provider,
  { issuer, subject, claims }: Identified,
  roles: Given,
  locale: string,
): Promise<string | null> => {
  const name = nameIn(claims, provider.nameClaims) || subject.slice(0, 100)
  const { rows } = await sql<{ id: string | null }>`
    select identity.admit_openid(${issuer}, ${subject}, ${provider.id}, ${name}, ${locale}, ${JSON.stringify(roles)}::jsonb) as id`.execute(
    db,
  )
  return rows[0]?.id ?? null
}

/** Somebody who is signed in proves once more who they are, with the identity that they have here. @returns the new token, or null */
export const confirmWithOpenId = async (
  db: Db,
  { standing, sessionHash }: Holder,
  provider: Provider,
  identified: Identified,
): Promise<string | null> => {
  // Who has a second factor here is not let off by a provider that asks for none.
  const isEnough = identified.isStrong || !hasFactor(standing)
  if (!isEnough || (await personOf(db, provider, identified)) !== standing.personId) return null
  return asActor(db, asHolder(standing), async (scope) => {
    const token = await renewSession(scope, sessionHash, { isStrong: identified.isStrong })
    await noteProof(scope, standing.personId, `provider ${provider.id}`, token !== null)
    return token
  })
}

/** Adds an identity to the account of whoever is signed in, by their own wish. @returns false when somebody has it already */
export const connectIdentity = async (scope: Scope, { standing }: Holder, provider: Provider, identified: Identified): Promise<boolean> => {
  allow(isFresh(standing) && !isLimited(standing), 'identity.changeFactors')
  const { numInsertedOrUpdatedRows } = await scope
    .insertInto('identity.openid')
    .values({ issuer: identified.issuer, subject: identified.subject, person_id: standing.personId, provider: provider.id })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows !== 1n) return false
  await noteChange(scope, standing.personId, 'connectIdentity')
  await tellOfChange(scope, standing.personId, 'connectIdentity')
  return true
}
