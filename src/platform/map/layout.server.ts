import { cleanText } from '../drawing/svg.server.ts'
import { intlOf } from '../languages/intl.tsx'
import type { Language } from '../languages/locales.ts'
import { type Base, homeBase, overseasBase, worldBase } from './base.server.ts'
import { flow, type KeyEntry, listed } from './key.ts'
import type { PixelBox } from './label-placement.ts'
import { landmarksIn, type PlacedLandmark } from './landmarks.ts'
import type { MapPicture, MapPoint } from './map-picture.ts'
import { type Mark, marksOf } from './marks.ts'
import {
  type Box,
  boxAround,
  CROWDED,
  type Crowded,
  crowdsOf,
  HOME,
  NARROWED,
  OVERSEAS,
  type Overseas,
  regionOf,
  WORLD,
} from './regions.ts'

/** Where an inset lies in a larger frame; the letter stands `at` one of its corners, and before the inset's name. */
export type Window = { letter: string; at: PixelBox; x: number; y: number; width: number; height: number }
/** A frame of the map with its place in the whole, in pixels. `name` is null for France and Belgium, and where there is only one frame. */
export type Frame = {
  x: number
  y: number
  base: Base
  name: string | null
  marks: readonly Mark[]
  windows: readonly Window[]
  landmarks: readonly PlacedLandmark[]
}
/** A map laid out: where everything stands, in pixels. Positions in frames are relative to the frame. */
export type MapLayout = {
  width: number
  height: number
  frames: readonly Frame[]
  groups: readonly (KeyEntry & { group: number })[]
  listed: readonly (KeyEntry & { number: number })[]
}

const WIDE = 480
const APART = 16
const ROOM = 18 // a line for the name of a frame

type Part = 'home' | Overseas | Crowded | 'world'
/** What a map is about: the points of each part that has a frame, and how much of the land the large frames show. */
type Plan = { parts: ReadonlyMap<Part, readonly MapPoint[]>; home: Box; world: Box }

const planOf = ({ points, view }: Pick<MapPicture, 'points' | 'view'>): Plan => {
  const regions = Map.groupBy(points, regionOf)
  const [atHome, abroad] = [regions.get('home') ?? [], regions.get('world') ?? []]
  const isNarrowed = view === 'points'
  const around = isNarrowed ? boxAround(atHome, NARROWED.home) : HOME
  const crowds = crowdsOf(atHome, around)
  const [[only, crowd] = []] = crowds
  // All of them in one crowd: that is the map, and nothing is left to show around it.
  const isOne = isNarrowed && only !== undefined && crowd?.length === atHome.length
  const insets = isOne ? new Map() : crowds
  const inInsets = new Set([...insets.values()].flat())
  const parts = new Map<Part, readonly MapPoint[]>(regions)
  if (atHome.length > 0 || points.length === 0)
    parts.set(
      'home',
      atHome.filter((point) => !inInsets.has(point)),
    )
  for (const [key, here] of insets) parts.set(key, here)
  return { parts, home: isOne ? CROWDED[only] : around, world: isNarrowed ? boxAround(abroad, NARROWED.world) : WORLD }
}

type Slot = { part: Part; x: number; y: number; base: Base }
type Row = { slots: readonly Slot[]; bottom: number }
type Sized = { part: Part; base: Base }

/** Frames with their names above, from left to right in rows of so many columns. */
const inRows = (frames: readonly Sized[], columns: number, x: number, top: number): Row => {
  let [y, tall] = [top, 0]
  const slots = frames.map(({ part, base }, i): Slot => {
    if (i % columns === 0) {
      y += i === 0 ? 0 : ROOM + tall + APART
      tall = 0
    }
    tall = Math.max(tall, base.height)
    return { part, base, x: x + (i % columns) * (base.width + APART), y: y + ROOM }
  })
  return { slots, bottom: frames.length === 0 ? top : y + ROOM + tall + APART }
}
const share = (width: number, columns: number) => Math.floor((width - APART * (columns - 1)) / columns)
/** One row under another, each made for the place where the one before it ends. */
const stacked = (top: number, ...makers: readonly ((top: number) => Row)[]): Row =>
  makers.reduce<Row>(
    ({ slots, bottom }, make) => {
      const row = make(bottom)
      return { slots: [...slots, ...row.slots], bottom: row.bottom }
    },
    { slots: [], bottom: top },
  )

