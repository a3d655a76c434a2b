import { sql } from 'kysely'
import { z } from 'zod'
import type { Scope } from '#platform/db.server.ts'
import { defineJob, defineSchedule } from '#platform/jobs/index.server.ts'

/** Ends every open request whose consent has come to its last day, as its withdrawal would. As the operator. @returns how many */
export const endLapsed = async (scope: Scope): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select care.end_lapsed() as n`.execute(scope)
  return rows[0]?.n ?? 0
}
defineJob({ name: 'care.endLapsed', input: z.object({}), as: 'operator', run: async (scope) => void (await endLapsed(scope)) })
defineSchedule({ job: 'care.endLapsed', cron: '*/10 * * * *', input: {} })
