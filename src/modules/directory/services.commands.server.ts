import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import type { Fault, Read } from './faults.ts'
import { resolveOrganisation, resolveTerritory } from './named.server.ts'
import { freeId, writing } from './organisations.commands.server.ts'
import { inJson } from './organisations.store.server.ts'
import type { CapacityInput, ServiceInput } from './service-cells.server.ts'
import type { CapacityUnit } from './vocabulary.ts'

/** A service whose organisation and territory have been looked up. */
export type ServiceRecord = Omit<ServiceInput, 'organisation' | 'territory' | 'area'> & {
  organisation_id: string
  territory_id: string | null
  area_id: string | null
}

/** Looks up what a service names: its organisation, its territory, its area. */
export const lookUpService = async (scope: Scope, network: string, input: ServiceInput): Promise<Read<ServiceRecord>> => {
  const { organisation, territory, area, ...rest } = input
  const faults: Record<string, Fault> = {}
  const owner = await resolveOrganisation(scope, network, organisation)
  const place = territory === null ? null : await resolveTerritory(scope, territory, { network })
  const covered =
    area === null
      ? null
      : await scope.selectFrom('directory.area').select('id').where('network_id', '=', network).where('id', '=', area).executeTakeFirst()
  if (owner.fault !== undefined) faults.organisation = owner.fault
  if (place?.fault !== undefined) faults.territory = place.fault
  if (covered === undefined) faults.area = { id: 'directory.fault.area' }
  return owner.id === undefined || Object.keys(faults).length > 0
    ? { faults }
    : { value: { ...rest, organisation_id: owner.id, territory_id: place?.id ?? null, area_id: area } }
}

/** Adds a service. @returns its readable id @throws Problem not_found or forbidden for who may not write in this network */
export const addService = async (scope: Scope, actor: Actor, network: string, input: ServiceRecord): Promise<{ id: string }> => {
  await writing(scope, actor, network)
  const id = await freeId(scope, network, 'directory.service', input.name)
  await scope
    .insertInto('directory.service')
    .values({ ...input, description: inJson(input.description), network_id: network, id })
    .execute()
  await record(scope, network, 'directory.addService', id)
  return { id }
}

/**
 * Changes a service: all its fields.
 * @param version what the editor saw
 * @throws Problem conflict when it was changed meanwhile, not_found, forbidden
 */
export const changeService = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  input: ServiceRecord,
): Promise<void> => {
  await writing(scope, actor, network)
  const changed = await scope
    .updateTable('directory.service')
    .set({ ...input, description: inJson(input.description), version: version + 1 })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (changed === undefined) await gone(scope, network, id)
  await record(scope, network, 'directory.changeService', id)
}

const gone = async (scope: Scope, network: string, id: string): Promise<never> => {
  found(await scope.selectFrom('directory.service').select('id').where('network_id', '=', network).where('id', '=', id).executeTakeFirst())
  throw new Problem('conflict')
}

/**
 * Deletes a service with its capacities. (One that has closed is better kept, with the status "defunct".)
 * @throws Problem invalid when an agreement on beds or a stated load is about it; conflict, not_found, forbidden
 */
export const removeService = async (scope: Scope, actor: Actor, network: string, id: string, version: number): Promise<void> => {
  await writing(scope, actor, network)
  const removed = await scope
    .deleteFrom('directory.service')
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw error instanceof Error && 'code' in error && error.code === '23503' ? new Problem('invalid', { service: id }) : error
    })
  if (removed === undefined) await gone(scope, network, id)
  await record(scope, network, 'directory.removeService', id)
}

/**
 * Notes how much a service can take from a day on. A period of the same unit that is still open ends the day before.
 * @returns false when it overlaps another period of the same unit: then nothing is kept
 * @throws Problem not_found, forbidden
 */
export const setCapacity = async (scope: Scope, actor: Actor, network: string, service: string, input: CapacityInput): Promise<boolean> => {
  await writing(scope, actor, network)
  found(
    await scope
      .selectFrom('directory.service')
      .select('id')
      .where('network_id', '=', network)
      .where('id', '=', service)
      .forUpdate()
      .executeTakeFirst(),
  )
  const { unit, value, valid_from, valid_to } = input
  const of = sql`network_id = ${network} and service_id = ${service} and unit = ${unit}`
  const { rows } = await sql<{ overlaps: boolean }>`
    select exists (select from directory.capacity where ${of} and not (valid_to is null and valid_from < ${valid_from}::date)
      and daterange(valid_from, valid_to, '[]') && daterange(${valid_from}::date, ${valid_to}::date, '[]')) as overlaps`.execute(scope)
  if (rows[0]?.overlaps === true) return false
  await sql`update directory.capacity set valid_to = ${valid_from}::date - 1 where ${of} and valid_to is null and valid_from < ${valid_from}::date`.execute(
    scope,
  )
  await scope
    .insertInto('directory.capacity')
    .values({ network_id: network, service_id: service, unit, value, valid_from, valid_to })
    .execute()
  await record(scope, network, 'directory.setCapacity', service)
  return true
}

/** Takes a period of capacity back that was noted by mistake. @throws Problem not_found, forbidden */
export const removeCapacity = async (
  scope: Scope,
  actor: Actor,
  network: string,
  service: string,
  unit: CapacityUnit,
  validFrom: string,
): Promise<void> => {
  await writing(scope, actor, network)
  found(
    await scope
      .deleteFrom('directory.capacity')
      .where('network_id', '=', network)
      .where('service_id', '=', service)
      .where('unit', '=', unit)
      .where('valid_from', '=', validFrom)
      .returning('unit')
      .executeTakeFirst(),
  )
  await record(scope, network, 'directory.removeCapacity', service)
}
