import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { Words } from '#platform/words.ts'
import type { Filters } from './filters.ts'
import type { CareFunction, OrganisationKind } from './vocabulary.ts'

export const PAGE_SIZE = 20

/** One line of a result: an organisation, or a service of one (`serviceId`). */
export type Hit = {
  network: string
  organisationId: string
  serviceId: string | null
  name: string
  /** Of the organisation that runs the service. */
  organisation: string
  kind: OrganisationKind
  careFunction: CareFunction | null
  place: string | null
  territoryId: string | null
  territory: string | null
}
export type Count<T extends string = string> = { value: T; count: number; label?: string }
export type Found = {
  total: number
  hits: Hit[]
  counts: {
    kind: Count<OrganisationKind>[]
    function: Count<CareFunction>[]
    network: (Count & { name: Words })[]
    in: (Count & { name: string })[]
  }
}

type Narrow = Omit<Filters, 'view' | 'page'>
const HAS_WORD = /[\p{L}\p{N}]/u
const isQuery = (q: string) => HAS_WORD.test(q)

// Who is in a group today; the days of a membership may be unknown.
const isMemberOf = (group: string) => {
  const [network, organisation] = group.split('/')
  return sql`e.network_id = ${network} and exists (select from directory.membership m where m.network_id = e.network_id and m.organisation_id = e.organisation_id
    and m.group_id = ${organisation} and coalesce(m.valid_from, '-infinity') <= current_date and coalesce(m.valid_to, 'infinity') >= current_date)`
}

/** Looks up the words once for a whole statement: the `with` clause that `matching` needs. */
export const lookingUp = (filters: Narrow) =>
  sql`with f as materialized (select * from directory.find(${filters.q}, ${filters.network}) where ${isQuery(filters.q)})`

/** Everything that the filters let through, as `from … where …` over `directory.entry e`; words are found in the common table `f`. */
export const matching = (filters: Narrow, without?: 'kind' | 'function' | 'network'): RawBuilder<unknown> => {
  const source = isQuery(filters.q) ? sql`f join directory.entry e on e.network_id = f.network_id and e.id = f.id` : sql`directory.entry e`
  const conditions = [
    filters.network !== null && without !== 'network' ? sql`e.network_id = ${filters.network}` : null,
    filters.kind !== null && without !== 'kind' ? sql`e.kind = ${filters.kind}` : null,
    filters.function !== null && without !== 'function' ? sql`e.care_function = ${filters.function}` : null,
    filters.in === null ? null : sql`e.places @> array[${filters.in}]`,
    filters.group === null ? null : isMemberOf(filters.group),
  ].filter((condition) => condition !== null)
  return conditions.length === 0 ? sql`from ${source}` : sql`from ${source} where ${sql.join(conditions, sql` and `)}`
}

/**
 * Searches organisations and services. Accents, case, the order of the words and typing errors do not count; former names, places,
 * postal codes and names of territories lead to a result too. Under row-level security: only what the reader may see.
 * @returns one page of hits (the best first, or by name), how many there are in all, and how many for each value of each filter
 */
export const searchDirectory = async (scope: Scope, filters: Filters): Promise<Found> => {
  const depth = filters.in === null ? 0 : await depthOf(scope, filters.in)
  const { rows } = await sql<{ hits: Hit[] | null; tallies: Tally[] }>`
    ${lookingUp(filters)},
    page as materialized (
      select e.*, row_number() over () as rank from (select e.* ${matching(filters)} order by ${orderOf(filters)} limit ${PAGE_SIZE} offset ${(filters.page - 1) * PAGE_SIZE}) e),
    hits as (
      select jsonb_agg(jsonb_build_object('network', p.network_id, 'organisationId', p.organisation_id, 'serviceId', p.service_id, 'name', p.name, 'organisation', o.name, 'kind', p.kind,
        'careFunction', p.care_function, 'place', p.place, 'territoryId', p.territory_id, 'territory', t.name) order by p.rank) as hits
      from page p join directory.organisation o on o.network_id = p.network_id and o.id = p.organisation_id left join directory.territory t on t.id = p.territory_id),
    found as (select e.kind, e.care_function, e.network_id, e.places[${depth + 1}::integer] as inside ${matching(filters)}),
    tallies as (
      select case when grouping(kind) = 0 then 'kind' when grouping(care_function) = 0 then 'function' when grouping(network_id) = 0 then 'network' when grouping(inside) = 0 then 'in' else 'all' end as facet,
        coalesce(kind, care_function, network_id, inside) as value, count(*) as count
      from found group by grouping sets ((kind), (care_function), (network_id), (inside), ()))
    select hits, (select jsonb_agg(to_jsonb(t)) from tallies t) as tallies from hits`.execute(scope)
  const { hits, tallies } = rows[0] ?? { hits: null, tallies: [] }
  return {
    hits: hits ?? [],
    total: tallies.find(({ facet }) => facet === 'all')?.count ?? 0,
    counts: await countsOf(scope, filters, tallies),
  }
}

