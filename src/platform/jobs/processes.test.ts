import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { OPERATOR } from '#platform/actor.ts'
import { record } from '#platform/db.server.ts'
import { defineJob, defineSchedule } from './index.server.ts'
import { Named, seen, useQueue } from './jobs.test-support.ts'
import { until } from './own-database.test-support.ts'
import { bossOn, enqueue, QUEUE } from './queue.server.ts'
import { workerDb } from './worker-db.server.ts'

const { here, owner, as, work, network, person, rows, inState, trail } = useQueue()

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
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    defineJob({
      name: 'test.slow',
      input: z.object({}),
      runInSteps: async () => {
        isAt += 1
        await gate
        isDone += 1
      },
    })
    const member = await person()
    for (let count = 0; count < 5; count += 1) await as(member, (scope) => enqueue(scope, 'test.slow', {}))
    const stopping = await work({ atOnce: 2 })
    await until(async () => isAt === 2)
    const stopped = stopping.stop(5000)
    open()
    await stopped
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
