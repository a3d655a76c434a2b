import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import { type Named, readPlaces } from './organisations.queries.server.ts'
import type { CapacityUnit } from './vocabulary.ts'

export type Capacity = { unit: CapacityUnit; value: number; validFrom: string; validTo: string | null; isNow: boolean }

/** The row as it stands. @throws Problem not_found */
export const readService = async (scope: Scope, network: string, id: string) =>
  found(await scope.selectFrom('directory.service').selectAll().where('network_id', '=', network).where('id', '=', id).executeTakeFirst())
export type Service = Awaited<ReturnType<typeof readService>>

/** Everything that the page of a service shows. @throws Problem not_found when there is none that the reader may see */
export const readServicePage = async (scope: Scope, network: string, id: string) => {
  const service = await readService(scope, network, id)
  const entry = await scope
    .selectFrom('directory.entry')
    .select(['latitude', 'longitude', 'territory_id'])
    .where('network_id', '=', network)
    .where('id', '=', `service/${id}`)
    .executeTakeFirst()
  return {
    service,
    organisation: found(
      await scope
        .selectFrom('directory.organisation')
        .select(['id', 'name', 'place', 'address', 'postal_code', 'phone', 'email', 'website', 'territory_id'])
        .where('network_id', '=', network)
        .where('id', '=', service.organisation_id)
        .executeTakeFirst(),
    ),
    places: entry?.territory_id == null ? [] : await readPlaces(scope, entry.territory_id),
    area: await readAreaName(scope, network, service.area_id),
    capacities: await readCapacities(scope, network, id),
    at:
      entry == null || entry.latitude === null || entry.longitude === null
        ? null
        : { latitude: entry.latitude, longitude: entry.longitude },
  }
}

const readAreaName = async (scope: Scope, network: string, area: string | null): Promise<Named | null> =>
  area === null
    ? null
    : ((await scope
        .selectFrom('directory.area')
        .select(['id', 'name'])
        .where('network_id', '=', network)
        .where('id', '=', area)
        .executeTakeFirst()) ?? null)

/** How much a service can take: the periods of each unit, the latest first; `isNow` marks the one that holds today. */
export const readCapacities = async (scope: Scope, network: string, service: string): Promise<Capacity[]> => {
  const { rows } = await sql<Capacity>`
    select unit, value, valid_from as "validFrom", valid_to as "validTo", valid_from <= current_date and coalesce(valid_to, 'infinity') >= current_date as "isNow"
    from directory.capacity where network_id = ${network} and service_id = ${service} order by unit, valid_from desc`.execute(scope)
  return rows
}

/** The areas of a network as answers of a form. */
export const listAreaOptions = async (scope: Scope, network: string): Promise<{ value: string; label: string }[]> => {
  const { rows } = await sql<{
    value: string
    label: string
  }>`select id as value, name as label from directory.area where network_id = ${network} order by name collate platform.names`.execute(
    scope,
  )
  return rows
}
