import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { idIn } from '#platform/forms/typed.ts'
import { found, Problem } from '#platform/problem.ts'
import { writing } from './activities.commands.server.ts'
import { outcomeWithDoi } from './outcomes.queries.server.ts'
import type { OutcomeKind, Precision } from './vocabulary.ts'

export type OutcomeInput = {
  programme_id: string
  activity_id: string | null
  kind: OutcomeKind
  title: string
  language: string | null
  published_on: string
  precision: Precision
  publisher: string | null
  doi: string | null
  address: string | null
  occurrences: number
  source_id: string | null
  source_locator: string | null
}

// Two who write the same DOI at once: the second waits here, then finds the first.
const keepDoiOnce = async (scope: Scope, network: string, doi: string | null, not: string | null) => {
  if (doi === null) return
  await sql`select pg_advisory_xact_lock(hashtextextended(${`doi ${network} ${doi}`}, 0))`.execute(scope)
  if ((await outcomeWithDoi(scope, network, doi, not)) !== null) throw new Problem('invalid', { doi })
}

/**
 * Notes what came out of the work of a programme.
 * @throws Problem invalid with `doi` when the network has this DOI already; not_found, forbidden
 */
export const recordOutcome = async (scope: Scope, actor: Actor, network: string, input: OutcomeInput): Promise<{ id: string }> => {
  await writing(scope, actor, network, 'journal.recordOutcome')
  await keepDoiOnce(scope, network, input.doi, null)
  const { id } = await scope
    .insertInto('journal.outcome')
    .values({ ...input, network_id: network })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(scope, network, 'journal.recordOutcome', id)
  return { id }
}

/** Corrects it. @throws Problem conflict when it was changed since `version`; invalid with `doi`; not_found, forbidden */
export const changeOutcome = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  input: OutcomeInput,
): Promise<void> => {
  await writing(scope, actor, network, 'journal.changeOutcome')
  await keepDoiOnce(scope, network, input.doi, idIn(id))
  const changed = await scope
    .updateTable('journal.outcome')
    .set({ ...input, version: version + 1 })
    .where('network_id', '=', network)
    .where('id', '=', idIn(id))
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (changed === undefined) {
    found(await scope.selectFrom('journal.outcome').select('id').where('network_id', '=', network).where('id', '=', id).executeTakeFirst())
    throw new Problem('conflict')
  }
  await record(scope, network, 'journal.changeOutcome', id)
}
