import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { keyFor } from './secret.server.ts'

const CIPHER = 'aes-256-gcm'
// The first byte says how the rest was made, so that another way can come later.
const VERSION = 1
const NONCE = 12
const TAG = 16

/** Closes a text with AES-256-GCM. `place` (whose, what for) must be said again to open it: sealed things cannot change places. */
export const seal = (text: string, place: string): Buffer => {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv(CIPHER, keyFor('seal'), nonce).setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body])
}

/** The text that was sealed for this place; null when it was not, was changed, or was sealed with another secret. */
export const unseal = (sealed: Buffer, place: string): string | null => {
  if (sealed.length < 1 + NONCE + TAG || sealed[0] !== VERSION) return null
  const [nonce, tag, body] = [sealed.subarray(1, 1 + NONCE), sealed.subarray(1 + NONCE, 1 + NONCE + TAG), sealed.subarray(1 + NONCE + TAG)]
  try {
    const decipher = createDecipheriv(CIPHER, keyFor('seal'), nonce, { authTagLength: TAG })
    decipher.setAAD(Buffer.from(place)).setAuthTag(tag)
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

/** A sealed value that a page or a cookie carries, and its reader: null when it was changed, is for another place, or too old. */
export const sealToken = (value: unknown, place: string, minutes: number): string =>
  seal(JSON.stringify({ value, until: Date.now() + minutes * 60_000 }), place).toString('base64url')
export const openToken = (token: string, place: string): unknown => {
  const text = unseal(Buffer.from(token, 'base64url'), place)
  if (text === null) return null
  const { value, until }: { value: unknown; until: number } = JSON.parse(text)
  return until > Date.now() ? value : null
}
