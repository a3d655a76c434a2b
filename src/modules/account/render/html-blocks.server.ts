import { mapPair } from '#platform/map/map.server.ts'
import type { Block, Chart, DocumentLocale, FigureView, Inline, MapPicture, Table } from '../document.ts'
import { chartPair } from './chart.server.ts'
import type { DocumentLabel } from './labels.ts'
import { type Markup, markup, trusted } from './markup.server.ts'
import { type Note, noteOf, type notesOf, runsOf } from './notes.ts'
import { colon } from './typography.ts'

export type HtmlContext = {
  locale: DocumentLocale
  say: (label: DocumentLabel) => string
  notes: ReturnType<typeof notesOf>
  /** True the first time that it is asked for a figure: there the note leads back to. */
  isFirst: (id: string) => boolean
  /** A new number for each picture: the same chart twice on a page must not have the same ids. */
  nextPicture: () => number
}

/** A number as it is read, with its plain value for machines. */
export const dataOf = ({ value, shown, suppressed }: FigureView): Markup =>
  value === null || suppressed ? markup`<span class="fig">${shown}</span>` : markup`<data value="${value}">${shown}</data>`

const link = ({ number }: Note, first: boolean, say: HtmlContext['say']) =>
  markup`<a ${first ? trusted(`id="mark-${number}" `) : ''}href="#note-${number}" aria-label="${say('note')} ${number}">${number}</a>`
const markOf = (id: string, { notes, isFirst, say }: HtmlContext) =>
  markup`<sup class="mark">${link(noteOf(notes, id), isFirst(id), say)}</sup>`

const marksOf = (ids: readonly string[] | undefined, { notes, isFirst, say }: HtmlContext): Markup => {
  const byNumber = new Map((ids ?? []).map((id) => [noteOf(notes, id).number, noteOf(notes, id)]))
  const firsts = new Set((ids ?? []).filter((id) => isFirst(id)).map((id) => noteOf(notes, id).number))
  const end = (number: number) => {
    const note = byNumber.get(number)
    return note === undefined ? '' : link(note, firsts.has(number), say)
  }
  const runs = runsOf([...byNumber.keys()]).map(({ from, to }, i) => {
    const between = [...firsts].filter((n) => n > from && n < to).map((n) => trusted(`<span id="mark-${n}"></span>`))
    return markup`${i === 0 ? '' : ', '}${end(from)}${to > from ? markup`–${between}${end(to)}` : ''}`
  })
  return runs.length === 0 ? markup`` : markup` <sup class="mark">${runs}</sup>`
}

export const inlinesOf = (inlines: readonly Inline[], context: HtmlContext): Markup[] =>
  inlines.map((inline) => {
    if (inline.type === 'figure') return markup`${dataOf(noteOf(context.notes, inline.id).figure)}${markOf(inline.id, context)}`
    if (inline.emphasis === 'strong') return markup`<strong>${inline.text}</strong>`
    return inline.emphasis === 'em' ? markup`<em>${inline.text}</em>` : markup`${inline.text}`
  })

const LONG = 7
const tile = (id: string, context: HtmlContext) => {
  const { figure } = noteOf(context.notes, id)
  const previous =
    figure.previous === null
      ? ''
      : markup`<p class="quiet">${figure.previous.periodLabel}${colon(context.locale)}${figure.previous.shown}</p>`
  return markup`<li><p class="number${figure.shown.length > LONG ? ' long' : ''}">${dataOf(figure)}${markOf(id, context)}</p>
<p class="name">${figure.label}</p><p class="quiet">${figure.unitLabel} · ${figure.periodLabel}</p>${previous}</li>`
}

type Cell = string | Markup | readonly Markup[]
type Column = { label: string; numeric: boolean }
/** A table whose first cell heads each row. */
export const tableOf = (caption: Markup | string, columns: readonly Column[], rows: readonly (readonly Cell[])[]) => {
  const kind = (i: number) => (columns[i]?.numeric ? trusted(' class="numeric"') : '')
  // A list has no cells that a row's head could be the head of.
  const cell = (text: Cell, i: number) =>
    i === 0 && columns.length > 1 ? markup`<th scope="row"${kind(i)}>${text}</th>` : markup`<td${kind(i)}>${text}</td>`
  return markup`<table><caption>${caption}</caption><thead><tr>${columns.map((column, i) => markup`<th scope="col"${kind(i)}>${column.label}</th>`)}</tr></thead>
<tbody>${rows.map((row) => markup`<tr>${columns.map((_, i) => cell(row[i] ?? '', i))}</tr>`)}</tbody></table>`
}
// A table that is wider than a phone scrolls in its own frame, which the keyboard must reach.
export const scrolling = (name: string, table: Markup) =>
  markup`<div class="scroll" role="group" aria-label="${name}" tabindex="0">${table}</div>`

