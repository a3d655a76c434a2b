import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { OPERATOR, VISITOR } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { defineJob, defineSchedule, JobFailure } from './index.server.ts'
import { until, useOwnDatabase } from './own-database.test-support.ts'
import { bossOn, enqueue, QUEUE } from './queue.server.ts'
import type { Failed } from './work.server.ts'
import { workerDb } from './worker-db.server.ts'

const { here, owner, as, work, network, person } = useOwnDatabase()

type Row = { id: string; state: string; retry_count: number; data: Record<string, unknown>; output: unknown; start_after: Date }
const rows = () =>
  owner<Row>(`select id, state::text, retry_count, data, output, start_after from jobs.job where name = 'work' order by created_on`)
const job = async (id: string | null) => (await rows()).find((row) => row.id === id)
const inState = (id: string | null, state: string) =>
  until(async () => {
    const row = await job(id)
    return row?.state === state && row
  })

const seen: string[] = []
const Named = z.object({ name: z.string() })
defineJob({
  name: 'test.note',
  input: Named,
  run: async (scope, actor, { name }) => {
    const { rows: found } = await sql<{ id: string }>`select id from platform.network order by id`.execute(scope)
    seen.push(`${name} as ${actor.personId} of ${Object.keys(actor.roles).join()} sees ${found.map(({ id }) => id).join()}`)
  },
})
defineJob({
  name: 'test.write',
  input: z.object({ network: z.string(), fails: z.number().default(0) }),
  retries: { limit: 2, delaySeconds: 1 },
  run: async (scope, _actor, input) => {
    await record(scope, input.network, 'test.write', 'target')
    const attempts = (tries.get(input.network) ?? 0) + 1
    tries.set(input.network, attempts)
    if (attempts <= input.fails) throw new Error('Marie Dupont, 12 rue des Lilas, is unwell')
  },
})
const tries = new Map<string, number>()
defineJob({
  name: 'test.refuse',
  input: z.object({ how: z.enum(['forbidden', 'own', 'sql']) }),
  retries: { limit: 5, delaySeconds: 1 },
  run: async (scope, _actor, { how }) => {
    if (how === 'forbidden') throw new Problem('forbidden', { right: 'secret of Marie' })
    if (how === 'own') throw new JobFailure('refused_by_test', { isFinal: true })
    await sql`insert into identity.person (name) values ('Marie')`.execute(scope)
  },
})

const trail = (id: string) =>
  owner<{ person_id: string; action: string }>('select person_id, action from platform.audit where network_id = $1', [id])

