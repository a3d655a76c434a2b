import type { MapPoint } from './map-picture.ts'

/** Degrees: west, south, east, north. */
export type Box = readonly [west: number, south: number, east: number, north: number]

/** Mainland France with Corsica, Belgium and Luxembourg, with a strip of what lies around. */
export const HOME: Box = [-5.3, 41.2, 9.75, 51.75]
/** Overseas departments, each in a frame of its own. Keys are those of the messages `platform.map.…`. */
export const OVERSEAS = {
  guadeloupe: [-61.9, 15.78, -60.95, 16.56],
  martinique: [-61.3, 14.33, -60.74, 14.94],
  frenchGuiana: [-54.8, 2, -51.4, 5.95],
  reunion: [55.12, -21.46, 55.93, -20.8],
  mayotte: [44.98, -13.06, 45.36, -12.58],
} as const satisfies Record<string, Box>
export type Overseas = keyof typeof OVERSEAS
/** Where people and services are so close together that an atlas draws them again, larger. The smaller first: a place is in one only. */
export const CROWDED = {
  lille: [2.86, 50.53, 3.28, 50.79],
  paris: [1.98, 48.64, 2.78, 49.05],
  belgium: [2.5, 49.45, 6.45, 51.55],
} as const satisfies Record<string, Box>
export type Crowded = keyof typeof CROWDED
export const WORLD: Box = [-168, -54, 178, 72]

export type Region = 'home' | Overseas | 'world'

const isInside = ([west, south, east, north]: Box, longitude: number, latitude: number) =>
  longitude >= west && longitude <= east && latitude >= south && latitude <= north
const keysOf = <T extends object>(boxes: T) => Object.keys(boxes) as (keyof T)[]

export const regionOf = ({ longitude, latitude }: MapPoint): Region =>
  isInside(HOME, longitude, latitude) ? 'home' : (keysOf(OVERSEAS).find((key) => isInside(OVERSEAS[key], longitude, latitude)) ?? 'world')

// A hundredth of a degree is about a kilometre: nearer than that is the same place on a map of a country.
export const placeKey = ({ longitude, latitude }: MapPoint) => `${longitude.toFixed(2)} ${latitude.toFixed(2)}`

// A mark on the very edge of a frame is cut in two.
const RIM = 0.03
const withoutRim = ([west, south, east, north]: Box): Box => {
  const [x, y] = [(east - west) * RIM, (north - south) * RIM]
  return [west + x, south + y, east - x, north - y]
}

/** How many places of a region fill its frame so that a larger drawing helps. */
const CROWD: Record<Crowded, number> = { lille: 4, paris: 4, belgium: 8 }
/** A region that takes more than this part of the frame's width is large enough where it is. */
const SMALL = 0.3

/** The points of the main frame that an inset draws instead, by inset; `box` is what the main frame shows. */
export const crowdsOf = (points: readonly MapPoint[], [west, , east]: Box): Map<Crowded, readonly MapPoint[]> => {
  const isSmall = (key: Crowded) => CROWDED[key][2] - CROWDED[key][0] <= SMALL * (east - west)
  const inside = (key: Crowded, among: readonly MapPoint[]) =>
    among.filter(({ longitude, latitude }) => isInside(withoutRim(CROWDED[key]), longitude, latitude))
  const crowds = new Map<Crowded, readonly MapPoint[]>()
  let left = points
  for (const key of keysOf(CROWDED).filter(isSmall)) {
    const here = inside(key, left)
    if (new Set(here.map(placeKey)).size < CROWD[key]) continue
    crowds.set(key, here)
    left = left.filter((point) => !here.includes(point))
  }
  // In the order of the alphabet that names them on the map.
  return new Map([...crowds].sort(([a], [b]) => (a < b ? -1 : 1)))
}

type Narrowing = { whole: Box; least: readonly [longitude: number, latitude: number]; most: number; grid: number }
export const NARROWED: Record<'home' | 'world', Narrowing> = {
  home: { whole: HOME, least: [2.6, 1.8], most: 0.7, grid: 0.25 },
  world: { whole: WORLD, least: [36, 24], most: 0.6, grid: 2 },
}

/**
 * The box around points with some air, never less than `least` degrees: a dot without land around it tells nothing. Its edges lie on a
 * grid, so that different searches share a drawing. The whole where the points take most of it.
 */
export const boxAround = (points: readonly MapPoint[], { whole, least, most, grid }: Narrowing): Box => {
  const span = (values: readonly number[], smallest: number, from: number, to: number): [number, number] => {
    const [low, high] = [Math.min(...values), Math.max(...values)]
    const air = Math.max((high - low) * 0.14, (smallest - (high - low)) / 2)
    return [Math.max(from, Math.floor((low - air) / grid) * grid), Math.min(to, Math.ceil((high + air) / grid) * grid)]
  }
  if (points.length === 0) return whole
  const [west, east] = span(
    points.map(({ longitude }) => longitude),
    least[0],
    whole[0],
    whole[2],
  )
  const [south, north] = span(
    points.map(({ latitude }) => latitude),
    least[1],
    whole[1],
    whole[3],
  )
  const isMost = east - west > most * (whole[2] - whole[0]) || north - south > most * (whole[3] - whole[1])
  return isMost ? whole : [west, south, east, north]
}
