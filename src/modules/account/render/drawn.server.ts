import { mapPair } from '#platform/map/map.server.ts'
import type { AccountDocument, Block, Chart, MapPicture } from '../document.ts'
import { chartPair } from './chart.server.ts'

// Two drawings of each picture: CSS shows the one that can be read at the width of the screen.
type Drawn = { wide: string; narrow: string }
export type DrawnBlock =
  | Exclude<Block, { type: 'chart' | 'map' }>
  | ({ type: 'chart'; chart: Chart } & Drawn)
  | ({ type: 'map'; map: MapPicture } & Drawn)
export type DrawnDocument = Omit<AccountDocument, 'chapters'> & { chapters: { id: string; title: string; blocks: DrawnBlock[] }[] }

/** The document with its pictures drawn, for the screen: no drawing code goes to the browser. */
export const drawn = (document: AccountDocument): DrawnDocument => ({
  ...document,
  chapters: document.chapters.map((chapter) => ({ ...chapter, blocks: chapter.blocks.map((block) => drawnBlock(block, document.locale)) })),
})

const drawnBlock = (block: Block, locale: AccountDocument['locale']): DrawnBlock => {
  if (block.type === 'chart') return { ...block, ...chartPair(block.chart, locale) }
  return block.type === 'map' ? { ...block, ...mapPair(block.map, locale) } : block
}
