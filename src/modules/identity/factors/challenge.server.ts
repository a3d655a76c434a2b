import { randomBytes } from 'node:crypto'
import type { Db } from '#platform/db.server.ts'
import { isMarked, mark } from '#platform/keys/index.server.ts'
import { spend } from './attempts.server.ts'

const RANDOM = 16
const TIME = 8
const MAC = 32
export const CHALLENGE_MINUTES = 5

const marked = (body: Buffer, purpose: string) => Buffer.concat([body, Buffer.from(purpose)])

/**
 * What an authenticator is asked to sign. It says itself until when it is good and what for, under our seal: whoever looks at the
 * sign-in page makes us store nothing. `purpose` names the act and, where known, the person.
 */
export const newChallenge = (purpose: string, now = Date.now()): Buffer => {
  const time = Buffer.alloc(TIME)
  time.writeBigUInt64BE(BigInt(now + CHALLENGE_MINUTES * 60_000))
  const body = Buffer.concat([randomBytes(RANDOM), time])
  return Buffer.concat([body, mark('challenge', marked(body, purpose))])
}

/** Whether a challenge is ours, for this purpose, still good, and never used before; from now on it is used. */
export const takeChallenge = async (db: Db, challenge: string, purpose: string): Promise<boolean> => {
  const bytes = Buffer.from(challenge, 'base64url')
  if (bytes.length !== RANDOM + TIME + MAC) return false
  const body = bytes.subarray(0, RANDOM + TIME)
  if (!isMarked('challenge', marked(body, purpose), bytes.subarray(RANDOM + TIME))) return false
  if (Number(body.readBigUInt64BE(RANDOM)) < Date.now()) return false
  return spend(db, bytes.toString('base64url'), CHALLENGE_MINUTES)
}
