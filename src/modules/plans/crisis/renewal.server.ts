import { sql } from 'kysely'
import { z } from 'zod'
import type { Scope } from '#platform/db.server.ts'
import { defineJob, defineSchedule } from '#platform/jobs/index.server.ts'
import { sendMail } from '#platform/mail/index.server.ts'
import '../mails.server.ts'

/** Asks those whose plan is due, in as many days as their network says, whether it still holds: once for each version, as the operator. */
export const remindOfRenewal = async (scope: Scope): Promise<number> => {
  const { rows } = await sql<{ account: string }>`select account from plans.due_for_renewal(current_date) account`.execute(scope)
  for (const { account } of rows) await sendMail(scope, { to: { personId: account }, template: 'planDue', values: { link: '/my' } })
  return rows.length
}
defineJob({
  name: 'plans.remindOfRenewal',
  input: z.object({}),
  as: 'operator',
  run: async (scope) => void (await remindOfRenewal(scope)),
})
defineSchedule({ job: 'plans.remindOfRenewal', cron: '30 8 * * *', input: {} })
