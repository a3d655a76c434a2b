import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { hasRole } from '#platform/actor.ts'
import { record, recordRead } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { emergencyText, reviewText } from '../texts.server.ts'

export type Emergency = {
  id: string
  at: Date
  team: string
  by: string | null
  reason: string | null
  reviewedAt: Date | null
  review: string | null
  wasRight: boolean | null
  isOwn: boolean
  /** Who reviewed it. */
  reviewer: string | null
}

/** @throws Problem not_found for who does not administer the network */
export const reviewing = (actor: Actor, network: string) => {
  if (!hasRole(actor, network, 'administrator')) throw new Problem('not_found')
}

/** Emergencies in which consent was not waited for: those that nobody has reviewed first. The reason is read, the name of the person is not. */
export const listEmergencies = async (scope: Scope, actor: Actor, network: string): Promise<Emergency[]> => {
  reviewing(actor, network)
  const { rows } = await sql<Omit<Emergency, 'reason' | 'review'> & { sealed: Buffer; reviewed: Buffer | null; person: string }>`
    select e.id, e.at, s.name as team, n.name as by, e.reason as sealed, e.review as reviewed, e.person_id as person, e.reviewed_at as "reviewedAt", e.was_right as "wasRight",
      e.responsible_id = ${actor.personId} as "isOwn", v.name as reviewer
      from care.emergency e join directory.service s on s.network_id = e.network_id and s.id = e.service_id
      left join lateral (select distinct w.name from care.names_of_workers(${network}) w where w.person_id = e.responsible_id) n on true
      left join lateral (select x.name from identity.people_of(${network}) x where x.person_id = e.reviewed_by limit 1) v on true
     where e.network_id = ${network} order by e.reviewed_at is not null, e.at desc limit 100`.execute(scope)
  const emergencies: Emergency[] = []
  for (const { sealed, reviewed, person, ...emergency } of rows) {
    await recordRead(scope, network, 'care.readEmergency', `emergency/${emergency.id}`, { about: person })
    const of = { network, person, id: emergency.id }
    emergencies.push({
      ...emergency,
      reason: await emergencyText.open(scope, of, sealed),
      review: await reviewText.open(scope, of, reviewed),
    })
  }
  return emergencies
}

/** Somebody else looked at it. @throws Problem not_found, also for one's own and for one that was reviewed before */
export const reviewEmergency = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  wasRight: boolean,
  words: string,
): Promise<void> => {
  reviewing(actor, network)
  const row = found(
    await scope.selectFrom('care.emergency').select('person_id').where('network_id', '=', network).where('id', '=', id).executeTakeFirst(),
  )
  const review = await reviewText.seal(scope, { network, person: row.person_id, id }, words)
  const { numUpdatedRows } = await scope
    .updateTable('care.emergency')
    .set({ reviewed_by: actor.personId, reviewed_at: new Date(), was_right: wasRight, review })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('not_found')
  await record(scope, network, 'care.reviewEmergency', `emergency/${id}`, { about: row.person_id })
}
