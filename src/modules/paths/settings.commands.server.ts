import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { allow, found, Problem } from '#platform/problem.ts'
import { canSetPaths } from './policy.ts'
import type { Settings } from './settings.queries.server.ts'

/** That the one who acts says what holds in a network. @throws Problem not_found where they may not see it, forbidden */
export const settingPaths = async (scope: Scope, actor: Actor, network: string): Promise<void> => {
  found(await scope.selectFrom('platform.network').select('id').where('id', '=', network).executeTakeFirst())
  allow(canSetPaths(actor, network), 'paths.set')
}

/** What holds in a network for links to partners and the words behind them, and the time without help that it aims at. `version`: that of the form. @throws Problem forbidden, conflict */
export const setSettings = async (
  scope: Scope,
  actor: Actor,
  network: string,
  { keepDays, linkDays, aimDays, version }: Settings,
): Promise<void> => {
  allow(canSetPaths(actor, network), 'paths.set')
  const { rows } = await sql<{ version: number }>`
    insert into paths.setting as s (network_id, keep_days, link_days, aim_days, version) values (${network}, ${keepDays}, ${linkDays}, ${aimDays}, ${version + 1})
      on conflict (network_id) do update set keep_days = excluded.keep_days, link_days = excluded.link_days, aim_days = excluded.aim_days, version = excluded.version
        where s.version = ${version} returning version`.execute(scope)
  if (rows[0] === undefined) throw new Problem('conflict')
  await record(scope, network, 'paths.set', `${keepDays} ${linkDays} ${aimDays}`)
}
