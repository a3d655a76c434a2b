import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { Language } from '#platform/languages/locales.ts'
import type { Words } from '#platform/words.ts'

/** A municipality (or what lies above it) to choose from, in the reader's language; `within` tells two of one name apart. */
export type Place = {
  id: string
  name: string
  within: string | null
  /** The name or postal code under which it was found, where that is not the one shown. */
  called: string | null
  /** Whether what was typed is the whole of a name of it, or one of its postal codes. */
  isExact: boolean
  isMunicipality: boolean
}

/** A place by its id; null when there is none. */
export const readPlace = async (scope: Scope, id: string | undefined, language: Language): Promise<Place | null> => {
  if (id === undefined) return null
  const { rows } = await sql<Place>`
    select t.id, coalesce(own.name, t.name) as name, coalesce(above.name, up.name) as within, null as called, true as "isExact",
        t.kind = 'municipality' as "isMunicipality"
      from directory.territory t left join directory.territory up on up.id = t.parent_id
      left join directory.territory_name own on own.territory_id = t.id and own.language = ${language}
      left join directory.territory_name above on above.territory_id = up.id and above.language = ${language}
     where t.id = ${id}`.execute(scope)
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
