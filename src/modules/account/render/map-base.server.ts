import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type GeoProjection, type GeoShape, geoConicConformal, geoEqualEarth, geoMercator, geoPath } from 'd3-geo'
import { merge, mesh, type Topology } from 'topojson-client'
import { stepwise, thinned } from './map-outline.ts'

/** A part of the world with its outline drawn in pixels, from its own upper left corner. `land` is in view, `around` stands back. */
export type Base = {
  width: number
  height: number
  project: (longitude: number, latitude: number) => [number, number] | null
  land: string
  around: string
  borders: string
}
type Box = readonly [west: number, south: number, east: number, north: number]

/** Mainland France with Corsica, Belgium and Luxembourg, with a strip of what lies around. */
const HOME: Box = [-5.3, 41.2, 9.75, 51.75]
/** Overseas departments, each in a frame of its own. Keys are those of the messages `account.map.…`. */
export const OVERSEAS = {
  guadeloupe: [-61.9, 15.78, -60.95, 16.56],
  martinique: [-61.3, 14.33, -60.74, 14.94],
  frenchGuiana: [-54.8, 2, -51.4, 5.95],
  reunion: [55.12, -21.46, 55.93, -20.8],
  mayotte: [44.98, -13.06, 45.36, -12.58],
} as const satisfies Record<string, Box>
export type Overseas = keyof typeof OVERSEAS
const WORLD: Box = [-168, -54, 178, 72]

// ISO 3166-1 numeric: Belgium, France, Luxembourg; and who is near enough to be seen around them.
const IN_VIEW = new Set(['056', '250', '442'])
const AROUND = new Set(['020', '276', '380', '372', '438', '492', '528', '724', '756', '826', '833'])

const require = createRequire(import.meta.url)
// Natural Earth, public domain, 1:50 million and 1:110 million, as packed by world-atlas.
const topologyOf = (file: string): Topology => JSON.parse(readFileSync(require.resolve(`world-atlas/${file}`), 'utf8')) as Topology
const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined
  return () => {
    if (made === undefined) made = { value: make() }
    return made.value
  }
}

type Shapes = { land: GeoShape; around: GeoShape; borders: GeoShape }
const homeShapes = once((): Shapes => {
  const topology = topologyOf('countries-50m.json')
  const countries = topology.objects.countries?.geometries ?? []
  const among = (ids: ReadonlySet<string>) => countries.filter((country) => ids.has(country.id ?? ''))
  const near = (country: { id?: string }) => IN_VIEW.has(country.id ?? '') || AROUND.has(country.id ?? '')
  return {
    land: merge(topology, among(IN_VIEW)),
    around: merge(topology, among(AROUND)),
    borders: mesh(topology, topology.objects.countries, (a, b) => a !== b && near(a) && near(b)),
  }
})
const overseasShapes = once((): Shapes => {
  const topology = topologyOf('countries-50m.json')
  const countries = topology.objects.countries?.geometries ?? []
  const near = new Set(['076', '740'])
  const nothing = { type: 'GeometryCollection', geometries: [] }
  return {
    land: merge(
      topology,
      countries.filter((c) => c.id === '250'),
    ),
    around: merge(
      topology,
      countries.filter((c) => near.has(c.id ?? '')),
    ),
    borders: nothing,
  }
})
/** Under this width in pixels the borders of the world's countries are a web that hides the marks. */
const COUNTRIES_SEEN = 480
const worldShapes = (withBorders: boolean) =>
  withBorders ? worldWithBorders() : { ...worldWithBorders(), borders: { type: 'GeometryCollection', geometries: [] } }
const worldWithBorders = once((): Shapes => {
  const topology = topologyOf('countries-110m.json')
  const countries = (topology.objects.countries?.geometries ?? []).filter((country) => country.id !== '010')
  const nothing = { type: 'GeometryCollection', geometries: [] }
  return { land: merge(topology, countries), around: nothing, borders: mesh(topology, topology.objects.countries, (a, b) => a !== b) }
})

const edgeOf = ([west, south, east, north]: Box): GeoShape => {
  const along = Array.from({ length: 21 }, (_, i) => west + ((east - west) * i) / 20)
  return {
    type: 'MultiPoint',
    coordinates: along.flatMap((longitude) => [
      [longitude, south],
      [longitude, north],
    ]),
  }
}

const drawBase = (projection: GeoProjection, box: Box, width: number, height: number, shapes: Shapes, apart: number): Base => {
  const fitted = projection
    .precision(0.5)
    .fitExtent(
      [
        [0, 0],
        [width, height],
      ],
      edgeOf(box),
    )
    .clipExtent([
      [0, 0],
      [width, height],
    ])
  const path = geoPath({ stream: (sink) => fitted.stream(thinned(sink, apart)) }).digits(1)
  const draw = (shape: GeoShape) => stepwise(path(shape) ?? '')
  const project = (longitude: number, latitude: number) => fitted([longitude, latitude])
  return { width, height, project, land: draw(shapes.land), around: draw(shapes.around), borders: draw(shapes.borders) }
}

const KEPT = 24
const bases = new Map<string, Base>()
const cached = (key: string, make: () => Base): Base => {
  const known = bases.get(key)
  if (known !== undefined) return known
  if (bases.size >= KEPT) bases.clear() // widths come from code, not from readers: this only bounds a mistake
  const made = make()
  bases.set(key, made)
  return made
}

export const isAtHome = (longitude: number, latitude: number) => isInside(HOME, longitude, latitude)
export const overseasOf = (longitude: number, latitude: number): Overseas | undefined =>
  (Object.keys(OVERSEAS) as Overseas[]).find((key) => isInside(OVERSEAS[key], longitude, latitude))
const isInside = ([west, south, east, north]: Box, longitude: number, latitude: number) =>
  longitude >= west && longitude <= east && latitude >= south && latitude <= north

/** France and Belgium in the conic projection of the official French maps (parallels 44° and 49°). Drawn once for each width. */
export const homeBase = (width: number): Base =>
  cached(`home ${width}`, () =>
    drawBase(geoConicConformal().rotate([-3, 0]).parallels([44, 49]), HOME, width, Math.round(width * 1.02), homeShapes(), 1.2),
  )
export const overseasBase = (which: Overseas, width: number, height: number): Base =>
  cached(`${which} ${width} ${height}`, () => drawBase(geoMercator(), OVERSEAS[which], width, height, overseasShapes(), 0.7))
export const worldBase = (width: number): Base =>
  cached(`world ${width}`, () =>
    drawBase(geoEqualEarth(), WORLD, width, Math.round(width * 0.44), worldShapes(width >= COUNTRIES_SEEN), 1.5),
  )
