import { sql } from 'kysely'
import type { CareFunction } from '#modules/directory/vocabulary.ts'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import type { Stated } from './rules.ts'
import { readSettings } from './settings.queries.server.ts'
import { type Network, statedOf } from './teams.queries.server.ts'
import type { Field, State } from './vocabulary.ts'

type Latest = { as_of: Date | null; state: State; places_free: number | null; waiting_days: number | null; note: Words | null }
export type StatedTeam = {
  id: string
  name: string
  organisation: string
  careFunction: CareFunction | null
  stated: Stated | null
  note: Words | null
}

/** The teams of a network with what each stated last, those that were silent longest first. @param q a part of a name, or nothing */
export const listAvailability = async (scope: Scope, { id: network, country }: Network, now: Date, q = ''): Promise<StatedTeam[]> => {
  const { confirmedDays } = await readSettings(scope, network)
  const { rows } = await sql<Latest & { id: string; name: string; organisation: string; care_function: CareFunction | null }>`
    select s.id, s.name, o.name as organisation, s.care_function, v.as_of, v.state, v.places_free, v.waiting_days, v.note
    from directory.service s join directory.organisation o on o.network_id = s.network_id and o.id = s.organisation_id
    left join lateral (select * from guide.availability v where v.network_id = s.network_id and v.service_id = s.id order by v.as_of desc limit 1) v on true
    where s.network_id = ${network} and s.status <> 'defunct' and platform.folded(s.name || ' ' || o.name) like '%' || trim(platform.folded(${q})) || '%'
    order by v.as_of nulls first, s.name collate platform.names, s.id`.execute(scope)
  return rows.map(({ id, name, organisation, care_function, ...latest }) => ({
    id,
    name,
    organisation,
    careFunction: care_function,
    stated: statedOf(latest, { now, country, confirmedDays }),
    note: latest.note,
  }))
}

const PAST_SHOWN = 20
/** A team with what it stated so far, the latest first, and whom it takes. @throws Problem not_found */
export const readTeamStatements = async (scope: Scope, { id: network, country }: Network, service: string, now: Date) => {
  const { confirmedDays } = await readSettings(scope, network)
  const team = found(
    await scope
      .selectFrom('directory.service')
      .select(['id', 'name', 'care_function'])
      .where('network_id', '=', network)
      .where('id', '=', service)
      .executeTakeFirst(),
  )
  const past = await scope
    .selectFrom('guide.availability')
    .select(['as_of', 'state', 'places_free', 'waiting_days', 'note'])
    .where('network_id', '=', network)
    .where('service_id', '=', service)
    .orderBy('as_of', 'desc')
    .limit(PAST_SHOWN)
    .execute()
  return {
    team,
    past: past.flatMap((row) => {
      const stated = statedOf(row, { now, country, confirmedDays })
      return stated === null ? [] : [{ stated, at: row.as_of.toISOString(), note: row.note }]
    }),
    rule: await readTeamRule(scope, network, service),
  }
}

export type TeamRule = {
  ageFrom: number | null
  ageTo: number | null
  forWhom: Words | null
  fields: readonly Field[]
  needsAgreement: boolean
  /** 0: nothing was said yet. */
  version: number
}
/** Whom a team takes, in its own words. */
export const readTeamRule = async (scope: Scope, network: string, service: string): Promise<TeamRule> => {
  const row = await scope
    .selectFrom('guide.team_rule')
    .selectAll()
    .where('network_id', '=', network)
    .where('service_id', '=', service)
    .executeTakeFirst()
  return row === undefined
    ? { ageFrom: null, ageTo: null, forWhom: null, fields: [], needsAgreement: false, version: 0 }
    : {
        ageFrom: row.age_from,
        ageTo: row.age_to,
        forWhom: row.for_whom,
        fields: row.fields,
        needsAgreement: row.needs_agreement,
        version: row.version,
      }
}
