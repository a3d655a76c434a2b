import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record, recordRead } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { noteText } from '../texts.server.ts'
import type { Missed, Mode, Present } from '../vocabulary.ts'
import type { ContactInput } from './episodes.commands.server.ts'

export type OwnContact = {
  id: string
  episodeId: string
  personId: string
  serviceId: string
  at: Date
  minutes: number | null
  mode: Mode
  workers: string[]
  who: Present[]
  missed: Missed | null
  nextOn: string | null
  version: number
  note: string
}

/** A contact that the actor wrote, in a team in which they work today. @throws Problem not_found for everybody else's */
export const readOwnContact = async (scope: Scope, actor: Actor, network: string, person: string, id: string): Promise<OwnContact> => {
  const { rows } = await sql<Omit<OwnContact, 'note'> & { sealed: Buffer | null }>`
    select id, episode_id as "episodeId", person_id as "personId", service_id as "serviceId", at, minutes, mode, workers, who, missed, next_on::text as "nextOn", version,
      note as sealed from care.contact where network_id = ${network} and id = ${id} and written_by = ${actor.personId} and team in (select care.my_teams())
       and person_id in (select care.with_merged(array[${person}::uuid]))`.execute(scope)
  const { sealed, ...contact } = found(rows[0])
  await recordRead(scope, network, 'care.readFile', `contact/${id}`, { about: contact.personId })
  const note = await noteText.open(scope, { network, person: contact.personId, id }, sealed, contact.version)
  return { ...contact, note: note ?? '' }
}

/**
 * Corrects a contact; what it said before is kept (care.contact_version, migration 0031) and shown with it.
 * @param version what the writer saw
 * @throws Problem not_found for who did not write it, conflict when it was corrected meanwhile, as in another window
 */
export const correctContact = async (
  scope: Scope,
  actor: Actor,
  network: string,
  person: string,
  version: number,
  { id, note, workers, ...rest }: ContactInput,
): Promise<void> => {
  const { personId, version: now } = await readOwnContact(scope, actor, network, person, id)
  if (now !== version) throw new Problem('conflict')
  const sealed = await noteText.seal(scope, { network, person: personId, id }, note, version + 1)
  const { numUpdatedRows } = await scope
    .updateTable('care.contact')
    .set({ ...rest, workers: [...new Set([actor.personId, ...workers])], note: sealed, version: version + 1 } as never)
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'care.correctContact', `contact/${id}`, { about: personId })
}
