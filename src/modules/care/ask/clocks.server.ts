import { sql } from 'kysely'
import { z } from 'zod'
import type { Scope } from '#platform/db.server.ts'
import { defineJob, defineSchedule } from '#platform/jobs/index.server.ts'
import { defineMail, sendMail } from '#platform/mail/index.server.ts'

// No name, no reason, no team: that somebody waits, and where to look. Mails are read on locked screens.
const values = { count: 'count', link: 'path' } as const
defineMail({ name: 'requestCame', values, act: 'link', notice: 'requestCame' })
// A crisis team learns of what is for today at night as well (notices/vocabulary.ts).
defineMail({ name: 'requestToday', values, act: 'link', notice: 'requestToday' })
defineMail({ name: 'requestWaits', values, act: 'link', notice: 'requestWaits' })
defineMail({ name: 'requestLate', values, act: 'link', notice: 'requestLate' })
// A team that answers in a day or two is told of at night as well (notices/vocabulary.ts).
defineMail({ name: 'requestLateAtOnce', values, act: 'link', notice: 'requestLateAtOnce' })

const MAIL = { soon: 'requestWaits', late: 'requestLate', lateAtOnce: 'requestLateAtOnce' } as const
type Reminder = { network_id: string; person_id: string; level: keyof typeof MAIL; steers: boolean; waiting: number }

/**
 * Reminds those who should answer a request, or meet somebody, while some of the time is left, and tells their leads and the coordinators
 * when it is over: each once, at the times that the team set (care.take_reminders, migration 0034). Runs as the operator.
 */
export const remind = async (scope: Scope): Promise<void> => {
  const { rows } = await sql<Reminder>`select * from care.take_reminders()`.execute(scope)
  for (const { network_id: network, person_id: personId, level, steers, waiting } of rows)
    await sendMail(scope, {
      to: { personId },
      template: MAIL[level],
      // Who steers sees counts, never the request.
      values: { count: waiting, link: steers ? `/care/${network}/delays` : '/care' },
      network,
    })
}

type Arrival = { network_id: string; person_id: string; is_for_today: boolean; waiting: number }

/**
 * Tells those who work in a team that a request arrived: a crisis team at once of what is for today, also in quiet hours, every team of
 * the rest; together, and not again within the minutes that the team set (care.take_arrivals, migration 0034). Runs as the operator.
 */
export const announce = async (scope: Scope): Promise<void> => {
  const { rows } = await sql<Arrival>`select * from care.take_arrivals()`.execute(scope)
  for (const { network_id: network, person_id: personId, is_for_today: isForToday, waiting } of rows)
    await sendMail(scope, {
      to: { personId },
      template: isForToday ? 'requestToday' : 'requestCame',
      values: { count: waiting, link: '/care' },
      network,
    })
}
defineJob({ name: 'care.announce', input: z.object({}), as: 'operator', run: announce })
defineSchedule({ job: 'care.announce', cron: '* * * * *', input: {} })

defineJob({ name: 'care.remind', input: z.object({}), as: 'operator', run: remind })
defineSchedule({ job: 'care.remind', cron: '*/15 * * * *', input: {} })
