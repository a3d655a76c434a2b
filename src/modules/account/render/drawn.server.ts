import { mapPair } from '#platform/map/map.server.ts'
import type { AccountDocument, Block, Chapter, Chart, DefinitionView, FigureView, MapPicture } from '../document.ts'
import { chartPair } from './chart.server.ts'

// Two drawings of each picture: CSS shows the one that can be read at the width of the screen.
type Drawn = { wide: string; narrow: string }
type DrawnChart = Pick<Chart, 'id' | 'title' | 'summary' | 'unitLabel'> & {
  rows: Pick<Chart['rows'][number], 'label' | 'part' | 'shown'>[]
}
type DrawnMap = Pick<MapPicture, 'id' | 'title' | 'summary'> & { points: { label: string }[] }
export type DrawnBlock =
  | Exclude<Block, { type: 'chart' | 'map' }>
  | ({ type: 'chart'; chart: DrawnChart } & Drawn)
  | ({ type: 'map'; map: DrawnMap } & Drawn)
export type DrawnFigure = Pick<FigureView, 'label' | 'shown' | 'unitLabel' | 'periodLabel' | 'kind' | 'previous'>
export type DrawnDocument = Pick<
  AccountDocument,
  'network' | 'title' | 'subtitle' | 'computedAt' | 'edition' | 'relations' | 'gaps' | 'abbreviations'
> & {
  chapters: { id: string; title: string; blocks: DrawnBlock[] }[]
  figures: Readonly<Record<string, DrawnFigure>>
  definitions: Pick<DefinitionView, 'indicator' | 'label' | 'definition' | 'how'>[]
  sources: Omit<AccountDocument['sources'][number], 'address'>[]
}

/** The document with its pictures drawn, and no more than the screen shows of it: all of this goes to the browser, drawing code does not. */
export const drawn = (document: AccountDocument): DrawnDocument => {
  const { network, title, subtitle, computedAt, edition, relations, gaps, abbreviations, chapters, definitions, sources, locale } = document
  return {
    ...{ network, title, subtitle, computedAt, edition, relations, gaps, abbreviations },
    chapters: chapters.map(({ id, title: heading, blocks }) => ({
      id,
      title: heading,
      blocks: blocks.map((block) => drawnBlock(block, locale)),
    })),
    figures: Object.fromEntries(
      [...new Set(chapters.flatMap(figuresIn))].flatMap((id) => {
        const figure = document.figures[id]
        return figure === undefined ? [] : [[id, drawnFigure(figure)]]
      }),
    ),
    definitions: definitions.map(({ indicator, label, definition, how }) => ({ indicator, label, definition, how })),
    sources: sources.map(({ id, title: name, publisher, published }) => ({ id, title: name, publisher, published })),
  }
}

const drawnFigure = ({ label, shown, unitLabel, periodLabel, kind, previous }: FigureView): DrawnFigure => ({
  ...{ label, shown, unitLabel, periodLabel, kind, previous },
})

/** The figures that stand in the tiles and the sentences of a chapter. */
const figuresIn = ({ blocks }: Chapter): string[] =>
  blocks.flatMap((block) => {
    if (block.type === 'figures') return block.ids
    const inlines = block.type === 'paragraph' ? block.inlines : block.type === 'list' ? block.items.flat() : []
    return inlines.flatMap((inline) => (inline.type === 'figure' ? [inline.id] : []))
  })

const drawnBlock = (block: Block, locale: AccountDocument['locale']): DrawnBlock => {
  if (block.type === 'chart') {
    const { id, title, summary, unitLabel, rows } = block.chart
    const named = rows.map(({ label, part, shown }) => ({ label, shown, ...(part === undefined ? {} : { part }) }))
    return { type: 'chart', chart: { id, title, summary, unitLabel, rows: named }, ...chartPair(block.chart, locale) }
  }
  if (block.type !== 'map') return block
  const { id, title, summary, points } = block.map
  return { type: 'map', map: { id, title, summary, points: points.map(({ label }) => ({ label })) }, ...mapPair(block.map, locale) }
}
