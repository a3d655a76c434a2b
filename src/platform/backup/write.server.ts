import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type pg from 'pg'
import { withClient } from '../database/client.server.ts'
import { syncFolder } from '../database/durable.server.ts'
import type { Say } from '../database/ground.server.ts'
import { copyOut } from './copy.server.ts'
import { createDigest } from './digest.server.ts'
import { explained } from './explain.server.ts'
import { END_OF_ROWS, FORMAT, type Header, lineOf } from './format.server.ts'
import { type Protection, writeProtected } from './protect.server.ts'
import { beginSame, copyOutText, inBackup, inKeysFile, KEYS_TABLE, sequencesOf, type Table, tablesOf } from './tables.server.ts'

export type WriteOptions = {
  ownerUrl: string
  file: string
  protection: Protection
  /** Where the data keys go; beside the file, with `.keys` at its end, unless told otherwise. */
  keysFile?: string
  /** A file of keys that is there is overwritten: the keys of people who were erased go with it. */
  replacesKeys?: boolean
  progress?: Say
}
export type Written = { file: string; tables: number; rows: number; bytes: number; made: string; keysFile?: string; dataKeys: number }

const QUIET = () => undefined

/**
 * Writes all that the database holds at one moment into a file, while others go on writing: one transaction, one snapshot. The file
 * is there whole or not at all. Data keys go into a file of their own.
 * @throws one line: the file is there already, no room, no database
 */
export const writeBackup = async ({
  ownerUrl,
  file: name,
  protection,
  keysFile = `${name}.keys`,
  replacesKeys = false,
  progress = QUIET,
}: WriteOptions): Promise<Written> => {
  const file = resolve(name)
  const mustBeNew = () => {
    for (const path of [file, ...(replacesKeys ? [] : [keysFile])])
      if (existsSync(path)) throw new Error(`${path} is there already: a backup overwrites nothing, name another file`)
  }
  mustBeNew()
  const drafts = { file: draftOf(file), keys: draftOf(resolve(keysFile)) }
  try {
    sweep(dirname(file))
    return await withClient(ownerUrl, async (owner) => {
      const { header, tables } = await oneMoment(owner)
      const counts = { tables: 0, rows: 0 }
      await writeProtected(textOf(owner, header, tables.map(inBackup), counts, progress), drafts.file, protection)
      // Also when all keys were erased: an older file of keys in that place must not outlive them.
      const withKeys = header.dataKeys > 0 || replacesKeys
      if (withKeys)
        await writeProtected(
          textOf(owner, { ...header, maillage: 'keys' }, inKeysFile(tables), { tables: 0, rows: 0 }, QUIET),
          drafts.keys,
          protection,
        )
      await owner.query('commit')
      const { size: bytes } = statSync(drafts.file)
      mustBeNew() // also by now: it may have taken an hour
      // The keys first: keys without their backup do no harm.
      if (withKeys) moveIn(drafts.keys, resolve(keysFile))
      moveIn(drafts.file, file)
      return { file, ...counts, bytes, made: header.made, dataKeys: header.dataKeys, ...(withKeys ? { keysFile: resolve(keysFile) } : {}) }
    })
  } catch (error) {
    for (const draft of [drafts.file, drafts.keys]) rmSync(draft, { force: true })
    throw explained(error, dirname(file))
  }
}

const UNFINISHED = /\.unfinished-[0-9a-f]{8}$/
const A_DAY = 86_400_000
/** What a backup that was killed left in a folder; one that goes on elsewhere writes into its own all the time. */
const sweep = (folder: string) => {
  for (const name of readdirSync(folder).filter((one) => UNFINISHED.test(one))) {
    const { mtimeMs } = statSync(join(folder, name), { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() }
    if (Date.now() - mtimeMs > A_DAY) rmSync(join(folder, name), { force: true })
  }
}
const draftOf = (file: string) => `${file}.unfinished-${randomBytes(4).toString('hex')}`
const moveIn = (draft: string, file: string) => {
  renameSync(draft, file)
  syncFolder(dirname(file))
}

/** The header and the tables of one moment, which this connection then sees until it commits. */
const oneMoment = async (owner: pg.Client): Promise<{ header: Header; tables: Table[] }> => {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const before = await listed(owner)
    // Locks come before the snapshot, so that no migration changes a table between the two; readers and writers do not feel them.
    await beginSame(owner, 'isolation level repeatable read, read only')
    if (before.length > 0) await owner.query(`lock table ${before.map(({ table }) => table).join(', ')} in access share mode`)
    const tables = await tablesOf(owner)
    if (JSON.stringify(tables) === JSON.stringify(before)) return { tables, header: await headerOf(owner, tables) }
    await owner.query('rollback')
  }
  throw new Error('the database is being migrated: try again when that is done')
}

const listed = async (owner: pg.Client): Promise<Table[]> => {
  await beginSame(owner, 'read only')
  const tables = await tablesOf(owner)
  await owner.query('commit')
  if (!tables.some(({ table }) => table === 'public.platform_migration'))
    throw new Error('there is nothing to back up: the database is empty')
  return tables
}

const headerOf = async (owner: pg.Client, tables: Table[]): Promise<Header> => {
  const migrations = await owner.query<{ id: string; checksum: string }>('select id, checksum from public.platform_migration order by id')
  const { rows } = await owner.query<{ server: string; made: Date }>("select current_setting('server_version') as server, now() as made")
  const hasKeys = tables.some(({ table }) => table === KEYS_TABLE)
  const keys = hasKeys ? await owner.query<{ n: string }>(`select count(*) as n from ${KEYS_TABLE}`) : undefined
  return {
    maillage: 'backup',
    format: FORMAT,
    made: (rows[0]?.made ?? new Date()).toISOString(),
    server: rows[0]?.server ?? '',
    migrations: migrations.rows,
    dataKeys: Number(keys?.rows[0]?.n ?? 0),
  }
}

type Counts = { tables: number; rows: number }

async function* textOf(owner: pg.Client, header: Header, tables: Table[], counts: Counts, progress: Say): AsyncGenerator<Buffer> {
  yield lineOf(header)
  for (const table of tables) {
    const digest = createDigest()
    yield lineOf(table)
    for await (const block of copyOut(owner, copyOutText(table), digest.add)) yield block
    const result = digest.result()
    yield Buffer.from(END_OF_ROWS)
    yield lineOf(result)
    counts.tables += 1
    counts.rows += result.rows
    if (result.rows > 0) progress(`${table.table}: ${result.rows} rows`)
  }
  yield lineOf({ end: true, ...counts, sequences: await sequencesOf(owner) })
}
