import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'

export type OwnFile = { id: string; givenName: string; familyName: string; networkName: Words }

/**
 * The file of whoever acts in a network; of several that were merged, the one that the others lead to.
 * @throws Problem not_found where they have none
 */
export const ownFile = async (scope: Scope, network: string): Promise<OwnFile> => {
  const { rows } = await sql<{ id: string; given_name: string; family_name: string; name: Words }>`
    select p.id, p.given_name, p.family_name, n.name from care.person p join care.my_places() n on n.network_id = p.network_id
     where p.network_id = ${network} and p.id in (select care.my_files()) and p.merged_into is null order by p.made_at limit 1`.execute(
    scope,
  )
  const row = found(rows[0])
  return { id: row.id, givenName: row.given_name, familyName: row.family_name, networkName: row.name }
}

/** Somebody of whom the one who acts may know the name. @throws Problem not_found */
export const knownFile = async (scope: Scope, network: string, file: string) => {
  const row = await scope
    .selectFrom('care.person')
    .select(['id', 'given_name as givenName', 'family_name as familyName', 'birth_date as birthDate', 'account_id as accountId'])
    .where('network_id', '=', network)
    .where('id', '=', file)
    .executeTakeFirst()
  return found(row)
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** An id out of an address or a hidden field. @throws Problem not_found for what cannot be one */
export const uuidIn = (text: string | undefined): string => found(text !== undefined && UUID.test(text) ? text : undefined)
