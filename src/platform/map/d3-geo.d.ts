// The parts of two libraries without types of their own that the map uses (d3-geo 3.1, topojson-client 3.1).
declare module 'd3-geo' {
  type Position = [number, number]
  export type GeoShape = { type: string } & Record<string, unknown>
  export type GeoStream = {
    point: (x: number, y: number) => void
    lineStart: () => void
    lineEnd: () => void
    polygonStart: () => void
    polygonEnd: () => void
    sphere?: () => void
  }
  export interface GeoProjection {
    (point: Position): Position | null
    stream: (sink: GeoStream) => GeoStream
    rotate: (angles: [number, number]) => GeoProjection
    parallels: (parallels: Position) => GeoProjection
    precision: (pixels: number) => GeoProjection
    fitExtent: (extent: [Position, Position], shape: GeoShape) => GeoProjection
    clipExtent: (extent: [Position, Position]) => GeoProjection
  }
  export interface GeoPath {
    (shape: GeoShape): string | null
    digits: (digits: number) => GeoPath
  }
  export const geoPath: (projection: { stream: (sink: GeoStream) => GeoStream }) => GeoPath
  export const geoConicConformal: () => GeoProjection
  export const geoMercator: () => GeoProjection
  export const geoEqualEarth: () => GeoProjection
}

declare module 'topojson-client' {
  import type { GeoShape } from 'd3-geo'
  export type Topology = { type: 'Topology'; objects: Record<string, { type: string; geometries: { id?: string; type: string }[] }> }
  export const merge: (topology: Topology, shapes: readonly { id?: string; type: string }[]) => GeoShape
  export const mesh: (topology: Topology, shape: unknown, filter: (a: { id?: string }, b: { id?: string }) => boolean) => GeoShape
}
