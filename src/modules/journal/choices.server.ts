import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { inWords } from '#platform/languages/words.ts'
import { countriesIn } from './countries.server.ts'

export type Choice = { value: string; label: string }
export type Language = 'fr' | 'nl' | 'en'

export const listProgrammes = async (scope: Scope, network: string, language: Language): Promise<Choice[]> => {
  const rows = await scope
    .selectFrom('journal.programme')
    .select(['id', 'name'])
    .where('network_id', '=', network)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(({ id, name }) => ({ value: id, label: inWords(name, language).text }))
}

export const listSources = async (scope: Scope, network: string): Promise<Choice[]> => {
  const rows = await scope.selectFrom('journal.source').select(['id', 'title']).where('network_id', '=', network).orderBy('title').execute()
  return rows.map(({ id, title }) => ({ value: id, label: title }))
}

// From one value to the next greater one by the index, so that it costs as much as there are values, not rows.
const stepping = (column: 'kind' | 'country', network: string) => sql<{ value: string | null }>`
  with recursive step(value) as (
    (select ${sql.ref(column)} from journal.activity where network_id = ${network} and ${sql.ref(column)} is not null order by ${sql.ref(column)} limit 1)
    union all
    select (select ${sql.ref(`a.${column}`)} from journal.activity a where a.network_id = ${network} and ${sql.ref(`a.${column}`)} > step.value order by ${sql.ref(`a.${column}`)} limit 1)
      from step where step.value is not null)
  select value from step where value is not null`

/** The kinds of activities that this network uses. */
export const listKinds = async (scope: Scope, network: string) =>
  (await stepping('kind', network).execute(scope)).rows.map(({ value }) => String(value))
export const listActivityCountries = async (scope: Scope, network: string) =>
  (await stepping('country', network).execute(scope)).rows.map(({ value }) => String(value))

/** From the first to the last year in which something happened, newest first. */
export const listYears = async (scope: Scope, network: string): Promise<number[]> => {
  const { rows } = await sql<{ first: number | null; last: number | null }>`
    select extract(year from min(starts_on))::integer as first, extract(year from max(starts_on))::integer as last from journal.activity where network_id = ${network}`.execute(
    scope,
  )
  const { first, last } = rows[0] ?? { first: null, last: null }
  return first === null || last === null ? [] : Array.from({ length: last - first + 1 }, (_, at) => last - at)
}

const SUGGESTED = 500

/** Names of organisations for a list of suggestions; two of the same name carry their id. */
export const listOrganisations = async (scope: Scope, network: string): Promise<Choice[]> => {
  const { rows } = await sql<Choice>`
    select id as value, case when count(*) over (partition by platform.folded(name)) > 1 then name || ' (' || id || ')' else name end as label
      from directory.organisation where network_id = ${network} order by name collate platform.names limit ${SUGGESTED}`.execute(scope)
  return rows
}

/** Municipalities and other places that the network has used, for a list of suggestions: any other can be typed. */
export const listTerritories = async (scope: Scope, network: string): Promise<string[]> => {
  const { rows } = await sql<{ label: string }>`
    select t.name || ' (' || t.id || ')' as label from directory.territory t
     where t.id in (select o.territory_id from directory.organisation o where o.network_id = ${network}
                    union select recent.territory_id from (select territory_id from journal.activity where network_id = ${network} order by starts_on desc limit 1000) recent)
     order by t.name collate platform.names limit ${SUGGESTED}`.execute(scope)
  return rows.map(({ label }) => label)
}

/** Recent events that something can be a part of, and this one whatever its age. */
export const listEvents = async (
  scope: Scope,
  network: string,
  language: Language,
  { chosen, not }: { chosen: string; not?: string },
): Promise<Choice[]> => {
  const { rows } = await sql<{ id: string; title: Record<string, string>; starts_on: string }>`
    (select id, title, starts_on from journal.activity where network_id = ${network} and id = ${chosen})
    union (select id, title, starts_on from journal.activity where network_id = ${network} and part_of is null and id is distinct from ${not ?? null}::text
           order by starts_on desc, id desc limit 100)
    order by starts_on desc, id`.execute(scope)
  return rows.map(({ id, title, starts_on }) => ({ value: id, label: `${inWords(title, language).text} (${starts_on})` }))
}

/** What a part or an outcome of this event most often shares with it, to begin a form with. Empty for an event that is not there. */
export const eventBlank = async (scope: Scope, network: string, event: string): Promise<Record<string, string>> => {
  const row = await scope
    .selectFrom('journal.activity')
    .select(['programme_id as programme', 'starts_on as starts', 'country'])
    .where('network_id', '=', network)
    .where('id', '=', event)
    .executeTakeFirst()
  return row === undefined ? {} : { ...row, country: row.country ?? '' }
}

/** Everything that the form of an activity offers to choose from. */
export const activityChoices = async (scope: Scope, network: string, language: Language, event: { chosen: string; not?: string }) => ({
  programmes: await listProgrammes(scope, network, language),
  kinds: await listKinds(scope, network),
  sources: await listSources(scope, network),
  organisations: await listOrganisations(scope, network),
  territories: await listTerritories(scope, network),
  events: await listEvents(scope, network, language, event),
  countries: countriesIn(language),
})
export type ActivityChoices = Awaited<ReturnType<typeof activityChoices>>
