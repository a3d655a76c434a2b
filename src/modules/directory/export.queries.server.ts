import { sql } from 'kysely'
import { recordExport } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Words } from '#platform/words.ts'
import type { Filters } from './filters.ts'
import type { Identifier } from './organisations.queries.server.ts'
import { lookingUp, matching } from './search.queries.server.ts'
import type { CapacityUnit, CareFunction, OrganisationKind, ServiceStatus } from './vocabulary.ts'

export const MOST_EXPORTED = 100_000

export type ExportedOrganisation = {
  network: string
  id: string
  name: string
  kind: OrganisationKind
  parent: string | null
  territory: string | null
  places: { id: string; name: string; kind: string }[]
  place: string | null
  country: string
  address: string | null
  postalCode: string | null
  latitude: number | null
  longitude: number | null
  phone: string | null
  email: string | null
  website: string | null
  formerNames: string[]
  note: Words | null
  identifiers: Identifier[]
  version: number
  /** False: it is here for its services that were found. */
  isFound: boolean
}
export type ExportedService = {
  network: string
  id: string
  organisation: string
  name: string
  careFunction: CareFunction | null
  status: ServiceStatus
  description: Words | null
  desdeCode: string | null
  languages: string[]
  openingHours: string | null
  phone: string | null
  email: string | null
  website: string | null
  territory: string | null
  places: { id: string; name: string; kind: string }[]
  area: { id: string; name: string } | null
  latitude: number | null
  longitude: number | null
  capacities: { unit: CapacityUnit; value: number }[]
}
export type Exported = { organisations: ExportedOrganisation[]; services: ExportedService[] }

const placesOf = (
  territory: string,
) => sql`coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'kind', t.kind) order by u.rank desc)
  from directory.placed(${sql.ref(territory)}) p cross join lateral unnest(p.ids) with ordinality u (id, rank) join directory.territory t on t.id = u.id), '[]')`

/** All that a search finds, whole: organisations, services with what they can take today, and the organisations of these services. */
export const readExport = async (scope: Scope, filters: Filters): Promise<Exported> => {
  const hits = sql`${lookingUp(filters)}, hits as (select e.network_id, e.organisation_id, e.service_id ${matching(filters)} limit ${MOST_EXPORTED})`
  const organisations = await sql<ExportedOrganisation>`
    ${hits}, chosen as (select network_id, organisation_id, bool_or(service_id is null) as found from hits group by 1, 2)
    select o.network_id as network, o.id, o.name, o.kind, o.parent_id as parent, o.territory_id as territory, ${placesOf('o.territory_id')} as places, o.place, o.country, o.address,
      o.postal_code as "postalCode", o.latitude, o.longitude, o.phone, o.email, o.website, o.former_names as "formerNames", o.note, o.version, c.found as "isFound",
      coalesce((select jsonb_agg(jsonb_build_object('scheme', i.scheme, 'value', i.value) order by i.scheme, i.value) from directory.identifier i where i.network_id = o.network_id and i.organisation_id = o.id), '[]') as identifiers
    from chosen c join directory.organisation o on o.network_id = c.network_id and o.id = c.organisation_id order by o.name collate platform.names, o.id`.execute(
    scope,
  )
  const services = await sql<ExportedService>`
    ${hits}
    select s.network_id as network, s.id, s.organisation_id as organisation, s.name, s.care_function as "careFunction", s.status, s.description, s.desde_code as "desdeCode", s.languages,
      s.opening_hours as "openingHours", s.phone, s.email, s.website, s.territory_id as territory, ${placesOf('s.territory_id')} as places,
      (select jsonb_build_object('id', a.id, 'name', a.name) from directory.area a where a.network_id = s.network_id and a.id = s.area_id) as area, s.latitude, s.longitude,
      coalesce((select jsonb_agg(jsonb_build_object('unit', c.unit, 'value', c.value) order by c.unit) from directory.capacity c where c.network_id = s.network_id and c.service_id = s.id
        and c.valid_from <= current_date and coalesce(c.valid_to, 'infinity') >= current_date), '[]') as capacities
    from hits h join directory.service s on s.network_id = h.network_id and s.id = h.service_id order by s.name collate platform.names, s.id`.execute(
    scope,
  )
  return { organisations: organisations.rows, services: services.rows }
}

/** The same to be taken away as a file, which each network that is in it notes, in the same order for everybody who takes one at once. */
export const takeExport = async (scope: Scope, filters: Filters, format: 'csv' | 'json'): Promise<Exported> => {
  const taken = await readExport(scope, filters)
  const networks = [...new Set(taken.organisations.map(({ network }) => network))].sort()
  for (const network of networks) await recordExport(scope, network, 'directory.export', format)
  return taken
}
