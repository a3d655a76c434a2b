import { sql } from 'kysely'
import { z } from 'zod'
import type { Scope } from '#platform/db.server.ts'
import { defineJob, defineSchedule } from '#platform/jobs/index.server.ts'

/** Ends the links whose day has passed, and deletes the words whose time has come. Runs as the operator. @returns how many were deleted */
export const sweepReferrals = async (scope: Scope): Promise<number> =>
  (await sql<{ gone: number }>`select paths.sweep() as gone`.execute(scope)).rows[0]?.gone ?? 0

defineJob({
  name: 'paths.sweep',
  input: z.object({}),
  as: 'operator',
  run: async (scope) => void (await sweepReferrals(scope)),
})
defineSchedule({ job: 'paths.sweep', cron: '20 3 * * *', input: {} })
