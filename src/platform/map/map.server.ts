import { FAINT_LAND, inkOf, LAND, LINE, mutedOf, PAPER, TEAL, TERRACOTTA, type Theme } from '../drawing/palette.ts'
import { cleanText, escapeXml, pictureSvg, safeId, short } from '../drawing/svg.server.ts'
import { PICTURE_WIDTHS } from '../drawing/widths.ts'
import type { Language } from '../languages/locales.ts'
import type { KeyEntry } from './key.ts'
import { LABEL_LEADING, LABEL_SIZE, type PlacedLabel } from './label-placement.ts'
import { LANDMARK_SIZE, type PlacedLandmark } from './landmarks.ts'
import { type Frame, type MapLayout, projectMap, type Window } from './layout.server.ts'
import type { MapPicture } from './map-picture.ts'
import type { Mark } from './marks.ts'

export type MapOptions = { width: number; theme: Theme; locale?: Language }

const GROUP_COLOURS = [TEAL, TERRACOTTA, '#8a5a00', '#5c564c', '#22201c'] as const
const kindOf = (group: number) => Math.max(group, 0) % GROUP_COLOURS.length

/** A sign of its own for each group, so that groups are told apart without colour: disc, square, triangle, diamond, cross. */
const signPath = (kind: number, x: number, y: number, r: number): string => {
  const [m, d] = [(dx: number, dy: number) => `${short(x + dx)},${short(y + dy)}`, r * 1.2]
  if (kind === 1) return `M${m(-r * 0.9, -r * 0.9)}h${short(r * 1.8)}v${short(r * 1.8)}h${short(-r * 1.8)}Z`
  if (kind === 2) return `M${m(0, -d)}L${m(d, r * 0.85)}L${m(-d, r * 0.85)}Z`
  if (kind === 3) return `M${m(0, -d)}L${m(d, 0)}L${m(0, d)}L${m(-d, 0)}Z`
  if (kind === 4)
    return `M${m(-r * 0.4, -r)}h${short(r * 0.8)}v${short(r * 0.6)}h${short(r * 0.6)}v${short(r * 0.8)}h${short(-r * 0.6)}v${short(r * 0.6)}h${short(-r * 0.8)}v${short(-r * 0.6)}h${short(-r * 0.6)}v${short(-r * 0.8)}h${short(r * 0.6)}Z`
  return `M${m(-r, 0)}a${short(r)},${short(r)} 0 1,0 ${short(2 * r)},0a${short(r)},${short(r)} 0 1,0 ${short(-2 * r)},0Z`
}
const sign = (group: number, x: number, y: number, r: number) => {
  const kind = kindOf(group)
  return `<path class="point point-${kind + 1}" d="${signPath(kind, x, y, r)}" fill="${GROUP_COLOURS[kind]}" stroke="${PAPER}" stroke-width="1.5"/>`
}

const linesOf = (lines: readonly string[], x: number, top: number) =>
  lines
    .map((line, i) => `<tspan x="${short(x)}" y="${short(top + LABEL_SIZE - 1 + i * LABEL_LEADING)}">${escapeXml(line)}</tspan>`)
    .join('')
const words = (
  className: string,
  lines: readonly string[],
  x: number,
  top: number,
  theme: Theme,
  anchor: PlacedLabel['anchor'] = 'start',
  halo = '',
) => `<text class="${className}" text-anchor="${anchor}" fill="${inkOf(theme)}"${halo}>${linesOf(lines, x, top)}</text>`
// Words over borders and coasts stand out by a rim of paper beneath them.
const HALO = ` stroke="${PAPER}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"`

const markSvg = (mark: Mark, theme: Theme) => {
  const { placed, number } = mark
  const leader = placed?.leader
    ? `<path class="leader" fill="none" stroke="${mutedOf(theme)}" stroke-width="1" d="M${short(placed.leader.x1)},${short(placed.leader.y1)}L${short(placed.leader.x2)},${short(placed.leader.y2)}"/>`
    : ''
  const label =
    placed === null
      ? ''
      : words(number === null ? 'label over' : 'value over', placed.lines, placed.x, placed.y, theme, placed.anchor, HALO)
  const onMark = number !== null && placed === null
  const numbered = !onMark
    ? ''
    : `<text class="number" font-weight="700" text-anchor="middle" fill="${PAPER}" x="${short(mark.x)}" y="${short(mark.y + 4.6)}">${number}</text>`
  const title = `<title>${escapeXml([...new Set(mark.points.map((point) => point.label))].join(', '))}</title>`
  const bold = number === null || placed === null ? label : `<g font-weight="700">${label}</g>`
  const drawn = `${title}${leader}${sign(mark.group, mark.x, mark.y, onMark ? 9 : mark.radius)}${numbered}${bold}`
  if (mark.href === null) return `<g class="place">${drawn}</g>`
  // 24 px of target around the small mark (WCAG 2.2, 2.5.8).
  const target = `<circle class="target" cx="${short(mark.x)}" cy="${short(mark.y)}" r="12" fill="none" pointer-events="all"/>`
  return `<a class="place" href="${escapeXml(mark.href)}">${drawn}${target}</a>`
}

