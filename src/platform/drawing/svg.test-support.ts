import { expect } from 'vitest'

const ENTITY = /&(?!(?:amp|lt|gt|quot|#39|#\d+);)/
const TAG = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[a-zA-Z][\w:-]*="[^"<]*")*)\s*(\/?)>/y

/** Fails unless the text is one well-formed XML element without style: what the PDF compiler and the content security policy ask for. */
export const expectSafeSvg = (svg: string) => {
  const open: string[] = []
  let at = 0
  while (at < svg.length) {
    const next = svg.indexOf('<', at)
    const words = svg.slice(at, next < 0 ? svg.length : next)
    expect(words).not.toMatch(ENTITY)
    if (next < 0) break
    TAG.lastIndex = next
    const tag = TAG.exec(svg)
    if (tag === null) throw new Error(`not a tag: ${svg.slice(next, next + 80)}`)
    const [, end, name = '', attributes = '', empty] = tag
    expect(attributes).not.toMatch(ENTITY)
    if (end === '/') expect(open.pop()).toBe(name)
    else if (empty !== '/') open.push(name)
    at = TAG.lastIndex
  }
  expect(open).toEqual([])
  expect(svg).not.toMatch(/<style|<script|\sstyle="|\son\w+="/)
  const ids = [...svg.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1])
  expect(new Set(ids).size).toBe(ids.length)
  for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
  expect(svg).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
  expect(svg.isWellFormed()).toBe(true)
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }
/** All that can be read in a drawing, without spaces: words are broken into lines at places that a test need not know. */
export const wordsIn = (svg: string) =>
  svg
    .replace(/<title[\s\S]*?<\/title>|<desc[\s\S]*?<\/desc>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#\d+);/g, (_, name: string) => NAMED[name] ?? String.fromCodePoint(Number(name.slice(1))))
    .replace(/\s/g, '')
export const withoutSpaces = (text: string) => text.replace(/\s/g, '')

/** Text that would break a renderer that takes it for markup. */
export const HOSTILE = `</style><script>alert(1)</script> #let x = 1 $a$ *b* _c_ @d <e> \\f [g] "h" 'i' // j /* k */ \`l\` ~m = n \u0007 \ud800 & é`
