import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { OPERATOR, VISITOR } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { useQueue } from './jobs.test-support.ts'
import { bossOn } from './queue.server.ts'

const { owner, as, work, network, person, rows } = useQueue()

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
