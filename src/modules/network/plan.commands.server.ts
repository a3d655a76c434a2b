import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import { steering } from './network.queries.server.ts'
import { readAction } from './plan.queries.server.ts'
import { holdVersion } from './store.server.ts'
import type { ActionState } from './vocabulary.ts'

export type AimInput = { position: number; title: string; what: string | null; indicators: string[] }
export type ActionInput = {
  aim_id: string
  title: string
  organisation_id: string | null
  /** A function, never a person. */
  responsible: string
  starts_on: string
  ends_on: string
  state: ActionState
  /** The day from which the state holds. */
  state_since: string
  stopped_because: string | null
}

/** Adds an aim to the plan. @throws Problem not_found, forbidden */
export const addAim = async (scope: Scope, actor: Actor, network: string, input: AimInput): Promise<{ id: string }> => {
  await steering(scope, actor, network, 'network.addAim')
  const { id } = await scope
    .insertInto('network.aim')
    .values({ ...input, network_id: network })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(scope, network, 'network.addAim', id)
  return { id }
}

/** Rewrites an aim; what it said before is kept. @throws Problem conflict when it was changed since `version`; not_found, forbidden */
export const changeAim = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  input: AimInput,
): Promise<void> => {
  await steering(scope, actor, network, 'network.changeAim')
  await holdVersion(scope, 'network.aim', network, id, version)
  await scope
    .updateTable('network.aim')
    .set({ ...input, version: version + 1 })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .execute()
  await record(scope, network, 'network.changeAim', id)
}

const aimExists = async (scope: Scope, network: string, id: string) =>
  found(await scope.selectFrom('network.aim').select('id').where('network_id', '=', network).where('id', '=', id).executeTakeFirst())

/** Adds an action to an aim. @throws Problem not_found, forbidden */
export const addAction = async (scope: Scope, actor: Actor, network: string, input: ActionInput): Promise<{ id: string }> => {
  await steering(scope, actor, network, 'network.addAction')
  await aimExists(scope, network, input.aim_id)
  const { id } = await scope
    .insertInto('network.plan_action')
    .values({ ...input, network_id: network })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(scope, network, 'network.addAction', id)
  return { id }
}

/** Rewrites an action; what it said before is kept. @throws Problem conflict when it was changed since `version`; not_found, forbidden */
export const changeAction = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  input: ActionInput,
): Promise<void> => {
  await steering(scope, actor, network, 'network.changeAction')
  await holdVersion(scope, 'network.plan_action', network, id, version)
  await aimExists(scope, network, input.aim_id)
  const before = await readAction(scope, network, id)
  // A state that did not change has held since it began.
  const state_since = before.state === input.state ? before.state_since : input.state_since
  await scope
    .updateTable('network.plan_action')
    .set({ ...input, state_since, version: version + 1 })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .execute()
  await record(scope, network, 'network.changeAction', id)
}
