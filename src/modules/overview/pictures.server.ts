import { intlOf, sayWith } from '#platform/languages/intl.tsx'
import { DEFAULT_LOCALE, languageOf, localeOf } from '#platform/languages/locales.ts'
import { mapPair } from '#platform/map/map.server.ts'
import { flowsPicture } from './render/flows.server.ts'
import { placeLabel } from './screen/tables.ts'
import type { OverviewView } from './view.ts'

export type Pair = { wide: string; narrow: string }
const MOST_PLACES = 60

/** The ways between functions as ribbons; null without any. */
export const drawPictures = (view: OverviewView, lang: string | undefined): Pair | null => {
  const say = sayWith(intlOf(localeOf(lang) ?? DEFAULT_LOCALE))
  const flows = view.flows
    .filter(({ total }) => total !== null && total > 0)
    .flatMap(({ from, to }) =>
      to
        .filter(({ count }) => count !== 0)
        .map((cell) => ({ from: placeLabel(say, from), to: placeLabel(say, cell.to), count: cell.count })),
    )
  return flowsPicture({ title: say('overview.flows'), summary: say('overview.flows.picture'), flows })
}

/** Where the people live whom the teams have to do with: a mark a place, whose number is told or hidden, and places from where nobody came. */
export const drawMap = (view: OverviewView, lang: string | undefined): Pair | null => {
  const locale = localeOf(lang) ?? DEFAULT_LOCALE
  const intl = intlOf(locale)
  const say = sayWith(intl)
  const points = view.lines.slice(0, MOST_PLACES).flatMap(({ name, count, latitude, longitude }) =>
    latitude === null || longitude === null
      ? []
      : [
          {
            label: count === null ? name : `${name} ${intl.formatNumber(count)}`,
            group: say(count === null ? 'overview.coverage.few' : 'overview.coverage.some'),
            latitude,
            longitude,
          },
        ],
  )
  return points.length === 0 || view.places.total === null
    ? null
    : mapPair(
        { id: 'coverage', title: say('overview.coverage'), summary: say('overview.coverage.map'), points, view: 'points' },
        languageOf(locale),
      )
}