const homeRow =
  ({ parts, home }: Plan, width: number) =>
  (top: number): Row => {
    if (!parts.has('home')) return { slots: [], bottom: top }
    const base = homeBase(Math.round(Math.min(width, MOST_AT_HOME)), home)
    return { slots: [{ part: 'home', x: 0, y: top, base }], bottom: top + base.height + APART }
  }
const crowdedRow =
  ({ parts }: Plan, width: number) =>
  (top: number): Row => {
    const crowded = crowdedIn(parts)
    const columns = width >= WIDE ? 2 : 1
    const frames = crowded.map((part) => ({ part, base: homeBase(share(width, columns), CROWDED[part]) }))
    return inRows(frames, columns, 0, top)
  }
const overseasRow =
  ({ parts }: Plan, x: number, width: number, columns: number) =>
  (top: number): Row => {
    const side = share(width, columns)
    const overseas = (Object.keys(OVERSEAS) as Overseas[]).filter((part) => parts.has(part))
    const frames = overseas.map((part) => ({ part, base: overseasBase(part, side, side) }))
    return inRows(frames, columns, x, top)
  }
const worldRow =
  ({ parts, world }: Plan, x: number, width: number) =>
  (top: number): Row => {
    if (!parts.has('world')) return { slots: [], bottom: top }
    // Alone it needs no name above it.
    return inRows([{ part: 'world', base: worldBase(width, world) }], 1, x, parts.size === 1 ? top - ROOM : top)
  }
const crowdedIn = (parts: Plan['parts']) => (Object.keys(CROWDED) as Crowded[]).filter((part) => parts.has(part)).sort()

const MOST_AT_HOME = 560
const CROWDED_WORLD = 4
/** Where each frame stands: on wide pictures the small ones beside the large one, on a phone all below each other. */
const slotsOf = (plan: Plan, top: number, width: number): Row => {
  const { parts } = plan
  const abroad = parts.get('world')?.length ?? 0
  const isSmallWorld = abroad > 0 && abroad <= CROWDED_WORLD
  const isBeside = width >= WIDE && parts.has('home') && (isSmallWorld || Object.keys(OVERSEAS).some((part) => parts.has(part as Overseas)))
  if (!isBeside)
    return stacked(top, homeRow(plan, width), crowdedRow(plan, width), overseasRow(plan, 0, width, 3), worldRow(plan, 0, width))
  const homeWidth = Math.round(Math.min(width * 0.68, MOST_AT_HOME))
  const [x, room] = [homeWidth + APART, width - homeWidth - APART]
  const home = homeRow(plan, homeWidth)(top)
  const side = stacked(top, overseasRow(plan, x, room, 2), ...(isSmallWorld ? [worldRow(plan, x, room)] : []))
  const below = stacked(Math.max(home.bottom, side.bottom), crowdedRow(plan, width), ...(isSmallWorld ? [] : [worldRow(plan, 0, width)]))
  return { slots: [...home.slots, ...side.slots, ...below.slots], bottom: below.bottom }
}

const LETTERS: readonly string[] = ['A', 'B', 'C']
const LETTER_SIZE = { width: 14, height: 16 }

