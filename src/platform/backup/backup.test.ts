import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { zstdDecompressSync } from 'node:zlib'
import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption'
import { describe, expect, it } from 'vitest'
import { withClient } from '../database/client.server.ts'
import { fill, NETWORK, useDatabases } from './backup.test-support.ts'
import { goBackTo, listKept, removeKept } from './kept.server.ts'
import type { Protection } from './protect.server.ts'
import { type RestoreOptions, restoreBackup } from './restore.server.ts'
import { beginSame, digestOf, tablesOf } from './tables.server.ts'
import { writeBackup } from './write.server.ts'

const databases = useDatabases()
const PLAIN: Protection = { kind: 'plain' }

const filled = async () => {
  const url = await databases.empty()
  await fill(url)
  return url
}
const backedUp = async (protection = PLAIN) => {
  const from = await filled()
  const file = databases.file()
  return { from, file, written: await writeBackup({ ownerUrl: from, file, protection }) }
}
const restore = (ownerUrl: string, file: string, more: Partial<RestoreOptions> = {}) =>
  restoreBackup({ ownerUrl, file, opening: {}, ...more })
/** All rows of all tables, without what a restore adds or takes away on purpose. */
const contentOf = (url: string) =>
  withClient(url, async (owner) => {
    await beginSame(owner, 'isolation level repeatable read')
    const digests: Record<string, unknown> = {}
    for (const table of await tablesOf(owner))
      if (!/session|installation_audit/.test(table.table)) digests[table.table] = await digestOf(owner, table)
    return digests
  })
const networks = (url: string) => databases.ask<string>(url, 'select id from platform.network order by 1')

describe('a backup', () => {
  it('comes back row for row, whatever the words hold, with what is worked out from them', async () => {
    const { from, file, written } = await backedUp()
    const to = databases.absent()
    const restored = await restore(to, file)
    expect(restored).toMatchObject({ tables: written.tables, rows: written.rows, migrated: [], made: written.made })
    expect(written.rows).toBeGreaterThan(600)
    expect(await contentOf(to)).toEqual(await contentOf(from))
    expect(await databases.ask(to, 'select name from platform.network')).toEqual([JSON.parse(NETWORK)])
    expect(await databases.ask(to, 'select name from identity.person where email is not null')).toEqual(['O\'Néil\n\\.\n\t"Zoë"'])
    expect(await databases.ask(to, "select folded from journal.activity where id = 'whole'")).toEqual(['le tout '])
    expect(await databases.ask(to, "select count(*)::int from journal.attendance where starts_on = '2025-03-02'")).toEqual([300])
  })

  it('has the form of the database too: every reference, trigger, rule and right', async () => {
    const form = (url: string) =>
      databases.ask(
        url,
        `select x from (
          select conrelid::regclass || conname || pg_get_constraintdef(oid) as x from pg_constraint where contype in ('f', 'c', 'p', 'u')
          union all select tgrelid::regclass || tgname || tgenabled from pg_trigger where not tgisinternal
          union all select oid::regclass || relrowsecurity::text || relforcerowsecurity || coalesce(relacl::text, '') from pg_class where relkind in ('r', 'p', 'v')
          union all select polrelid::regclass || polname || coalesce(pg_get_expr(polqual, polrelid), '') from pg_policy
          union all select indexrelid::regclass::text from pg_index) all_of_it order by x collate "C"`,
      )
    const { from, file } = await backedUp()
    const to = databases.absent()
    await restore(to, file)
    expect(await form(to)).toEqual(await form(from))
  })

  it('is the state of one moment, while others go on writing and are not held up', async () => {
    const from = await filled()
    const file = databases.file()
    const stop = new AbortController()
    // Two rows in two tables, always together: a backup that saw one without the other would not be of one moment.
    const writer = withClient(from, async (owner) => {
      let n = 0
      for (; !stop.signal.aborted; n += 1)
        await owner.query(`begin; insert into journal.source (network_id, id, title) values ('essai', 's${n}', 'x');
          insert into journal.outcome (network_id, id, programme_id, kind, title, published_on, source_id) values ('essai', 'o${n}', 'p1', 'report', 'x', '2025-01-01', 's${n}'); commit`)
      return n
    })
    await writeBackup({ ownerUrl: from, file, protection: PLAIN })
    stop.abort()
    expect(await writer).toBeGreaterThan(5)
    const to = databases.absent()
    await restore(to, file)
    const [sources, outcomes] = await Promise.all(
      ['source', 'outcome'].map((table) => databases.ask(to, `select count(*) from journal.${table}`)),
    )
    expect(sources).toEqual(outcomes)
  })

  it('is a text that other tools read: zstd, lines of JSON, and rows as COPY writes them', async () => {
    const { file } = await backedUp()
    const lines = zstdDecompressSync(readFileSync(file)).toString('utf8').split('\n')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ maillage: 'backup', format: 1, leftOut: expect.any(Array) })
    const at = lines.findIndex((line) => line.startsWith('{"table":"directory.organisation"'))
    expect(lines[at + 1]?.split('\t').slice(0, 3)).toEqual(['essai', 'org-a', 'Été \\\\ & Cie'])
    expect(lines.slice(at + 3, at + 5)).toEqual(['\\.', expect.stringMatching(/^\{"rows":2,"sha256":"[0-9a-f]{64}"\}$/)])
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('overwrites nothing, and leaves nothing half done behind', async () => {
    const { from, file } = await backedUp()
    const before = readFileSync(file)
    await expect(writeBackup({ ownerUrl: from, file, protection: PLAIN })).rejects.toThrow(`${file} is there already`)
    await expect(writeBackup({ ownerUrl: from, file: databases.file('no/such/folder'), protection: PLAIN })).rejects.toThrow(
      /folder|not there/,
    )
    expect(readFileSync(file)).toEqual(before)
    expect(readdirSync(databases.folder).filter((name) => name.includes('unfinished'))).toEqual([])
  })

  it('of a database that nobody has made says so', async () => {
    const url = await databases.empty()
    await databases.ask(url, 'drop table platform_migration')
    await expect(writeBackup({ ownerUrl: url, file: databases.file(), protection: PLAIN })).rejects.toThrow('there is nothing to back up')
  })
})

