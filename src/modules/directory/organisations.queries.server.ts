import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import type { CareFunction, IdentifierScheme, MembershipReason, ServiceStatus } from './vocabulary.ts'

export type Named = { id: string; name: string }
export type Identifier = { scheme: IdentifierScheme; value: string }
/** A membership seen from one side: `name` is the group's, or the member's. */
export type Membership = {
  id: string
  name: string
  validFrom: string | null
  validTo: string | null
  reason: MembershipReason | null
  source: { title: string; locator: string | null } | null
}
export type PublicRole = { id: string; personName: string; role: Words; validFrom: string | null; validTo: string | null }

/** The row as it stands, with its identifiers: what forms edit, imports compare and undo restores. @throws Problem not_found */
export const readOrganisation = async (scope: Scope, network: string, id: string) => {
  const row = found(
    await scope.selectFrom('directory.organisation').selectAll().where('network_id', '=', network).where('id', '=', id).executeTakeFirst(),
  )
  return { ...row, identifiers: await readIdentifiers(scope, network, id) }
}
export type Organisation = Awaited<ReturnType<typeof readOrganisation>>

const readIdentifiers = (scope: Scope, network: string, id: string): Promise<Identifier[]> =>
  scope
    .selectFrom('directory.identifier')
    .select(['scheme', 'value'])
    .where('network_id', '=', network)
    .where('organisation_id', '=', id)
    .orderBy('scheme')
    .orderBy('value')
    .execute()

/** Everything that the page of an organisation shows. @throws Problem not_found when there is none that the reader may see */
export const readOrganisationPage = async (scope: Scope, network: string, id: string) => {
  const organisation = await readOrganisation(scope, network, id)
  const { parent_id } = organisation
  return {
    organisation,
    network: found(await scope.selectFrom('platform.network').select(['id', 'name']).where('id', '=', network).executeTakeFirst()),
    places: organisation.territory_id === null ? [] : await readPlaces(scope, organisation.territory_id),
    parent:
      parent_id === null
        ? null
        : ((await scope
            .selectFrom('directory.organisation')
            .select(['id', 'name'])
            .where('network_id', '=', network)
            .where('id', '=', parent_id)
            .executeTakeFirst()) ?? null),
    children: await readChildren(scope, network, id),
    groups: await readMemberships(scope, network, id, 'groups'),
    members: await readMemberships(scope, network, id, 'members'),
    services: await readServicesOf(scope, network, id),
    areas: await scope
      .selectFrom('directory.area')
      .select(['id', 'name', 'kind'])
      .where('network_id', '=', network)
      .where('organisation_id', '=', id)
      .orderBy('name')
      .execute(),
    roles: await readRoles(scope, network, id),
    at: await readPoint(scope, network, id),
  }
}

/** A territory and all above it, the smallest first. */
export const readPlaces = async (scope: Scope, territory: string): Promise<Named[]> => {
  const { rows } =
    await sql<Named>`select t.id, t.name from directory.placed(${territory}) p cross join lateral unnest(p.ids) with ordinality u (id, rank)
    join directory.territory t on t.id = u.id order by u.rank desc`.execute(scope)
  return rows
}

const readChildren = async (scope: Scope, network: string, id: string): Promise<Named[]> => {
  const { rows } =
    await sql<Named>`select id, name from directory.organisation where network_id = ${network} and parent_id = ${id} order by name collate platform.names`.execute(
      scope,
    )
  return rows
}

const readMemberships = async (scope: Scope, network: string, id: string, side: 'groups' | 'members'): Promise<Membership[]> => {
  const [own, other] =
    side === 'groups' ? [sql.ref('m.organisation_id'), sql.ref('m.group_id')] : [sql.ref('m.group_id'), sql.ref('m.organisation_id')]
  const { rows } = await sql<Omit<Membership, 'source'> & { title: string | null; locator: string | null }>`
    select o.id, o.name, m.valid_from as "validFrom", m.valid_to as "validTo", m.reason, s.title, m.source_locator as locator
    from directory.membership m join directory.organisation o on o.network_id = m.network_id and o.id = ${other}
    left join journal.source s on s.network_id = m.network_id and s.id = m.source_id
    where m.network_id = ${network} and ${own} = ${id} order by (m.valid_to is not null and m.valid_to < current_date), o.name collate platform.names`.execute(
    scope,
  )
  return rows.map(({ title, locator, ...row }) => ({ ...row, source: title === null ? null : { title, locator } }))
}

const readServicesOf = async (scope: Scope, network: string, id: string) => {
  const { rows } = await sql<{ id: string; name: string; careFunction: CareFunction | null; status: ServiceStatus }>`
    select id, name, care_function as "careFunction", status from directory.service where network_id = ${network} and organisation_id = ${id}
    order by (status <> 'active'), name collate platform.names`.execute(scope)
  return rows
}

const readRoles = async (scope: Scope, network: string, id: string): Promise<PublicRole[]> => {
  const rows = await scope
    .selectFrom('directory.public_role')
    .selectAll()
    .where('network_id', '=', network)
    .where('organisation_id', '=', id)
    .orderBy('valid_from', 'desc')
    .orderBy('person_name')
    .execute()
  return rows.map((row) => ({ id: row.id, personName: row.person_name, role: row.role, validFrom: row.valid_from, validTo: row.valid_to }))
}

// Its own place, or that of its territory: what the search knows too.
const readPoint = async (scope: Scope, network: string, id: string) => {
  const row = await scope
    .selectFrom('directory.entry')
    .select(['latitude', 'longitude'])
    .where('network_id', '=', network)
    .where('id', '=', `organisation/${id}`)
    .executeTakeFirst()
  return row === undefined || row.latitude === null || row.longitude === null ? null : { latitude: row.latitude, longitude: row.longitude }
}

/** All organisations of a network as answers of a form, by name: for the directory's own forms and those of other modules. */
export const listOrganisationOptions = async (scope: Scope, network: string): Promise<{ value: string; label: string }[]> => {
  const { rows } = await sql<{
    value: string
    label: string
  }>`select id as value, name || coalesce(' (' || place || ')', '') as label from directory.organisation where network_id = ${network} order by name collate platform.names`.execute(
    scope,
  )
  return rows
}

/** The country of a network: where a new organisation most likely is. @throws Problem not_found */
export const readCountry = async (scope: Scope, network: string): Promise<string> =>
  found(await scope.selectFrom('platform.network').select('country').where('id', '=', network).executeTakeFirst()).country

export type TrailLine = { at: Date; action: string }
/** What was done to a record, the latest first. Row-level security shows it to administrators only. */
export const readTrail = (scope: Scope, network: string, target: string): Promise<TrailLine[]> =>
  scope
    .selectFrom('platform.audit')
    .select(['at', 'action'])
    .where('network_id', '=', network)
    .where('target', '=', target)
    .orderBy('at', 'desc')
    .limit(30)
    .execute()