/** The insets that lie in this frame, as rectangles of it; each letter at a corner where no mark stands. */
const windowsIn = ({ part, base }: Slot, crowded: readonly Crowded[], points: readonly MapPoint[]): Window[] => {
  if (part !== 'home' && part !== 'belgium') return []
  const marks = points.flatMap(({ longitude, latitude }) => [base.project(longitude, latitude) ?? []])
  return crowded.flatMap((key, at) => {
    const [west, south, east, north] = CROWDED[key]
    const [a, b] = [base.project(west, north), base.project(east, south)]
    if (key === part || a === null || b === null || !isWithin(base, a, b)) return []
    const box = { x: a[0], y: a[1], width: b[0] - a[0], height: b[1] - a[1] }
    const corners = [
      { x0: a[0] - LETTER_SIZE.width, y0: a[1] },
      { x0: b[0] + 3, y0: a[1] },
      { x0: a[0] - LETTER_SIZE.width, y0: b[1] - LETTER_SIZE.height },
      { x0: b[0] + 3, y0: b[1] - LETTER_SIZE.height },
    ].map(({ x0, y0 }) => ({ x0, y0, x1: x0 + LETTER_SIZE.width - 3, y1: y0 + LETTER_SIZE.height }))
    const isFree = ({ x0, y0, x1, y1 }: PixelBox) => marks.every(([x = 0, y = 0]) => x < x0 - 6 || x > x1 + 6 || y < y0 - 6 || y > y1 + 6)
    const corner = corners.find(isFree) ?? corners[0]
    return corner === undefined ? [] : [{ ...box, letter: LETTERS[at] ?? '', at: corner }]
  })
}
/** Inside of the frame, and small in it. */
const isWithin = ({ width, height }: Base, [x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]) =>
  x0 > 0 && y0 > 0 && x1 < width && y1 < height && x1 - x0 < width * 0.5

/**
 * Lays out a map of `width` CSS pixels: mainland France and Belgium in one frame; what is crowded there again and larger, as in an atlas;
 * overseas departments and the rest of the world only when points fall there. Points of one group at one place become one mark.
 */
export const projectMap = (map: MapPicture, { width, locale = 'fr' }: { width: number; locale?: Language }): MapLayout => {
  const points = map.points
    .filter((point) => Number.isFinite(point.latitude) && Number.isFinite(point.longitude))
    .map((point) => ({ ...point, label: cleanText(point.label) }))
  const groups = [...new Set(points.map((point) => point.group))]
  const key = flow(groups.length > 1 ? groups.map(cleanText) : [], 0, width, 18)
  const plan = planOf({ points, ...(map.view === undefined ? {} : { view: map.view }) })
  const crowded = crowdedIn(plan.parts)
  const { slots, bottom } = slotsOf(plan, key.bottom === 0 ? 0 : key.bottom + 8, width)
  const frames: Frame[] = []
  let firstNumber = 1
  for (const slot of slots) {
    const here = plan.parts.get(slot.part) ?? []
    const windows = windowsIn(slot, crowded, here)
    const obstacles = windows.map(({ at }) => at)
    const marks = marksOf(here, slot.base, { groups, firstNumber, obstacles })
    firstNumber += marks.filter((mark) => mark.number !== null).length
    const landmarks = landmarksIn(slot.base, marks, obstacles, locale)
    const name = slot.part === 'home' || slots.length === 1 ? null : nameOf(slot.part, crowded, locale)
    frames.push({ x: slot.x, y: slot.y, base: slot.base, name, marks, windows, landmarks })
  }
  const unplaced = frames.flatMap((frame) =>
    frame.marks.flatMap((mark) => (mark.number === null ? [] : [{ ...mark, number: mark.number }])),
  )
  unplaced.sort((a, b) => a.number - b.number)
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

/** "A · Belgium" for what is drawn again; the plain name for what lies elsewhere. */
const nameOf = (part: Exclude<Part, 'home'>, crowded: readonly Part[], locale: Language) => {
  const name = intlOf(locale).formatMessage({ id: `platform.map.${part}` })
  const at = crowded.indexOf(part)
  return at === -1 ? name : `${LETTERS[at]} · ${name}`
}