describe('a closed backup', () => {
  it('opens with its passphrase, asked for once it is needed, and with no other', async () => {
    const { file } = await backedUp({ kind: 'passphrase', passphrase: 'five quiet words at sea' })
    expect(readFileSync(file).includes('Sainte-Anne')).toBe(false)
    const to = databases.absent()
    await expect(restore(to, file)).rejects.toThrow(/closed with a passphrase: set MAILLAGE_BACKUP_PASSPHRASE/)
    await expect(restore(to, file, { opening: { passphrase: async () => 'five quiet words at see' } })).rejects.toThrow(
      `${file} cannot be used: the passphrase does not open it`,
    )
    await restore(to, file, { opening: { passphrase: async () => 'five quiet words at sea' } })
    expect(await networks(to)).toEqual(['essai'])
  })

  it('opens with the key of any of its recipients, and is what age writes', async () => {
    const [one, two, other] = await Promise.all([generateIdentity(), generateIdentity(), generateIdentity()])
    const recipients = await Promise.all([one, two].map(identityToRecipient))
    const { file } = await backedUp({ kind: 'recipients', recipients })
    const to = databases.absent()
    await expect(restore(to, file)).rejects.toThrow('--identity')
    await expect(restore(to, file, { opening: { identities: [other] } })).rejects.toThrow('none of the keys opens it')
    for (const identity of [one, two]) await restore(to, file, { opening: { identities: [other, identity] }, replace: true })
    expect(await networks(to)).toEqual(['essai'])
    const decrypter = new Decrypter()
    decrypter.addIdentity(two)
    expect(zstdDecompressSync(await decrypter.decrypt(readFileSync(file))).toString('utf8')).toContain('Sainte-Anne')
  })

  it('is not begun for something that is no public key', async () => {
    const from = await filled()
    const file = databases.file()
    await expect(writeBackup({ ownerUrl: from, file, protection: { kind: 'recipients', recipients: ['age1nonsense'] } })).rejects.toThrow(
      '"age1nonsense" is no public key of age',
    )
    expect(existsSync(file)).toBe(false)
  })
})

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
      { kind: 'passphrase', passphrase: 'five quiet words at sea' },
      (file) => truncateSync(file, statSync(file).size - 100),
    ],
    ['closed, with one bit changed', { kind: 'passphrase', passphrase: 'five quiet words at sea' }, flipped],
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
    const { zstdCompressSync } = await import('node:zlib')
    writeFileSync(file, zstdCompressSync(change(zstdDecompressSync(readFileSync(file)).toString('utf8'))))
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
    ['with a row that says something else', (text: string) => text.replace('Brug', 'Brag'), /directory\.organisation came out otherwise/],
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
