import { slugged } from '#platform/slug.ts'
import { sentencesOf } from '#platform/ui/lines.tsx'
import type { PictogramName } from '#platform/ui/pictograms.ts'
import type { AccountData } from '../data.server.ts'
import type { FigureView, Inline } from '../document.ts'
import { readEasyTemplate } from '../easy-template.ts'
import { inlinesOf } from './chapters.ts'
import { materialOf } from './document.server.ts'
import { relationViews } from './relation-views.ts'

/** A pictogram, and sentences: each stands on a line of its own. */
export type EasyIdea = { pictogram: PictogramName; lines: Inline[][] }
export type EasyAccount = {
  subtitle: string
  chapters: { id: string; title: string; ideas: EasyIdea[] }[]
  /** Of the figures, those that the text names. */
  figures: Readonly<Record<string, FigureView>>
  /** How many comparisons of figures contradict each other. */
  contradictions: number
}

/** The account in easy-to-read French, where the network has written one. */
export const easyAccountOf = (data: AccountData): EasyAccount | null => {
  const written = data.templates['fr-x-falc']
  if (written === undefined) return null
  const material = materialOf(data, 'fr-x-falc')
  const { subtitle, chapters: read } = readEasyTemplate(written)
  const chapters = read.map(({ title, ideas }) => ({
    id: slugged(title),
    title,
    // A number that nobody knows says so in the sentence; the whole account lists what is missing.
    ideas: ideas.map(({ pictogram, inlines }) => ({ pictogram, lines: linesOf(inlinesOf(inlines, material, [])) })),
  }))
  const inlines = chapters.flatMap(({ ideas }) => ideas.flatMap(({ lines }) => lines.flat()))
  const named = new Set(inlines.flatMap((inline) => (inline.type === 'figure' ? [inline.id] : [])))
  return {
    subtitle,
    chapters,
    figures: Object.fromEntries(Object.entries(material.views).filter(([id]) => named.has(id))),
    contradictions: relationViews(data, material.hidden, material.speak).filter(({ verdict }) => verdict === 'contradicts').length,
  }
}

/** The sentences of a paragraph, of which a figure may stand in the middle. */
const linesOf = (inlines: readonly Inline[]): Inline[][] => {
  const lines: Inline[][] = [[]]
  for (const inline of inlines) {
    if (inline.type === 'figure') lines.at(-1)?.push(inline)
    else
      sentencesOf(inline.text).forEach((text, at) => {
        if (at === 0) lines.at(-1)?.push({ ...inline, text })
        else lines.push([{ ...inline, text }])
      })
  }
  return lines
}
