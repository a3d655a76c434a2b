import type { AccountDocument, Block, Chart, MapPicture } from '../document.ts'
import { chartSvg } from './chart.server.ts'
import { mapSvg } from './map.server.ts'

// Two drawings of each picture: CSS shows the one that can be read at the width of the screen.
const WIDE = 720
const NARROW = 340

export type DrawnBlock = Exclude<Block, { type: 'chart' | 'map' }> | { type: 'chart'; chart: Chart; wide: string; narrow: string } | { type: 'map'; map: MapPicture; wide: string; narrow: string }
export type DrawnDocument = Omit<AccountDocument, 'chapters'> & { chapters: { id: string; title: string; blocks: DrawnBlock[] }[] }

/** The document with its pictures drawn, for the screen: no drawing code goes to the browser. */
export const drawn = (document: AccountDocument): DrawnDocument => ({
  ...document,
  chapters: document.chapters.map((chapter) => ({ ...chapter, blocks: chapter.blocks.map(drawnBlock) })),
})

const drawnBlock = (block: Block): DrawnBlock => {
  if (block.type === 'chart') return { ...block, wide: chartSvg(block.chart, { width: WIDE, theme: 'screen' }), narrow: chartSvg(block.chart, { width: NARROW, theme: 'screen' }) }
  if (block.type === 'map') return { ...block, wide: mapSvg(block.map, { width: WIDE, theme: 'screen' }), narrow: mapSvg(block.map, { width: NARROW, theme: 'screen' }) }
  return block
}
