import { attemptKey, countAttempt, forgetAttempts, readCode } from '#modules/identity/index.ts'
import type { Db } from '#platform/db.server.ts'
import { placeIn } from '#platform/server/client.server.ts'
import { CODE_LENGTH } from './vocabulary.ts'

/** Where somebody is who types codes: their tries are slowed down as those to sign in are. */
const keyOf = (remoteAddress: string) => attemptKey('code', `request ${placeIn(remoteAddress)}`)

/**
 * A code as it was typed, counted as a try; null when it is none. Whether there is a request with it is for the caller, who tells a code
 * that is none and one that is unknown apart in no way. @throws Problem too_many after five wrong ones from one place
 */
export const triedCode = async (db: Db, typed: string, remoteAddress: string): Promise<string | null> => {
  await countAttempt(db, [keyOf(remoteAddress)])
  return readCode(typed, CODE_LENGTH)
}
/** It was the right one: its tries are forgotten. */
export const codeWasRight = (db: Db, remoteAddress: string) => forgetAttempts(db, [keyOf(remoteAddress)])
