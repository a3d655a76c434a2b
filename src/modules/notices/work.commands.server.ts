import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { retry } from '#platform/jobs/index.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { administered } from './policy.ts'
import { administratorsOnly } from './work.queries.server.ts'

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Has a job that was given up tried once more, still as the one who asked for it and with the rights of now.
 * @throws Problem signed_out, not_found; conflict when somebody else was faster
 */
export const retryJob = async (scope: Scope, actor: Actor, id: string): Promise<void> => {
  administratorsOnly(actor)
  const { rows } = await sql<{ network: string | null }>`
    select data->>'network' as network from jobs.job where name = 'work' and id = ${found(ID.test(id) ? id : undefined)} and state = 'failed'`.execute(
    scope,
  )
  const { network } = found(rows[0])
  if (!(await retry(scope, id))) throw new Problem('conflict')
  // What belongs to no network is shown to who administers all of them, and noted in each.
  for (const each of network === null ? administered(actor) : [network]) await record(scope, each, 'jobs.retry', id)
}
