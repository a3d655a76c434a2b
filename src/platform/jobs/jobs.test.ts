import { describe, expect, test } from 'vitest'
import { OPERATOR, VISITOR } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { seen, tries, useQueue } from './jobs.test-support.ts'
import { until } from './own-database.test-support.ts'
import { enqueue } from './queue.server.ts'
import type { Failed } from './work.server.ts'

const { owner, as, work, network, person, rows, job, inState, trail } = useQueue()

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
    const said = (name: string) => until(async () => seen.find((line) => line.startsWith(`${name} as`)))
    expect(await said('operator')).toContain(id)
    expect(await said('visitor')).toBe('visitor as  of  sees ')
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
