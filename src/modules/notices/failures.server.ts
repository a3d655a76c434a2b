import { sql } from 'kysely'
import { z } from 'zod'
import { OPERATOR } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { defineJob, defineSchedule, type Failed } from '#platform/jobs/index.server.ts'
import { catalogueOf } from '#platform/languages/catalogue.ts'
import { defineMail, sendMail } from '#platform/mail/index.server.ts'
import type { Words } from '#platform/words.ts'

defineMail({ name: 'workFailed', values: { work: 'message', link: 'path' }, act: 'link', notice: 'workFailed' })
defineMail({ name: 'workSummary', values: { count: 'count', network: 'words', link: 'path' }, act: 'link', notice: 'workSummary' })

/** The message that names a job, or the one for a job that nobody named. */
export const jobMessage = (job: string) => (`job.${job}` in catalogueOf('fr') ? `job.${job}` : 'job.other')

/** Tells the person who asked for a job that it was given up. Of mails it would be a mail about a mail; the operator is told by the page. */
export const tellAsker = async (scope: Scope, { job, by, network }: Failed): Promise<void> => {
  if (by === 'visitor' || by === OPERATOR.personId || job.startsWith('mail.')) return
  await sendMail(scope, {
    to: { personId: by },
    template: 'workFailed',
    values: { work: jobMessage(job), link: '/help' },
    ...(network === null ? {} : { network }),
  })
}

type Line = { network: string; name: Words; failures: number; administrators: string[] }

/** Each administrator of a network in which something was given up since yesterday is told how much, once a day. */
export const summarise = async (scope: Scope): Promise<void> => {
  const { rows } = await sql<Line>`
    select n.id as network, n.name, count(*) as failures,
      array(select r.person_id::text from identity.role r where r.network_id = n.id and r.role = 'administrator'
        and current_date >= r.valid_from and (r.valid_to is null or current_date <= r.valid_to) order by 1) as administrators
      from jobs.job j join platform.network n on n.id = j.data->>'network'
     where j.name = 'work' and j.state = 'failed' and j.completed_on > now() - interval '1 day' group by n.id, n.name`.execute(scope)
  for (const { network, name, failures, administrators } of rows)
    for (const personId of administrators)
      await sendMail(scope, {
        to: { personId },
        template: 'workSummary',
        values: { count: failures, network: name, link: '/admin/jobs' },
        network,
      })
}

defineJob({ name: 'notices.summary', input: z.object({}), as: 'operator', run: summarise })
defineSchedule({ job: 'notices.summary', cron: '30 7 * * *', input: {} })
