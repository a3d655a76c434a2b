import { sql } from 'kysely'
import type { Db } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { attemptKey } from '../factors/attempts.server.ts'

/**
 * Counts what comes from one place: a bucket that empties slowly, so that a hospital behind one address is not locked out by one person.
 * @throws Problem too_many with the seconds to wait
 */
export const countFrom = async (db: Db, remoteAddress: string): Promise<void> => {
  const { rows } = await sql<{
    wait: number
  }>`select identity.take_address(${attemptKey('link', `from ${remoteAddress}`)}) as wait`.execute(db)
  const wait = rows[0]?.wait ?? 0
  if (wait > 0) throw new Problem('too_many', { seconds: String(wait) })
}