const tableBlock = ({ caption, columns, rows, figures }: Table, context: HtmlContext) =>
  scrolling(
    caption,
    tableOf(
      markup`<span class="title">${caption}</span>${marksOf(figures, context)}`,
      columns,
      rows.map((row) => [row.header, ...row.cells]),
    ),
  )

const behindChart = (chart: Chart, { say, locale }: HtmlContext) => {
  const hasParts = chart.rows.some((row) => row.part !== undefined)
  const hasRanges = chart.rows.some((row) => row.low !== undefined || row.high !== undefined)
  const number = (value: number | undefined) => (value === undefined ? '' : new Intl.NumberFormat(locale).format(value))
  const columns = [
    { label: say('row'), numeric: false },
    ...(hasParts ? [{ label: say('part'), numeric: false }] : []),
    { label: chart.unitLabel === '' ? say('value') : chart.unitLabel, numeric: true },
    ...(hasRanges ? [{ label: say('range'), numeric: true }] : []),
  ]
  const rows = chart.rows.map((row) => [
    row.label,
    ...(hasParts ? [row.part ?? ''] : []),
    row.shown,
    ...(hasRanges
      ? [
          [row.low, row.high]
            .map(number)
            .filter((end) => end !== '')
            .join(`\u00a0${say('to')}\u00a0`),
        ]
      : []),
  ])
  return tableOf(chart.title, columns, rows)
}

const behindMap = (map: MapPicture, { say }: HtmlContext) =>
  tableOf(
    map.title,
    [
      { label: say('place'), numeric: false },
      { label: say('group'), numeric: false },
    ],
    map.points.map(({ label, group }) => [label, group]),
  )

type Drawn = {
  title: string
  summary: string
  unit: string
  pair: { narrow: string; wide: string }
  marks: Markup
  fold: string
  table: Markup
}
const figureOf = ({
  title,
  summary,
  unit,
  pair,
  marks,
  fold,
  table,
}: Drawn) => markup`<figure><figcaption><span class="title">${title}</span>${
  unit === '' ? '' : markup` <span class="quiet">${unit}</span>`
}${marks}<p class="quiet">${summary}</p></figcaption>
<div class="drawing"><div class="narrow">${trusted(pair.narrow)}</div><div class="wide">${trusted(pair.wide)}</div></div>
<details><summary>${fold}</summary>${scrolling(title, table)}</details></figure>`

const chartBlock = (chart: Chart, context: HtmlContext) => {
  const pair = chartPair({ ...chart, id: `chart-${context.nextPicture()}` }, context.locale)
  const { title, summary, unitLabel: unit, figures } = chart
  return figureOf({
    title,
    summary,
    unit,
    pair,
    marks: marksOf(figures, context),
    fold: context.say('chartTable'),
    table: behindChart(chart, context),
  })
}
// A file that somebody keeps has no site around it: addresses within the site would lead nowhere.
const withoutPaths = (map: MapPicture): MapPicture => ({ ...map, points: map.points.map(({ href: _, ...point }) => point) })
const mapBlock = (map: MapPicture, context: HtmlContext) => {
  const pair = mapPair({ ...withoutPaths(map), id: `map-${context.nextPicture()}` }, context.locale)
  const { title, summary, figures } = map
  return figureOf({
    title,
    summary,
    unit: '',
    pair,
    marks: marksOf(figures, context),
    fold: context.say('mapTable'),
    table: behindMap(map, context),
  })
}

/** One block of a chapter as HTML. */
export const blockOf = (block: Block, context: HtmlContext): Markup => {
  switch (block.type) {
    case 'heading':
      return markup`<h3>${block.text}</h3>`
    case 'paragraph':
      return markup`<p>${inlinesOf(block.inlines, context)}</p>`
    case 'list':
      return markup`<ul>${block.items.map((item) => markup`<li>${inlinesOf(item, context)}</li>`)}</ul>`
    case 'figures':
      return markup`<ul class="tiles">${block.ids.map((id) => tile(id, context))}</ul>`
    case 'chart':
      return chartBlock(block.chart, context)
    case 'map':
      return mapBlock(block.map, context)
    case 'table':
      return tableBlock(block.table, context)
  }
}
