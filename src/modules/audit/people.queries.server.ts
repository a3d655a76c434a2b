import { sql } from 'kysely'
import { type Actor, OPERATOR } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import { type Filters, isId } from './filters.ts'
import { canReadTrail } from './policy.ts'

export type Named = { id: string; name: string }
/** A name that somebody typed, and whom it may mean: nobody, or several. */
export type Unclear = { field: 'actor' | 'about'; typed: string; people: Named[] }

export type TrailNetwork = { id: string; name: Words }

/** The networks whose trail the actor may read. @throws Problem signed_out */
export const listTrails = async (scope: Scope, actor: Actor): Promise<TrailNetwork[]> => {
  if (actor.personId === '') throw new Problem('signed_out')
  const networks = await scope.selectFrom('platform.network').select(['id', 'name']).orderBy('id').execute()
  return networks.filter(({ id }) => canReadTrail(actor, id))
}

/** The network of a trail. @throws Problem signed_out for a visitor, not_found for everybody who does not administer it */
export const trailOf = async (scope: Scope, actor: Actor, network: string): Promise<TrailNetwork> => {
  if (actor.personId === '') throw new Problem('signed_out')
  if (!canReadTrail(actor, network)) throw new Problem('not_found')
  return found(await scope.selectFrom('platform.network').select(['id', 'name']).where('id', '=', network).executeTakeFirst())
}

/** The names of people who stand in the trail, by id; nobody's who has no account any more. */
export const namesOf = async (scope: Scope, network: string, ids: readonly (string | null)[]): Promise<Record<string, string>> => {
  const people = [...new Set(ids.filter((id) => id !== null && id !== OPERATOR.personId))]
  if (people.length === 0) return {}
  const { rows } = await sql<Named>`select id, name from platform.names_in_trail(${network}, ${people}::uuid[])`.execute(scope)
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

/** Filters with an id in place of each name that is clear; the first name that is not is told. */
export const clarified = async (
  scope: Scope,
  network: string,
  filters: Filters,
): Promise<{ filters: Filters; unclear: Unclear | null }> => {
  const clear = { ...filters }
  for (const field of ['actor', 'about'] as const) {
    const typed = filters[field]
    if (typed === undefined || isId(typed)) continue
    const { rows: people } = await sql<Named>`select id, name from platform.people_in_trail(${network}, ${typed})`.execute(scope)
    const [only, ...others] = people
    if (only === undefined || others.length > 0) return { filters, unclear: { field, typed, people } }
    clear[field] = only.id
  }
  return { filters: clear, unclear: null }
}
