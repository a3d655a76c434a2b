import { mapSvg } from '#platform/map/map.server.ts'
import type { AccountDocument, Block, Chart, DocumentLocale, Inline, MapPicture, Table } from '../document.ts'
import { chartSvg } from './chart.server.ts'
import { coverMesh, lineMesh } from './cover.server.ts'
import { dayOf } from './dates.ts'
import { labelsOf } from './labels.ts'
import { type Note, noteOf, notesOf, runsOf } from './notes.ts'
import { originIn, referenceIn, relationGroups, stateOf } from './standing.ts'
import { colon, typeset } from './typography.ts'
import { webAddress } from './web-address.ts'

/** Layout width of pictures in print: at the text width of 148 mm their 14 px are 9 pt. */
const PICTURE = 640

const TALLEST = 1.36 // of the width: taller than that, a picture and its caption do not fit on a page
/** The part of the text width that a picture takes, so that its height stays on one page. */
const shareOf = (svg: string) => {
  const [, width = '1', height = '1'] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
  return Math.min(1, (TALLEST * Number(width)) / Number(height))
}

type Context = {
  document: AccountDocument
  say: ReturnType<typeof labelsOf>
  notes: ReadonlyMap<string, Note>
  isFirst: (id: string) => boolean
}

const inlineData = (inline: Inline, { notes, isFirst }: Context) => {
  if (inline.type === 'text') return inline
  const note = noteOf(notes, inline.id)
  return { type: 'figure', shown: note.figure.shown, note: note.number, first: isFirst(inline.id) }
}

const previousOf = (previous: { shown: string; periodLabel: string } | null, locale: DocumentLocale) =>
  previous === null ? null : `${previous.periodLabel}${colon(locale)}${previous.shown}`

const tileData = (id: string, { document, notes, isFirst }: Context) => {
  const { number, figure } = noteOf(notes, id)
  const { shown, label, unitLabel, periodLabel, previous } = figure
  return { note: number, first: isFirst(id), shown, label, unitLabel, periodLabel, previous: previousOf(previous, document.locale) }
}

const runsData = (ids: readonly string[] | undefined, { notes, isFirst }: Context) => {
  const numbers = (ids ?? []).map((id) => ({ number: noteOf(notes, id).number, first: isFirst(id) }))
  return runsOf(numbers.map(({ number }) => number)).map((run) => ({
    ...run,
    firsts: numbers.filter(({ number, first }) => first && number >= run.from && number <= run.to).map(({ number }) => number),
  }))
}

// Who cannot see the picture gets what it shows and every value that is printed in it.
const chartAlt = ({ title, summary, rows, unitLabel }: Chart, locale: DocumentLocale) =>
  `${title}. ${summary} ${rows.map((row) => `${[row.label, row.part].filter((word) => word !== undefined).join(', ')}${colon(locale)}${row.shown}`).join('; ')} (${unitLabel}).`
const mapAlt = ({ title, summary, points }: MapPicture) =>
  `${title}. ${summary} ${[...new Set(points.map((point) => point.label))].join(', ')}.`

const pictureData = (
  kind: 'chart' | 'map',
  { title, summary, figures }: Chart | MapPicture,
  unit: string,
  svg: string,
  alt: string,
  context: Context,
) => ({
  type: 'picture',
  kind,
  supplement: context.say(kind),
  title,
  summary,
  unit,
  svg,
  share: shareOf(svg),
  alt,
  notes: runsData(figures, context),
})

const blockData = (block: Block, context: Context): unknown => {
  const { locale } = context.document
  switch (block.type) {
    case 'heading':
      return block
    case 'paragraph':
      return { type: 'paragraph', inlines: block.inlines.map((inline) => inlineData(inline, context)) }
    case 'list':
      return { type: 'list', items: block.items.map((item) => item.map((inline) => inlineData(inline, context))) }
    case 'figures':
      return { type: 'figures', items: block.ids.map((id) => tileData(id, context)) }
    case 'chart':
      return pictureData(
        'chart',
        block.chart,
        block.chart.unitLabel,
        chartSvg(block.chart, { width: PICTURE, theme: 'print', locale }),
        chartAlt(block.chart, locale),
        context,
      )
    case 'map':
      return pictureData('map', block.map, '', mapSvg(block.map, { width: PICTURE, theme: 'print', locale }), mapAlt(block.map), context)
    case 'table':
      return tableData(block.table, runsData(block.table.figures, context))
  }
}
// A row that is short of cells would move the next row's cells up into it.
const padded = (cells: readonly string[], length: number) => Array.from({ length }, (_, i) => cells[i] ?? '')

const SHORT = 22
/** A table with the columns that need no more room than their words. */
const tableData = ({ caption, columns, rows }: Pick<Table, 'caption' | 'columns' | 'rows'>, notes: unknown) => {
  const cells = rows.map((row) => padded([row.header, ...row.cells], columns.length))
  const isShort = (i: number) => cells.every((row) => (row[i] ?? '').length <= SHORT)
  return {
    type: 'table',
    caption,
    columns: columns.map((column, i) => ({ ...column, short: column.numeric || isShort(i) })),
    rows: cells,
    notes,
  }
}

/** The account as plain data for the Typst template: words and pictures, ready to be set; no markup. */
export const pdfData = (given: AccountDocument): unknown => {
  const document = typeset(given)
  const notes = notesOf(document)
  const seen = new Set<string>()
  const isFirst = (id: string) => !seen.has(id) && seen.add(id).has(id)
  const context: Context = { document, say: labelsOf(document), notes, isFirst }
  const { say } = context
  const reference = referenceIn(document)
  const origin = originIn(document)
  const day = new Date(document.edition?.frozenAt ?? document.computedAt)
  return {
    title: document.title,
    subtitle: document.subtitle,
    network: document.network.name,
    lang: document.locale,
    region: document.locale === 'en' ? 'GB' : document.locale === 'nl' ? 'BE' : 'FR',
    day: { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() },
    labels: document.labels,
    colon: colon(document.locale),
    mesh: { cover: coverMesh(), line: lineMesh() },
    state: stateOf(document),
    'state-short':
      document.edition === null ? say('draft') : `${say('edition')} ${document.edition.number} · ${document.edition.hash.slice(0, 8)}`,
    chapters: document.chapters.map((chapter) => ({
      title: chapter.title,
      blocks: chapter.blocks.map((block) => blockData(block, context)),
    })),
    relations: relationGroups(document).map((group) => ({
      ...group,
      items: group.items.map((item) => ({ ...item, places: item.places.map((place) => ({ ...place, ...reference(place.document) })) })),
    })),
    gaps: document.gaps,
    definitions: document.definitions,
    abbreviations: document.abbreviations,
    sources: document.sources.map(({ title, publisher, published, address }) => ({
      title,
      details: [publisher, published === null ? null : dayOf(published, document.locale)].filter((part) => part !== null).join(', '),
      address: webAddress(address) ?? '',
    })),
    notes: [...notes.values()].map(({ number, figure, mentioned }) => ({
      number,
      mentioned,
      shown: figure.shown,
      unitLabel: figure.unitLabel,
      label: figure.label,
      periodLabel: figure.periodLabel,
      ...origin(figure.suppressed ? say('suppressed') : say(figure.kind), figure.sourceLabel),
      previous: previousOf(figure.previous, document.locale),
    })),
  }
}
