import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it, test } from 'vitest'
import { OPERATOR } from '../actor.ts'
import { openDatabase } from '../database/connect.server.ts'
import { asActor, type Scope } from '../db.server.ts'
import { jobNamed } from '../jobs/define.server.ts'
import { PLAIN, useBackups } from './backup.test-support.ts'
import { KEEP, stayingOf } from './retention.ts'
import { backUpInto, defineBackups, listBackups } from './scheduled.server.ts'
import { backupSettings } from './settings.server.ts'

const { databases, filled, restore, networks } = useBackups()
const DAY = 86_400_000
const at = (text: string) => ({ at: new Date(text) })

describe('of scheduled backups', () => {
  const days = fc.uniqueArray(fc.integer({ min: 0, max: 1500 }), { minLength: 1, maxLength: 120 })
  const keeps = fc.record({ days: fc.nat(10), weeks: fc.nat(6), months: fc.nat(14) })
  const backupsOn = (numbers: number[]) => numbers.map((day) => ({ at: new Date(Date.UTC(2026, 0, 1, 1) + day * DAY) }))

  test('the newest always stays, and no more than are asked for', () => {
    fc.assert(
      fc.property(days, keeps, (numbers, keep) => {
        const backups = backupsOn(numbers)
        const staying = stayingOf(backups, keep)
        expect(staying[0]).toBe([...backups].sort((a, b) => b.at.getTime() - a.at.getTime())[0])
        expect(staying.length).toBeLessThanOrEqual(Math.max(1, keep.days + keep.weeks + keep.months))
      }),
    )
  })

  test('the same stay, whether the round is done each day or once at the end', () => {
    fc.assert(
      fc.property(days, keeps, (numbers, keep) => {
        const backups = backupsOn([...numbers].sort((a, b) => a - b))
        let kept: { at: Date }[] = []
        for (const backup of backups) kept = stayingOf([...kept, backup], keep)
        expect(kept.map((one) => one.at)).toEqual(stayingOf(backups, keep).map((one) => one.at))
      }),
    )
  })

  test('seven days, four weeks and twelve months stay unless told otherwise', () => {
    const daily = Array.from({ length: 800 }, (_, day) => ({ at: new Date(Date.UTC(2024, 0, 1, 2) + day * DAY) }))
    const staying = stayingOf(daily, KEEP).map(({ at: moment }) => moment.toISOString().slice(0, 10))
    expect(staying).toEqual([
      ...['2026-03-10', '2026-03-09', '2026-03-08', '2026-03-07', '2026-03-06', '2026-03-05', '2026-03-04'],
      ...['2026-03-01', '2026-02-28', '2026-02-22'],
      ...[
        '2026-01-31',
        '2025-12-31',
        '2025-11-30',
        '2025-10-31',
        '2025-09-30',
        '2025-08-31',
        '2025-07-31',
        '2025-06-30',
        '2025-05-31',
        '2025-04-30',
      ],
    ])
    expect(stayingOf([at('2020-01-01T00:00:00Z')], KEEP)).toHaveLength(1)
  })
})

const folderOf = (name: string) => join(databases.folder, name)
const settingsIn = (folder: string, keep = { days: 2, weeks: 0, months: 0 }) => ({ folder, protection: PLAIN, keep })

describe('a round', () => {
  it('writes a backup that restores, removes those whose time is over, and leaves other files alone', async () => {
    const url = await filled()
    const folder = folderOf('rounds')
    for (const day of ['2026-11-01', '2026-11-02', '2026-11-03']) await backUpInto(url, settingsIn(folder), new Date(`${day}T02:30:00Z`))
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    const { file, removed } = await backUpInto(url, settingsIn(folder), new Date('2026-11-04T02:30:00Z'))
    expect(removed).toEqual(['maillage-2026-11-02T023000Z.maillage'])
    expect(readdirSync(folder).sort()).toEqual([
      'latest.keys',
      'maillage-2026-11-03T023000Z.maillage',
      'maillage-2026-11-04T023000Z.maillage',
      'notes.txt',
    ])
    expect(listBackups(folder)[1]?.at.toISOString()).toBe('2026-11-04T02:30:00.000Z')
    const to = databases.absent()
    await restore(to, file)
    expect(await networks(to)).toEqual(['essai'])
  })

  it('is listed with its size and result, and stands in the trail', async () => {
    const url = await filled()
    const folder = folderOf('listed')
    await backUpInto(url, settingsIn(folder, { days: 1, weeks: 0, months: 0 }), new Date('2026-11-01T02:30:00Z'))
    const { file, rows } = await backUpInto(url, settingsIn(folder, { days: 1, weeks: 0, months: 0 }), new Date('2026-11-02T02:30:00Z'))
    const list = await databases.ask<object>(
      url,
      "select jsonb_build_object('file', file, 'rows', row_count, 'bytes', bytes, 'why', why, 'origin', origin, 'removed', removed_at is not null) from platform.backup order by begun_at",
    )
    expect(list).toEqual([
      expect.objectContaining({ file: 'maillage-2026-11-01T023000Z.maillage', removed: true, why: null }),
      { file: 'maillage-2026-11-02T023000Z.maillage', rows, bytes: statSync(file).size, why: null, origin: 'schedule', removed: false },
    ])
    const trail = await databases.ask<string>(
      url,
      "select kind || ' ' || target from platform.installation_audit where action = 'backup.write' order by seq desc limit 1",
    )
    expect(trail[0]).toMatch(/^export state of .*, maillage-2026-11-02T023000Z\.maillage$/)
  })

  it('that fails removes nothing, and clears away what one that was killed left a day ago', async () => {
    const url = await filled()
    const folder = folderOf('failing')
    mkdirSync(folder)
    const [old, fresh] = ['a.maillage.unfinished-00000001', 'b.maillage.unfinished-00000002'].map((name) => join(folder, name))
    for (const draft of [old, fresh]) writeFileSync(draft ?? '', 'half')
    utimesSync(old ?? '', new Date(), new Date(Date.now() - 2 * DAY))
    await backUpInto(url, settingsIn(folder), new Date('2026-11-01T02:30:00Z'))
    expect(existsSync(old ?? '')).toBe(false)
    expect(existsSync(fresh ?? '')).toBe(true)
    await databases.ask(url, 'drop table platform.erased_key cascade')
    await databases.ask(url, 'drop table platform_migration')
    await expect(backUpInto(url, settingsIn(folder, { days: 0, weeks: 0, months: 0 }), new Date('2026-11-02T02:30:00Z'))).rejects.toThrow()
    expect(listBackups(folder)).toHaveLength(1)
  })

  it('takes an erased key out of all backups of the folder, from then on', async () => {
    const url = await filled()
    const folder = folderOf('erasing')
    const key = `insert into platform.data_key (network_id, person_id, kek_id, wrapped) values ('essai', gen_random_uuid(), '${'a'.repeat(16)}', '\\xabcdef0123456789')`
    await databases.ask(url, key)
    await backUpInto(url, settingsIn(folder), new Date('2026-11-01T02:30:00Z'))
    const { zstdDecompressSync } = await import('node:zlib')
    const keys = () => zstdDecompressSync(readFileSync(join(folder, 'latest.keys'))).toString('utf8')
    expect(keys()).toContain('abcdef0123456789')
    await databases.ask(url, 'delete from platform.data_key')
    await backUpInto(url, settingsIn(folder), new Date('2026-11-02T02:30:00Z'))
    expect(keys()).not.toContain('abcdef0123456789')
  })
})

