import { sql } from 'kysely'
import type { Db } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { attemptKey, countAttempt, forgetAttempts } from './factors/attempts.server.ts'
import { type Entered, enter } from './factors/enter.server.ts'
import { personOfPasskey } from './factors/passkeys.server.ts'
import type { Site } from './factors/site.server.ts'
import { noteRefusal } from './factors/trail.server.ts'
import { verifyPassword } from './password.server.ts'
import type { Credentials } from './schema.ts'

type From = {
  remoteAddress: string
  /** The session that this browser held before, which ends. */
  former: Buffer | null
}

/** @throws Problem too_many with the seconds to wait, after five failures from this address */
const refuseWaiting = async (db: Db, address: Buffer): Promise<void> => {
  const { rows } = await sql<{ wait: number | null }>`select identity.wait_of(${address}) as wait`.execute(db)
  const wait = rows[0]?.wait ?? 0
  if (wait > 0) throw new Problem('too_many', { seconds: String(wait) })
}
// Many people may sign in from one address at once, so there only what failed is counted.
const noteFailure = (db: Db, address: Buffer) => sql`select identity.note_attempt(${address}, false)`.execute(db)

/**
 * Opens a session with an address and a password; who has a second factor must still give it.
 * It runs before anybody is known, so it takes the pool and goes through the few doors of migrations 0002 and 0009.
 * @returns the token for the cookie, or null when address and password do not belong together.
 * @throws Problem too_many with the seconds to wait, after five failures for the account or from the address.
 */
export const signIn = async (db: Db, { email, password }: Credentials, { remoteAddress, former }: From): Promise<Entered | null> => {
  const [account, address] = [attemptKey('account', email.toLowerCase()), attemptKey('address', remoteAddress)]
  await refuseWaiting(db, address)
  await countAttempt(db, [account])
  const login = (await sql<{ person_id: string; password_hash: string }>`select * from identity.login_of(${email})`.execute(db)).rows[0]
  const matches = await verifyPassword(password, login?.password_hash ?? null)
  if (!matches || login === undefined) {
    await noteFailure(db, address)
    await noteRefusal(db, login?.person_id ?? null, 'password')
    return null
  }
  await forgetAttempts(db, [account, address])
  return enter(db, { personId: login.person_id, isStrong: false, former })
}

/** Opens a session with a passkey alone. @returns null when nobody's passkey signed this; @throws Problem too_many like signIn */
export const signInWithPasskey = async (db: Db, site: Site, answer: string, { remoteAddress, former }: From): Promise<Entered | null> => {
  const address = attemptKey('address', remoteAddress)
  await refuseWaiting(db, address)
  const personId = await personOfPasskey(db, site, 'sign-in', answer)
  if (personId === null) {
    await noteFailure(db, address)
    await noteRefusal(db, null, 'passkey')
    return null
  }
  return enter(db, { personId, isStrong: true, former })
}

/** Ends a session. @returns the OpenID provider that opened it, if one did, and its sealed note */
export const signOut = async (db: Db, sessionHash: Buffer): Promise<{ provider: string | null; note: Buffer | null }> => {
  const { rows } = await sql<{ provider: string | null; provider_note: Buffer | null }>`
    select * from identity.end_session(${sessionHash})`.execute(db)
  return { provider: rows[0]?.provider ?? null, note: rows[0]?.provider_note ?? null }
}
