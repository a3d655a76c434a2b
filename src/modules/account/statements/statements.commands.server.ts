import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { idIn } from '#platform/forms/typed.ts'
import { allow, found, Problem } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import { canReadLive, canState } from '../policy.ts'
import type { StatementInput } from './statement-form.server.ts'

/** Whether the actor may see published figures and their sources. @throws Problem signed_out, not_found */
export const membersOnly = async (scope: Scope, actor: Actor, network: string) => {
  if (actor.personId === '') throw new Problem('signed_out')
  const row = await scope.selectFrom('platform.network').select(['id', 'name']).where('id', '=', idIn(network)).executeTakeFirst()
  return found(canReadLive(actor, network) ? row : undefined)
}

/** Whether the actor may write them. @throws Problem not_found for a stranger, forbidden for who may only read */
export const stating = async (scope: Scope, actor: Actor, network: string, right: string) => {
  await membersOnly(scope, actor, network)
  allow(canState(actor, network), right)
}

// The driver would send an object as text of its own making.
const row = ({ dimensions, note, ...rest }: StatementInput) => ({
  ...rest,
  dimensions: sql<Record<string, string>>`${JSON.stringify(dimensions)}::jsonb`,
  note: note === null ? null : sql<Words>`${JSON.stringify(note)}::jsonb`,
})

/** Adds a figure that a document states. @throws Problem not_found, forbidden */
export const stateFigure = async (scope: Scope, actor: Actor, network: string, input: StatementInput): Promise<{ id: string }> => {
  await stating(scope, actor, network, 'account.stateFigure')
  const { id } = await scope
    .insertInto('account.statement')
    .values({ ...row(input), network_id: network })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(scope, network, 'account.stateFigure', id)
  return { id }
}

/** Corrects it. @throws Problem conflict when it was changed since `version`, not_found, forbidden */
export const correctFigure = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  input: StatementInput,
): Promise<void> => {
  await stating(scope, actor, network, 'account.correctFigure')
  const changed = await scope
    .updateTable('account.statement')
    .set({ ...row(input), version: version + 1 })
    .where('network_id', '=', network)
    .where('id', '=', idIn(id))
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (changed === undefined) {
    found(
      await scope
        .selectFrom('account.statement')
        .select('id')
        .where('network_id', '=', network)
        .where('id', '=', idIn(id))
        .executeTakeFirst(),
    )
    throw new Problem('conflict')
  }
  await record(scope, network, 'account.correctFigure', id)
}

/** Takes a figure away. Whoever does can have it back at once: the screen keeps what was taken. @throws Problem not_found, forbidden */
export const removeFigure = async (scope: Scope, actor: Actor, network: string, id: string): Promise<void> => {
  await stating(scope, actor, network, 'account.removeFigure')
  found(
    await scope
      .deleteFrom('account.statement')
      .where('network_id', '=', network)
      .where('id', '=', idIn(id))
      .returning('id')
      .executeTakeFirst(),
  )
  await record(scope, network, 'account.removeFigure', id)
}

/**
 * Brings back a figure that was taken away, under its own id. Its version goes on, so that a form that was open before meets a conflict.
 * @throws Problem conflict when there is one of that id already, not_found, forbidden
 */
export const restoreFigure = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  input: StatementInput,
): Promise<void> => {
  await stating(scope, actor, network, 'account.restoreFigure')
  const restored = await scope
    .insertInto('account.statement')
    .values({ ...row(input), network_id: network, id, version: version + 1 })
    .onConflict((conflict) => conflict.columns(['network_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (restored === undefined) throw new Problem('conflict')
  await record(scope, network, 'account.restoreFigure', id)
}
