import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type GeoProjection, type GeoShape, geoConicConformal, geoEqualEarth, geoMercator, geoPath } from 'd3-geo'
import { merge, mesh, type Topology } from 'topojson-client'
import { stepwise, thinned } from './outline.ts'
import { type Box, HOME, OVERSEAS, type Overseas, WORLD } from './regions.ts'

/** A part of the world with its outline drawn in pixels, from its own upper left corner. `land` is in view, `around` stands back. */
export type Base = {
  width: number
  height: number
  project: (longitude: number, latitude: number) => [number, number] | null
  land: string
  around: string
  borders: string
}
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

const KEPT = 48
const bases = new Map<string, Base>()
// The boxes of searches lie on a grid, but there are many of them: who was drawn longest ago goes.
const cached = (key: string, make: () => Base): Base => {
  const base = bases.get(key) ?? make()
  bases.delete(key)
  bases.set(key, base)
  const [oldest] = bases.keys()
  if (bases.size > KEPT && oldest !== undefined) bases.delete(oldest)
  return base
}

const RADIANS = Math.PI / 180
/** How tall a box is for its width, on the ground: a degree of longitude is shorter in the north. */
const tallness = ([west, south, east, north]: Box) => (north - south) / ((east - west) * Math.cos(((south + north) / 2) * RADIANS))
const between = (low: number, value: number, high: number) => Math.min(high, Math.max(low, value))
const isWhole = (box: Box, whole: Box) => box.every((edge, at) => edge === whole[at])

/** France and Belgium, or the part of them in a box, in the conic projection of the official French maps (parallels 44° and 49°). */
export const homeBase = (width: number, box: Box = HOME): Base =>
  cached(`home ${width} ${box}`, () => {
    const height = Math.round(width * between(0.6, tallness(box), 1.02))
    // Few points are left of a coast that is drawn small, and many of one that is drawn large.
    const apart = isWhole(box, HOME) ? 1.2 : 0.8
    return drawBase(geoConicConformal().rotate([-3, 0]).parallels([44, 49]), box, width, height, homeShapes(), apart)
  })
export const overseasBase = (which: Overseas, width: number, height: number): Base =>
  cached(`${which} ${width} ${height}`, () => drawBase(geoMercator(), OVERSEAS[which], width, height, overseasShapes(), 0.7))
/** The world, or the part of it in a box. */
export const worldBase = (width: number, box: Box = WORLD): Base =>
  cached(`world ${width} ${box}`, () =>
    isWhole(box, WORLD)
      ? drawBase(geoEqualEarth(), box, width, Math.round(width * 0.44), worldShapes(width >= COUNTRIES_SEEN), 1.5)
      : drawBase(geoMercator(), box, width, Math.round(width * between(0.4, tallness(box), 0.75)), worldShapes(true), 1),
  )
