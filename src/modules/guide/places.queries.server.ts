import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { distance } from '#platform/distance.ts'
import type { Words } from '#platform/words.ts'

/** A municipality (or what lies above it) to choose from; `within` tells two of one name apart. */
export type Place = { id: string; name: string; within: string | null }
const SHOWN = 8
const LONGEST = 60
// As people write it, and as the official names do.
const unabbreviated = (text: string) => text.replaceAll(/\bste[\s-]+/gi, 'sainte ').replaceAll(/\bst[\s-]+/gi, 'saint ')

type Candidate = Place & { folded: string }
const chosen = async (scope: Scope, condition: ReturnType<typeof sql>, order: ReturnType<typeof sql>, most: number): Promise<Candidate[]> =>
  (
    await sql<Candidate>`select t.id, t.name, up.name as within, trim(t.folded) as folded
      from directory.territory t left join directory.territory up on up.id = t.parent_id
      where t.kind <> 'country' and ${condition} order by ${order}, t.population desc nulls last, t.id limit ${most}`.execute(scope)
  ).rows
const placeOf = ({ id, name, within }: Candidate): Place => ({ id, name, within })

const CANDIDATES = 150
const A_THIRD = 3
/** How many letters away a name is: the whole of it, or as many of its first words as were typed. */
const farness = (typed: string, folded: string) => {
  const begun = folded.split(' ').slice(0, typed.split(' ').length).join(' ')
  return Math.min(distance(typed, folded), distance(typed, begun))
}
// Trigrams find what shares some letters, by an index, and think little of short names with two mistakes: the letters themselves decide.
const nearlyNamed = async (scope: Scope, words: string): Promise<Place[]> => {
  const { rows } = await sql<{ folded: string }>`
    select trim(platform.folded(${words})) as folded, set_config('pg_trgm.word_similarity_threshold', '0.3', true)`.execute(scope)
  const typed = rows[0]?.folded ?? ''
  if (typed.length < 2) return []
  return (await chosen(scope, sql`${typed} <% t.folded`, sql`word_similarity(${typed}, t.folded) desc`, CANDIDATES))
    .map((candidate) => ({ candidate, far: farness(typed, candidate.folded) }))
    .filter(({ far }) => far <= Math.max(2, typed.length / A_THIRD))
    .sort((one, other) => one.far - other.far)
    .slice(0, SHOWN)
    .map(({ candidate }) => placeOf(candidate))
}

/**
 * Places by the beginning of their name; where there is none, those whose name is nearly what was typed. Accents, case and hyphens do
 * not count. @returns at most eight, the likeliest first
 */
export const findPlaces = async (scope: Scope, typed: string): Promise<Place[]> => {
  const words = unabbreviated(typed.trim().slice(0, LONGEST))
  if (words.length < 2) return []
  const asked = sql`trim(platform.folded(${words}))`
  const begun = await chosen(
    scope,
    sql`length(${asked}) > 1 and t.folded like ${asked} || '%'`,
    sql`(trim(t.folded) = ${asked}) desc`,
    SHOWN,
  )
  return begun.length > 0 ? begun.map(placeOf) : nearlyNamed(scope, words)
}

/** A place by its id; null when there is none. */
export const readPlace = async (scope: Scope, id: string | undefined): Promise<Place | null> => {
  if (id === undefined) return null
  const { rows } = await sql<Place>`select t.id, t.name, up.name as within from directory.territory t
    left join directory.territory up on up.id = t.parent_id where t.id = ${id}`.execute(scope)
  return rows[0] ?? null
}

/** A network that the reader may see. `covers`: one of its sectors or catchments holds the place, or some of it. */
export type Covering = { network: string; name: Words; country: string; teams: number; covers: boolean }

/** The networks that have teams: those that cover the place first. Those that the reader may not see are not there. */
export const listNetworks = async (scope: Scope, place: string | null): Promise<Covering[]> => {
  const { rows } = await sql<Covering>`
    with recursive down as (select id from directory.territory where parent_id = ${place}
      union all select t.id from directory.territory t join down on t.parent_id = down.id),
    covering as (select distinct m.network_id from directory.area_territory m
      where m.territory_id in (select unnest(p.ids) from directory.placed(${place}) p) or m.territory_id in (select id from down))
    select n.id as network, n.name, n.country, n.id in (select network_id from covering) as covers, s.teams
    from platform.network n cross join lateral (select count(*)::integer as teams from directory.service s where s.network_id = n.id and s.status <> 'defunct') s
    where s.teams > 0 order by covers desc, n.id`.execute(scope)
  return rows
}
