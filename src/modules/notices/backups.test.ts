import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Actor, OPERATOR, VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { listBackups, tellOfFailedBackup } from './backups.server.ts'

const world = useWorld()
const FOLDER = { MAILLAGE_BACKUP_FOLDER: '/backups', MAILLAGE_BACKUP_PASSPHRASE: 'five quiet words at sea' }

const attempt = (more: { why?: string; hours?: number; removed?: boolean; origin?: string } = {}) =>
  world.seed((owner) =>
    sql`insert into platform.backup (begun_at, ended_at, origin, file, bytes, tables, row_count, why, removed_at)
      values (now() - make_interval(hours => ${more.hours ?? 0}), now() - make_interval(hours => ${more.hours ?? 0}) + interval '3 seconds', ${more.origin ?? 'schedule'},
        'maillage.maillage', ${more.why === undefined ? 5_000_000 : null}, 40, ${more.why === undefined ? 1234 : null}, ${more.why ?? null},
        case when ${more.removed ?? false} then now() end)`.execute(owner),
  )
const list = (actor: Actor, env = {}) => world.as(actor, (scope) => listBackups(scope, actor, 1, env))
const administrator = async () => world.person({ network: await world.network(), role: 'administrator' })

describe('the page of backups', () => {
  test('shows administrators when, how large and with what result, the latest first', async () => {
    await attempt({ hours: 48, removed: true })
    await attempt({ hours: 24, origin: 'command' })
    await attempt({ why: 'backup_no_room' })
    const { lines, lastGood, count, isScheduled } = await list(await administrator(), FOLDER)
    expect(lines.slice(0, 3)).toEqual([
      expect.objectContaining({ why: 'backup_no_room', bytes: null, rows: null, isScheduled: true }),
      expect.objectContaining({ why: null, bytes: 5_000_000, rows: 1234, seconds: 3, isScheduled: false, isRemoved: false }),
      expect.objectContaining({ isRemoved: true }),
    ])
    expect(count).toBeGreaterThanOrEqual(3)
    expect(lastGood?.getTime()).toBe(lines[1]?.begunAt.getTime())
    expect(isScheduled).toBe(true)
  })

  test('says when nothing is scheduled', async () => {
    expect(await list(await administrator())).toMatchObject({ isScheduled: false })
  })

  test('is not there for anybody else, and neither are its rows', async () => {
    await attempt()
    const member = await world.person({ network: await world.network(), role: 'coordinator' })
    await expect(list(VISITOR)).rejects.toMatchObject({ code: 'signed_out' })
    for (const actor of [member, await world.person()]) {
      await expect(list(actor)).rejects.toMatchObject({ code: 'not_found' })
      expect((await world.as(actor, (scope) => sql`select from platform.backup`.execute(scope))).rows).toEqual([])
    }
  })

  test('is written by nobody through the application', async () => {
    const actor = await administrator()
    const write = (text: string) => expect(world.as(actor, (scope) => sql.raw(text).execute(scope))).rejects.toThrow(/permission denied/)
    await write("insert into platform.backup (begun_at, origin) values (now(), 'schedule')")
    await write('update platform.backup set why = null')
    await write('delete from platform.backup')
  })
})

describe('a backup that failed', () => {
  const mailsTo = async (actor: Actor) =>
    world.seed(
      async (owner) =>
        (await sql`select from mail.message where template = 'backupFailed' and to_person = ${actor.personId}`.execute(owner)).rows.length,
    )

  test('is told to every administrator, once for a night with several attempts', async () => {
    await world.seed((owner) => sql`delete from platform.backup`.execute(owner))
    const [one, other] = [await administrator(), await administrator()]
    const former = await world.person({ network: await world.network(), role: 'administrator', validTo: '2020-12-31' })
    for (let attempts = 0; attempts < 3; attempts += 1) {
      await attempt({ why: 'backup_no_room' })
      await world.as(OPERATOR, tellOfFailedBackup)
    }
    expect([await mailsTo(one), await mailsTo(other), await mailsTo(former)]).toEqual([1, 1, 0])
  })

  test('is told again the next night', async () => {
    await world.seed((owner) => sql`delete from platform.backup`.execute(owner))
    const one = await administrator()
    await attempt({ why: 'backup_no_room', hours: 24 })
    await attempt({ why: 'backup_no_room' })
    await world.as(OPERATOR, tellOfFailedBackup)
    expect(await mailsTo(one)).toBe(1)
  })
})
