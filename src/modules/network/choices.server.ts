import { sql } from 'kysely'
import { listOrganisationOptions } from '#modules/directory/index.ts'
import type { Scope } from '#platform/db.server.ts'

export type Choice = { value: string; label: string }

/** The teams and services of the network with their organisation, for a list to choose from. */
export const listTeamOptions = async (scope: Scope, network: string): Promise<Choice[]> => {
  const { rows } = await sql<Choice>`
    select s.id as value, coalesce(s.care_function || ' · ', '') || s.name || ' – ' || o.name as label
      from directory.service s join directory.organisation o on o.network_id = s.network_id and o.id = s.organisation_id
     where s.network_id = ${network} and s.status <> 'defunct' order by s.care_function nulls last, s.name collate platform.names`.execute(
    scope,
  )
  return rows
}

/** The documents of the network, for what was taken from one. */
export const listSourceOptions = async (scope: Scope, network: string): Promise<Choice[]> =>
  (await scope.selectFrom('journal.source').select(['id', 'title']).where('network_id', '=', network).orderBy('title').execute()).map(
    ({ id, title }) => ({ value: id, label: title }),
  )

export const listOrganisations = listOrganisationOptions

/** All organisations, hospitals before the others: beds are a hospital's, and what a network calls one may be kept as a centre. */
export const listHospitals = async (scope: Scope, network: string): Promise<Choice[]> => {
  const { rows } = await sql<Choice>`
    select id as value, name as label from directory.organisation where network_id = ${network} order by kind <> 'hospital', name collate platform.names`.execute(
    scope,
  )
  return rows
}
