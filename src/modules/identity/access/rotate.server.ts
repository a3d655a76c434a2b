import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { hashOf, newToken } from '../session.server.ts'

/**
 * The session goes on under a new token, because its holder may do more than before or signs in by other means: a token that somebody
 * else knew is worth nothing from now on. It is no fresher than it was.
 * @returns the token, for the cookie only
 * @throws Problem signed_out when the session ended meanwhile
 */
export const rotateSession = async (scope: Scope, former: Buffer): Promise<string> => {
  const token = newToken()
  const { rows } = await sql<{ done: boolean | null }>`select identity.rotate_session(${former}, ${hashOf(token)}) as done`.execute(scope)
  if (rows[0]?.done !== true) throw new Problem('signed_out')
  return token
}
