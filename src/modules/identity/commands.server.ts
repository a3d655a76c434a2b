import { sql } from 'kysely'
import type { Db } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { placeIn } from '#platform/server/client.server.ts'
import { attemptKey, countAttempt, forgetAttempts } from './factors/attempts.server.ts'
import { type Entered, enter } from './factors/enter.server.ts'
import { personOfPasskey, signingIn } from './factors/passkeys.server.ts'
import type { Site } from './factors/site.server.ts'
import { noteRefusal } from './factors/trail.server.ts'
import { verifyPassword } from './password.server.ts'
import type { Credentials } from './schema.ts'
import { noteFailedAttempt } from './sessions/failures.server.ts'
import { attemptKeysOf } from './sessions/known-browser.server.ts'

type From = {
  remoteAddress: string
  /** The session that this browser held before, which ends. */
  former: Buffer | null
}

const addressKey = (remoteAddress: string) => attemptKey('address', placeIn(remoteAddress))

/** Takes one of the attempts that an address has. @throws Problem too_many with the seconds to wait, when sixty failed in a short time */
const takeAddress = async (db: Db, address: Buffer): Promise<void> => {
  const { rows } = await sql<{ wait: number }>`select identity.take_address(${address}) as wait`.execute(db)
  const wait = rows[0]?.wait ?? 0
  if (wait > 0) throw new Problem('too_many', { seconds: String(wait) })
}
const giveBackAddress = (db: Db, address: Buffer) => sql`select identity.give_back_address(${address})`.execute(db)

/**
 * Under which key attempts on this account from this browser count. A browser that signed in to it before has its own, and waits for
 * nobody else's failures; all others share that of the account, and that of their address.
 */
const countFirst = async (
  db: Db,
  email: string,
  cookie: string | null,
  remoteAddress: string,
): Promise<{ key: Buffer; address: Buffer | null }> => {
  const { shared, known } = attemptKeysOf(email, cookie)
  const address = known === null ? addressKey(remoteAddress) : null
  const key = known ?? shared
  if (address !== null) await takeAddress(db, address)
  try {
    await countAttempt(db, [key])
  } catch (error) {
    // Who only waits for this account takes nothing from the others at the same address.
    if (address !== null) await giveBackAddress(db, address)
    throw error
  }
  return { key, address }
}

/**
 * Opens a session with an address and a password; who has a second factor must still give it.
 * It runs before anybody is known, so it takes the pool and goes through the few doors of migrations 0002, 0009 and 0013.
 * `known`: the cookie of a browser that signed in before (known-browser.server.ts).
 * @returns the token for the cookie, or null when address and password do not belong together.
 * @throws Problem too_many with the seconds to wait, after five failures for the account or sixty from the address.
 */
export const signIn = async (
  db: Db,
  { email: typed, password }: Credentials,
  { remoteAddress, former, known }: From & { known: string | null },
): Promise<Entered | null> => {
  const email = typed.toLowerCase()
  const { key, address } = await countFirst(db, email, known, remoteAddress)
  const login = (await sql<{ person_id: string; password_hash: string }>`select * from identity.login_of(${email})`.execute(db)).rows[0]
  const matches = await verifyPassword(password, login?.password_hash ?? null)
  if (!matches || login === undefined) {
    await noteRefusal(db, login?.person_id ?? null, 'password')
    await noteFailedAttempt(db, key, login?.person_id ?? null)
    return null
  }
  await forgetAttempts(db, [key])
  if (address !== null) await giveBackAddress(db, address)
  return enter(db, { personId: login.person_id, isStrong: false, former })
}

/**
 * Opens a session with a passkey alone. `browser`: what this browser was given with the challenge.
 * @returns null when nobody's passkey signed this
 * @throws Problem too_many like signIn
 */
export const signInWithPasskey = async (
  db: Db,
  site: Site,
  answer: string,
  { remoteAddress, former, browser }: From & { browser: string | null },
): Promise<Entered | null> => {
  const address = addressKey(remoteAddress)
  await takeAddress(db, address)
  const personId = browser === null ? null : await personOfPasskey(db, site, signingIn(browser), answer)
  if (personId === null) {
    await noteRefusal(db, null, 'passkey')
    return null
  }
  await giveBackAddress(db, address)
  return enter(db, { personId, isStrong: true, former })
}

/** Ends a session. @returns the OpenID provider that opened it, if one did, and its sealed note */
export const signOut = async (db: Db, sessionHash: Buffer): Promise<{ provider: string | null; note: Buffer | null }> => {
  const { rows } = await sql<{ provider: string | null; provider_note: Buffer | null }>`
    select * from identity.end_session(${sessionHash})`.execute(db)
  return { provider: rows[0]?.provider ?? null, note: rows[0]?.provider_note ?? null }
}