describe('a job', () => {
  test('is done as the person who asked, and sees what that person may see', async () => {
    const mine = await network()
    await network()
    const member = await person({ network: mine })
    const id = await as(member, (scope) => enqueue(scope, 'test.note', { name: 'look' }, { network: mine }))
    await work()
    await inState(id, 'completed')
    expect(seen.at(-1)).toBe(`look as ${member.personId} of ${mine} sees ${mine}`)
  })

  test('asked for by the operator is done as the operator, and by a visitor as a visitor', async () => {
    const id = await network()
    await as(OPERATOR, (scope) => enqueue(scope, 'test.note', { name: 'operator' }))
    await as(VISITOR, (scope) => enqueue(scope, 'test.note', { name: 'visitor' }))
    await work()
    const words = await until(async () => seen.length >= 3 && seen.slice(-2))
    expect(words.find((line) => line.startsWith('operator as'))).toContain(id)
    expect(words.find((line) => line.startsWith('visitor as'))).toBe('visitor as  of  sees ')
  })

  test('that is rolled back with its transaction never was', async () => {
    const member = await person()
    const asking = as(member, async (scope) => {
      await enqueue(scope, 'test.note', { name: 'never' })
      throw new Error('changed my mind')
    })
    await expect(asking).rejects.toThrow('changed my mind')
    expect(await rows()).toEqual([])
  })

  test('whose person has lost the role meanwhile fails as forbidden, at once and without another attempt', async () => {
    const id = await network()
    const member = await person({ network: id })
    const asked = await as(member, (scope) => enqueue(scope, 'test.write', { network: id }, { network: id }))
    await owner(`update identity.role set valid_to = '2020-12-31' where person_id = $1`, [member.personId])
    await work()
    const { output, retry_count } = await inState(asked, 'failed')
    expect({ output, retry_count }).toEqual({ output: { code: 'forbidden' }, retry_count: 0 })
    expect(await trail(id)).toEqual([])
  })

  test('whose person is gone altogether fails as forbidden', async () => {
    const member = await person()
    const asked = await as(member, (scope) => enqueue(scope, 'test.note', { name: 'ghost' }))
    await owner('delete from identity.person where id = $1', [member.personId])
    await work()
    expect((await inState(asked, 'failed')).output).toEqual({ code: 'forbidden' })
    expect(seen.some((line) => line.startsWith('ghost'))).toBe(false)
  })

  test('that fails is tried again later each time, and its effect happens once', async () => {
    const id = await network()
    const member = await person({ network: id })
    const asked = await as(member, (scope) => enqueue(scope, 'test.write', { network: id, fails: 1 }, { network: id }))
    await work()
    const waiting = await inState(asked, 'retry')
    expect(waiting.output).toEqual({ code: 'unexpected', kind: 'Error' })
    expect(waiting.start_after.getTime()).toBeGreaterThan(Date.now() - 1000)
    await inState(asked, 'completed')
    expect(tries.get(id)).toBe(2)
    expect(await trail(id)).toEqual([{ person_id: member.personId, action: 'test.write' }])
  })

  test('is given up after its last attempt, which is told once, and keeps no word of what went wrong', async () => {
    const id = await network()
    const member = await person({ network: id })
    const told: Failed[] = []
    const asked = await as(member, (scope) => enqueue(scope, 'test.write', { network: id, fails: 9 }, { network: id }))
    await work({ onGivenUp: async (_scope, failed) => void told.push(failed) })
    const row = await inState(asked, 'failed')
    expect(tries.get(id)).toBe(3)
    expect(JSON.stringify(row)).not.toMatch(/Marie|Lilas/)
    expect(told).toEqual([{ id: asked, job: 'test.write', by: member.personId, network: id, why: { code: 'unexpected', kind: 'Error' } }])
  })

  test('that is refused keeps the code and nothing else', async () => {
    const member = await person()
    const ask = (how: string) => as(member, (scope) => enqueue(scope, 'test.refuse', { how }))
    const [forbidden, own, statement] = [await ask('forbidden'), await ask('own'), await ask('sql')]
    await work()
    expect((await inState(forbidden, 'failed')).output).toEqual({ code: 'forbidden' })
    expect((await inState(own, 'failed')).output).toEqual({ code: 'refused_by_test' })
    expect((await inState(statement, 'retry')).output).toEqual({ code: 'unexpected', kind: 'error', sqlState: '42501' })
  })

  test('with a key waits once for the same person, and for another person beside it', async () => {
    const [one, other] = [await person(), await person()]
    const ask = (scope: Scope) => enqueue(scope, 'test.note', { name: 'once' }, { singletonKey: 'report' })
    expect(await as(one, ask)).not.toBeNull()
    expect(await as(one, ask)).toBeNull()
    expect(await as(other, ask)).not.toBeNull()
    expect(await rows()).toHaveLength(2)
  })

  test('with a later moment waits for it', async () => {
    const member = await person()
    const startAfter = new Date(Date.now() + 3_600_000)
    const id = await as(member, (scope) => enqueue(scope, 'test.note', { name: 'later' }, { startAfter }))
    await work()
    await new Promise((resolve) => setTimeout(resolve, 1200))
    expect(await job(id)).toMatchObject({ state: 'created', start_after: startAfter })
  })

  test('with input that it does not take is refused where it is asked for', async () => {
    const member = await person()
    await expect(as(member, (scope) => enqueue(scope, 'test.note', { name: 7 }))).rejects.toThrow()
    await expect(as(member, (scope) => enqueue(scope, 'test.unheard', {}))).rejects.toThrow('no job test.unheard')
  })
})

