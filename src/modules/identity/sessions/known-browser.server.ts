import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { attemptKey } from '../factors/attempts.server.ts'
import { keyFor } from '../factors/secret.server.ts'

// A browser that signed in to an account before has a count of its own, which strangers cannot fill: "device cookies", as OWASP
// describes them (Slow Down Online Guessing Attacks with Device Cookies).
export const KNOWN_COOKIE = 'known'
export const KNOWN_MINUTES = 180 * 24 * 60
const NONCE = 16

const macOf = (nonce: Buffer, email: string) =>
  createHmac('sha256', keyFor('known browser')).update(nonce).update(email.toLowerCase()).digest()

/** The value of the cookie: it says of whose account only to whoever names the account. */
export const knownBrowserOf = (email: string): string => {
  const nonce = randomBytes(NONCE)
  return Buffer.concat([nonce, macOf(nonce, email)]).toString('base64url')
}

/** What stands for this browser in counts of attempts on this account; null when it never signed in to it. */
export const knownAs = (cookie: string | null, email: string): string | null => {
  if (cookie === null || !/^[\w-]{64}$/.test(cookie)) return null
  const bytes = Buffer.from(cookie, 'base64url')
  const nonce = bytes.subarray(0, NONCE)
  return timingSafeEqual(bytes.subarray(NONCE), macOf(nonce, email)) ? nonce.toString('base64url') : null
}

/** Under which keys attempts on this account count: that which all browsers share, and that of this one when it signed in before. */
export const attemptKeysOf = (email: string, cookie: string | null): { shared: Buffer; known: Buffer | null } => {
  const known = knownAs(cookie, email)
  return { shared: attemptKey('account', email), known: known === null ? null : attemptKey('known', `${known} ${email}`) }
}

/** The cookie after a sign-in: the same one while it is good for this account, so that a browser keeps its count. */
export const knownAgain = (cookie: string | null, typed: string): string => {
  const email = typed.trim().toLowerCase()
  return cookie !== null && knownAs(cookie, email) !== null ? cookie : knownBrowserOf(email)
}
