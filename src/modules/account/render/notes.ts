import type { AccountDocument, Block, FigureView } from '../document.ts'

export type Note = { number: number; figure: FigureView; mentioned: boolean }

const idsOf = (block: Block): readonly string[] => {
  const inText = (inlines: readonly { type: string; id?: string }[]) =>
    inlines.flatMap((inline) => (inline.type === 'figure' && inline.id ? [inline.id] : []))
  switch (block.type) {
    case 'paragraph':
      return inText(block.inlines)
    case 'list':
      return block.items.flatMap(inText)
    case 'figures':
      return block.ids
    case 'chart':
      return block.chart.figures ?? []
    case 'map':
      return block.map.figures ?? []
    case 'table':
      return block.table.figures ?? []
    case 'heading':
      return []
  }
}

/** All figures in the order in which the text names them, then those that it does not name, each with its number: the notes of the account. */
export const notesOf = (document: AccountDocument): ReadonlyMap<string, Note> => {
  const mentioned = new Set(document.chapters.flatMap((chapter) => chapter.blocks.flatMap(idsOf)))
  const ordered = [...mentioned, ...Object.keys(document.figures).filter((id) => !mentioned.has(id))]
  const notes = new Map<string, Note>()
  for (const id of ordered) {
    const figure = document.figures[id]
    if (figure !== undefined) notes.set(id, { number: notes.size + 1, figure, mentioned: mentioned.has(id) })
  }
  return notes
}

/** The figure that a text names. @throws when the document does not hold it: a text must never show a hole where a number belongs. */
export const noteOf = (notes: ReadonlyMap<string, Note>, id: string): Note => {
  const note = notes.get(id)
  if (note === undefined) throw new Error(`the account names figure ${id}, which it does not hold`)
  return note
}

/** Numbers in ascending order as runs: 3, 4, 5, 9 → 3–5, 9. */
export const runsOf = (numbers: readonly number[]): { from: number; to: number }[] => {
  const runs: { from: number; to: number }[] = []
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = runs[runs.length - 1]
    if (last !== undefined && last.to === number - 1) last.to = number
    else runs.push({ from: number, to: number })
  }
  return runs
}
