import { sql } from 'kysely'
import { type Actor, hasRole } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { allow } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import { ASKED, type Asked } from './asked.ts'

/** Of which roles a network asks for a second factor. */
export type NetworkRules = { network: string; name: Words; required: Asked[]; isDemonstration: boolean }

/** The networks whose rules this person sets. */
export const networksThatSetRules = async (scope: Scope): Promise<string[]> =>
  (await sql<{ id: string }>`select id from platform.networks_as('administrator') id order by id`.execute(scope)).rows.map(({ id }) => id)

export const readRules = async (scope: Scope): Promise<NetworkRules[]> => {
  const networks = await networksThatSetRules(scope)
  const { rows } = await sql<{ network: string; name: Words; is_demonstration: boolean; role: Asked; asks: boolean }>`
    select n.id as network, n.name, n.is_demonstration, r as role, identity.asks_factor(n.id, r) as asks
      from platform.network n, unnest(${[...ASKED]}::text[]) r where n.id = any (${networks}) order by n.id`.execute(scope)
  return networks.map((network) => {
    const own = rows.filter((row) => row.network === network)
    const required = own.filter(({ asks }) => asks).map(({ role }) => role)
    return { network, name: own[0]?.name ?? {}, required, isDemonstration: own[0]?.is_demonstration === true }
  })
}

/** Sets of which roles a second factor is asked. It holds at once, in sessions that are open too. */
export const setRules = async (scope: Scope, actor: Actor, network: string, required: readonly Asked[]): Promise<void> => {
  allow(hasRole(actor, network, 'administrator'), 'identity.setFactorRules')
  await scope
    .insertInto('identity.factor_rule')
    .values(ASKED.map((role) => ({ network_id: network, role, is_required: required.includes(role) })))
    .onConflict((conflict) =>
      conflict.columns(['network_id', 'role']).doUpdateSet((set) => ({ is_required: set.ref('excluded.is_required') })),
    )
    .execute()
  await record(scope, network, 'identity.setFactorRules', required.join(' ') || 'none')
}