describe('rights over the queue', () => {
  const put = (by: string, id: string | null) => (scope: Scope) =>
    sql`insert into jobs.job_common (name, data, policy) values ('work', ${JSON.stringify({ job: 'test.note', by, network: id, input: {} })}::jsonb, 'short')`.execute(
      scope,
    )

  test('nobody asks in the name of somebody else, nor for a network where they have no role', async () => {
    const [id, other] = [await network(), await network()]
    const [member, stranger] = [await person({ network: id }), await person()]
    await expect(as(stranger, put(member.personId, null))).rejects.toThrow('row-level security')
    await expect(as(stranger, put(OPERATOR.personId, null))).rejects.toThrow('row-level security')
    await expect(as(member, put(member.personId, other))).rejects.toThrow('row-level security')
    await expect(as(VISITOR, put('visitor', id))).rejects.toThrow('row-level security')
    await as(member, put(member.personId, id))
  })

  test('a job is seen by the one who asked and by the administrators of its network', async () => {
    const [id, other] = [await network(), await network()]
    const [member, colleague] = [await person({ network: id }), await person({ network: id })]
    const [administrator, elsewhere] = [
      await person({ network: id, role: 'administrator' }),
      await person({ network: other, role: 'administrator' }),
    ]
    await as(member, put(member.personId, id))
    const count = (actor: typeof member) =>
      as(actor, async (scope) => (await sql<{ n: number }>`select count(*) as n from jobs.job`.execute(scope)).rows[0]?.n)
    const counts: (number | undefined)[] = []
    // One after the other: they share a connection.
    for (const actor of [member, administrator, colleague, elsewhere, VISITOR]) counts.push(await count(actor))
    expect(counts).toEqual([1, 1, 0, 0, 0])
  })

  test('what a job is about cannot be changed, by nobody', async () => {
    const member = await person()
    await as(member, put(member.personId, null))
    for (const actor of [member, OPERATOR])
      for (const change of [`data = '{}'`, `name = 'other'`, `id = gen_random_uuid()`])
        await expect(as(actor, (scope) => sql.raw(`update jobs.job set ${change}`).execute(scope))).rejects.toThrow('permission denied')
  })

  test('a member neither ends nor removes a job, not even an own one', async () => {
    const member = await person()
    await as(member, put(member.personId, null))
    await as(member, (scope) => sql`update jobs.job set state = 'completed'`.execute(scope))
    await as(member, (scope) => sql`delete from jobs.job`.execute(scope))
    expect((await rows()).map(({ state }) => state)).toEqual(['created'])
  })
})

