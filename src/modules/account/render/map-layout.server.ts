import type { DocumentLocale, MapPicture } from '../document.ts'
import { LABEL_SIZE, type PlacedLabel, placeLabels } from './label-placement.ts'
import { type Base, homeBase, isAtHome, OVERSEAS, type Overseas, overseasBase, overseasOf, worldBase } from './map-base.server.ts'
import { flow, type KeyEntry, listed } from './map-key.ts'
import en from './messages/en.json'
import fr from './messages/fr.json'
import nl from './messages/nl.json'
import { cleanText } from './svg.server.ts'
import { widthOf } from './text-width.ts'

type MapPoint = MapPicture['points'][number]
/** Points of one group at one place. With a `number` it is that which is placed, or stands on the mark: the label is in the list under the map. */
export type Mark = {
  x: number
  y: number
  radius: number
  group: number
  label: string
  points: readonly MapPoint[]
  href: string | null
  placed: PlacedLabel | null
  number: number | null
}
/** A frame of the map with its place in the whole, in pixels. `name` is null for France and Belgium. */
export type Frame = { x: number; y: number; base: Base; name: string | null; marks: readonly Mark[] }
/** A map laid out: where everything stands, in pixels. Positions in frames are relative to the frame. */
export type MapLayout = {
  width: number
  height: number
  frames: readonly Frame[]
  groups: readonly (KeyEntry & { group: number })[]
  listed: readonly (KeyEntry & { number: number })[]
}

const NAMES: Record<DocumentLocale, Readonly<Record<`account.map.${Overseas | 'elsewhere'}`, string>>> = { fr, nl, en }
const WIDE = 480
const RADIUS = 5
const APART = 16
const ROOM = 18 // a line for the name of a frame

type Region = 'home' | Overseas | 'world'
const regionOf = ({ longitude, latitude }: MapPoint): Region =>
  isAtHome(longitude, latitude) ? 'home' : (overseasOf(longitude, latitude) ?? 'world')

const labelOf = (points: readonly MapPoint[]) => {
  const labels = [...new Set(points.map((point) => cleanText(point.label)))]
  const [first = ''] = labels
  if (points.length === 1) return first
  return labels.length === 1 ? `${first} (${points.length})` : `${first} + ${points.length - 1}`
}

// A hundredth of a degree is about a kilometre: nearer than that is the same place on a map of a country.
const placeKey = ({ longitude, latitude }: MapPoint) => `${longitude.toFixed(2)} ${latitude.toFixed(2)}`

const MANY = 12
const LONG = 130
/** Many long names on a map are unrest: then all of them go to the list under it. */
const isTalkative = (labels: readonly string[]) =>
  labels.length > MANY && labels.reduce((sum, label) => sum + widthOf(label, LABEL_SIZE), 0) / labels.length > LONG

const marksOf = (points: readonly MapPoint[], base: Base, groups: readonly string[], startNumber: number): Mark[] => {
  const places = Map.groupBy(points, placeKey)
  const bare = [...places.values()].flatMap((here) => {
    const byGroup = [...Map.groupBy(here, (point) => point.group).entries()]
    return byGroup.flatMap(([group, members], i) => {
      const [first] = members
      const at = first === undefined ? null : base.project(first.longitude, first.latitude)
      if (at === null) return []
      const hrefs = new Set(members.map((point) => point.href))
      const href = hrefs.size === 1 ? ([...hrefs][0] ?? null) : null
      const x = at[0] + (i - (byGroup.length - 1) / 2) * RADIUS * 2
      return [
        {
          x,
          y: at[1],
          radius: members.length > 1 ? RADIUS + 1.5 : RADIUS,
          group: groups.indexOf(group),
          label: labelOf(members),
          points: members,
          href,
        },
      ]
    })
  })
  const frame = { x0: 2, y0: 2, x1: base.width - 2, y1: base.height - 2 }
  const room = {
    frame,
    widest: Math.min(150, base.width * 0.6),
    firstNumber: startNumber,
    numbersOnly: isTalkative(bare.map((mark) => mark.label)),
  }
  const placed = placeLabels(
    bare.map((mark) => ({ ...mark, text: mark.label })),
    room,
  )
  return bare.map((mark, i) => ({ ...mark, placed: placed[i]?.label ?? null, number: placed[i]?.number ?? null }))
}

