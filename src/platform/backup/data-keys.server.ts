import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type pg from 'pg'
import { withClient } from '../database/client.server.ts'
import { masters } from '../keys/index.server.ts'
import type { Env } from '../settings/index.server.ts'
import { copyIn, copyOut } from './copy.server.ts'
import { openBackup, takeHeader } from './file.server.ts'
import type { Part } from './format.server.ts'
import type { Opening } from './protect.server.ts'
import { beginSame, copyInText, copyOutText, ERASED_TABLE, inKeysFile, KEYS_TABLE, type Table, tablesOf } from './tables.server.ts'

/** The keys of a folder of scheduled backups: one file, the latest, so that an erased key is gone from all backups beside it. */
export const LATEST_KEYS = 'latest.keys'

/** Where data keys of a backup may be: where told, beside it, and the latest of its folder. What was erased by any of them is erased. */
export const keysFilesFor = (file: string, given?: string): string[] => [
  ...(given === undefined ? [] : [given]),
  ...[`${file}.keys`, join(dirname(file), LATEST_KEYS)].filter((path) => path !== given && existsSync(path)),
]

export type KeySources = {
  files: readonly string[]
  opening: Opening
  /** The database that is served now: its erasures hold also against an older file. */
  live?: string
  env: Env
}
export type Brought = {
  /** Data keys that were erased since the backup, and are not brought back. */
  erased: number
  /** Data keys that are nowhere: what they closed stays closed. */
  missing: number
  /** Master keys that are needed to use the others, and are not in the file of master keys here. */
  masters: string[]
}

/** Puts data keys into a database that was just restored, from every place where there are some; what was erased in any stays erased. */
export const bringKeys = async (scratchUrl: string, sources: KeySources): Promise<Brought> =>
  withClient(scratchUrl, async (owner) => {
    await beginSame(owner)
    if (!(await tablesOf(owner)).some(({ table }) => table === KEYS_TABLE)) return { erased: 0, missing: 0, masters: [] }
    const held = masters(sources.env).all.map(({ id }) => id)
    await owner.query(`
      create temporary table incoming (id uuid, kek_id text, wrapped bytea) on commit drop;
      create temporary table erasures (like ${ERASED_TABLE}) on commit drop`)
    for (const file of sources.files) await takeFile(owner, file, sources.opening)
    if (sources.live !== undefined) await takeLive(owner, sources.live)
    // Of two copies of one key, the one whose master key is here.
    await owner.query(
      `update ${KEYS_TABLE} k set kek_id = i.kek_id, wrapped = i.wrapped
         from (select distinct on (id) * from incoming order by id, kek_id = any ($1::text[]) desc) i where i.id = k.id`,
      [held],
    )
    await owner.query(`insert into ${ERASED_TABLE} select distinct on (id) * from erasures order by id, erased_at on conflict do nothing`)
    const { rowCount: erased } = await owner.query(`delete from ${KEYS_TABLE} k using ${ERASED_TABLE} e where e.id = k.id`)
    const { rows } = await owner.query<{ kek_id: string | null; n: string }>(
      `select kek_id, count(*) as n from ${KEYS_TABLE} group by kek_id`,
    )
    // A row without its key would look like one; what it closed names a key that is not there, and says so.
    await owner.query(
      `alter table ${KEYS_TABLE} disable trigger erased; delete from ${KEYS_TABLE} where wrapped is null; alter table ${KEYS_TABLE} enable trigger erased`,
    )
    await owner.query('commit')
    return {
      erased: erased ?? 0,
      missing: Number(rows.find(({ kek_id }) => kek_id === null)?.n ?? 0),
      masters: rows.flatMap(({ kek_id }) => (kek_id === null || held.includes(kek_id) ? [] : [kek_id])),
    }
  })

const TARGETS: Readonly<Record<string, string>> = { [KEYS_TABLE]: 'pg_temp.incoming', [ERASED_TABLE]: 'pg_temp.erasures' }

const take = async (owner: pg.Client, { table, columns }: Table, rows: AsyncIterable<Buffer>) => {
  const copy = await copyIn(owner, copyInText({ table: TARGETS[table] ?? '', columns }))
  for await (const block of rows) await copy.write(block)
  await copy.end()
}

const takeLive = (owner: pg.Client, live: string) =>
  withClient(live, async (client) => {
    await beginSame(client, 'isolation level repeatable read, read only')
    for (const table of inKeysFile(await tablesOf(client)))
      await take(
        owner,
        table,
        copyOut(client, copyOutText(table), () => undefined),
      )
    await client.query('rollback')
  })

const takeFile = async (owner: pg.Client, file: string, opening: Opening) => {
  const parts = openBackup(file, opening)
  await takeHeader(parts, file, 'keys')
  for await (const part of parts) {
    if (part.kind !== 'table') continue
    const known = KEYS_FILE.find(({ table }) => table === part.table)
    if (known === undefined || known.columns.join() !== part.columns.join()) throw new Error(`${file} holds other things than data keys`)
    await take(owner, known, rowsOf(parts))
  }
}
const KEYS_FILE = inKeysFile([
  { table: KEYS_TABLE, columns: [] },
  { table: ERASED_TABLE, columns: ['id', 'erased_at'] },
])

/** The rows up to the line that counts them; what comes after stays with the reader. */
async function* rowsOf(parts: AsyncGenerator<Part>): AsyncGenerator<Buffer> {
  for (let next = await parts.next(); next.done !== true && next.value.kind === 'rows'; next = await parts.next()) yield next.value.rows
}
