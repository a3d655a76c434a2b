import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { defineJob, defineSchedule } from '#platform/jobs/index.server.ts'
import { defineMail, sendMail } from '#platform/mail/index.server.ts'
import { today } from '#platform/today.ts'

// None says what it is about: a mail is read on locked screens.
defineMail({ name: 'emergencyDeclared', values: { link: 'path', at: 'moment' }, act: 'link' })
defineMail({ name: 'emergencyToReview', values: { link: 'path', count: 'count' }, act: 'link' })

const reviewers = async (scope: Scope, network: string): Promise<string[]> =>
  (await sql<{ id: string }>`select id from plans.to_tell(${network}, null) id`.execute(scope)).rows.map(({ id }) => id)

/** Tells the person, where they have an account, and whoever reviews it that consent was not waited for; never who declared it. */
export const tellOfEmergency = async (scope: Scope, actor: Actor, network: string, personId: string): Promise<void> => {
  const file = await scope
    .selectFrom('care.person')
    .select('account_id')
    .where('network_id', '=', network)
    .where('id', '=', personId)
    .executeTakeFirst()
  const account = file?.account_id ?? null
  const at = new Date().toISOString()
  for (const told of new Set([...(await reviewers(scope, network)), ...(account === null ? [] : [account])]))
    if (told !== actor.personId)
      await sendMail(scope, {
        to: { personId: told },
        template: 'emergencyDeclared',
        values: { link: told === account ? '/my' : `/care/${network}/emergencies`, at },
        network,
      })
}

// A Monday, as for the broken glasses: both are looked at on the same days.
const MONDAY = '2026-01-05'
/** Reminds those who review of the emergencies that wait, each so many days as their network says (every Monday unless it chose otherwise). As the operator. */
export const remindOfEmergencies = async (scope: Scope, on = today()): Promise<void> => {
  const { rows } = await sql<{ network: string; n: number }>`
    select network_id as network, count(*)::integer as n from care.emergency where reviewed_at is null
        and (${on}::date - ${MONDAY}::date) % (select r.review_days from plans.rules(network_id) r) = 0 group by network_id order by network_id`.execute(
    scope,
  )
  for (const { network, n } of rows)
    for (const personId of await reviewers(scope, network))
      await sendMail(scope, {
        to: { personId },
        template: 'emergencyToReview',
        values: { link: `/care/${network}/emergencies`, count: n },
        network,
      })
}
defineJob({ name: 'care.remindOfEmergencies', input: z.object({}), as: 'operator', run: (scope) => remindOfEmergencies(scope) })
defineSchedule({ job: 'care.remindOfEmergencies', cron: '0 7 * * *', input: {} })
