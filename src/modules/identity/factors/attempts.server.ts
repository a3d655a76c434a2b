import { createHash, createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { keyFor } from './secret.server.ts'

type Kind = 'account' | 'known' | 'address' | 'factor' | 'code' | 'paper' | 'link'
/** What is stored of whom an attempt concerns: with a key that the database does not know, so that nobody tries all addresses there are. */
export const attemptKey = (kind: Kind, value: string) => createHmac('sha256', keyFor('attempt')).update(`${kind}:${value}`).digest()

/**
 * Counts an attempt before it is made: of many at once only the first few are free. Commits by itself, so that a failure stays counted.
 * @throws Problem too_many with the seconds to wait, after five failures under one of the keys
 */
export const countAttempt = async (db: Db, keys: Buffer[]): Promise<void> => {
  const { rows } = await sql<{ wait: number }>`select identity.try_attempt(${keys}::bytea[]) as wait`.execute(db)
  const wait = rows[0]?.wait ?? 0
  if (wait > 0) throw new Problem('too_many', { seconds: String(wait) })
}

/** What was counted is forgotten: it was the right person. */
export const forgetAttempts = (db: Db | Scope, keys: Buffer[]) =>
  sql`select identity.note_attempt(k, true) from unnest(${keys}::bytea[]) k`.execute(db)

/** Notes that something was used that may be used once. @returns false when it was before. `minutes`: how long it would be good otherwise */
export const spend = async (db: Db, secret: string, minutes: number): Promise<boolean> => {
  const hash = createHash('sha256').update(secret).digest()
  return (await sql<{ first: boolean }>`select identity.spend(${hash}, ${minutes}) as first`.execute(db)).rows[0]?.first === true
}
