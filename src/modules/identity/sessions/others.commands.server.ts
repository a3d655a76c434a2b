import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { defineMail, sendMail } from '#platform/mail/index.server.ts'
import { allow, found } from '#platform/problem.ts'
import { administeredNetwork } from '../members/members.queries.server.ts'
import { canHelp } from '../members/policy.ts'

defineMail({ name: 'sessionsEnded', values: { network: 'words', count: 'count', link: 'path' }, act: 'link' })

/**
 * Ends one session of a member of the network, or (null) all of them, at once and everywhere; the member is told by mail. Ask for a
 * fresh second factor before.
 * @returns how many there were
 * @throws Problem not_found for who does not administer the network, for somebody who holds no role there today, and when there was
 *   none; forbidden for oneself
 */
export const endSessionsOf = async (
  scope: Scope,
  actor: Actor,
  network: string,
  personId: string,
  session: string | null,
  reason: string | null,
): Promise<number> => {
  const { name } = await administeredNetwork(scope, actor, network)
  allow(canHelp(actor, network, personId), 'identity.endSessionOf')
  const { rows } = await sql<{ ended: number }>`
    select identity.end_sessions_of(${network}, ${personId}::uuid, ${session}::uuid) as ended`.execute(scope)
  const ended = found(rows[0]?.ended || undefined)
  await record(scope, network, 'identity.endSessionOf', `person/${personId}`, { about: personId, reason })
  await sendMail(scope, {
    to: { personId },
    template: 'sessionsEnded',
    values: { network: name, count: ended, link: '/account/sessions' },
    network,
  })
  return ended
}
