import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'

export type ReadWith = { id: string; name: string; birthDate: string | null; isKept: boolean }
/** The files that are read together with this one: the one that is kept first, where this one was merged into it. */
export const listReadWith = async (scope: Scope, network: string, person: string): Promise<ReadWith[]> => {
  const { rows } = await sql<ReadWith>`
    select p.id, btrim(concat_ws(' ', p.given_name, p.family_name)) as name, p.birth_date::text as "birthDate", p.merged_into is null as "isKept"
      from care.person p
     where p.network_id = ${network} and p.id <> ${person} and p.id in (select care.with_merged(array[${person}::uuid]))
     order by p.merged_into is null desc, p.made_at, p.id`.execute(scope)
  return rows
}
