import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { allow, found, Problem } from '#platform/problem.ts'
import { slugged } from '#platform/slug.ts'
import type { Fault, Read } from './faults.ts'
import { resolveOrganisation, resolveTerritory } from './named.server.ts'
import type { OrganisationInput } from './organisation-cells.server.ts'
import { insertOrganisation, type OrganisationRecord, updateOrganisation } from './organisations.store.server.ts'
import { canWriteDirectory } from './policy.ts'

/** Whether the actor may write here. @throws Problem not_found for a network that the actor cannot see, forbidden for who may only read */
export const writing = async (scope: Scope, actor: Actor, network: string) => {
  found(await scope.selectFrom('platform.network').select('id').where('id', '=', network).executeTakeFirst())
  allow(canWriteDirectory(actor, network), 'directory.write')
}

/** Looks up what an organisation names: its parent and its territory. `self` cannot be its own parent, nor belong to what belongs to it. */
export const lookUpOrganisation = async (
  scope: Scope,
  network: string,
  input: OrganisationInput,
  self: string | null,
): Promise<Read<OrganisationRecord>> => {
  const { parent, territory, ...rest } = input
  const faults: Record<string, Fault> = {}
  const place = territory === null ? null : await resolveTerritory(scope, territory, { network })
  const above = parent === null ? null : await resolveOrganisation(scope, network, parent)
  if (place?.fault !== undefined) faults.territory = place.fault
  if (above?.fault !== undefined) faults.parent = above.fault
  if (above?.id !== undefined && self !== null && (await isBelow(scope, network, above.id, self)))
    faults.parent = { id: 'directory.fault.circle' }
  return Object.keys(faults).length > 0 ? { faults } : { value: { ...rest, parent_id: above?.id ?? null, territory_id: place?.id ?? null } }
}

const isBelow = async (scope: Scope, network: string, id: string, above: string) => {
  const { rows } = await sql<{ yes: boolean }>`
    with recursive up as (
      select o.id, o.parent_id from directory.organisation o where o.network_id = ${network} and o.id = ${id}
      union select o.id, o.parent_id from directory.organisation o join up on o.network_id = ${network} and o.id = up.parent_id)
    select exists (select from up where id = ${above}) as yes`.execute(scope)
  return rows[0]?.yes === true
}

/**
 * Adds an organisation.
 * @returns its id: readable, made of its name unless one is given
 * @throws Problem not_found or forbidden for who may not write in this network
 */
export const addOrganisation = async (
  scope: Scope,
  actor: Actor,
  network: string,
  input: OrganisationRecord,
  given?: string,
): Promise<{ id: string }> => {
  await writing(scope, actor, network)
  const id = given ?? (await freeId(scope, network, 'directory.organisation', input.name))
  await insertOrganisation(scope, network, id, input)
  await record(scope, network, 'directory.addOrganisation', id)
  return { id }
}

/** A readable id that is not taken: "maison-des-usagers", "maison-des-usagers-2". ("new" is an address of its own.) */
export const freeId = async (
  scope: Scope,
  network: string,
  table: 'directory.organisation' | 'directory.service',
  name: string,
): Promise<string> => {
  const stem = ['', 'new'].includes(slugged(name)) ? 'n' : slugged(name)
  const { rows } = await sql<{
    id: string
  }>`select id from ${sql.table(table)} where network_id = ${network} and (id = ${stem} or id like ${`${stem.replaceAll('_', '\\_')}-%`})`.execute(
    scope,
  )
  const taken = new Set(rows.map(({ id }) => id))
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? stem : `${stem}-${n}`
    if (!taken.has(id)) return id
  }
}

/**
 * Changes an organisation: all its fields.
 * @param version what the editor saw; somebody else's later change is never overwritten unseen
 * @returns the new version
 * @throws Problem conflict when it was changed meanwhile, not_found, forbidden
 */
export const changeOrganisation = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  input: OrganisationRecord,
): Promise<{ version: number }> => {
  await writing(scope, actor, network)
  const changed = await updateOrganisation(scope, network, id, version, input)
  if (changed === undefined) {
    found(
      await scope
        .selectFrom('directory.organisation')
        .select('id')
        .where('network_id', '=', network)
        .where('id', '=', id)
        .executeTakeFirst(),
    )
    throw new Problem('conflict')
  }
  await record(scope, network, 'directory.changeOrganisation', id)
  return changed
}

export type Uses = { services: number; children: number; members: number; areas: number; activities: number }

/** What would lose its organisation, so that it cannot be deleted. */
export const usesOf = async (scope: Scope, network: string, id: string): Promise<Uses> => {
  const { rows } = await sql<Uses>`select
    (select count(*)::integer from directory.service where network_id = ${network} and organisation_id = ${id}) as services,
    (select count(*)::integer from directory.organisation where network_id = ${network} and parent_id = ${id}) as children,
    (select count(*)::integer from directory.membership where network_id = ${network} and (group_id = ${id} or organisation_id = ${id})) as members,
    (select count(*)::integer from directory.area where network_id = ${network} and organisation_id = ${id}) as areas,
    (select count(*)::integer from journal.activity_organisation where network_id = ${network} and organisation_id = ${id}) as activities`.execute(
    scope,
  )
  return rows[0] ?? { services: 0, children: 0, members: 0, areas: 0, activities: 0 }
}
export const isUsed = (uses: Uses) => Object.values(uses).some((count) => count > 0)

/**
 * Deletes an organisation that nothing refers to; one that is referred to stays, so that no history is lost.
 * @throws Problem invalid while something refers to it (`usesOf` says what), conflict, not_found, forbidden
 */
export const removeOrganisation = async (scope: Scope, actor: Actor, network: string, id: string, version: number): Promise<void> => {
  await writing(scope, actor, network)
  found(
    await scope
      .selectFrom('directory.organisation')
      .select('id')
      .where('network_id', '=', network)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst(),
  )
  if (isUsed(await usesOf(scope, network, id))) throw new Problem('invalid', { organisation: id })
  const gone = await scope
    .deleteFrom('directory.organisation')
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
    // Roles of people in it, which only administrators see, keep it as well.
    .catch((error: unknown) => {
      throw error instanceof Error && 'code' in error && error.code === '23503' ? new Problem('invalid', { organisation: id }) : error
    })
  if (gone === undefined) throw new Problem('conflict')
  await record(scope, network, 'directory.removeOrganisation', id)
}
