import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
export const KEY_BYTES = 32
// NIST SP 800-38D: 96 random bits, for fewer than 2^32 texts under one key; a whole tag.
const NONCE = 12
const TAG = 16

/** What something closed is bound to, word by word: it opens only where the same words are said again. */
export const bound = (...words: readonly (string | number | null)[]): Buffer => Buffer.from(JSON.stringify(words))

/** Closes bytes with AES-256-GCM: nonce, tag, text. 28 bytes longer than the text. */
export const close = (key: Buffer, text: Buffer, place: Buffer): Buffer => {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(place)
  const body = Buffer.concat([cipher.update(text), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** The bytes that `close` was given; null when one bit is another, or the key or the place is. */
export const unclose = (key: Buffer, closed: Buffer, place: Buffer): Buffer | null => {
  if (closed.length < NONCE + TAG) return null
  const decipher = createDecipheriv(CIPHER, key, closed.subarray(0, NONCE), { authTagLength: TAG })
  decipher.setAAD(place).setAuthTag(closed.subarray(NONCE, NONCE + TAG))
  try {
    return Buffer.concat([decipher.update(closed.subarray(NONCE + TAG)), decipher.final()])
  } catch {
    return null
  }
}

/** A key for one purpose (HKDF-SHA-256, RFC 5869): what one purpose gives away says nothing of another. */
export const keyFor = (master: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, '', `maillage ${purpose}`, KEY_BYTES))
