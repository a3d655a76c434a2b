import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { intlOf } from '#platform/languages/intl.tsx'
import { type Locale, languageOf, segmentOf } from '#platform/languages/locales.ts'
import { mapPair } from '#platform/map/map.server.ts'
import type { MapPicture } from '#platform/map/map-picture.ts'
import type { Filters } from './filters.ts'
import { lookingUp, matching } from './search.queries.server.ts'

export type Drawn = { wide: string; narrow: string; summary: string; places: { label: string; href: string | null }[] }

const MOST_PLACES = 150
const label = (names: readonly string[], count: number) => (count === 1 ? (names[0] ?? '') : `${names[0] ?? ''} + ${count - 1}`)

type Place = { network: string; id: string; names: string[]; count: number; isService: boolean; latitude: number; longitude: number }

/**
 * The results of a search on a map: one mark a place, the fullest places first when there are many (a place then stands for all that
 * lies within `grid` degrees of it). A mark of one result leads to it.
 */
export const readResultMap = async (scope: Scope, filters: Filters, locale: Locale): Promise<Drawn> => {
  const count = await countPlaces(scope, filters)
  const grid = count.places > MOST_PLACES ? (filters.in === null ? 0.5 : 0.1) : 0.01
  const { rows } = await sql<Place>`
    ${lookingUp(filters)}, found as (select e.network_id, e.id, e.name, e.service_id, e.latitude, e.longitude ${matching(filters)})
    select min(network_id) as network, min(id) as id, (array_agg(name order by name))[1:1] as names, count(*)::integer as count, bool_and(service_id is not null) as "isService",
      avg(latitude)::float as latitude, avg(longitude)::float as longitude
    from found where latitude is not null group by round(latitude / ${grid}::numeric), round(longitude / ${grid}::numeric) order by count(*) desc, min(name) limit ${MOST_PLACES}`.execute(
    scope,
  )
  const shown = rows.reduce((sum, row) => sum + row.count, 0)
  const summary = intlOf(locale).formatMessage({ id: 'directory.map.summary' }, { shown, missing: count.all - shown })
  return draw(locale, { id: 'directory-results', title: 'directory.map.title', summary }, rows)
}

const countPlaces = async (scope: Scope, filters: Filters) => {
  const { rows } = await sql<{ all: number; places: number }>`
    ${lookingUp(filters)}, found as (select e.latitude, e.longitude ${matching(filters)})
    select count(*)::integer as "all", count(distinct (round(latitude, 2), round(longitude, 2))) filter (where latitude is not null)::integer as places from found`.execute(
    scope,
  )
  return rows[0] ?? { all: 0, places: 0 }
}

const draw = (locale: Locale, { id, title, summary }: { id: string; title: string; summary: string }, places: readonly Place[]): Drawn => {
  const intl = intlOf(locale)
  const say = (message: string) => intl.formatMessage({ id: message })
  const points = places.map((place) => ({
    label: label(place.names, place.count),
    group: say(place.isService ? 'directory.map.services' : 'directory.map.organisations'),
    latitude: place.latitude,
    longitude: place.longitude,
    ...(place.count === 1 ? { href: addressOf(locale, place) } : {}),
  }))
  const map: MapPicture = { id, title: say(title), summary, points, view: 'points' }
  return {
    ...mapPair(map, languageOf(locale)),
    summary,
    places: points.map(({ label: name, href }) => ({ label: name, href: href ?? null })),
  }
}

const addressOf = (locale: Locale, { network, id }: Pick<Place, 'network' | 'id'>) =>
  `/${segmentOf(locale)}/directory/${network}/${id.replace('/', 's/')}`

/** One record on a map; null when its place is not known. */
export const drawPlace = (at: { latitude: number; longitude: number } | null, name: string, locale: Locale): Drawn | null => {
  if (at === null) return null
  const summary = intlOf(locale).formatMessage({ id: 'directory.map.here' }, { name })
  const map: MapPicture = { id: 'directory-place', title: summary, summary, points: [{ label: name, group: '', ...at }] }
  return { ...mapPair(map, languageOf(locale)), summary, places: [{ label: name, href: null }] }
}
