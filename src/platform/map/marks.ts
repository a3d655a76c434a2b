import { widthOf } from '../drawing/text-width.ts'
import { LABEL_SIZE, type PixelBox, type PlacedLabel, placeLabels } from './label-placement.ts'
import type { MapPoint } from './map-picture.ts'
import { placeKey } from './regions.ts'

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
type Bare = Omit<Mark, 'placed' | 'number'>
export type Ground = { width: number; height: number; project: (longitude: number, latitude: number) => [number, number] | null }

const RADIUS = 5
const labelOf = (points: readonly MapPoint[]) => {
  const labels = [...new Set(points.map((point) => point.label))]
  const [first = ''] = labels
  if (points.length === 1) return first
  return labels.length === 1 ? `${first} (${points.length})` : `${first} + ${points.length - 1}`
}

const bareMarks = (points: readonly MapPoint[], ground: Ground, groups: readonly string[]): Bare[] =>
  [...Map.groupBy(points, placeKey).values()].flatMap((here) => {
    const byGroup = [...Map.groupBy(here, (point) => point.group).entries()]
    return byGroup.flatMap(([group, members], i) => {
      const [first] = members
      const at = first === undefined ? null : ground.project(first.longitude, first.latitude)
      if (at === null) return []
      const hrefs = new Set(members.map((point) => point.href))
      return [
        {
          x: at[0] + (i - (byGroup.length - 1) / 2) * RADIUS * 2,
          y: at[1],
          radius: members.length > 1 ? RADIUS + 1.5 : RADIUS,
          group: groups.indexOf(group),
          label: labelOf(members),
          points: members,
          href: hrefs.size === 1 ? ([...hrefs][0] ?? null) : null,
        },
      ]
    })
  })

const MANY = 12
const LONG = 130
/** Many long names on a map are unrest: then all of them go to the list under it. */
const isTalkative = (labels: readonly string[]) =>
  labels.length > MANY && labels.reduce((sum, label) => sum + widthOf(label, LABEL_SIZE), 0) / labels.length > LONG

export type Marking = {
  groups: readonly string[]
  firstNumber: number
  /** What no label may cover. */
  obstacles: readonly PixelBox[]
}

/** The marks of a frame, each with its label or with a number from `firstNumber` on. */
export const marksOf = (points: readonly MapPoint[], ground: Ground, { groups, firstNumber, obstacles }: Marking): Mark[] => {
  const bare = bareMarks(points, ground, groups)
  const room = {
    frame: { x0: 2, y0: 2, x1: ground.width - 2, y1: ground.height - 2 },
    widest: Math.min(150, ground.width * 0.6),
    firstNumber,
    numbersOnly: isTalkative(bare.map((mark) => mark.label)),
    obstacles,
  }
  const placed = placeLabels(
    bare.map((mark) => ({ ...mark, text: mark.label })),
    room,
  )
  return bare.map((mark, i) => ({ ...mark, placed: placed[i]?.label ?? null, number: placed[i]?.number ?? null }))
}
