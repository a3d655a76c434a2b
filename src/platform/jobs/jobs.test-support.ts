import { sql } from 'kysely'
import { z } from 'zod'
import { record } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { defineJob, JobFailure } from './index.server.ts'
import { until, useOwnDatabase } from './own-database.test-support.ts'

export type Row = { id: string; state: string; retry_count: number; data: Record<string, unknown>; output: unknown; start_after: Date }
export const seen: string[] = []
export const Named = z.object({ name: z.string() })
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
export const tries = new Map<string, number>()
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

/** The queue of a database of its own, as the owner sees it. */
export const useQueue = () => {
  const own = useOwnDatabase()
  const rows = () =>
    own.owner<Row>(`select id, state::text, retry_count, data, output, start_after from jobs.job where name = 'work' order by created_on`)
  const job = async (id: string | null) => (await rows()).find((row) => row.id === id)
  return {
    ...own,
    rows,
    job,
    inState: (id: string | null, state: string) =>
      until(async () => {
        const row = await job(id)
        return row?.state === state && row
      }),
    trail: (id: string) =>
      own.owner<{ person_id: string; action: string }>('select person_id, action from platform.audit where network_id = $1', [id]),
  }
}
