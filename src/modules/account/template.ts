// The text of an account: Markdown with directives, in which a figure is named and never typed.

import type { Nodes, PhrasingContent, RootContent } from 'mdast'
import { directiveFromMarkdown } from 'mdast-util-directive'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { directive } from 'micromark-extension-directive'

export type TemplateInline =
  | { type: 'text'; text: string; emphasis?: 'strong' | 'em' }
  | { type: 'figure'; indicator: string; attributes: Attributes }
type Attributes = Readonly<Record<string, string>>
export type TemplateBlock =
  | { type: 'heading'; text: string }
  | { type: 'paragraph'; inlines: TemplateInline[] }
  | { type: 'list'; items: TemplateInline[][] }
  | { type: 'directive'; name: string; attributes: Attributes; line: number }
export type TemplateChapter = { title: string; blocks: TemplateBlock[] }
export type Template = { title: string; subtitle: string; chapters: TemplateChapter[] }

/** What is wrong with a template, by line. */
export class TemplateError extends Error {
  readonly line: number
  constructor(line: number, message: string) {
    super(message)
    this.line = line
  }
}

const DIRECTIVES = ['figures', 'chart', 'map', 'activities', 'outcomes', 'members'] as const
export type DirectiveName = (typeof DIRECTIVES)[number]
const lineOf = (node: Nodes) => node.position?.start.line ?? 0
const attributesOf = (attributes: Readonly<Record<string, string | null | undefined>> | null | undefined): Attributes =>
  Object.fromEntries(Object.entries(attributes ?? {}).map(([key, value]) => [key, value ?? '']))

/**
 * Reads a template: "# title", a first paragraph as subtitle, "## chapter" and below it text, lists and directives.
 * @throws TemplateError at a directive that does not exist, at what an account cannot hold, and at a digit in the text:
 *   a number comes from a figure, or it is not traced.
 */
export const readTemplate = (markdown: string): Template => {
  const tree = fromMarkdown(markdown, { extensions: [directive()], mdastExtensions: [directiveFromMarkdown()] })
  const template: Template = { title: '', subtitle: '', chapters: [] }
  for (const node of tree.children) {
    if (node.type === 'heading' && node.depth === 1) template.title = heading(node.children)
    else if (node.type === 'heading' && node.depth === 2) template.chapters.push({ title: heading(node.children), blocks: [] })
    else {
      const chapter = template.chapters.at(-1)
      if (chapter !== undefined) chapter.blocks.push(blockOf(node))
      else if (node.type === 'paragraph') template.subtitle = heading(node.children)
      else throw new TemplateError(lineOf(node), 'a chapter ("## …") before this')
    }
  }
  if (template.title === '') throw new TemplateError(1, 'a title ("# …")')
  return template
}

const blockOf = (node: RootContent): TemplateBlock => {
  switch (node.type) {
    case 'heading':
      return { type: 'heading', text: heading(node.children) }
    case 'paragraph':
      return { type: 'paragraph', inlines: inlinesOf(node.children) }
    case 'list':
      return {
        type: 'list',
        items: node.children.map((item) => item.children.flatMap((child) => (child.type === 'paragraph' ? inlinesOf(child.children) : []))),
      }
    case 'leafDirective':
      if (!DIRECTIVES.includes(node.name as DirectiveName))
        throw new TemplateError(lineOf(node), `one of ${DIRECTIVES.join(', ')} after "::", found "${node.name}"`)
      return { type: 'directive', name: node.name, attributes: attributesOf(node.attributes), line: lineOf(node) }
    default:
      throw new TemplateError(lineOf(node), `text, a list, a heading or a directive, found ${node.type}`)
  }
}

const inlinesOf = (nodes: readonly PhrasingContent[], emphasis?: 'strong' | 'em'): TemplateInline[] =>
  nodes.flatMap((node): TemplateInline[] => {
    switch (node.type) {
      case 'text':
        return [{ type: 'text', text: withoutDigits(node), ...(emphasis === undefined ? {} : { emphasis }) }]
      case 'strong':
        return inlinesOf(node.children, 'strong')
      case 'emphasis':
        return inlinesOf(node.children, 'em')
      // A name may hold digits (`59G21`): between backticks it is a name, not a number.
      case 'inlineCode':
        return [{ type: 'text', text: node.value }]
      case 'break':
        return [{ type: 'text', text: ' ' }]
      case 'textDirective':
        // "14:30" or "l'un:l'autre" are text; a figure is ":f[indicator]".
        if (node.name !== 'f') throw new TemplateError(lineOf(node), `a figure as ":f[indicator]", found ":${node.name}"`)
        return [{ type: 'figure', indicator: plain(node.children), attributes: attributesOf(node.attributes) }]
      default:
        throw new TemplateError(lineOf(node), `text or a figure, found ${node.type}`)
    }
  })

const withoutDigits = (node: { value: string } & Nodes) => {
  const typed = /\S*\d\S*/.exec(node.value)
  if (typed !== null)
    throw new TemplateError(lineOf(node), `no number typed into the text ("${typed[0]}"): name a figure, or write a name between backticks`)
  return node.value.replaceAll('\n', ' ')
}

/** Words alone, without a number that is not a name. */
const heading = (nodes: readonly PhrasingContent[]): string =>
  inlinesOf(nodes)
    .map((inline) => (inline.type === 'text' ? inline.text : ''))
    .join('')
const plain = (nodes: readonly PhrasingContent[]): string =>
  nodes.map((node) => ('value' in node ? node.value : 'children' in node ? plain(node.children) : '')).join('')
