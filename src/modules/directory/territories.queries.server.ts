import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import { readPlaces } from './organisations.queries.server.ts'
import type { AreaKind, TerritoryKind } from './vocabulary.ts'

export const CHILDREN_SHOWN = 60
export type Child = { id: string; name: string; kind: TerritoryKind; population: number | null; entries: number }

/** What the page of a territory shows: where it lies, what lies in it, the areas that cover some of it. @throws Problem not_found */
export const readTerritoryPage = async (scope: Scope, id: string, { q = '', page = 1 }: { q?: string; page?: number } = {}) => {
  const territory = found(
    await scope
      .selectFrom('directory.territory')
      .select(['id', 'name', 'kind', 'population', 'latitude', 'longitude'])
      .where('id', '=', id)
      .executeTakeFirst(),
  )
  return {
    territory,
    population: await readPopulation(scope, [id]),
    above: (await readPlaces(scope, id)).slice(1),
    children: await readChildren(scope, id, q, page),
    areas: await readAreas(scope, id),
    entries: await readEntryCount(scope, id),
  }
}
export type TerritoryPage = Awaited<ReturnType<typeof readTerritoryPage>>

export type Population = { known: number | null; unknown: number }

/**
 * The people who live in these territories, from the largest parts whose number is known; nobody is counted twice where one of them
 * lies in another. `unknown`: how many of them have no number, nor anything inside them that has one.
 */
export const readPopulation = async (scope: Scope, ids: readonly string[]): Promise<Population> => {
  const { rows } = await sql<Population>`
    with recursive own as (
      select t.id, t.population from directory.territory t where t.id = any (${ids})
        and not exists (select from directory.placed(t.parent_id) p where p.ids && ${ids}::text[])),
    inside as (
      select o.id as top, o.id, o.population from own o
      union all select i.top, t.id, t.population from directory.territory t join inside i on t.parent_id = i.id where i.population is null),
    tops as (select top, sum(population) as population from inside group by top)
    select sum(population)::integer as known, count(*) filter (where population is null)::integer as unknown from tops`.execute(scope)
  return rows[0] ?? { known: null, unknown: 0 }
}

const readChildren = async (scope: Scope, id: string, q: string, page: number) => {
  const words = q.trim()
  const matches =
    words === ''
      ? sql`true`
      : sql`(t.folded like '%' || trim(platform.folded(${words})) || '%' or word_similarity(platform.folded(${words}), t.folded) >= 0.5)`
  const { rows } = await sql<Child & { total: number; isRest: boolean }>`
    with here as (select t.*, count(*) over ()::integer as total from directory.territory t where t.parent_id = ${id} and ${matches}
      order by ${words === '' ? sql`t.name collate platform.names` : sql`similarity(platform.folded(${words}), t.folded) desc, t.name collate platform.names`} limit ${CHILDREN_SHOWN} offset ${(page - 1) * CHILDREN_SHOWN})
    select h.id, h.name, h.kind, h.population, h.total, (select count(*)::integer from directory.entry e where e.places @> array[h.id]) as entries from here h`.execute(
    scope,
  )
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ id: child, name, kind, population, entries }) => ({ id: child, name, kind, population, entries })),
  }
}

const readEntryCount = async (scope: Scope, id: string) => {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::integer as count from directory.entry where places @> array[${id}]`.execute(scope)
  return rows[0]?.count ?? 0
}

// Areas that hold this territory, something inside it, or something around it.
const readAreas = async (scope: Scope, id: string) => {
  const { rows } = await sql<{ network: string; id: string; name: string; kind: AreaKind }>`
    select distinct a.network_id as network, a.id, a.name, a.kind, a.name collate platform.names as sorted from directory.area a
    join directory.area_territory m on m.network_id = a.network_id and m.area_id = a.id
    cross join lateral directory.placed(m.territory_id) p
    where ${id} = any (p.ids) or m.territory_id = any (select unnest(ids) from directory.placed(${id})) order by sorted limit 50`.execute(
    scope,
  )
  return rows.map(({ network, id: area, name, kind }) => ({ network, id: area, name, kind }))
}