/** Where an inset lies, with its letter. */
const windowSvg = ({ letter, at, x, y, width, height }: Window, theme: Theme) =>
  `<rect class="window" x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" rx="2" fill="none" stroke="${mutedOf(theme)}" stroke-width="1" stroke-dasharray="3 2"/>` +
  `<text class="value over" font-weight="700" text-anchor="middle" fill="${inkOf(theme)}"${HALO} x="${short((at.x0 + at.x1) / 2)}" y="${short(at.y0 + LABEL_SIZE - 1)}">${letter}</text>`

/** A town to find one's way by: it stands back behind the marks. */
const landmarkSvg = ({ x, y, name, anchor }: PlacedLandmark, theme: Theme) =>
  `<circle class="landmark" cx="${short(x)}" cy="${short(y)}" r="1.8" fill="${mutedOf(theme)}"/>` +
  `<text class="landmark" font-size="${LANDMARK_SIZE}" text-anchor="${anchor}" fill="${mutedOf(theme)}" x="${short(x + (anchor === 'start' ? 5 : -5))}" y="${short(y + 4)}">${escapeXml(name)}</text>`

const frameSvg = (frame: Frame, id: string, index: number, theme: Theme) => {
  const { base } = frame
  const corner = `${id}-frame-${index}`
  const name = frame.name === null ? '' : words('frame-name', [frame.name], 0, -19, theme)
  return (
    `<g transform="translate(${short(frame.x)},${short(frame.y)})">${name}` +
    `<clipPath id="${corner}"><rect width="${base.width}" height="${base.height}" rx="6"/></clipPath><g clip-path="url(#${corner})">` +
    `<rect class="sea" width="${base.width}" height="${base.height}" fill="${PAPER}"/>` +
    (base.around === '' ? '' : `<path class="around" d="${base.around}" fill="${FAINT_LAND}" stroke="${LINE}" stroke-width="0.5"/>`) +
    `<path class="land" d="${base.land}" fill="${LAND}" stroke="${LINE}" stroke-width="0.75"/>` +
    (base.borders === '' ? '' : `<path class="border" d="${base.borders}" fill="none" stroke="${LINE}" stroke-width="1"/>`) +
    `</g><rect class="frame" x="0.5" y="0.5" width="${base.width - 1}" height="${base.height - 1}" rx="6" fill="none" stroke="${LINE}"/>` +
    frame.windows.map((window) => windowSvg(window, theme)).join('') +
    frame.landmarks.map((landmark) => landmarkSvg(landmark, theme)).join('') +
    `${frame.marks.map((mark) => markSvg(mark, theme)).join('')}</g>`
  )
}

const groupSvg = ({ x, y, lines, group }: KeyEntry & { group: number }, theme: Theme) =>
  sign(group, x + 7, y + LABEL_LEADING / 2, 5) + words('label', lines, x + 18, y, theme)
const listedSvg = ({ x, y, lines, number }: KeyEntry & { number: number }, theme: Theme) =>
  `<text class="value" font-weight="700" text-anchor="start" fill="${inkOf(theme)}" x="${short(x)}" y="${short(y + LABEL_SIZE - 1)}">${number}</text>${words('label', lines, x + 24, y, theme)}`

/**
 * A map as one SVG of `width` CSS pixels, from outlines that we carry (Natural Earth, public domain): no tile server is asked. Each mark
 * has its label, or a number that leads to the list under the map. A point with an address is a link; the picture is then a group
 * (`role="img"` would hide the links from screen readers). No style is in it: colours come from attributes and can be changed by class.
 */
export const mapSvg = (map: MapPicture, { width, theme, locale = 'fr' }: MapOptions): string => {
  const layout: MapLayout = projectMap(map, { width, locale })
  const id = `${safeId(map.id)}-${width}`
  const drawn = [
    ...layout.groups.map((entry) => groupSvg(entry, theme)),
    ...layout.frames.map((frame, i) => frameSvg(frame, id, i, theme)),
    ...layout.listed.map((entry) => listedSvg(entry, theme)),
  ].join('')
  const inner = `<g font-size="${LABEL_SIZE}">${drawn}</g>`
  const hasLinks = map.points.some((point) => point.href !== undefined)
  return pictureSvg(
    {
      id,
      title: cleanText(map.title),
      summary: cleanText(map.summary),
      width,
      height: layout.height,
      className: 'map',
      role: hasLinks ? 'group' : 'img',
    },
    inner,
  )
}

/** Both widths of a map for a page; the style sheet shows one of them. */
export const mapPair = (map: MapPicture, locale: Language) => ({
  narrow: mapSvg(map, { width: PICTURE_WIDTHS.narrow, theme: 'screen', locale }),
  wide: mapSvg(map, { width: PICTURE_WIDTHS.wide, theme: 'screen', locale }),
})
