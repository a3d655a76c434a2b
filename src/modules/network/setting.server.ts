import { sql } from 'kysely'
import { type Actor, hasRole } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { allow, Problem } from '#platform/problem.ts'
import { PAGES } from './vocabulary.ts'

/** What the pages of a network show; `version` 0: it decided nothing, and the examples hold. */
export type PageSetting = { aheadDays: number; mostTeams: number; version: number }

export const readPageSetting = async (scope: Scope, network: string): Promise<PageSetting> =>
  (await scope
    .selectFrom('network.setting')
    .select(['ahead_days as aheadDays', 'most_teams as mostTeams', 'version'])
    .where('network_id', '=', network)
    .executeTakeFirst()) ?? { ...PAGES, version: 0 }

/** How far ahead a committee looks, and how many teams the dashboard shows. @throws Problem forbidden; conflict when it was set since */
export const setPages = async (scope: Scope, actor: Actor, network: string, { aheadDays, mostTeams, version }: PageSetting) => {
  allow(hasRole(actor, network, 'administrator', 'programme_manager'), 'network.setPages')
  const { rows } = await sql`
    insert into network.setting as s (network_id, ahead_days, most_teams, version) values (${network}, ${aheadDays}, ${mostTeams}, ${version + 1})
      on conflict (network_id) do update set ahead_days = excluded.ahead_days, most_teams = excluded.most_teams, version = excluded.version
        where s.version = ${version} returning version`.execute(scope)
  if (rows.length === 0) throw new Problem('conflict')
  await record(scope, network, 'network.setPages', `${aheadDays} ${mostTeams}`)
}
