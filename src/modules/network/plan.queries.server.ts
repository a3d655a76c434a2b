import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { idIn } from '#platform/forms/typed.ts'
import { found } from '#platform/problem.ts'
import type { ActionState } from './vocabulary.ts'

export type Aim = { id: string; position: number; title: string; what: string | null; indicators: string[]; version: number }
export type Action = {
  id: string
  aim_id: string
  title: string
  organisation_id: string | null
  organisation: string | null
  responsible: string
  starts_on: string
  ends_on: string
  state: ActionState
  state_since: string
  stopped_because: string | null
  version: number
}

const actions = (network: string) => sql`
  select a.id, a.aim_id, a.title, a.organisation_id, o.name as organisation, a.responsible, a.starts_on, a.ends_on, a.state, a.state_since, a.stopped_because, a.version
    from network.plan_action a left join directory.organisation o on o.network_id = a.network_id and o.id = a.organisation_id
   where a.network_id = ${network}`

const aims = (scope: Scope, network: string) =>
  scope.selectFrom('network.aim').select(['id', 'position', 'title', 'what', 'indicators', 'version']).where('network_id', '=', network)

/** The plan as it stands: aims in their order, each with its actions by the day on which they end. */
export const readPlan = async (scope: Scope, network: string): Promise<(Aim & { actions: Action[] })[]> => {
  const all = await aims(scope, network).orderBy('position').orderBy('id').execute()
  const { rows } = await sql<Action>`${actions(network)} order by a.ends_on, a.id`.execute(scope)
  return all.map((aim) => ({ ...aim, actions: rows.filter(({ aim_id }) => aim_id === aim.id) }))
}

/** @throws Problem not_found */
export const readAim = async (scope: Scope, network: string, id: string): Promise<Aim> =>
  found(await aims(scope, network).where('id', '=', idIn(id)).executeTakeFirst())

/** @throws Problem not_found */
export const readAction = async (scope: Scope, network: string, id: string): Promise<Action> =>
  found((await sql<Action>`${actions(network)} and a.id = ${idIn(id)}`.execute(scope)).rows[0])

export type Former = { version: number; at: Date; content: Record<string, unknown> }
/** Every version of an aim or an action, the latest first: for members only. */
export const readHistory = async (scope: Scope, network: string, kind: 'aim' | 'action', id: string): Promise<Former[]> =>
  scope
    .selectFrom('network.plan_history')
    .select(['version', 'changed_at as at', 'content'])
    .where('network_id', '=', network)
    .where('kind', '=', kind)
    .where('record_id', '=', id)
    .orderBy('version', 'desc')
    .execute()

/** What the ids in a history stand for: the names of organisations and the titles of aims. */
export const namesOf = async (scope: Scope, network: string): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from directory.organisation where network_id = ${network} union all select id, title from network.aim where network_id = ${network}`.execute(
    scope,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** What changed from one version to the next, by field: the latest change first. `names`: what ids are called. */
export const changesOf = (
  versions: readonly Former[],
  names: ReadonlyMap<string, string> = new Map(),
): { at: Date; changes: { field: string; from: string; to: string }[] }[] =>
  versions.slice(0, -1).flatMap(({ at, content }, index) => {
    const former = versions[index + 1]?.content ?? {}
    const changes = Object.keys(content)
      .filter((field) => JSON.stringify(content[field]) !== JSON.stringify(former[field]))
      .map((field) => ({ field, from: textOf(former[field], names), to: textOf(content[field], names) }))
    return changes.length === 0 ? [] : [{ at, changes }]
  })
const textOf = (value: unknown, names: ReadonlyMap<string, string>): string => {
  if (value === null || value === undefined) return ''
  return Array.isArray(value) ? value.map((each) => textOf(each, names)).join(', ') : (names.get(String(value)) ?? String(value))
}

/** An action whose time is over and that is neither done nor stopped. */
export const isLate = ({ state, ends_on }: Pick<Action, 'state' | 'ends_on'>, today: string) =>
  ends_on < today && (state === 'not_begun' || state === 'under_way')
