import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contrast } from './contrast.test-support.ts'

const folder = import.meta.dirname
const read = (file: string) => readFileSync(join(folder, file), 'utf8')
const sheets = readdirSync(folder).filter((file) => file.endsWith('.css'))

const tokens = read('tokens.css')
// What stands between the braces after a selector.
const blockOf = (selector: string) => {
  const start = tokens.indexOf(`${selector} {`)
  if (start < 0) throw new Error(`no block ${selector}`)
  return tokens.slice(start, tokens.indexOf('}', start))
}
const coloursOf = (selector: string) =>
  new Map([...blockOf(selector).matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name = '', value = '']) => [name, value]))
const declarationsOf = (selector: string) =>
  [...blockOf(selector).matchAll(/^\s*([\w-]+): ([^;]+);/gm)].map(([, name, value]) => `${name}: ${value}`)

const THEMES = { light: coloursOf(':root'), dark: coloursOf(":root[data-theme='dark']") }
const GROUNDS = ['paper', 'surface', 'sunk']
const TINTS = ['action-soft', 'people-soft', 'attention-soft', 'danger-soft']
const FUNCTIONS = ['1', '2a', '2b', '3', '4', '5'].map((code) => `function-${code}`)

const pairs = (fronts: readonly string[], backs: readonly string[]) =>
  fronts.flatMap((front) => backs.map((back) => [front, back] as const))
const NEEDS: readonly { least: number; what: string; pairs: readonly (readonly [string, string])[] }[] = [
  { least: 7, what: 'text that persons read', pairs: [...pairs(['ink', 'ink-soft'], GROUNDS), ...pairs(['ink'], TINTS)] },
  {
    least: 4.5,
    what: 'links, buttons and errors',
    pairs: [
      ...pairs(['action', 'action-strong', 'people', 'danger'], ['paper', 'surface']),
      ...pairs(['action', 'action-strong'], ['action-soft', 'sunk']),
      ...pairs(['on-action'], ['action', 'action-strong']),
      ['people-strong', 'people-soft'],
      ['attention', 'attention-soft'],
      ['danger', 'danger-soft'],
      ['on-danger', 'danger'],
      ...pairs(['on-function'], FUNCTIONS),
    ],
  },
  {
    least: 3,
    what: 'shapes that mean something',
    pairs: [
      ...pairs([...FUNCTIONS, 'line-strong', 'mark-1', 'mark-2', 'mark-3', 'mark-4', 'mark-5'], ['paper', 'surface']),
      ['people', 'people-soft'],
      ['action', 'line'],
    ],
  },
]

describe('tokens', () => {
  for (const [theme, colours] of Object.entries(THEMES)) {
    const colour = (name: string) => {
      const value = colours.get(name)
      if (value === undefined) throw new Error(`the ${theme} theme has no colour ${name}`)
      return value
    }
    for (const { least, what, pairs } of NEEDS) {
      test(`${what} stand out by ${least} to 1 in the ${theme} theme`, () => {
        const weak = pairs
          .map(([front, back]) => ({ front, back, ratio: contrast(colour(front), colour(back)) }))
          .filter(({ ratio }) => ratio < least)
        expect(weak).toEqual([])
      })
    }
  }

  test('black on white stands out by 21 to 1', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  test('a dark screen looks the same whether the system or the reader chose it', () => {
    expect(declarationsOf(":root[data-theme='dark']")).toEqual(declarationsOf(":root:not([data-theme='light'])"))
  })

  test('the dark theme has every colour of the light one', () => {
    expect([...THEMES.dark.keys()].sort()).toEqual([...THEMES.light.keys()].sort())
  })

  test('no colour has a value outside of the tokens', () => {
    const stray = sheets
      .filter((file) => file !== 'tokens.css')
      .flatMap((file) => [...read(file).matchAll(/#[\da-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(/gi)].map(([found]) => `${file}: ${found}`))
    expect(stray).toEqual([])
  })

  test('every token that a style asks for exists', () => {
    const all = sheets.map(read).join('\n')
    const defined = new Set([...all.matchAll(/(--[\w-]+):/g)].map(([, name]) => name))
    const missing = [...all.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name).filter((name) => !defined.has(name))
    expect(missing).toEqual([])
  })
})
