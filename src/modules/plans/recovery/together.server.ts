import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'

export type Together = { givenName: string /** The one who acts works in a team that follows the person. */; works: boolean }

/** With whom one writes their recovery plan, by their own grant of this day. @throws Problem not_found without one */
export const togetherWith = async (scope: Scope, network: string, file: string): Promise<Together> => {
  const { rows } = await sql<Together>`select given_name as "givenName", works from plans.recovery_of(${network}, ${file})`.execute(scope)
  return found(rows[0])
}

/** Whether the one who acts may write in somebody's plan today. */
export const mayWriteTogether = async (scope: Scope, network: string, file: string): Promise<boolean> =>
  (await sql`select from plans.recovery_of(${network}, ${file})`.execute(scope)).rows.length > 0
