import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { allow, found, Problem } from '#platform/problem.ts'
import type { PersonInput } from '../requests/requests.commands.server.ts'
import { sealReach, thirdPartyText } from '../texts.server.ts'
import type { Reach } from '../vocabulary.ts'
import { readPerson } from './people.queries.server.ts'

/**
 * Corrects who somebody is and how they are reached.
 * @param version what the writer saw: a later change of somebody else is never overwritten unseen
 * @throws Problem not_found, forbidden for who reads without following the person, conflict
 */
export const changePerson = async (
  scope: Scope,
  network: string,
  id: string,
  version: number,
  person: PersonInput,
  reach: Reach,
): Promise<void> => {
  allow((await readPerson(scope, network, id)).isInHand, 'care.changePerson')
  const contact = await sealReach(scope, { network, person: id, id }, reach, version + 1)
  const { numUpdatedRows } = await scope
    .updateTable('care.person')
    .set({ ...person, contact, version: version + 1 })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'care.changePerson', `person/${id}`, { about: id })
}

const changed = ({ numAffectedRows }: { numAffectedRows?: bigint }) => {
  if ((numAffectedRows ?? 0n) === 0n) throw new Problem('forbidden', { right: 'care.mergeFiles' })
}
// What was merged into it before moves with it, and remembers where it came from.
const merge = (scope: Scope, network: string, id: string, into: string) =>
  sql`
    update care.person set merged_into = ${into}, merged_first = case when id = ${id} then ${into}::uuid else coalesce(merged_first, merged_into) end
     where network_id = ${network} and (id = ${id} or merged_into = ${id})`
    .execute(scope)
    .then(changed)
// It takes with it what came with it, and nothing else.
const split = (scope: Scope, network: string, id: string) =>
  sql`
    with recursive under as (
      select id from care.person where network_id = ${network} and coalesce(merged_first, merged_into) = ${id}
      union select p.id from care.person p join under u on coalesce(p.merged_first, p.merged_into) = u.id where p.network_id = ${network})
    update care.person p set merged_into = case when p.id <> ${id} then ${id}::uuid end, merged_first = case when p.id <> ${id} then coalesce(p.merged_first, p.merged_into) end
     where p.network_id = ${network} and (p.id = ${id} or p.id in (select id from under))`
    .execute(scope)
    .then(changed)

/**
 * Two files are of one person: from now on each is read with the other. Nothing is moved, so that it can be taken back.
 * @throws Problem not_found, forbidden for who follows only one of them, invalid for a file with itself
 */
export const mergeFiles = async (scope: Scope, network: string, id: string, into: string): Promise<void> => {
  if (id === into) throw new Problem('invalid', { move: 'merge' })
  const [one, other] = [await readPerson(scope, network, id), await readPerson(scope, network, into)]
  allow(one.isInHand && other.isInHand && one.mergedInto === null && other.mergedInto === null, 'care.mergeFiles')
  await merge(scope, network, id, into)
  await record(scope, network, 'care.mergeFiles', `person/${id} person/${into}`, { about: into })
}
/** They were not one person after all. @throws Problem not_found, forbidden */
export const splitFiles = async (scope: Scope, network: string, id: string): Promise<void> => {
  const { mergedInto, isInHand } = await readPerson(scope, network, id)
  allow(isInHand, 'care.mergeFiles')
  await split(scope, network, id)
  await record(scope, network, 'care.splitFiles', `person/${id}`, { about: mergedInto ?? id })
}

/** Ends a consent for the person, who said so. @throws Problem not_found for one that ended before, or that another team noted */
export const withdrawConsent = async (scope: Scope, actor: Actor, network: string, id: string): Promise<void> => {
  const row = await scope
    .updateTable('care.consent')
    .set({ withdrawn_at: new Date(), withdrawn_by: actor.personId })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .returning('person_id')
    .executeTakeFirst()
  await record(scope, network, 'care.withdrawConsent', `consent/${id}`, { about: found(row).person_id })
}

/**
 * Notes what was told by or about somebody else; it is never shown to the person whose file it is.
 * @param id the number of the note: sent twice, it is one note
 * @returns whether it is new
 * @throws Problem not_found, forbidden, conflict for a number that another note has
 */
export const writeThirdPartyNote = async (
  scope: Scope,
  actor: Actor,
  network: string,
  personId: string,
  service: string,
  text: string,
  id: string = randomUUID(),
): Promise<boolean> => {
  allow((await readPerson(scope, network, personId)).isInHand, 'care.writeThirdPartyNote')
  const note = found((await thirdPartyText.seal(scope, { network, person: personId, id }, text)) ?? undefined)
  const { numInsertedOrUpdatedRows } = await scope
    .insertInto('care.third_party_note')
    .values({ network_id: network, id, person_id: personId, service_id: service, note, written_by: actor.personId } as never)
    .onConflict((conflict) => conflict.columns(['network_id', 'id']).doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 1n) {
    await record(scope, network, 'care.writeThirdPartyNote', `person/${personId}`, { about: personId })
    return true
  }
  const { rows } = await sql`
    select from care.third_party_note where network_id = ${network} and id = ${id} and person_id = ${personId} and written_by = ${actor.personId}`.execute(
    scope,
  )
  if (rows.length === 0) throw new Problem('conflict')
  return false
}

/** The account that was opened with the actor's own card is that of this person, who from now on reads their file. @throws Problem not_found */
export const linkAccount = async (scope: Scope, network: string, personId: string, card: string): Promise<void> => {
  const { rows } = await sql<{ linked: boolean }>`select care.link_account(${network}, ${personId}, ${card}) as linked`.execute(scope)
  if (rows[0]?.linked !== true) throw new Problem('not_found')
  await record(scope, network, 'care.linkAccount', `person/${personId}`, { about: personId })
}
