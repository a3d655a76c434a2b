import { intlOf, sayWith } from '#platform/languages/intl.tsx'
import { type Locale, languageOf } from '#platform/languages/locales.ts'
import { mapPair } from '#platform/map/map.server.ts'
import type { Turn } from './calendar.queries.server.ts'

export type Drawn = { wide: string; narrow: string; summary: string }

/** The places of some stops on a map: one mark a place. Null when nobody knows where any of them is. */
export const drawStops = (turns: readonly Turn[], locale: Locale): Drawn | null => {
  const say = sayWith(intlOf(locale))
  const places = new Map(turns.filter(({ state }) => state !== 'cancelled').map((turn) => [turn.stopId, turn]))
  const points = [...places.values()].flatMap(({ stop, latitude, longitude, stopId }) =>
    latitude === null || longitude === null
      ? []
      : [{ label: stop, group: say('outreach.map.stops'), latitude, longitude, href: `#stop-${stopId}` }],
  )
  if (points.length === 0) return null
  const summary = say('outreach.map.summary', { n: points.length })
  const picture = { id: 'outreach-stops', title: say('outreach.map.title'), summary, points, view: 'points' as const }
  return { ...mapPair(picture, languageOf(locale)), summary }
}
