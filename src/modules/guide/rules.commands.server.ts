import { sql } from 'kysely'
import type { CareFunction } from '#modules/directory/vocabulary.ts'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { allow, found, Problem } from '#platform/problem.ts'
import type { TeamRule } from './availability.queries.server.ts'
import { canSetRules } from './policy.ts'
import type { Ages, Waits } from './vocabulary.ts'

/** @throws Problem not_found for a network that the actor cannot see, forbidden for who may only read */
export const settingRules = async (scope: Scope, actor: Actor, network: string): Promise<void> => {
  found(await scope.selectFrom('platform.network').select('id').where('id', '=', network).executeTakeFirst())
  allow(canSetRules(actor, network), 'guide.setRules')
}

/**
 * Sets whom a team takes: all of it.
 * @param rule `version` is what the editor saw; 0 where nothing was said yet
 * @throws Problem conflict when it was changed meanwhile, not_found, forbidden
 */
export const setTeamRule = async (scope: Scope, actor: Actor, network: string, service: string, rule: TeamRule): Promise<void> => {
  await settingRules(scope, actor, network)
  found(
    await scope.selectFrom('directory.service').select('id').where('network_id', '=', network).where('id', '=', service).executeTakeFirst(),
  )
  const { ageFrom, ageTo, fields, needsAgreement, version } = rule
  const forWhom = rule.forWhom === null ? null : JSON.stringify(rule.forWhom)
  const { numAffectedRows = 0n } = await sql`
    insert into guide.team_rule as r (network_id, service_id, age_from, age_to, for_whom, fields, needs_agreement, version)
    values (${network}, ${service}, ${ageFrom}, ${ageTo}, ${forWhom}::jsonb, ${[...fields]}, ${needsAgreement}, ${version + 1})
    on conflict (network_id, service_id) do update set age_from = excluded.age_from, age_to = excluded.age_to, for_whom = excluded.for_whom,
      fields = excluded.fields, needs_agreement = excluded.needs_agreement, version = excluded.version where r.version = ${version}`.execute(
    scope,
  )
  if (numAffectedRows === 0n) throw new Problem('conflict')
  await record(scope, network, 'guide.setTeamRule', service)
}

export type SettingsInput = {
  confirmedDays: number
  waits: Waits
  ages: readonly (Ages & { careFunction: CareFunction })[]
  version: number
}

/** Sets what is usual in a network: for how long a statement counts, how long somebody can wait, and the ages by function. @throws Problem conflict, not_found, forbidden */
export const setSettings = async (
  scope: Scope,
  actor: Actor,
  network: string,
  { confirmedDays, waits, ages, version }: SettingsInput,
): Promise<void> => {
  await settingRules(scope, actor, network)
  const { numAffectedRows = 0n } = await sql`
    insert into guide.setting as s (network_id, confirmed_days, today_days, week_days, later_days, version)
      values (${network}, ${confirmedDays}, ${waits.today}, ${waits.week}, ${waits.later}, ${version + 1})
    on conflict (network_id) do update set confirmed_days = excluded.confirmed_days, today_days = excluded.today_days, week_days = excluded.week_days,
      later_days = excluded.later_days, version = excluded.version where s.version = ${version}`.execute(scope)
  if (numAffectedRows === 0n) throw new Problem('conflict')
  for (const { careFunction, from, to } of ages)
    await sql`insert into guide.age_rule (network_id, care_function, age_from, age_to) values (${network}, ${careFunction}, ${from}, ${to})
      on conflict (network_id, care_function) do update set age_from = excluded.age_from, age_to = excluded.age_to`.execute(scope)
  await record(scope, network, 'guide.setSettings', network)
}
