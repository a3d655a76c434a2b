import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { open } from '#platform/keys/index.server.ts'

export type BehindTeam = { team: string; phone: string | null; enteredOn: string; leftOn: string | null }
export type BehindContact = { id: string; at: Date; note: string }

/** The teams and the last ten contacts of somebody, as far as the one who acts may see them. */
export const behindGlass = async (
  scope: Scope,
  network: string,
  file: string,
): Promise<{ teams: BehindTeam[]; contacts: BehindContact[] }> => {
  const { rows: teams } = await sql<BehindTeam>`
    select s.name as team, s.phone, e.entered_on::text as "enteredOn", e.left_on::text as "leftOn" from care.episode e
      join directory.service s on s.network_id = e.network_id and s.id = e.service_id
     where e.network_id = ${network} and e.person_id = ${file} order by e.left_on desc nulls first, e.entered_on desc`.execute(scope)
  return { teams, contacts: await lastContacts(scope, network, file) }
}

/** The last ten contacts of somebody with their notes, as far as the one who acts may see them. */
export const lastContacts = async (scope: Scope, network: string, file: string): Promise<BehindContact[]> => {
  const { rows } = await sql<{ id: string; at: Date; version: number; note: Buffer | null }>`
    select id, at, version, note from care.contact where network_id = ${network} and person_id = ${file} and missed is null order by at desc limit 10`.execute(
    scope,
  )
  const contacts: BehindContact[] = []
  for (const { id, at, version, note } of rows) {
    const place = { network, table: 'care.contact', column: 'note', row: id, version }
    contacts.push({ id, at, note: note === null ? '' : ((await open(scope, file, place, note)) ?? '') })
  }
  return contacts
}
