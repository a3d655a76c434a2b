import { inkOf, PAPER, TEAL } from '#platform/drawing/palette.ts'
import { escapeXml, pictureSvg, short } from '#platform/drawing/svg.server.ts'
import { widthOf } from '#platform/drawing/text-width.ts'
import { PICTURE_WIDTHS } from '#platform/drawing/widths.ts'

/** People on their way: from a name on the left to one on the right. `count` null: there are some, and too few to be told. */
export type Flow = { from: string; to: string; count: number | null }
export type FlowPicture = { title: string; summary: string; flows: readonly Flow[] }

const TEXT = 14
const GAP = 26
const TOP = 14
const BAR = 10
/** Pixels for all who are on their way together, beside what each line needs at least. */
const ROOM = 240
const LEAST = 2

type End = { name: string; y: number; height: number; used: number }
const distinct = (names: readonly string[]) => [...new Set(names)]
const heightOf = (flow: Flow, scale: number) => Math.max(LEAST, (flow.count ?? 0) * scale)

const endsOf = (names: readonly string[], side: 'from' | 'to', flows: readonly Flow[], scale: number): End[] => {
  let y = TOP
  return names.map((name) => {
    const height = flows.filter((flow) => flow[side] === name).reduce((all, flow) => all + heightOf(flow, scale), 0)
    const end = { name, y, height, used: 0 }
    y += Math.max(height, 4) + GAP
    return end
  })
}
const takes = (ends: readonly End[], name: string, height: number): number => {
  const end = ends.find((each) => each.name === name)
  if (end === undefined) return TOP
  const at = end.y + end.used
  end.used += height
  return at
}

const draw = ({ title, summary, flows }: FlowPicture, width: number): string => {
  const total = flows.reduce((all, { count }) => all + (count ?? 0), 0)
  const scale = total === 0 ? 0 : ROOM / total
  const [froms, tos] = [distinct(flows.map(({ from }) => from)), distinct(flows.map(({ to }) => to))]
  const [left, right] = [endsOf(froms, 'from', flows, scale), endsOf(tos, 'to', flows, scale)]
  const height = Math.max(...[...left, ...right].map((end) => end.y + Math.max(end.height, 4))) + GAP
  const [x1, x2] = [BAR, width - BAR]
  const middle = (x1 + x2) / 2
  const ribbons = flows.map((flow) => {
    const thick = heightOf(flow, scale)
    const [y1, y2] = [takes(left, flow.from, thick), takes(right, flow.to, thick)]
    const way = (a: number, b: number, to: number) => `C${short(middle)},${short(a)} ${short(middle)},${short(b)} ${short(to)},${short(b)}`
    const d = `M${x1},${short(y1)}${way(y1, y2, x2)}L${x2},${short(y2 + thick)}${way(y2 + thick, y1 + thick, x1)}Z`
    const said = `${flow.from} → ${flow.to}${flow.count === null ? '' : ` : ${flow.count}`}`
    // Too few to be told: a dashed line of no width says that there are some, and nothing more.
    return flow.count === null
      ? `<path class="flow-few" fill="none" stroke="${inkOf('screen')}" stroke-width="1" stroke-dasharray="3 4" d="M${x1},${short(y1 + 1)}${way(y1 + 1, y2 + 1, x2)}"><title>${escapeXml(said)}</title></path>`
      : `<path class="mark-1 flow" fill="${TEAL}" fill-opacity="0.35" d="${d}"><title>${escapeXml(said)}</title></path>`
  })
  const bars = [...left.map((end) => ({ ...end, x: 0 })), ...right.map((end) => ({ ...end, x: x2 }))].map(
    ({ x, y, height: high }) =>
      `<rect class="mark-1" fill="${TEAL}" x="${x}" y="${short(y)}" width="${BAR}" height="${short(Math.max(high, 4))}"/>`,
  )
  const most = (x2 - x1) * 0.46
  const cut = (name: string) => {
    let text = name
    while (text.length > 4 && widthOf(text, TEXT) > most) text = `${text.slice(0, -2).trimEnd()}…`
    return text
  }
  const label = (end: End, x: number, anchor: 'start' | 'end') =>
    `<text class="label over" text-anchor="${anchor}" fill="${inkOf('screen')}" stroke="${PAPER}" stroke-width="3" stroke-linejoin="round" paint-order="stroke" x="${short(x)}" y="${short(end.y - 3)}">${escapeXml(cut(end.name))}</text>`
  const words = [...left.map((end) => label(end, 0, 'start')), ...right.map((end) => label(end, width, 'end'))]
  return pictureSvg(
    { id: `flows-${width}`, title, summary, width, height, className: 'chart chart-flows', role: 'img' },
    [...ribbons, ...bars, ...words].join(''),
  )
}

/** Flows as ribbons whose width is the number of people, for a desk and for a phone; null where there is nothing to draw. */
export const flowsPicture = (picture: FlowPicture): { wide: string; narrow: string } | null =>
  picture.flows.length === 0 ? null : { wide: draw(picture, PICTURE_WIDTHS.wide), narrow: draw(picture, PICTURE_WIDTHS.narrow) }
