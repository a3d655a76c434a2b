import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type pg from 'pg'
import { withClient } from '../database/client.server.ts'
import { copyIn, copyOut } from './copy.server.ts'
import { openBackup, takeHeader } from './file.server.ts'
import type { Part } from './format.server.ts'
import type { Opening } from './protect.server.ts'
import { beginSame, copyInText, copyOutText, type Table, tablesOf } from './tables.server.ts'
import { KEYS_TABLE } from './write.server.ts'

/** The keys of a folder of scheduled backups: one file, the latest, so that an erased key is gone from all backups beside it. */
export const LATEST_KEYS = 'latest.keys'

/** Where the data keys of a backup are: where told, beside it, or the latest of its folder. Undefined: nowhere. */
export const keysFileFor = (file: string, given?: string): string | undefined =>
  given ?? [`${file}.keys`, join(dirname(file), LATEST_KEYS)].find((path) => existsSync(path))

/**
 * Puts data keys into a database that was restored: those of the file, then those of the database that is served now, whose
 * erasures hold also against an older file.
 * @returns the key-encryption keys that are needed to use them
 */
export const bringKeys = async (
  scratchUrl: string,
  { file, opening, live }: { file?: string; opening: Opening; live?: string },
): Promise<string[]> =>
  withClient(scratchUrl, async (owner) => {
    await beginSame(owner)
    const table = (await tablesOf(owner)).find((one) => one.table === KEYS_TABLE)
    if (table === undefined) return []
    await owner.query(`create temporary table incoming (like ${KEYS_TABLE} including defaults) on commit drop`)
    if (file !== undefined) await takeFile(owner, table, file, opening)
    if (live !== undefined) await takeLive(owner, table, live)
    const { rows } = await owner.query<{ kek_id: string }>(`select distinct kek_id from ${KEYS_TABLE} where erased_at is null`)
    await owner.query('commit')
    return rows.map(({ kek_id }) => kek_id)
  })

const MERGE = `
  insert into ${KEYS_TABLE} as k select i.* from incoming i where exists (select from platform.network n where n.id = i.network_id)
  on conflict (network_id, person_id) do update
    set kek_id = excluded.kek_id, wrapped = excluded.wrapped, erased_at = excluded.erased_at
    where k.erased_at is null and (excluded.erased_at is not null or k.id = excluded.id)`

const take = async (owner: pg.Client, columns: string[], rows: AsyncIterable<Buffer>) => {
  const copy = await copyIn(owner, copyInText({ table: 'pg_temp.incoming', columns }))
  for await (const block of rows) await copy.write(block)
  await copy.end()
  await owner.query(MERGE)
  await owner.query('truncate pg_temp.incoming')
}

const takeLive = (owner: pg.Client, table: Table, live: string) =>
  withClient(live, async (client) => {
    await beginSame(client, 'isolation level repeatable read, read only')
    const theirs = (await tablesOf(client)).find((one) => one.table === KEYS_TABLE)
    const columns = shared(table, theirs?.columns ?? [])
    if (theirs !== undefined && columns !== undefined)
      await take(
        owner,
        columns,
        copyOut(client, copyOutText(theirs), () => undefined),
      )
    await client.query('rollback')
  })

const takeFile = async (owner: pg.Client, table: Table, file: string, opening: Opening) => {
  const parts = openBackup(file, opening)
  await takeHeader(parts, file, 'keys')
  for await (const part of parts) {
    if (part.kind !== 'table') continue
    const columns = part.table === KEYS_TABLE ? shared(table, part.columns) : undefined
    if (columns === undefined) throw new Error(`${file} holds other things than data keys`)
    await take(owner, columns, rowsOf(parts))
  }
}

/** The columns, if this database has all of them. */
const shared = (table: Table, columns: string[]) => (columns.every((column) => table.columns.includes(column)) ? columns : undefined)

/** The rows up to the line that counts them; what comes after stays with the reader. */
async function* rowsOf(parts: AsyncGenerator<Part>): AsyncGenerator<Buffer> {
  for (let next = await parts.next(); next.done !== true && next.value.kind === 'rows'; next = await parts.next()) yield next.value.rows
}
