import { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import { oneOf, optional, text } from '#platform/cells.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { type Fault, faultsOf, type Read } from './faults.ts'
import { resolveOrganisation, resolveTerritory } from './named.server.ts'
import { writing } from './organisations.commands.server.ts'
import { several, short } from './shared-cells.server.ts'
import { AREA_KINDS, type AreaKind } from './vocabulary.ts'

export type AreaRecord = { name: string; kind: AreaKind; code: string | null; organisation_id: string | null; territories: string[] }

const schema = z.object({ name: short, kind: oneOf(AREA_KINDS), code: optional(short), organisation: optional(text), territories: several })

/** Reads the form of an area, its territories one a line: an id, an official code, or a name. @returns it, or what is wrong by field */
export const readArea = async (scope: Scope, network: string, cells: Record<string, string>): Promise<Read<AreaRecord>> => {
  const parsed = schema.safeParse(Object.fromEntries(Object.keys(schema.shape).map((name) => [name, cells[name] ?? ''])))
  if (!parsed.success) return { faults: faultsOf(parsed.error.issues) }
  const { organisation, territories, ...rest } = parsed.data
  const faults: Record<string, Fault> = {}
  const owner = organisation === null ? null : await resolveOrganisation(scope, network, organisation)
  if (owner?.fault !== undefined) faults.organisation = owner.fault
  const ids: string[] = []
  for (const written of territories) {
    const { id, fault } = await resolveTerritory(scope, written, { network, means: 'any' })
    if (id !== undefined) ids.push(id)
    else faults.territories ??= fault
  }
  return Object.keys(faults).length > 0
    ? { faults }
    : { value: { ...rest, organisation_id: owner?.id ?? null, territories: [...new Set(ids)] } }
}

/**
 * Changes a sector or a catchment, its territories included.
 * @param version what the editor saw
 * @throws Problem conflict when it was changed meanwhile, not_found, forbidden
 */
export const changeArea = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  input: AreaRecord,
): Promise<void> => {
  await writing(scope, actor, network)
  const { territories, ...columns } = input
  const changed = await scope
    .updateTable('directory.area')
    .set({ ...columns, version: version + 1 })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (changed === undefined) {
    found(await scope.selectFrom('directory.area').select('id').where('network_id', '=', network).where('id', '=', id).executeTakeFirst())
    throw new Problem('conflict')
  }
  await scope.deleteFrom('directory.area_territory').where('network_id', '=', network).where('area_id', '=', id).execute()
  if (territories.length > 0)
    await scope
      .insertInto('directory.area_territory')
      .values(territories.map((territory) => ({ network_id: network, area_id: id, territory_id: territory })))
      .execute()
  await record(scope, network, 'directory.changeArea', id)
}
