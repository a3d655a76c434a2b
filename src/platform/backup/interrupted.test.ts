import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startEmbedded } from '../database/embedded.server.ts'
import { migrate } from '../database/migrate.server.ts'
import { fill, nameOf, PLAIN, useBackups } from './backup.test-support.ts'
import { writeBackup } from './write.server.ts'

const { databases, filled, backedUp, restore, contentOf, networks } = useBackups()
const PROGRAM = join(import.meta.dirname, 'interrupted.test-support.ts')

/** Runs it until it says a line that is waited for, and kills it then. @returns whether that line came */
const killedAt = (act: string, url: string, file: string, line: RegExp): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [PROGRAM, act, url, file], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
      if (line.test(said)) child.kill('SIGKILL')
    })
    child.once('exit', (_, signal) => resolve(signal === 'SIGKILL'))
  })

describe('a restore that is killed', () => {
  it.each([
    ['before the first row', /Making the database/],
    ['among the rows', /directory\.organisation: 2 rows/],
    ['while references are made', /Making the indexes/],
    ['after everything was compared', /Compared/],
  ])('%s has changed nothing, and the next one clears up', async (_, line) => {
    const { file } = await backedUp()
    const to = await filled()
    await databases.ask(to, "insert into platform.network (id, name, country) values ('later', '{\"fr\": \"Plus tard\"}', 'BE')")
    const before = await contentOf(to)
    expect(await killedAt('restore', to, file, line)).toBe(true)
    expect(await contentOf(to)).toEqual(before)
    expect(await networks(to)).toEqual(['essai', 'later'])
    const { before: kept = '' } = await restore(to, file, { replace: true })
    expect(await networks(to)).toEqual(['essai'])
    expect(await databases.named(to)).toEqual([kept])
  })

  it('by the database, which ends its connection, says so and has changed nothing', async () => {
    const { file } = await backedUp()
    const to = await filled()
    const before = await contentOf(to)
    const isLoading = /^journal\.activity:/
    const progress = (line: string) => {
      if (isLoading.test(line))
        void databases.ask(to, 'select pg_terminate_backend(pid) from pg_stat_activity where starts_with(datname, $1)', [
          `${nameOf(to)}_restore_`,
        ])
    }
    await expect(restore(to, file, { replace: true, progress })).rejects.toThrow(/the database stopped in the middle/)
    expect(await contentOf(to)).toEqual(before)
    expect(await databases.named(to)).toEqual([])
  })
})

describe('a backup that is killed', () => {
  it('leaves no file of that name', async () => {
    const from = await filled()
    const file = databases.file()
    expect(await killedAt('backup', from, file, /journal\.activity/)).toBe(true)
    expect(existsSync(file)).toBe(false)
  })
})

// Room is a limit on the size of files here: the system refuses to write on, as it does when the disk is full.
const withRoomFor = (megabytes: number, act: string, place: string, file: string) =>
  spawnSync('/bin/sh', ['-c', `ulimit -f ${Math.ceil(megabytes * 2048)} && exec "$0" "$@"`, process.execPath, PROGRAM, act, place, file], {
    encoding: 'utf8',
  }).stdout

describe.runIf(process.platform === 'linux')('without room', () => {
  const LARGE =
    "insert into journal.source (network_id, id, title) select 'essai', 's' || n, repeat(md5(n::text), 60) from generate_series(1, 12000) n"

  it('a backup says so, and leaves nothing behind', async () => {
    const from = await filled()
    await databases.ask(from, LARGE)
    const file = databases.file()
    expect(withRoomFor(0.1, 'backup', from, file)).toContain(
      `failed: there is no room left on the disk (${databases.folder}): make room, then try again`,
    )
    expect(readdirSync(databases.folder).filter((name) => name.startsWith(basename(file)))).toEqual([])
  })

  it('for the database, a restore leaves the data as they were', async () => {
    const large = await filled()
    await databases.ask(large, LARGE)
    const file = databases.file()
    await writeBackup({ ownerUrl: large, file, protection: PLAIN })
    const folder = join(databases.folder, 'small')
    const onSmall = async <T>(work: (url: string) => Promise<T>): Promise<T> => {
      const { ownerUrl, stop } = await startEmbedded({ dataDir: folder })
      return work(ownerUrl).finally(stop)
    }
    const before = await onSmall(async (url) => {
      await migrate({ ownerUrl: url })
      await fill(url)
      return contentOf(url)
    })
    expect(withRoomFor(17, 'restore', folder, file)).toMatch(/failed: .*(too large|no room)/i)
    await onSmall(async (url) => {
      expect(await contentOf(url)).toEqual(before)
      expect(await databases.ask(url, "select datname from pg_database where datname ~ '_restore_|_before_'")).toEqual([])
    })
  })
})
