import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Actor, OPERATOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { careIn } from '../care.test-support.ts'
import { emptiedOn, emptyFiles, readRetention, setRetention } from './retention.server.ts'

const world = useWorld()
const care = careIn(world)
const DAY = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * DAY)
const NOW = new Date()

const here = async () => {
  const id = await world.network()
  return {
    id,
    crisis: await care.team(id, '2A'),
    longTerm: await care.team(id, '2B'),
    boss: await world.person({ network: id, role: 'administrator' }),
  }
}
type Here = Awaited<ReturnType<typeof here>>
/** A request that ended some days ago, of somebody whose file was opened for it. */
const ended = async ({ id, crisis }: Here, state: 'declined' | 'redirected' | 'withdrawn', ago: number, more: object = {}) => {
  const file = await care.file(id, { birth_date: '1990-01-01', contact: Buffer.from('x') })
  const request = await care.request(id, file, {
    to_service_id: crisis.id,
    sent_at: daysAgo(ago + 1),
    made_at: daysAgo(ago + 1),
    story: Buffer.from('x'),
    ...more,
  })
  await world.seed(async (owner) => {
    await sql`update care.request set state = ${state}, refusal = ${state === 'withdrawn' ? null : 'full'}, story = 'x', answered_at = ${daysAgo(ago)} where id = ${request}`.execute(
      owner,
    )
    await sql`update care.request_step set at = ${daysAgo(ago)} where request_id = ${request}`.execute(owner)
    // What the triggers forgot already is not what is tried here.
    await sql`update care.person set given_name = 'Ana', contact = 'x' where id = ${file}`.execute(owner)
  })
  return file
}
const nameOf = async (file: string) =>
  (
    await world.seed((owner) =>
      sql<{ given_name: string; contact: Buffer | null }>`select given_name, contact from care.person where id = ${file}`.execute(owner),
    )
  ).rows[0]
const storiesOf = async (file: string) =>
  (
    await world.seed((owner) =>
      sql<{ n: number }>`select count(story)::integer as n from care.request where person_id = ${file}`.execute(owner),
    )
  ).rows[0]?.n
const run = (now = NOW, most?: number) => world.as(OPERATOR, (scope) => emptyFiles(scope, now, most))
const isEmpty = async (file: string) => (await nameOf(file))?.given_name === ''

describe('a file that was opened for a request which no team took', () => {
  test.each(['declined', 'redirected', 'withdrawn'] as const)(
    'is emptied ninety days after it was %s, and stays to be counted',
    async (state) => {
      const at = await here()
      const file = await ended(at, state, 89)
      expect(await run()).toBe(0)
      expect(await isEmpty(file)).toBe(false)
      expect(await run(new Date(NOW.getTime() + 2 * DAY))).toBe(1)
      expect(await nameOf(file)).toEqual({ given_name: '', contact: null })
      expect(await storiesOf(file)).toBe(0)
      const { rows } = await world.seed((owner) =>
        sql`select action from platform.audit where action = 'care.emptyFile' and target = ${`person/${file}`}`.execute(owner),
      )
      expect(rows).toHaveLength(1)
    },
  )

  test('is emptied once: a second run finds nothing to do', async () => {
    await ended(await here(), 'declined', 100)
    expect(await run()).toBe(1)
    expect(await run()).toBe(0)
  })

  test('waits for the next run when there are more than one run does, the oldest first', async () => {
    const at = await here()
    const [young, old] = [await ended(at, 'declined', 95), await ended(at, 'declined', 120)]
    expect(await run(NOW, 1)).toBe(1)
    expect([await isEmpty(old), await isEmpty(young)]).toEqual([true, false])
    expect(await run(NOW, 1)).toBe(1)
    expect(await isEmpty(young)).toBe(true)
  })

  test('is kept where somebody follows the person, has another request, an account or a second file', async () => {
    const at = await here()
    const followed = await ended(at, 'declined', 200)
    await care.episode(at.longTerm, followed, { entered_on: '2026-01-01' })
    const asked = await ended(at, 'declined', 200)
    await care.request(at.id, asked, { to_service_id: at.longTerm.id })
    const theirs = await ended(at, 'declined', 200)
    const account = await world.person()
    await world.seed((owner) => sql`update care.person set account_id = ${account.personId} where id = ${theirs}`.execute(owner))
    const kept = await ended(at, 'declined', 200)
    await care.file(at.id, { merged_into: kept })
    expect(await run()).toBe(0)
    for (const file of [followed, asked, theirs, kept]) expect(await isEmpty(file)).toBe(false)
  })

  test('says beforehand on which day, to the team that sent the request and to nobody else', async () => {
    const at = await here()
    const sender = await care.worker(at.longTerm)
    const file = await ended(at, 'withdrawn', 30, {
      from_service_id: at.longTerm.id,
      channel: 'team',
      emergency_id: null,
      state: 'draft',
      sent_at: null,
    })
    const told = (actor: Actor) => world.as(actor, (scope) => emptiedOn(scope, at.id, file))
    expect(await told(sender)).toMatch(/^\d{4}-\d\d-\d\d$/)
    for (const stranger of [await care.worker(at.crisis), at.boss, await world.person({ network: at.id, role: 'coordinator' })])
      expect(await told(stranger)).toBe(null)
  })
})

describe('how long it is kept', () => {
  test('is decided by an administrator of the network, and by nobody else', async () => {
    const at = await here()
    const file = await ended(at, 'declined', 10)
    const set = (actor: Actor, version = 0, days = 7) => world.as(actor, (scope) => setRetention(scope, actor, at.id, { days, version }))
    for (const role of ['coordinator', 'programme_manager', 'reader'] as const)
      await expect(set(await world.person({ network: at.id, role }))).rejects.toMatchObject({ code: 'not_found' })
    expect(await world.as(at.boss, (scope) => readRetention(scope, at.id))).toEqual({ days: 90, version: 0 })
    await set(at.boss)
    await expect(set(at.boss)).rejects.toMatchObject({ code: 'conflict' })
    expect(await world.as(at.boss, (scope) => readRetention(scope, at.id))).toEqual({ days: 7, version: 1 })
    expect(await run()).toBe(1)
    expect(await isEmpty(file)).toBe(true)
  })

  test('only the clock of the program empties files', async () => {
    const at = await here()
    await expect(world.as(at.boss, (scope) => emptyFiles(scope, NOW))).rejects.toMatchObject({ code: '42501' })
  })
})