type Slot = { region: Region; x: number; y: number; width: number; height: number }
const stackInsets = (
  insets: readonly Overseas[],
  x: number,
  top: number,
  width: number,
  columns: number,
): { slots: Slot[]; bottom: number } => {
  const side = Math.floor((width - APART * (columns - 1)) / columns)
  const slots = insets.map(
    (region, i): Slot => ({
      region,
      x: x + (i % columns) * (side + APART),
      y: top + ROOM + Math.floor(i / columns) * (side + APART + ROOM),
      width: side,
      height: side,
    }),
  )
  return { slots, bottom: insets.length === 0 ? top : top + Math.ceil(insets.length / columns) * (side + APART + ROOM) }
}

const CROWDED_WORLD = 4
/** Where each frame stands: on wide pictures the small ones beside the large one, on a phone all below each other. */
const slotsOf = (regions: ReadonlyMap<Region, readonly MapPoint[]>, top: number, width: number): { slots: Slot[]; bottom: number } => {
  const insets = (Object.keys(OVERSEAS) as Overseas[]).filter((region) => regions.has(region))
  const abroad = regions.get('world')?.length ?? 0
  const atHome = regions.has('home')
  const worldBeside = abroad > 0 && abroad <= CROWDED_WORLD && atHome
  const beside = width >= WIDE && atHome && (insets.length > 0 || worldBeside)
  const homeWidth = atHome ? Math.round(Math.min(beside ? width * 0.68 : width, 560)) : 0
  const slots: Slot[] = atHome ? [{ region: 'home', x: 0, y: top, width: homeWidth, height: homeBase(homeWidth).height }] : []
  let bottom = atHome ? top + homeBase(homeWidth).height + APART : top
  const sideX = beside ? homeWidth + APART : 0
  const sideWidth = beside ? width - sideX : width
  let side = beside ? top : bottom
  const stacked = stackInsets(insets, sideX, side, sideWidth, beside ? 2 : 3)
  slots.push(...stacked.slots)
  side = stacked.bottom
  if (abroad > 0 && beside && worldBeside) {
    slots.push({ region: 'world', x: sideX, y: side + ROOM, width: sideWidth, height: worldBase(sideWidth).height })
    side += ROOM + worldBase(sideWidth).height + APART
  }
  bottom = Math.max(bottom, side)
  if (abroad > 0 && !(beside && worldBeside)) {
    const room = atHome || insets.length > 0 ? ROOM : 0
    slots.push({ region: 'world', x: 0, y: bottom + room, width, height: worldBase(width).height })
    bottom += room + worldBase(width).height + APART
  }
  return { slots, bottom }
}

const nameKey = (region: Exclude<Region, 'home'>) =>
  (region === 'world' ? 'account.map.elsewhere' : `account.map.${region}`) as keyof (typeof NAMES)['fr']

const baseOf = ({ region, width, height }: Slot): Base =>
  region === 'home' ? homeBase(width) : region === 'world' ? worldBase(width) : overseasBase(region, width, height)

/**
 * Lays out a map of `width` CSS pixels: mainland France and Belgium in one frame; overseas departments and the rest of the world only
 * when points fall there. Points of one group at one place become one mark with their count; the directory uses the same layout for its results.
 */
export const projectMap = (map: MapPicture, { width, locale = 'fr' }: { width: number; locale?: DocumentLocale }): MapLayout => {
  const points = map.points.filter((point) => Number.isFinite(point.latitude) && Number.isFinite(point.longitude))
  const groups = [...new Set(points.map((point) => point.group))]
  const key = flow(groups.length > 1 ? groups.map(cleanText) : [], 0, width, 18)
  const regions = Map.groupBy(points, regionOf)
  if (points.length === 0) regions.set('home', [])
  const { slots, bottom } = slotsOf(regions, key.bottom === 0 ? 0 : key.bottom + 8, width)
  const frames: Frame[] = []
  let next = 1
  for (const slot of slots) {
    const base = baseOf(slot)
    const marks = marksOf(regions.get(slot.region) ?? [], base, groups, next)
    next += marks.filter((mark) => mark.number !== null).length
    const name = slot.region === 'home' || slots.length === 1 ? null : NAMES[locale][nameKey(slot.region)]
    frames.push({ x: slot.x, y: slot.y, base, name, marks })
  }
  const unplaced = frames
    .flatMap((frame) => frame.marks)
    .filter((mark) => mark.number !== null)
    .sort((a, b) => (a.number ?? 0) - (b.number ?? 0))
  const list = listed(
    unplaced.map((mark) => mark.label),
    bottom,
    width,
    24,
  )
  return {
    width,
    height: list.bottom + 2,
    frames,
    groups: key.entries.map((entry, group) => ({ ...entry, group })),
    listed: list.entries.map((entry, i) => ({ ...entry, number: unplaced[i]?.number ?? 0 })),
  }
}
