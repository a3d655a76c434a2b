import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'

/** How far back the page looks. */
const DAYS = 30

/** A day of Paris and Brussels in ISO 8601, and how often somebody tried an account that nobody has. */
export type InVain = { day: string; attempts: number }

/**
 * The tries on accounts that nobody has, by day, the latest first; for whoever administers every network, and nothing for others. Which
 * addresses they were is known to nobody: the trail has none.
 */
export const triedInVain = async (scope: Scope): Promise<InVain[]> =>
  (await sql<InVain>`select day::text, attempts from platform.unknown_sign_ins(${DAYS})`.execute(scope)).rows
