import { hashOfTyped, newCode, readCode } from '#modules/identity/index.ts'
import { bound, close, keyFor, unclose } from '#platform/keys/envelope.server.ts'
import type { Told } from '../vocabulary.ts'

/** Eighty bits, as a key on paper has: they protect what they close also from whoever has a copy of the database. */
const LINK_LENGTH = 16

export type Link = { code: string; hash: Buffer; closed: Buffer }
const placeOf = (referral: string) => bound('maillage referral', referral)
const hashOfLink = (code: string): Promise<Buffer> => hashOfTyped('referral', code)

/** A new link to a referral, with the four fields closed by it: whoever does not hold the code reads none of them. */
export const newLink = async (referral: string, told: Told): Promise<Link> => {
  const code = newCode(LINK_LENGTH)
  const closed = close(keyFor(Buffer.from(code), 'referral'), Buffer.from(JSON.stringify(told)), placeOf(referral))
  return { code, hash: await hashOfLink(code), closed }
}

/** A code as a partner types or follows it, with the hash by which its referral is found; null when it cannot be one. */
export const linkTyped = async (typed: string): Promise<{ code: string; hash: Buffer } | null> => {
  const code = readCode(typed, LINK_LENGTH)
  return code === null ? null : { code, hash: await hashOfLink(code) }
}

/** The four fields; null when the code is another one's. */
export const openedBy = (code: string, referral: string, closed: Buffer): Told | null => {
  const text = unclose(keyFor(Buffer.from(code), 'referral'), closed, placeOf(referral))
  return text === null ? null : (JSON.parse(text.toString('utf8')) as Told)
}
