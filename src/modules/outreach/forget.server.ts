import { sql } from 'kysely'
import { z } from 'zod'
import type { Scope } from '#platform/db.server.ts'
import { defineJob, defineSchedule } from '#platform/jobs/index.server.ts'

/**
 * Of people who were met more than a week ago only the month stays (outreach.forget_days, migration 0036). Runs as the operator, each night.
 * @returns of how many the day was forgotten
 */
export const forgetDays = async (scope: Scope): Promise<number> =>
  (await sql<{ many: number }>`select outreach.forget_days() as many`.execute(scope)).rows[0]?.many ?? 0

defineJob({ name: 'outreach.forgetDays', input: z.object({}), as: 'operator', run: async (scope) => void (await forgetDays(scope)) })
defineSchedule({ job: 'outreach.forgetDays', cron: '35 3 * * *', input: {} })
