import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import type { Sheet } from './sheet.server.ts'

export type PastImport = { id: string; fileName: string; at: string; added: number; changed: number; undoneAt: string | null }

/** The spreadsheets that were taken in, the latest first. */
export const readImports = async (scope: Scope, network: string): Promise<PastImport[]> => {
  const { rows } = await sql<Omit<PastImport, 'at' | 'undoneAt'> & { at: Date; undoneAt: Date | null }>`
    select i.id, i.file_name as "fileName", i.at, i.undone_at as "undoneAt", count(r.line) filter (where r.before is null)::integer as added, count(r.line) filter (where r.before is not null)::integer as changed
    from directory.import i left join directory.import_row r on r.network_id = i.network_id and r.import_id = i.id
    where i.network_id = ${network} group by i.network_id, i.id order by i.at desc limit 50`.execute(scope)
  return rows.map(({ at, undoneAt, ...row }) => ({ ...row, at: at.toISOString(), undoneAt: undoneAt?.toISOString() ?? null }))
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** @throws Problem not_found for what cannot be the id of an import or its draft */
export const checkedId = (id: string): string => found(UUID.test(id) ? id : undefined)

/** A sheet that waits for a yes. @throws Problem not_found when it is somebody else's, or was taken in or thrown away */
export const readDraft = async (scope: Scope, network: string, id: string): Promise<{ id: string; fileName: string; sheet: Sheet }> => {
  const row = found(
    await scope
      .selectFrom('directory.import_draft')
      .selectAll()
      .where('network_id', '=', network)
      .where('id', '=', checkedId(id))
      .executeTakeFirst(),
  )
  return { id: row.id, fileName: row.file_name, sheet: { header: row.header, lines: row.lines } }
}
