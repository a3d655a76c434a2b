import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { Words } from '#platform/words.ts'
import type { OrganisationInput } from './organisation-cells.server.ts'

// How an organisation is written; who may and what is recorded is the business of the commands that use it.

/** An organisation whose parent and territory have been looked up. */
export type OrganisationRecord = Omit<OrganisationInput, 'parent' | 'territory'> & { parent_id: string | null; territory_id: string | null }

// The driver would send an object as text of its own making.
export const inJson = (words: Words | null) => (words === null ? null : sql<Words>`${JSON.stringify(words)}::jsonb`)

export const insertOrganisation = async (
  scope: Scope,
  network: string,
  id: string,
  input: OrganisationRecord,
): Promise<{ version: number }> => {
  const { identifiers, ...columns } = input
  const row = await scope
    .insertInto('directory.organisation')
    .values({ ...columns, note: inJson(columns.note), network_id: network, id })
    .returning('version')
    .executeTakeFirstOrThrow()
  await keepIdentifiers(scope, network, id, identifiers)
  return row
}

/** Writes all fields of the version that the editor saw. @returns the next version, or undefined when it is no longer that version, or is gone */
export const updateOrganisation = async (
  scope: Scope,
  network: string,
  id: string,
  version: number,
  input: OrganisationRecord,
): Promise<{ version: number } | undefined> => {
  const { identifiers, ...columns } = input
  const row = await scope
    .updateTable('directory.organisation')
    .set({ ...columns, note: inJson(columns.note), version: version + 1 })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  if (row !== undefined) await keepIdentifiers(scope, network, id, identifiers)
  return row
}

const keepIdentifiers = async (scope: Scope, network: string, id: string, identifiers: OrganisationRecord['identifiers']) => {
  await scope.deleteFrom('directory.identifier').where('network_id', '=', network).where('organisation_id', '=', id).execute()
  if (identifiers.length > 0)
    await scope
      .insertInto('directory.identifier')
      .values(identifiers.map((identifier) => ({ ...identifier, network_id: network, organisation_id: id })))
      .execute()
}
