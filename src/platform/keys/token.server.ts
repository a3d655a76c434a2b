import { createHmac, timingSafeEqual } from 'node:crypto'
import { bound, close, keyFor, unclose } from './envelope.server.ts'
import { masters } from './master.server.ts'

const ID = 8

/** A key of 32 bytes of this installation for one purpose. Another one after each rotation: for what may be forgotten then. */
export const purposeKey = (purpose: string): Buffer => keyFor(masters().current.key, purpose)

/**
 * Closes a text that is needed for some hours at most, such as what a session or a job carries. What stays is closed with the key of
 * its person (`seal`). `place` names what it is for, and for whom.
 */
export const sealBriefly = (text: string, place: string): Buffer => {
  const { id, key } = masters().current
  return Buffer.concat([Buffer.from(id, 'hex'), close(keyFor(key, 'brief'), Buffer.from(text, 'utf8'), bound('maillage brief', place))])
}

/** The text; null when it was changed, is for another place, or its master key is gone. */
export const openBrief = (sealed: Buffer, place: string): string | null => {
  const master = masters().all.find(({ id }) => id === sealed.subarray(0, ID).toString('hex'))
  const text = master === undefined ? null : unclose(keyFor(master.key, 'brief'), sealed.subarray(ID), bound('maillage brief', place))
  return text?.toString('utf8') ?? null
}

/** Closes a value that a page or a cookie carries and that comes back to us: nothing is stored. */
export const sealToken = (value: unknown, place: string, minutes: number): string =>
  sealBriefly(JSON.stringify({ value, until: Date.now() + minutes * 60_000 }), place).toString('base64url')

/** The value of a token; null when it was changed, is for another place, or too old. */
export const openToken = (token: string, place: string): unknown => {
  const text = openBrief(Buffer.from(token, 'base64url'), place)
  if (text === null) return null
  const { value, until }: { value: unknown; until: number } = JSON.parse(text)
  return until > Date.now() ? value : null
}

const macWith = (master: Buffer, purpose: string, body: Buffer) =>
  createHmac('sha256', keyFor(master, `mark ${purpose}`))
    .update(body)
    .digest()

/** A mark of 32 bytes that only this installation can put on something that everybody may read. */
export const mark = (purpose: string, body: Buffer): Buffer => macWith(masters().current.key, purpose, body)

/** Whether a mark is ours, also from before a rotation. */
export const isMarked = (purpose: string, body: Buffer, given: Buffer): boolean =>
  masters().all.some(({ key }) => given.length === 32 && timingSafeEqual(macWith(key, purpose, body), given))