describe('several processes', () => {
  test('share the queue: each job is done once', async () => {
    const member = await person()
    const names = Array.from({ length: 40 }, (_, index) => `shared-${index}`)
    for (const name of names) await as(member, (scope) => enqueue(scope, 'test.note', { name }))
    await Promise.all([work(), work()])
    await until(async () => (await rows()).every(({ state }) => state === 'completed'))
    const done = seen.filter((line) => line.startsWith('shared-')).map((line) => line.split(' ')[0])
    expect(done.sort()).toEqual([...names].sort())
  })

  test('take over a job of a process that died, and the dead one can no longer finish it', async () => {
    const id = await network()
    const member = await person({ network: id })
    const asked = await as(member, (scope) => enqueue(scope, 'test.write', { network: id }, { network: id }))
    const dead = bossOn(workerDb(here().pool))
    expect(await dead.fetch(QUEUE)).toHaveLength(1)
    await owner(`update jobs.job set heartbeat_on = now() - interval '1 minute' where id = $1`, [asked])
    const living = await work()
    await living.watch()
    const { retry_count } = await inState(asked, 'completed')
    expect(retry_count).toBe(1)
    expect(await dead.complete(QUEUE, { id: asked ?? '', retryCount: 0 })).toMatchObject({ affected: 0 })
    expect(await trail(id)).toHaveLength(1)
  })

  test('that lose a job while they are at it undo what they did: whoever took it over does it', async () => {
    const id = await network()
    const member = await person({ network: id })
    let turns = 0
    defineJob({
      name: 'test.lost',
      input: z.object({}),
      run: async (scope) => {
        await record(scope, id, 'test.lost', `turn-${turns}`)
        turns += 1
        // As the watch does for a process that it takes for dead.
        if (turns === 1) await owner(`update jobs.job set state = 'retry', start_after = now() where data->>'job' = 'test.lost'`)
      },
    })
    const asked = await as(member, (scope) => enqueue(scope, 'test.lost', {}, { network: id }))
    await work()
    await inState(asked, 'completed')
    expect(await owner('select target from platform.audit where network_id = $1', [id])).toEqual([{ target: 'turn-1' }])
  })

  test('that stop finish what they are at and leave the rest to others', async () => {
    let isAt = 0
    let isDone = 0
    defineJob({
      name: 'test.slow',
      input: z.object({}),
      runInSteps: async () => {
        isAt += 1
        await new Promise((resolve) => setTimeout(resolve, 800))
        isDone += 1
      },
    })
    const member = await person()
    for (let count = 0; count < 5; count += 1) await as(member, (scope) => enqueue(scope, 'test.slow', {}))
    const stopping = await work({ atOnce: 2 })
    await until(async () => isAt === 2)
    await stopping.stop(5000)
    expect([isAt, isDone]).toEqual([2, 2])
    expect((await rows()).map(({ state }) => state).sort()).toEqual(['completed', 'completed', 'created', 'created', 'created'])
    await work()
    await until(async () => isDone === 5)
  })
})

describe('a schedule', () => {
  defineJob({ name: 'test.round', input: Named, run: async (_scope, actor, { name }) => void rounds.push(`${name} as ${actor.name}`) })
  const rounds: string[] = []

  test('that nobody was there for is made up for once, by one of several processes, as the operator', async () => {
    defineSchedule({ job: 'test.round', cron: '7 * * * *', input: { name: 'hourly' } })
    const first = await work()
    await first.stop(1000)
    await owner(`update jobs.version set cron_on = now() - interval '5 hours'`)
    await owner(`update jobs.schedule set created_on = now() - interval '1 day', updated_on = now() - interval '1 day'`)
    await Promise.all([work(), work()])
    await until(async () => rounds.length > 0)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    expect(rounds).toEqual([`hourly as ${OPERATOR.name}`])
  })

  test('that no module defines any more is dropped', async () => {
    await owner(`insert into jobs.schedule (name, key, cron, data) values ('work', 'gone', '* * * * *', '{}')`)
    await work()
    expect(await owner(`select from jobs.schedule where key = 'gone'`)).toEqual([])
    expect(await owner(`select cron, timezone from jobs.schedule where key = 'test.round'`)).toEqual([
      { cron: '7 * * * *', timezone: 'Europe/Paris' },
    ])
  })
})

describe('the tables of the queue', () => {
  test('are those of the installed version of pg-boss', async () => {
    const file = createRequire(import.meta.url)
      .resolve('pg-boss')
      .replace(/dist\/.*$/, 'package.json')
    const { pgboss } = JSON.parse(readFileSync(file, 'utf8')) as { pgboss: { schema: number } }
    const boss = bossOn({ executeSql: async (text, values) => ({ rows: await owner<object>(text, values) }) })
    expect(await boss.schemaVersion()).toBe(pgboss.schema)
    expect(await boss.detectSchemaDrift()).toMatchObject({ ok: true, extraIndexes: [] })
  })

  test('need no more rights than they have: a worker meets no error while it does everything', async () => {
    const told: object[] = []
    const worker = await work({ log: { info: (what) => void told.push(what), error: (what) => void told.push(what) } })
    await worker.watch()
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await worker.watch()
    expect(told).toEqual([])
  })
})