describe('the job of the night', () => {
  const run = async (url: string, settings: Parameters<typeof defineBackups>[1]) => {
    const { db, close } = await openDatabase({ env: { DATABASE_URL: url }, migrate: false })
    const told: number[] = []
    const lines: object[] = []
    const onFailed = async (scope: Scope) =>
      void told.push(
        (await sql<{ n: number }>`select count(*) as n from platform.backup where why is not null`.execute(scope)).rows[0]?.n ?? 0,
      )
    defineBackups(url, settings, { onFailed, log: { error: (what) => void lines.push(what) } })
    const job = jobNamed('backup.write')
    if (job === undefined || !('runInSteps' in job)) throw new Error('there is no such job')
    const failure = await job
      .runInSteps((work) => asActor(db, OPERATOR, (scope) => work(scope, OPERATOR)), {}, new AbortController().signal)
      .then(() => null)
      .catch((error: unknown) => error)
    await close()
    return { failure, told, lines }
  }

  it('notes why it failed and has administrators told, in words that quote nothing', async () => {
    const url = await filled()
    const file = folderOf('a-file')
    writeFileSync(file, '')
    const { failure, told, lines } = await run(url, settingsIn(join(file, 'below')))
    expect(failure).toMatchObject({ code: 'backup_folder' })
    expect(told).toEqual([1])
    expect(lines).toEqual([expect.objectContaining({ why: 'backup_folder' })])
    expect(await databases.ask(url, 'select why from platform.backup')).toEqual(['backup_folder'])
    rmSync(file)
  })

  it('on a server that lacks the settings does not pass for a backup', async () => {
    expect((await run(await filled(), undefined)).failure).toMatchObject({ code: 'backup_unset' })
  })
})

describe('settings', () => {
  const folder = { MAILLAGE_BACKUP_FOLDER: '/backups' }
  it('say nothing: nothing is scheduled', () => expect(backupSettings({})).toBe(undefined))
  it.each([
    ['nobody who may open them', folder, /nothing says who may open the backups/],
    [
      'both a key and a passphrase',
      { ...folder, MAILLAGE_BACKUP_TO: 'age1x', MAILLAGE_BACKUP_PASSPHRASE: 'five quiet words at sea' },
      /both set/,
    ],
    ['a key that is none', { ...folder, MAILLAGE_BACKUP_TO: 'age1x' }, /"age1x" is no public key of age/],
    ['a short passphrase', { ...folder, MAILLAGE_BACKUP_PASSPHRASE: 'short' }, /MAILLAGE_BACKUP_PASSPHRASE/],
    [
      'how many stay, wrongly',
      { ...folder, MAILLAGE_BACKUP_PASSPHRASE: 'five quiet words at sea', MAILLAGE_BACKUP_KEEP: 'all' },
      /days\/weeks\/months/,
    ],
  ])('that say %s are refused', (_, env, why) => expect(() => backupSettings(env)).toThrow(why))
  it('say where, for whom and how many', () => {
    expect(backupSettings({ ...folder, MAILLAGE_BACKUP_PASSPHRASE: 'five quiet words at sea', MAILLAGE_BACKUP_KEEP: '3/2/1' })).toEqual({
      folder: '/backups',
      protection: { kind: 'passphrase', passphrase: 'five quiet words at sea' },
      keep: { days: 3, weeks: 2, months: 1 },
    })
  })
})
