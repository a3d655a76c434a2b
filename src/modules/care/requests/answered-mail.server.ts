import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { defineMail, sendMail } from '#platform/mail/index.server.ts'

// No name, no team, not what was decided. Whoever declines what arrives for their team declines this as well.
defineMail({ name: 'requestAnswered', values: { link: 'path' }, act: 'link', notice: 'requestCame' })

/** Tells whoever sent a request for their team that it was answered, as long as they work there; nobody when it came from outside. */
export const tellSender = async (scope: Scope, network: string, from: string | null, madeBy: string | null): Promise<void> => {
  if (from === null || madeBy === null) return
  const { rows } = await sql`
    select from care.names_of_workers(${network}) w where w.person_id = ${madeBy} and w.service_id = ${from} and w.is_now`.execute(scope)
  if (rows.length > 0) await sendMail(scope, { to: { personId: madeBy }, template: 'requestAnswered', values: { link: '/care' }, network })
}
