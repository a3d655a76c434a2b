import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record, recordExport } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { open, type Place, seal } from '#platform/keys/index.server.ts'
import { found, Problem } from '#platform/problem.ts'
import type { FileType } from './vocabulary.ts'

const place = (network: string, id: string, column: 'name' | 'content'): Place => ({
  network,
  table: 'field.attachment',
  column,
  row: id,
  version: 1,
})

const STARTS: Record<FileType, readonly (readonly [at: number, bytes: string])[]> = {
  'image/jpeg': [[0, 'ffd8ff']],
  'image/png': [[0, '89504e470d0a1a0a']],
  'image/webp': [
    [0, '52494646'],
    [8, '57454250'],
  ],
  'application/pdf': [[0, '255044462d']],
}
/** Whether bytes begin as a file of this kind does: what a file is called proves nothing. */
export const isOfType = (type: FileType, bytes: Buffer): boolean =>
  STARTS[type].every(([at, start]) => bytes.subarray(at, at + start.length / 2).toString('hex') === start)

export type NewFile = { id: string; contact: string; name: string; type: FileType; bytes: Buffer }
/**
 * Adds a file to a contact that the one who acts wrote. Sealed with the key of the person, like the words of the contact.
 * @returns whether it is new
 * @throws Problem not_found for a contact of somebody else, or after leaving the team; invalid for what is no such file; conflict for
 *   another file of the same number
 */
export const addAttachment = async (
  scope: Scope,
  actor: Actor,
  network: string,
  { id, contact, name, type, bytes }: NewFile,
): Promise<boolean> => {
  if (bytes.length === 0 || !isOfType(type, bytes)) throw new Problem('invalid', { field: 'file' })
  const { rows } = await sql<{ person: string; service: string }>`
    select person_id as person, service_id as service from care.contact
     where network_id = ${network} and id = ${contact} and written_by = ${actor.personId} and team = any (array(select care.my_teams()))`.execute(
    scope,
  )
  const { person, service } = found(rows[0])
  const { numInsertedOrUpdatedRows } = await scope
    .insertInto('field.attachment')
    .values({
      network_id: network,
      id,
      contact_id: contact,
      person_id: person,
      service_id: service,
      name: await seal(scope, person, place(network, id, 'name'), name),
      type,
      bytes: bytes.length,
      content: await seal(scope, person, place(network, id, 'content'), bytes.toString('base64')),
      by_id: actor.personId,
    })
    .onConflict((conflict) => conflict.columns(['network_id', 'id']).doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 1n) {
    await record(scope, network, 'field.addAttachment', `attachment/${id}`, { about: person })
    return true
  }
  const { rows: same } = await sql`
    select from field.attachment where network_id = ${network} and id = ${id} and contact_id = ${contact} and by_id = ${actor.personId}`.execute(
    scope,
  )
  if (same.length === 0) throw new Problem('conflict')
  return false
}

export type AttachmentLine = { id: string; contact: string; name: string; type: FileType; bytes: number }
/** The files that belong to contacts with somebody, without their content. The page that shows them notes it. */
export const listAttachments = async (scope: Scope, network: string, person: string): Promise<AttachmentLine[]> => {
  const { rows } = await sql<Omit<AttachmentLine, 'name'> & { name: Buffer; file: string }>`
    select id, contact_id as contact, name, type, bytes, person_id as file from field.attachment
     where network_id = ${network} and person_id in (select care.with_merged(array[${person}::uuid])) order by at, id`.execute(scope)
  const lines: AttachmentLine[] = []
  for (const { file, name, ...line } of rows)
    lines.push({ ...line, name: (await open(scope, file, place(network, line.id, 'name'), name)) ?? '' })
  return lines
}

/** One file with its content, which leaves as a file and is noted. @throws Problem not_found */
export const readAttachment = async (
  scope: Scope,
  network: string,
  id: string,
): Promise<{ name: string; type: FileType; bytes: Buffer }> => {
  const { rows } = await sql<{ name: Buffer; type: FileType; content: Buffer; person: string }>`
    select name, type, content, person_id as person from field.attachment where network_id = ${network} and id = ${id}`.execute(scope)
  const { name, type, content, person } = found(rows[0])
  const text = found((await open(scope, person, place(network, id, 'content'), content)) ?? undefined)
  await recordExport(scope, network, 'field.readAttachment', `attachment/${id}`, { about: person })
  return { name: (await open(scope, person, place(network, id, 'name'), name)) ?? '', type, bytes: Buffer.from(text, 'base64') }
}
