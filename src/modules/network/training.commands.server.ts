import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { steering } from './network.queries.server.ts'
import { holdVersion } from './store.server.ts'
import type { Audience, TrainingState } from './vocabulary.ts'

export type TrainingInput = {
  title: string
  /** For whom, by category. */
  audience: Audience[]
  organisation_id: string | null
  starts_on: string
  ends_on: string
  seats: number | null
  taken: number | null
  state: TrainingState
}

/** Adds a course to the training plan. @throws Problem not_found, forbidden */
export const planTraining = async (scope: Scope, actor: Actor, network: string, input: TrainingInput): Promise<{ id: string }> => {
  await steering(scope, actor, network, 'network.planTraining')
  const { id } = await scope
    .insertInto('network.training')
    .values({ ...input, network_id: network })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(scope, network, 'network.planTraining', id)
  return { id }
}

/** Changes a course of the plan. @throws Problem conflict when it was changed since `version`; not_found, forbidden */
export const changeTraining = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  input: TrainingInput,
): Promise<void> => {
  await steering(scope, actor, network, 'network.changeTraining')
  await holdVersion(scope, 'network.training', network, id, version)
  await scope
    .updateTable('network.training')
    .set({ ...input, version: version + 1 })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .execute()
  await record(scope, network, 'network.changeTraining', id)
}
