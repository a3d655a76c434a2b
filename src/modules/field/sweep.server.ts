import { sql } from 'kysely'
import { z } from 'zod'
import type { Scope } from '#platform/db.server.ts'
import { defineJob, defineSchedule } from '#platform/jobs/index.server.ts'
import { setting } from '#platform/settings/index.server.ts'

const A_DAY = 86_400_000
/**
 * Forgets the numbers of commands that came before the days that are set (`MAILLAGE_FIELD_COMMAND_DAYS`). What comes again after that is known
 * by what it did. As the operator. @returns how many
 */
export const sweepCommands = async (scope: Scope, now: Date): Promise<number> => {
  const before = new Date(now.getTime() - setting('MAILLAGE_FIELD_COMMAND_DAYS') * A_DAY)
  return (await sql<{ gone: number }>`select field.sweep(${before}) as gone`.execute(scope)).rows[0]?.gone ?? 0
}

defineJob({
  name: 'field.sweep',
  input: z.object({}),
  as: 'operator',
  run: async (scope) => void (await sweepCommands(scope, new Date())),
})
defineSchedule({ job: 'field.sweep', cron: '50 3 * * *', input: {} })
