import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { ORGANISATION_COLUMNS, SERVICE_COLUMNS } from './columns.ts'
import { withId } from './named.server.ts'
import { formatOrganisation, parseOrganisation } from './organisation-cells.server.ts'
import { addOrganisation, changeOrganisation, lookUpOrganisation } from './organisations.commands.server.ts'
import { type Organisation, readOrganisation } from './organisations.queries.server.ts'
import { formatService, parseService } from './service-cells.server.ts'
import { addService, changeService, lookUpService } from './services.commands.server.ts'
import { readService, type Service } from './services.queries.server.ts'
import { type FormState, picked, type Typed } from './typed.ts'

/** A form was kept (the id), or comes back as it was typed with what is wrong. */
export type Sent = { id: string; answer?: undefined } | { id?: undefined; answer: FormState; status: 409 | 422 }

const nameOf = async (
  scope: Scope,
  table: 'directory.organisation' | 'directory.territory',
  network: string,
  id: string | null,
): Promise<string> => {
  if (id === null) return ''
  const query =
    table === 'directory.territory'
      ? scope.selectFrom('directory.territory').select(['id', 'name']).where('id', '=', id)
      : scope.selectFrom('directory.organisation').select(['id', 'name']).where('network_id', '=', network).where('id', '=', id)
  const row = await query.executeTakeFirst()
  return row === undefined ? id : withId(row)
}

const lines = (cell: string) => cell.replaceAll(' | ', '\n')

/** An organisation as its form shows it: names with their ids, several values on lines of their own. */
export const organisationTyped = async (scope: Scope, network: string, row: Organisation): Promise<Typed> => {
  const cells = formatOrganisation({
    ...row,
    parent: await nameOf(scope, 'directory.organisation', network, row.parent_id),
    territory: await nameOf(scope, 'directory.territory', network, row.territory_id),
  })
  const several = ['former_names', 'finess', 'siret', 'kbo', 'riziv', 'other'] as const
  return { ...cells, ...Object.fromEntries(several.map((name) => [name, lines(cells[name])])) }
}

/** Keeps the form of an organisation: a new one, or a change of the version that was seen. */
export const sendOrganisation = async (scope: Scope, actor: Actor, network: string, id: string | null, typed: Typed): Promise<Sent> => {
  const cells = picked(typed, ORGANISATION_COLUMNS)
  const version = Number(typed.version ?? '0')
  const now = id === null ? null : await readOrganisation(scope, network, id)
  if (now !== null && now.version !== version)
    return { answer: { typed: cells, faults: {}, theirs: await organisationTyped(scope, network, now), version: now.version }, status: 409 }
  const parsed = parseOrganisation(cells)
  const read = parsed.faults === undefined ? await lookUpOrganisation(scope, network, parsed.value, id) : parsed
  if (read.faults !== undefined) return { answer: { typed: cells, faults: read.faults, theirs: null, version }, status: 422 }
  if (id === null) return addOrganisation(scope, actor, network, read.value)
  await changeOrganisation(scope, actor, network, id, version, read.value)
  return { id }
}

/** A service as its form shows it. */
export const serviceTyped = async (scope: Scope, network: string, row: Service): Promise<Typed> =>
  formatService({
    ...row,
    organisation: await nameOf(scope, 'directory.organisation', network, row.organisation_id),
    territory: await nameOf(scope, 'directory.territory', network, row.territory_id),
    area: row.area_id,
  })

/** Keeps the form of a service: a new one, or a change of the version that was seen. */
export const sendService = async (scope: Scope, actor: Actor, network: string, id: string | null, typed: Typed): Promise<Sent> => {
  const cells = picked(typed, SERVICE_COLUMNS)
  const version = Number(typed.version ?? '0')
  const now = id === null ? null : await readService(scope, network, id)
  if (now !== null && now.version !== version)
    return { answer: { typed: cells, faults: {}, theirs: await serviceTyped(scope, network, now), version: now.version }, status: 409 }
  const parsed = parseService(cells)
  const read = parsed.faults === undefined ? await lookUpService(scope, network, parsed.value) : parsed
  if (read.faults !== undefined) return { answer: { typed: cells, faults: read.faults, theirs: null, version }, status: 422 }
  if (id === null) return addService(scope, actor, network, read.value)
  await changeService(scope, actor, network, id, version, read.value)
  return { id }
}

/** The name of an organisation as a form takes it, for a service that is added from its page. */
export const organisationNamedFor = (scope: Scope, network: string, id: string | null) =>
  nameOf(scope, 'directory.organisation', network, id)
