import { sql } from 'kysely'
import { z } from 'zod'
import { defineJob, defineSchedule } from '#platform/jobs/index.server.ts'

// What sign-in leaves behind is of no use a day later, and holds hashes of addresses: the database removes it.
defineJob({
  name: 'identity.sweep',
  input: z.object({}),
  as: 'operator',
  run: async (scope) => {
    await sql`select identity.sweep()`.execute(scope)
  },
})
defineSchedule({ job: 'identity.sweep', cron: '20 3 * * *', input: {} })
