import { randomUUID } from 'node:crypto'
import { copyFileSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { OPERATOR } from '../actor.ts'
import { withClient } from '../database/client.server.ts'
import { openDatabase } from '../database/connect.server.ts'
import { asActor, type Scope } from '../db.server.ts'
import { forget, makeMasterFile, masters, open, type Place, rotate, seal } from '../keys/index.server.ts'
import { PLAIN, useBackups } from './backup.test-support.ts'
import { LATEST_KEYS } from './data-keys.server.ts'
import { tablesOf } from './tables.server.ts'
import { writeBackup } from './write.server.ts'

const { databases, filled, restore } = useBackups()
const [ZOE, SAM] = [randomUUID(), randomUUID()]
const place = (row: string): Place => ({ network: 'essai', table: 'care.crisis_plan', column: 'wishes', row, version: 1 })
const WISHES = 'Call my sister Léa before anybody else'

const within = async <T>(url: string, work: (scope: Scope) => Promise<T>): Promise<T> => {
  const { db, close } = await openDatabase({ env: { DATABASE_URL: url }, migrate: false })
  return asActor(db, OPERATOR, work).finally(close)
}
/** A database in which something is sealed for two people, kept in a table that is at hand. */
const sealed = async () => {
  const from = await filled()
  const texts = await within(from, async (scope) => ({
    zoe: await seal(scope, ZOE, place('zoe'), WISHES),
    sam: await seal(scope, SAM, place('sam'), WISHES),
  }))
  for (const [row, text] of Object.entries(texts))
    await databases.ask(from, "insert into journal.source (network_id, id, title) values ('essai', $1, $2)", [row, text.toString('base64')])
  const file = databases.file()
  const backUp = (name = file) => writeBackup({ ownerUrl: from, file: name, protection: PLAIN })
  return { from, file, backUp, written: await backUp() }
}
/** What can still be read in a database: of each person the wishes, or nothing. */
const readable = (url: string) =>
  within(url, async (scope) => {
    const rows = await databases.ask<object>(
      url,
      "select jsonb_build_object('id', id, 'title', title) from journal.source where id in ('zoe', 'sam') order by id",
    )
    const texts = (rows as { id: string; title: string }[]).map(async ({ id, title }) => [
      id,
      await open(scope, id === 'zoe' ? ZOE : SAM, place(id), Buffer.from(title, 'base64')),
    ])
    return Object.fromEntries(await Promise.all(texts)) as Record<string, string | null>
  })
const BOTH = { zoe: WISHES, sam: WISHES }

describe('what is encrypted', () => {
  it('stands in plain words in no table, no backup and no file of keys, and neither does a key', async () => {
    const { from, file, written } = await sealed()
    const wrapped = await databases.ask<string>(from, "select encode(wrapped, 'hex') from platform.data_key")
    const everything = await withClient(from, async (owner) => {
      const rows = []
      for (const { table } of await tablesOf(owner))
        rows.push((await owner.query(`select array_agg(t::text) as all_of_it from ${table} t`)).rows)
      return JSON.stringify(rows)
    })
    const backup = zstdDecompressSync(readFileSync(file)).toString('utf8')
    const keys = zstdDecompressSync(readFileSync(written.keysFile ?? '')).toString('utf8')
    const master = masters().current.key
    for (const text of [everything, backup, keys])
      for (const secret of [Buffer.from(WISHES), Buffer.from('sister'), master])
        for (const form of ['utf8', 'hex', 'base64', 'base64url'] as const) expect(text).not.toContain(secret.toString(form).slice(0, 40))
    // The keys, wrapped, are in the database and the file of keys, and not in the backup: or an erased one would live on in it.
    expect(wrapped).toHaveLength(2)
    for (const key of wrapped) expect([everything.includes(key), keys.includes(key), backup.includes(key)]).toEqual([true, true, false])
  })

  it('can be read after a restore elsewhere, with the file of keys beside the backup', async () => {
    const { file } = await sealed()
    const to = databases.absent()
    expect((await restore(to, file)).keys).toEqual({ erased: 0, missing: 0, masters: [] })
    expect(await readable(to)).toEqual(BOTH)
  })

  it('needs its keys: without them nothing is restored, unless told so', async () => {
    const { file, written } = await sealed()
    const elsewhere = join(databases.folder, `elsewhere-${randomUUID()}`)
    renameSync(written.keysFile ?? '', elsewhere)
    const to = databases.absent()
    await expect(restore(to, file)).rejects.toThrow(`2 data keys are missing, which are in a file of their own (${file}.keys)`)
    expect(await databases.named(to)).toEqual([])
    expect((await restore(to, file, { withoutKeys: true })).keys.missing).toBe(2)
    expect(await readable(to)).toEqual({ zoe: null, sam: null })
    await restore(to, file, { keysFile: elsewhere, replace: true })
    expect(await readable(to)).toEqual(BOTH)
  })

  it('finds its keys in the database that is served, on which the backup was made', async () => {
    const { from, file, written } = await sealed()
    renameSync(written.keysFile ?? '', `${written.keysFile}.away`)
    await restore(from, file, { replace: true })
    expect(await readable(from)).toEqual(BOTH)
  })

  it('does not take the keys of another installation for its own', async () => {
    const [one, other] = [await sealed(), await sealed()]
    renameSync(one.written.keysFile ?? '', `${one.written.keysFile}.away`)
    await expect(restore(other.from, one.file, { replace: true })).rejects.toThrow('2 data keys are missing')
    copyFileSync(other.written.keysFile ?? '', `${one.file}.keys`)
    await expect(restore(other.from, one.file, { replace: true })).rejects.toThrow('2 data keys are missing')
  })
})

describe('somebody who was erased', () => {
  it('stays so when an older backup is restored over the database, with the file of keys of then', async () => {
    const { from, file } = await sealed()
    await within(from, (scope) => forget(scope, ZOE, 'essai'))
    expect((await restore(from, file, { replace: true })).keys).toEqual({ erased: 1, missing: 0, masters: [] })
    expect(await readable(from)).toEqual({ zoe: null, sam: WISHES })
    // And when the same is done once more: the restored database knows it too.
    await restore(from, file, { replace: true })
    expect(await readable(from)).toEqual({ zoe: null, sam: WISHES })
  })

  it('stays so elsewhere, where a newer file of keys is named or lies in the folder', async () => {
    const { from, file, backUp } = await sealed()
    await within(from, (scope) => forget(scope, ZOE, 'essai'))
    const { keysFile = '' } = await backUp(databases.file())
    const to = databases.absent()
    expect((await restore(to, file, { keysFile })).keys).toMatchObject({ erased: 1, missing: 0 })
    expect(await readable(to)).toEqual({ zoe: null, sam: WISHES })
    const latest = join(databases.folder, LATEST_KEYS)
    renameSync(keysFile, latest)
    await restore(to, file, { replace: true })
    expect(await readable(to)).toEqual({ zoe: null, sam: WISHES })
    renameSync(latest, `${latest}.${randomUUID()}`)
  })

  it('stays so against every old copy once the master key of then is retired', async () => {
    const { file } = await sealed()
    const [given, former] = [process.env.MAILLAGE_KEY_FILE, masters().current.id]
    // As on another machine, to which only a newer master key was brought.
    process.env.MAILLAGE_KEY_FILE = join(databases.folder, `${randomUUID()}.keys`)
    makeMasterFile(process.env.MAILLAGE_KEY_FILE)
    try {
      const to = databases.absent()
      expect((await restore(to, file)).keys).toEqual({ erased: 0, missing: 0, masters: [former] })
      await expect(readable(to)).rejects.toThrow(`the master key ${former} is not in`)
    } finally {
      process.env.MAILLAGE_KEY_FILE = given
    }
  })
})

it('keys that were wrapped anew since are brought in the form that opens here', async () => {
  const { from, file } = await sealed()
  const before = masters().current.id
  await rotate(from)
  expect(masters().current.id).not.toBe(before)
  await restore(from, file, { replace: true })
  expect(await readable(from)).toEqual(BOTH)
})