const orderOf = (filters: Narrow) =>
  isQuery(filters.q)
    ? sql`f.score desc, (e.service_id is not null), length(e.name), e.name collate platform.names, e.id`
    : sql`e.name collate platform.names, e.id`

type Facet = 'kind' | 'function' | 'network' | 'in'
type Tally = { facet: Facet | 'all'; value: string | null; count: number }

// A filter that is set is counted once more without itself, so that one can change it.
const countsOf = async (scope: Scope, filters: Filters, tallies: readonly Tally[]): Promise<Found['counts']> => {
  const others: Tally[] = []
  if (filters.kind !== null) others.push(...(await tally(scope, filters, 'kind', sql`e.kind`)))
  if (filters.function !== null) others.push(...(await tally(scope, filters, 'function', sql`e.care_function`)))
  if (filters.network !== null) others.push(...(await tally(scope, filters, 'network', sql`e.network_id`)))
  const replaced = new Set(others.map(({ facet }) => facet))
  const all = [...tallies.filter(({ facet }) => !replaced.has(facet)), ...others]
  const of = (facet: Facet) =>
    all.flatMap((row) => (row.facet === facet && row.value !== null ? [{ value: row.value, count: row.count }] : []))
  return {
    kind: of('kind') as Count<OrganisationKind>[],
    function: of('function') as Count<CareFunction>[],
    network: await named(scope, of('network')),
    in: await placed(scope, of('in')),
  }
}

const tally = async (
  scope: Scope,
  filters: Filters,
  facet: 'kind' | 'function' | 'network',
  column: RawBuilder<unknown>,
): Promise<Tally[]> => {
  const narrow = facet === 'network' ? { ...filters, network: null } : filters
  const { rows } =
    await sql<Tally>`${lookingUp(narrow)} select ${sql.lit(facet)} as facet, ${column} as value, count(*)::integer as count ${matching(narrow, facet)} group by ${column}`.execute(
      scope,
    )
  return rows
}

const depthOf = async (scope: Scope, territory: string) => {
  const { rows } = await sql<{ depth: number }>`select cardinality(ids) as depth from directory.placed(${territory})`.execute(scope)
  return rows[0]?.depth ?? 0
}

const named = async (scope: Scope, counts: Count[]) => {
  if (counts.length === 0) return []
  const names = await scope
    .selectFrom('platform.network')
    .select(['id', 'name'])
    .where(
      'id',
      'in',
      counts.map(({ value }) => value),
    )
    .execute()
  return names.flatMap(({ id, name }) => counts.filter(({ value }) => value === id).map((count) => ({ ...count, name })))
}

const placed = async (scope: Scope, counts: Count[]) => {
  if (counts.length === 0) return []
  const { rows } = await sql<{
    id: string
    name: string
  }>`select id, name from directory.territory where id = any (${counts.map(({ value }) => value)}) order by name collate platform.names`.execute(
    scope,
  )
  return rows.flatMap(({ id, name }) => counts.filter(({ value }) => value === id).map((count) => ({ ...count, name })))
}

/** Networks by name, in the order of their ids: what somebody may write in. */
export const readNetworks = (scope: Scope, ids: readonly string[]): Promise<{ id: string; name: Words }[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : scope.selectFrom('platform.network').select(['id', 'name']).where('id', 'in', ids).orderBy('id').execute()

/** What a set filter is called, for its chip: the territory, the group. Null: nothing of that name can be seen. */
export const readFilterNames = async (scope: Scope, filters: Filters) => {
  const territory =
    filters.in === null
      ? undefined
      : await scope.selectFrom('directory.territory').select(['id', 'name', 'parent_id']).where('id', '=', filters.in).executeTakeFirst()
  const [network = '', id = ''] = filters.group?.split('/') ?? []
  const group =
    filters.group === null
      ? undefined
      : await scope
          .selectFrom('directory.organisation')
          .select('name')
          .where('network_id', '=', network)
          .where('id', '=', id)
          .executeTakeFirst()
  return { territory: territory ?? null, group: group?.name ?? null }
}

/** Organisations that have members today, with how many: what the filter "member of" offers. */
export const readGroups = async (scope: Scope, network: string | null): Promise<{ value: string; name: string; count: number }[]> => {
  const { rows } = await sql<{ value: string; name: string; count: number }>`
    select o.network_id || '/' || o.id as value, o.name, count(*)::integer as count from directory.membership m
    join directory.organisation o on o.network_id = m.network_id and o.id = m.group_id
    where coalesce(m.valid_from, '-infinity') <= current_date and coalesce(m.valid_to, 'infinity') >= current_date and ${network === null ? sql`true` : sql`m.network_id = ${network}`}
    group by o.network_id, o.id, o.name order by count(*) desc, o.name collate platform.names limit 12`.execute(scope)
  return rows
}
