import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { idIn } from '#platform/forms/typed.ts'
import { found, Problem } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import { canRead } from './policy.ts'

export type JournalNetwork = { id: string; name: Words; country: string }

/** The networks whose journal the actor may read, by name. */
export const listJournals = async (scope: Scope, actor: Actor): Promise<JournalNetwork[]> => {
  const networks = await scope.selectFrom('platform.network').select(['id', 'name', 'country']).orderBy('id').execute()
  return networks.filter(({ id }) => canRead(actor, id))
}

/**
 * The network of a journal.
 * @throws Problem signed_out for a visitor, not_found for who is no member: a public network's journal is its own all the same
 */
export const journalOf = async (scope: Scope, actor: Actor, network: string): Promise<JournalNetwork> => {
  if (actor.personId === '') throw new Problem('signed_out')
  const row = await scope
    .selectFrom('platform.network')
    .select(['id', 'name', 'country'])
    .where('id', '=', idIn(network))
    .executeTakeFirst()
  return found(canRead(actor, network) ? row : undefined)
}
