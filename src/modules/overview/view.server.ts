import { readPageSetting } from '#modules/network/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { today } from '#platform/today.ts'
import type { Counting } from './counting.ts'
import { listAreas, listPlaces, listTeams, readCounts, steeredBy } from './counts.queries.server.ts'
import { ageOf, before, begunOf, lastDayOf, nameOf, type Period, periodFrom, periodsUntil } from './period.ts'
import { type Shown, shownOf } from './protecting.server.ts'
import { readCounting } from './settings.queries.server.ts'
import type { Earlier, OverviewView, PlaceLine } from './view.ts'
import { PER } from './vocabulary.ts'

export const todayOf = today

/**
 * All that the dashboard of a network tells of a period ("2026", "2026-3"; the last quarter that ended unless told otherwise): counts that
 * may be shown, and what stands beside them in the directory.
 * @throws Problem signed_out, not_found (see steeredBy)
 */
export const readOverview = async (
  scope: Scope,
  actor: Actor,
  network: string,
  wished: string | null,
  today = todayOf(),
): Promise<OverviewView> => {
  const { name, threshold, isDemonstration } = await steeredBy(scope, actor, network)
  const period = periodFrom(wished, today)
  const told = teller(scope, { network, threshold, today })
  const { shown, at, counting } = await told(period)
  const day = lastDayOf(period, today)
  const teams = await listTeams(scope, network, day)
  const loads = new Map(shown.caseload.teams.map(({ key, count }) => [key, count]))
  return {
    network,
    name,
    isDemonstration,
    threshold,
    period,
    periods: periodsUntil(today),
    day,
    countedAt: at.toISOString(),
    counting,
    mostTeams: (await readPageSetting(scope, network)).mostTeams,
    ...shown,
    before: await earlier(told, period, today),
    teams: teams.flatMap((team) => {
      const count = loads.get(team.id)
      return count === undefined ? [] : [{ ...team, count, perFte: count === null || !team.fte ? null : count / team.fte }]
    }),
    ...(await coverageOf(scope, network, shown.places)),
  }
}

type Told = (period: Period) => Promise<{ shown: Shown; at: Date; counting: Counting }>
/** What may be shown of periods. */
const teller =
  (scope: Scope, { network, threshold, today }: { network: string; threshold: number; today: string }): Told =>
  async (period) => {
    const begun = begunOf(period.year, today)
    const quarters = [period.quarter === 0 ? begun : period.quarter]
    const expected = await readCounting(scope, network, period.year)
    const counted = await readCounts(scope, network, period.year, { age: ageOf(period.year, today, expected.backDays), quarters })
    return {
      shown: shownOf(counted?.rows ?? [], period, begun, threshold),
      at: counted?.at ?? new Date(),
      counting: counted?.counting ?? expected,
    }
  }
/** The periods before: of the same kind, and of the whole year. */
const earlier = async (told: Told, period: Period, today: string): Promise<OverviewView['before']> => {
  const periods = periodsUntil(today).map(nameOf)
  const of = async (each: Period): Promise<Earlier | null> => {
    if (!periods.includes(nameOf(each))) return null
    const { shown, counting } = await told(each)
    return { period: each, shown, counting }
  }
  const year = await of({ year: period.year - 1, quarter: 0 })
  return { year, same: period.quarter === 0 ? year : await of(before(period)) }
}

const coverageOf = async (
  scope: Scope,
  network: string,
  { total, parts }: OverviewView['places'],
): Promise<Pick<OverviewView, 'places' | 'lines' | 'nobodyFrom' | 'withoutTeam' | 'areas'>> => {
  const areas = await listAreas(scope, network)
  const counts = new Map(parts.map(({ key, count }) => [key, count]))
  const members = [...new Set(areas.flatMap(({ places }) => places))]
  const places = await listPlaces(
    scope,
    [...new Set([...counts.keys(), ...members])].filter((id) => id !== ''),
  )
  const lines = places.flatMap((place): PlaceLine[] => {
    const count = counts.get(place.id)
    return count === undefined
      ? []
      : [{ ...place, count, per: count === null || !place.population ? null : (count / place.population) * PER }]
  })
  const known = new Set(places.filter(({ id }) => counts.has(id)).flatMap(({ id, above }) => [id, ...above]))
  return {
    places: { total, parts },
    lines: counts.has('')
      ? [
          ...lines,
          { id: '', name: '', population: null, latitude: null, longitude: null, above: [], count: counts.get('') ?? null, per: null },
        ]
      : lines,
    nobodyFrom: places.filter(({ id }) => members.includes(id) && !known.has(id)).map(({ id, name }) => ({ id, name })),
    withoutTeam: areas.filter(({ functions }) => functions.length === 0).map(({ id, name }) => ({ id, name })),
    areas: areas.length,
  }
}

export type { Period }
