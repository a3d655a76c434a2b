import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { OrganisationRecord } from '../organisations.store.server.ts'
import type { IdentifierScheme } from '../vocabulary.ts'
import { plain } from './headers.server.ts'

/** The organisations of a network as an import compares its lines with them: read once, not once a line. */
export type Known = {
  byId: ReadonlyMap<string, { record: OrganisationRecord; version: number }>
  /** Who has this number; undefined when nobody or several have. */
  numbered: (scheme: IdentifierScheme, written: string) => string | undefined
  /** Who has this name at this place; nothing when nobody or several have. */
  placed: (name: string, place: string) => { id?: string }
  /** Who is meant by an id or a name. */
  organisationNamed: (written: string) => string | undefined
}

type Row = OrganisationRecord & { id: string; version: number }

export const readKnown = async (scope: Scope, network: string): Promise<Known> => {
  const { rows } = await sql<Row>`
    select o.id, o.version, o.name, o.kind, o.parent_id, o.territory_id, o.place, o.country, o.address, o.postal_code, o.latitude, o.longitude, o.phone, o.email, o.website,
      o.former_names, o.note, coalesce((select jsonb_agg(jsonb_build_object('scheme', i.scheme, 'value', i.value) order by i.scheme, i.value) from directory.identifier i
        where i.network_id = o.network_id and i.organisation_id = o.id), '[]') as identifiers
    from directory.organisation o where o.network_id = ${network}`.execute(scope)
  const byId = new Map(rows.map(({ id, version, ...record }) => [id, { version, record }] as const))
  const byNumber = indexed(rows, ({ identifiers }) => identifiers.map(({ scheme, value }) => `${scheme} ${value}`))
  const byPlace = indexed(rows, ({ name, place }) => [`${plain(name)} / ${plain(place ?? '')}`])
  const byName = indexed(rows, ({ name }) => [plain(name)])
  return {
    byId,
    numbered: (scheme, written) =>
      written === '' ? undefined : byNumber.get(`${scheme} ${scheme === 'riziv' ? written.trim() : written.replaceAll(/[\s.]/g, '')}`),
    placed: (name, place) => {
      const id = byPlace.get(`${plain(name)} / ${plain(place)}`)
      return id === undefined ? {} : { id }
    },
    organisationNamed: (written) => (byId.has(written) ? written : byName.get(plain(written))),
  }
}

const indexed = (rows: readonly Row[], keysOf: (row: Row) => string[]) => {
  const index = new Map<string, string | undefined>()
  for (const row of rows) for (const key of keysOf(row)) index.set(key, index.has(key) ? undefined : row.id)
  return index
}
