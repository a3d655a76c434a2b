// The text of an account that is easy to read: ideas, each with a pictogram. It is a text of its own, not a translation.

import { sentencesOf } from '#platform/ui/lines.tsx'
import { PICTOGRAMS, type PictogramName } from '#platform/ui/pictograms.ts'
import { readTemplate, type TemplateBlock, TemplateError, type TemplateInline } from './template.ts'

export type EasyIdea<Inline = TemplateInline> = { pictogram: PictogramName; inlines: Inline[] }
export type EasyTemplate = { title: string; subtitle: string; chapters: { title: string; ideas: EasyIdea[] }[] }

// Guides ask for about fifteen words; a sentence may go a little over when it holds a long name.
const WORDS_PER_SENTENCE = 18

/**
 * Reads an easy-to-read template: the form of `readTemplate`, in which an idea is a pictogram and one paragraph of short sentences.
 * Pictures, tables and lists have no place in it (Information for all: European standards for making information easy to read and
 * understand, Inclusion Europe 2009).
 * @throws TemplateError at anything else, at an idea without a pictogram, and at a sentence of more than 18 words
 */
export const readEasyTemplate = (markdown: string): EasyTemplate => {
  const { chapters, ...rest } = readTemplate(markdown)
  return { ...rest, chapters: chapters.map(({ title, blocks }) => ({ title, ideas: ideasOf(blocks) })) }
}

const isPictogram = (name: string | undefined): name is PictogramName => name !== undefined && Object.hasOwn(PICTOGRAMS, name)
const isDirective = (block: TemplateBlock | undefined) => block?.type === 'directive' && block.name === 'pictogram'

const ideasOf = (blocks: readonly TemplateBlock[]): EasyIdea[] =>
  blocks.flatMap((block, at) => {
    const before = blocks[at - 1]
    if (isDirective(block)) {
      if (blocks[at + 1]?.type !== 'paragraph') throw new TemplateError(block.line, 'a paragraph after a pictogram')
      return []
    }
    if (block.type !== 'paragraph') throw new TemplateError(block.line, 'pictograms and paragraphs alone in a text that is easy to read')
    const name = before?.type === 'directive' && isDirective(before) ? before.attributes.name : undefined
    if (!isPictogram(name))
      throw new TemplateError(block.line, `"::pictogram{name=…}" before each paragraph: ${Object.keys(PICTOGRAMS).join(', ')}`)
    refuseLongSentences(block)
    return [{ pictogram: name, inlines: block.inlines }]
  })

const refuseLongSentences = ({ inlines, line }: { inlines: readonly TemplateInline[]; line: number }) => {
  const text = inlines.map((inline) => (inline.type === 'text' ? inline.text : '#')).join('')
  for (const sentence of sentencesOf(text)) {
    const words = sentence.split(/\s+/).filter((word) => /[\p{L}#]/u.test(word)).length
    if (words > WORDS_PER_SENTENCE)
      throw new TemplateError(line, `at most ${WORDS_PER_SENTENCE} words in a sentence, found ${words} ("${sentence.slice(0, 40)}…")`)
  }
}
