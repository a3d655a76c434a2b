import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { zstdDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { withClient } from '../database/client.server.ts'
import { LIGHT, PLAIN, useBackups } from './backup.test-support.ts'
import { goBackTo, listKept, removeKept } from './kept.server.ts'
import { type Protection, writeProtected } from './protect.server.ts'
import { writeBackup } from './write.server.ts'

const { databases, filled, backedUp, restore, contentOf, networks } = useBackups()

describe('data that are there already', () => {
  it('are not touched without being told, then kept under a dated name to which one can go back', async () => {
    const { file } = await backedUp()
    const to = await filled()
    await databases.ask(to, "insert into platform.network (id, name, country) values ('later', '{\"fr\": \"Plus tard\"}', 'BE')")
    await expect(restore(to, file)).rejects.toThrow(/there are data in this database already: add --replace/)
    expect(await networks(to)).toEqual(['essai', 'later'])

    const { before = '' } = await restore(to, file, { replace: true })
    expect(before).toMatch(/_before_\d{8}_\d{6}$/)
    expect(await networks(to)).toEqual(['essai'])
    expect(await listKept(to)).toEqual([{ name: before, bytes: expect.any(Number) }])
    const after = await goBackTo(to, before)
    expect(await networks(to)).toEqual(['essai', 'later'])
    await expect(removeKept(to, before)).rejects.toThrow(`no restore put aside a database "${before}": there is ${after}`)
    await removeKept(to, after ?? '')
    expect(await databases.named(to)).toEqual([])
  })

  it('are replaced under a server that has connections open, which then find the restored ones', async () => {
    const { file } = await backedUp()
    const to = await filled()
    await databases.ask(to, 'delete from journal.attendance')
    const connections = Promise.all(
      Array.from({ length: 4 }, () =>
        withClient(to, (client) => client.query('select pg_sleep(60)')).catch((error: unknown) => String(error)),
      ),
    )
    await restore(to, file, { replace: true })
    expect(await connections).toEqual(Array(4).fill(expect.stringMatching(/terminat/)))
    expect(await databases.ask(to, 'select count(*)::int from journal.attendance')).toEqual([300])
  })

  it('do not exist in a database that was only migrated: that one is not kept', async () => {
    const { file } = await backedUp()
    const to = await databases.empty()
    expect((await restore(to, file)).before).toBe(undefined)
    expect(await databases.named(to)).toEqual([])
    expect(await networks(to)).toEqual(['essai'])
  })
})

describe('after a restore', () => {
  it('nobody is signed in, and the trail says what happened and still holds', async () => {
    const { from, file, written } = await backedUp()
    expect(await databases.ask(from, 'select count(*)::int from identity.session')).toEqual([1])
    const to = databases.absent()
    await restore(to, file)
    expect(await databases.ask(to, 'select count(*)::int from identity.session')).toEqual([0])
    expect(await databases.ask(to, "select target from platform.installation_audit where action = 'backup.restore'")).toEqual([
      `state of ${written.made}`,
    ])
  })

  it('nothing that waited begins by itself: it may have been done since, and administrators decide', async () => {
    const from = await filled()
    await databases.ask(
      from,
      `insert into jobs.job_common (name, data, policy, singleton_key, state) select 'work', '{"job": "mail.deliver"}', 'short', s, s::jobs.job_state
         from unnest(array['created', 'retry', 'active', 'completed']) s`,
    )
    const file = databases.file()
    await writeBackup({ ownerUrl: from, file, protection: PLAIN })
    const to = databases.absent()
    await restore(to, file)
    expect(
      await databases.ask(
        to,
        `select singleton_key || ' ' || state || ' ' || coalesce(output->>'code', '') from jobs.job order by singleton_key`,
      ),
    ).toEqual(['active failed restored', 'completed completed ', 'created failed restored', 'retry failed restored'])
  })

  it('a look at it can stop it, and nothing has changed then', async () => {
    const { file } = await backedUp()
    const to = await filled()
    const check = async () => {
      throw new Error('the trail does not hold')
    }
    await expect(restore(to, file, { replace: true, check })).rejects.toThrow('the trail does not hold')
    expect(await databases.named(to)).toEqual([])
  })
})

describe('--verify', () => {
  it('restores beside, compares, and throws it away', async () => {
    const { from, file, written } = await backedUp()
    const before = await contentOf(from)
    const verified = await restore(from, file, { verifyOnly: true })
    expect(verified).toMatchObject({ rows: written.rows, tables: written.tables })
    expect(await databases.named(from)).toEqual([])
    expect(await contentOf(from)).toEqual(before)
  })
})

describe('a file that is not whole', () => {
  const damage: [string, Protection, (file: string) => void][] = [
    ['cut off in the middle', PLAIN, (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
    ['without its last byte', PLAIN, (file) => truncateSync(file, statSync(file).size - 1)],
    ['with one bit changed', PLAIN, flipped],
    [
      'closed, and cut off',
      { kind: 'passphrase', passphrase: 'five quiet words at sea', logN: LIGHT },
      (file) => truncateSync(file, statSync(file).size - 100),
    ],
    ['closed, with one bit changed', { kind: 'passphrase', passphrase: 'five quiet words at sea', logN: LIGHT }, flipped],
    ['of nothing', PLAIN, (file) => truncateSync(file, 0)],
    ['of something else', PLAIN, (file) => writeFileSync(file, 'Dear Sir or Madam')],
  ]
  it.each(damage)('%s is refused in one line, and the data are as they were', async (_, protection, harm) => {
    const { file } = await backedUp(protection)
    const to = await filled()
    const before = await contentOf(to)
    harm(file)
    const failure = await restore(to, file, { replace: true, opening: { passphrase: async () => 'five quiet words at sea' } }).catch(
      (error: unknown) => error,
    )
    expect(String(failure)).toMatch(
      new RegExp(`^Error: ${file} cannot be used: (it is damaged or was cut off|it is no backup of Maillage)$`),
    )
    expect(await contentOf(to)).toEqual(before)
    expect(await databases.named(to)).toEqual([])
  })

  it('that is not there is named', async () => {
    await expect(restore(databases.absent(), '/no/such.maillage')).rejects.toThrow(/^there is no file \/no\/such\.maillage$/)
  })
})

describe('a backup of another version', () => {
  const doctored = async (change: (text: string) => string) => {
    const { from, file } = await backedUp()
    const text = change(zstdDecompressSync(readFileSync(file)).toString('utf8'))
    rmSync(file)
    await writeProtected(Readable.from([Buffer.from(text)]), file, PLAIN)
    return { from, file }
  }
  it.each([
    [
      'with a migration that this one does not know',
      (text: string) => text.replace('"migrations":[', '"migrations":[{"id":"9999-later","checksum":"x"},'),
      /later version of Maillage made it \(9999-later\)/,
    ],
    [
      'with another text of a migration',
      (text: string) => text.replace(/("id":"0003-directory","checksum":")[0-9a-f]{4}/, '$1ffff'),
      /made with another src\/modules\/directory\/migrations\/0003-directory\.sql/,
    ],
    [
      'with a table that nobody knows',
      (text: string) => text.replace('{"table":"directory.organisation"', '{"table":"pg_catalog.pg_authid"'),
      /its table pg_catalog\.pg_authid is not one/,
    ],
    [
      'without a row that it says it has',
      (text: string) => text.replace(/essai\torg-a[^\n]*\n/, ''),
      /says that directory\.organisation has 2 rows, and holds 1/,
    ],
    [
      'with a row that says something else',
      (text: string) => text.replace(/(essai\torg-b\t)Brug/, '$1Brag'),
      /directory\.organisation came out otherwise/,
    ],
    ['with a row that refers to nothing', (text: string) => text.replace(/essai\tp1\t/, 'essai\tp2\t'), /journal\.programme|foreign key/],
    [
      'without a table',
      (text: string) => text.replace(/\{"table":"journal\.attendance".*?\{"rows"[^\n]*\n/s, ''),
      /not hold as much as it says/,
    ],
  ])('%s is refused', async (_, change, why) => {
    const { from, file } = await doctored(change)
    await expect(restore(from, file, { replace: true })).rejects.toThrow(why)
    expect(await databases.named(from)).toEqual([])
    expect(await networks(from)).toEqual(['essai'])
  })
})

/** One bit in the middle of a file. */
function flipped(file: string) {
  const bytes = readFileSync(file)
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  writeFileSync(file, bytes)
}
