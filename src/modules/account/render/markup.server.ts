import { html, raw } from 'hono/html'
import { cleanText } from '#platform/drawing/svg.server.ts'

/** HTML that is already escaped. */
export type Markup = ReturnType<typeof raw>

/** Hono's escaping template without its promises: every text in it is escaped, also inside attribute quotes. */
export const markup = (strings: TemplateStringsArray, ...values: unknown[]): Markup => {
  const made = html(strings, ...values)
  if (made instanceof Promise) throw new Error('a document is not made of promises')
  return made
}
export const trusted = (svgOrCss: string): Markup => raw(svgOrCss)

/** A text as a CSS string, with everything but plain letters and figures as its code point: nothing ends the string or the style element. */
export const cssString = (text: string) =>
  `"${cleanText(text).replace(/[^a-zA-Z0-9 ]/gu, (c) => `\\${(c.codePointAt(0) ?? 0).toString(16)} `)}"`
