import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { verifyPassword } from './password.server.ts'
import type { Credentials } from './schema.ts'
import { hashOf, newToken, SESSION_HOURS } from './session.server.ts'

const keyOf = (kind: string, value: string) => createHash('sha256').update(`${kind}:${value}`).digest()

/**
 * Opens a session with an address and a password.
 * It runs before anybody is known, so it takes the pool and goes through the few doors of migration 0002.
 * @returns the token for the cookie, or null when address and password do not belong together.
 * @throws Problem too_many with the seconds to wait, after five failures for the account or from the address.
 */
export const signIn = async (db: Db, { email, password }: Credentials, remoteAddress: string): Promise<string | null> => {
  const keys = [keyOf('account', email.toLowerCase()), keyOf('address', remoteAddress)]
  const { rows } = await sql<{ wait: number | null }>`select max(identity.wait_of(k)) as wait from unnest(${keys}::bytea[]) k`.execute(db)
  const wait = rows[0]?.wait ?? 0
  if (wait > 0) throw new Problem('too_many', { seconds: String(wait) })

  const login = (await sql<{ person_id: string; password_hash: string }>`select * from identity.login_of(${email})`.execute(db)).rows[0]
  const matches = await verifyPassword(password, login?.password_hash ?? null)
  await sql`select identity.note_attempt(k, ${matches}) from unnest(${keys}::bytea[]) k`.execute(db)
  if (!matches || login === undefined) return null

  const token = newToken()
  await sql`select identity.open_session(${hashOf(token)}, ${login.person_id}, ${SESSION_HOURS})`.execute(db)
  return token
}

export const signOut = (db: Db, sessionHash: Buffer) => sql`select identity.close_session(${sessionHash})`.execute(db)
