import { randomUUID } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fill, nameOf, useBackups } from '#platform/backup/backup.test-support.ts'
import { masters } from '#platform/keys/index.server.ts'
import { backupCommand } from './backup.server.ts'
import { keysCommand } from './keys.server.ts'
import { restoreCommand } from './restore.server.ts'

const { databases, networks } = useBackups()
const said: string[] = []
const given = { DATABASE_URL: process.env.DATABASE_URL, MAILLAGE_BACKUP_TO: undefined as string | undefined }
let url = ''

beforeEach(async () => {
  url = await databases.empty()
  await fill(url)
  process.env.DATABASE_URL = url
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => said.push(String(line)) > 0)
})
afterEach(() => {
  vi.mocked(process.stdout.write).mockRestore()
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
})
/** What a command says on standard output. */
const run = async (command: () => Command, ...args: string[]): Promise<string> => {
  said.length = 0
  await command().exitOverride().parseAsync(args, { from: 'user' })
  return said.join('')
}
const secretFile = (content: string) => {
  const file = join(databases.folder, randomUUID())
  writeFileSync(file, content)
  return file
}

describe('backup and restore', () => {
  test('closed with a passphrase from a file, over the same database, and back again', async () => {
    const [file, passphrase] = [databases.file(), secretFile('five quiet words at sea\n')]
    expect(await run(backupCommand, file, '--passphrase-file', passphrase)).toMatch(/: \d+ rows in \d+ tables, 0\.0 MB, as of 20/)
    expect(await databases.ask(url, "select origin || coalesce(file, '') from platform.backup")).toEqual(['command'])
    await databases.ask(url, "insert into platform.network (id, name, country) values ('later', '{\"fr\": \"Plus tard\"}', 'BE')")
    // What guessing costs: N = 2^18, the factor of age itself.
    expect(readFileSync(file).subarray(0, 200).toString('latin1')).toMatch(/-> scrypt \S+ 18\n/)
    await expect(run(restoreCommand, file, '--passphrase-file', passphrase)).rejects.toThrow('add --replace')
    const answer = await run(restoreCommand, file, '--passphrase-file', passphrase, '--replace')
    expect(answer).toContain('restored; every table is as it was.')
    expect(answer).not.toContain('does not hold')
    expect(await networks(url)).toEqual(['essai'])
    const name = /kept as (\S+):/.exec(answer)?.[1] ?? ''
    expect(await run(restoreCommand, '--kept')).toMatch(new RegExp(`^${name}  \\d+ MB`))
    const back = await run(restoreCommand, '--back', name)
    expect(await networks(url)).toEqual(['essai', 'later'])
    const other = /kept as (\S+)\.\n/.exec(back)?.[1] ?? ''
    expect(await run(restoreCommand, '--remove', other)).toBe(`${other} is removed.\n`)
    expect(await run(restoreCommand, '--kept')).toBe('No restore put data aside.\n')
  })

  test('closed for a key that was made for it, into an empty database, and only verified', async () => {
    const identity = join(databases.folder, `${randomUUID()}.age`)
    const recipient = (await run(keysCommand, 'generate', identity)).trim()
    expect(recipient).toMatch(/^age1/)
    expect(statSync(identity).mode & 0o777).toBe(0o600)
    await expect(run(keysCommand, 'generate', identity)).rejects.toThrow(/there already/)
    process.env.MAILLAGE_BACKUP_TO = recipient
    const file = databases.file()
    await run(backupCommand, file)
    expect(readFileSync(file, 'latin1').startsWith('age-encryption.org/v1\n-> X25519 ')).toBe(true)
    process.env.DATABASE_URL = databases.absent()
    expect(await run(restoreCommand, file, '--identity', identity, '--verify')).toContain('restored beside and thrown away')
    expect(await databases.named(process.env.DATABASE_URL)).toEqual([])
    await expect(run(restoreCommand, file)).rejects.toThrow('--identity')
    await expect(run(restoreCommand, file, '--identity', secretFile('nothing'))).rejects.toThrow(/holds no secret key of age/)
    await run(restoreCommand, file, '--identity', identity)
    expect(await networks(process.env.DATABASE_URL)).toEqual(['essai'])
  })

  test('are not done half-heartedly: who may open it must be said, and once', async () => {
    const file = databases.file()
    await expect(run(backupCommand, file)).rejects.toThrow(/nothing says who may open the backup/)
    await expect(run(backupCommand, file, '--plain', '--to', 'age1x')).rejects.toThrow(/keep one of them/)
    await expect(run(backupCommand, file, '--passphrase-file', secretFile('short\n'))).rejects.toThrow(/too short/)
    await expect(run(restoreCommand)).rejects.toThrow(/name a backup/)
    await expect(run(restoreCommand, file, '--kept')).rejects.toThrow(/name a backup/)
    await expect(run(restoreCommand, '--remove', nameOf(url))).rejects.toThrow(/no restore put aside/)
  })

  test('a trail that did not hold when the backup was made is told', async () => {
    const file = databases.file()
    await databases.ask(url, "update platform.installation_audit set target = 'forged' where seq = 1")
    await run(backupCommand, file, '--plain')
    expect(await run(restoreCommand, file, '--replace')).toContain('The trail does not hold: installation')
  })
})

describe('keys', () => {
  test('are counted, prepared, rotated and retired', async () => {
    const before = process.env.MAILLAGE_KEY_FILE
    process.env.MAILLAGE_KEY_FILE = join(databases.folder, `${randomUUID()}.keys`)
    try {
      await expect(run(keysCommand, 'status')).rejects.toThrow(/does not exist/)
      await run(keysCommand, 'new', process.env.MAILLAGE_KEY_FILE)
      const { id } = masters().current
      expect(await run(keysCommand, 'status')).toMatch(new RegExp(`${id}  20\\d\\d-\\d\\d-\\d\\d  +0 data keys  in use`))
      expect(await run(keysCommand, 'rotate', '--prepare')).toContain('is prepared')
      expect(await run(keysCommand, 'rotate')).toContain('0 data keys are wrapped with the master key')
      expect(masters().current.id).not.toBe(id)
      expect(await run(keysCommand, 'retire', id)).toContain(`${id} is removed`)
      expect(masters().all).toHaveLength(1)
      expect(await databases.ask(url, "select action from platform.installation_audit where action ~ '^keys' order by seq")).toEqual([
        'keys.rotate',
        'keys.retire',
      ])
    } finally {
      process.env.MAILLAGE_KEY_FILE = before
    }
  })
})
