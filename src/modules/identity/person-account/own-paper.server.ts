import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { hashOfPaper } from './codes.server.ts'
import { PAPER_LENGTH, readCode } from './typed-code.ts'

/** Uses up the key on paper of the one who acts, beside a password. @returns whether it was theirs, and good */
export const takeOwnPaper = async (scope: Scope, typed: string): Promise<boolean> => {
  const key = readCode(typed, PAPER_LENGTH)
  if (key === null) return false
  const { rows } = await sql<{ used: boolean | null }>`select identity.use_own_paper_key(${hashOfPaper(key)}) as used`.execute(scope)
  return rows[0]?.used === true
}
