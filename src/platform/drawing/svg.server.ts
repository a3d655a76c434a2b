import { parseHTML } from 'linkedom'
import { FONT } from './palette.ts'

/** A document without a browser, for Observable Plot to draw in. */
export const drawingDocument: Document = parseHTML('<html><body></body></html>').document

// Characters that XML 1.0 does not allow (and lone surrogates) would make the whole picture unreadable.
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu
export const cleanText = (text: string) => text.replace(FORBIDDEN, '')

/** Text as XML content or attribute value, without the characters that XML forbids. */
export const escapeXml = (text: string) =>
  cleanText(text).replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c)

/** A name that is safe in `id`, `url(#…)` and `href="#…"`. Distinct ids stay distinct: what is not plain is written as its code point. */
export const safeId = (id: string) => id.replace(/[^a-zA-Z0-9-]/gu, (c) => `_${(c.codePointAt(0) ?? 0).toString(16)}_`)

/** Numbers in paths and positions: a tenth of a pixel is finer than print. */
export const short = (value: number) => String(Math.round(value * 10) / 10)

type Wrapping = { id: string; title: string; summary: string; width: number; height: number; className: string; role: 'img' | 'group' }

/** The outer element of a picture: named by its title, described by its summary, scaled by its view box; `inner` is SVG already escaped. */
export const pictureSvg = ({ id, title, summary, width, height, className, role }: Wrapping, inner: string) => {
  const [w, h, name] = [short(width), short(height), safeId(id)]
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="${className}" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="${role}"` +
    ` aria-labelledby="${name}-title" aria-describedby="${name}-desc" font-family="${FONT}" font-size="14" text-anchor="middle">` +
    `<title id="${name}-title">${escapeXml(title)}</title><desc id="${name}-desc">${escapeXml(summary)}</desc>${inner}</svg>`
  )
}

const PLOT_CLASS = /^plot-/
const GEOMETRY = ['x', 'y', 'width', 'height', 'transform', 'd', 'cx', 'cy']
const shortNumbers = (value: string) => value.replace(/(\.\d\d)\d+/g, '$1')

/**
 * What Plot drew, without what the page's content security policy forbids: style elements and style attributes. Plot's own words for
 * screen readers ("bar", "text") go too: the picture is one image with a title and a sentence.
 */
export const innerOf = (drawn: Element): string => {
  for (const style of drawn.querySelectorAll('style')) style.remove()
  for (const element of drawn.querySelectorAll('*')) {
    for (const name of ['style', 'aria-label', 'aria-hidden', 'aria-description']) element.removeAttribute(name)
    for (const name of GEOMETRY) {
      const value = element.getAttribute(name)
      if (value !== null) element.setAttribute(name, shortNumbers(value))
    }
    if (PLOT_CLASS.test(element.getAttribute('class') ?? '')) element.removeAttribute('class')
  }
  return [...drawn.children].map((child) => child.outerHTML).join('')
}
