import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { type Publication, steering } from './network.queries.server.ts'

/**
 * Says what visitors of a public network may read of its steering.
 * @throws Problem conflict when somebody said otherwise since `version` (0: nobody said anything yet); not_found, forbidden
 */
export const publish = async (scope: Scope, actor: Actor, network: string, { plan, committees, version }: Publication): Promise<void> => {
  await steering(scope, actor, network, 'network.publish')
  const values = { shows_plan: plan, shows_committees: committees }
  const kept = await scope
    .insertInto('network.publication')
    .values({ ...values, network_id: network })
    .onConflict((conflict) =>
      conflict
        .column('network_id')
        .doUpdateSet({ ...values, version: version + 1 })
        .where('network.publication.version', '=', version),
    )
    .returning('version')
    .executeTakeFirst()
  if (kept === undefined) throw new Problem('conflict')
  await record(scope, network, 'network.publish', network)
}
