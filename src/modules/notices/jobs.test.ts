import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Actor, OPERATOR, VISITOR } from '#platform/actor.ts'
import { whyIn } from '#platform/jobs/index.server.ts'
import { useWorld } from '#test/world.ts'
import { retryJob } from './work.commands.server.ts'
import { administratorsOnly, countWork, listWork } from './work.queries.server.ts'

const world = useWorld()

const failedJob = async (by: Actor, network: string | null, output: object = { code: 'unexpected', kind: 'Error' }) => {
  const id = randomUUID()
  const data = JSON.stringify({ job: 'notices.summary', by: by.personId, network, input: { secret: 'Marie' } })
  await world.seed((owner) =>
    sql`insert into jobs.job_common (id, name, data, state, output, policy, completed_on, started_on, singleton_key)
      values (${id}, 'work', ${data}::jsonb, 'failed', ${JSON.stringify(output)}::jsonb, 'short', now(), now(), ${id})`.execute(owner),
  )
  return id
}
const administratorOf = (network: string) => world.person({ network, role: 'administrator' })

describe('the page of jobs', () => {
  test('shows an administrator what failed in their network and why, and nothing of what it was about', async () => {
    const [network, other] = [await world.network(), await world.network()]
    const [administrator, member] = [await administratorOf(network), await world.person({ network })]
    const id = await failedJob(member, network, {
      code: 'unexpected',
      kind: 'Error',
      sqlState: '23505',
      detail: 'Key (email)=(marie@example.org)',
    })
    await failedJob(member, other)
    const lines = await world.as(administrator, (scope) => listWork(scope, 'failed', 1))
    expect(lines.map((line) => [line.id, line.job, line.why])).toEqual([
      [id, 'notices.summary', { code: 'unexpected', kind: 'Error', sqlState: '23505' }],
    ])
    expect(JSON.stringify(lines)).not.toMatch(/marie/i)
    expect(await world.as(administrator, countWork)).toEqual({ failed: 1, running: 0, waiting: 0, done: 0 })
  })

  test('is not there for who administers nothing', async () => {
    const network = await world.network()
    for (const role of ['reader', 'coordinator', 'programme_manager'] as const)
      await expect((async () => administratorsOnly(await world.person({ network, role })))()).rejects.toMatchObject({ code: 'not_found' })
    expect(() => administratorsOnly(VISITOR)).toThrow('signed_out')
    await expect(
      (async () => administratorsOnly(await world.person({ network, role: 'administrator', validTo: '2021-01-01' })))(),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('shows what belongs to no network to who administers all of them only', async () => {
    const network = await world.network()
    const administrator = await administratorOf(network)
    await failedJob(OPERATOR, null)
    const seen = async () => (await world.as(administrator, (scope) => listWork(scope, 'failed', 1))).length
    const alone = await world.seed(
      async (owner) => (await sql<{ n: number }>`select count(*) as n from platform.network`.execute(owner)).rows[0]?.n,
    )
    expect(await seen()).toBe(alone === 1 ? 1 : 0)
    await world.network()
    expect(await seen()).toBe(0)
  })

  test('has a job tried again, once, and notes who did it', async () => {
    const network = await world.network()
    const [administrator, member] = [await administratorOf(network), await world.person({ network })]
    const id = await failedJob(member, network)
    await world.as(administrator, (scope) => retryJob(scope, administrator, id))
    const [row] = (
      await world.seed((owner) =>
        sql<{ state: string; by: string }>`select state::text, data->>'by' as by from jobs.job where id = ${id}`.execute(owner),
      )
    ).rows
    expect(row).toEqual({ state: 'retry', by: member.personId })
    const trail = await world.seed((owner) =>
      owner.selectFrom('platform.audit').select(['person_id', 'action', 'target']).where('network_id', '=', network).execute(),
    )
    expect(trail).toEqual([{ person_id: administrator.personId, action: 'jobs.retry', target: id }])
    await expect(world.as(administrator, (scope) => retryJob(scope, administrator, id))).rejects.toMatchObject({ code: 'not_found' })
  })

  test('lets nobody else try it again, and answers as if it were not there', async () => {
    const [network, other] = [await world.network(), await world.network()]
    const member = await world.person({ network })
    const elsewhere = await administratorOf(other)
    const id = await failedJob(member, network)
    for (const [actor, code] of [
      [member, 'not_found'],
      [elsewhere, 'not_found'],
      [VISITOR, 'signed_out'],
    ] as const)
      await expect(world.as(actor, (scope) => retryJob(scope, actor, id))).rejects.toMatchObject({ code })
    await expect(world.as(elsewhere, (scope) => retryJob(scope, elsewhere, "' or true"))).rejects.toMatchObject({ code: 'not_found' })
    expect(
      (await world.as(member, (scope) => sql`update jobs.job set state = 'retry' where id = ${id}`.execute(scope))).numAffectedRows,
    ).toBe(0n)
  })

  test('says in words why, also for what the queue itself wrote', () => {
    expect(whyIn({ value: { message: 'job timed out' } })).toEqual({ code: 'stopped' })
    expect(whyIn({ message: 'Marie', stack: 'at Marie' })).toEqual({ code: 'stopped' })
    expect(whyIn({ code: 'Marie Dupont' })).toEqual({ code: 'stopped' })
    expect(whyIn(null)).toEqual({ code: 'stopped' })
  })
})
