import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'

/** One passkey as its holder sees it. */
export type ShownPasskey = { id: string; name: string; createdAt: Date; usedAt: Date | null }

export const passkeysOf = async (scope: Scope, personId: string): Promise<ShownPasskey[]> => {
  const rows = await scope
    .selectFrom('identity.passkey')
    .select(['id', 'name', 'created_at', 'used_at'])
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .execute()
  return rows.map(({ id, name, created_at, used_at }) => ({
    id: id.toString('base64url'),
    name,
    createdAt: created_at,
    usedAt: used_at,
  }))
}

/** An identity at an OpenID provider, as its holder sees it: the subject is a number that says nothing to a person. */
export type ShownIdentity = { issuer: string; subject: string; provider: string; seenAt: Date }

export const identitiesOf = async (scope: Scope, personId: string): Promise<ShownIdentity[]> => {
  const rows = await scope
    .selectFrom('identity.openid')
    .select(['issuer', 'subject', 'provider', 'seen_at'])
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .execute()
  return rows.map(({ issuer, subject, provider, seen_at }) => ({ issuer, subject, provider, seenAt: seen_at }))
}

/** Whether somebody has a second factor. */
export const hasSecondFactor = async (scope: Scope, personId: string): Promise<boolean> => {
  const totp = await scope.selectFrom('identity.totp').select('person_id').where('person_id', '=', personId).executeTakeFirst()
  if (totp !== undefined) return true
  const passkey = await scope.selectFrom('identity.passkey').select('id').where('person_id', '=', personId).limit(1).executeTakeFirst()
  return passkey !== undefined
}

/** Of whoever acts, and of nobody else. */
export const passwordHashOf = async (scope: Scope, personId: string): Promise<string | null> =>
  (await sql<{ hash: string | null }>`select identity.password_of(${personId}) as hash`.execute(scope)).rows[0]?.hash ?? null
