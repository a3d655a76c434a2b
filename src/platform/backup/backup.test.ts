import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { zstdDecompressSync } from 'node:zlib'
import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption'
import { describe, expect, it } from 'vitest'
import { withClient } from '../database/client.server.ts'
import { formOf, LIGHT, NETWORK, PLAIN, useBackups } from './backup.test-support.ts'
import { writeBackup } from './write.server.ts'

const { databases, filled, backedUp, restore, contentOf, networks } = useBackups()

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
    const { from, file } = await backedUp()
    const to = databases.absent()
    await restore(to, file)
    expect(await formOf(to)).toEqual(await formOf(from))
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
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ maillage: 'backup', format: 1, dataKeys: 0 })
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
    const { file } = await backedUp({ kind: 'passphrase', passphrase: 'five quiet words at sea', logN: LIGHT })
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
