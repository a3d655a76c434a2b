import { sql } from 'kysely'
import { z } from 'zod'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { defineJob, defineSchedule } from '#platform/jobs/index.server.ts'
import { defineMail, sendMail } from '#platform/mail/index.server.ts'

// No name, no team, no address: that somebody is not back, and where to look. It is no notice: nobody declines it or holds it back, at night either.
defineMail({ name: 'visitNotBack', values: { count: 'count', link: 'path' }, act: 'link' })

/**
 * Looks for visits that should be over and of which nobody has said that all are safe (boards.take_overdue, migration 0022): each is overdue on
 * the board first, and a while later the leads and who is on duty are told, again and again. Each step is noted with the visit. Runs as the
 * operator, once a minute. `now`: a moment in place of the clock of the database.
 * @returns how many people were told
 */
export const checkIn = async (scope: Scope, now: Date | null = null): Promise<number> => {
  const { rows } = await sql<{ network: string; visit: string; person: string }>`
    select network_id as network, visit_id as visit, person_id as person from boards.take_overdue(coalesce(${now}::timestamptz, now()))`.execute(
    scope,
  )
  const each = new Map<string, { network: string; person: string; count: number }>()
  for (const { network, person } of rows) {
    const key = `${network} ${person}`
    each.set(key, { network, person, count: (each.get(key)?.count ?? 0) + 1 })
  }
  for (const { network, person, count } of each.values())
    await sendMail(scope, { to: { personId: person }, template: 'visitNotBack', values: { count, link: '/boards' }, network })
  for (const [visit, network] of new Map(rows.map((row) => [row.visit, row.network])))
    await record(scope, network, 'boards.tellNotBack', `visit/${visit}`)
  return each.size
}

defineJob({ name: 'boards.checkIn', input: z.object({}), as: 'operator', run: async (scope) => void (await checkIn(scope)) })
defineSchedule({ job: 'boards.checkIn', cron: '* * * * *', input: {} })
