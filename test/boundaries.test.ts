import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '#platform/root.server.ts'

// Rules of docs/decisions that are about more than one line and that a lint rule cannot say.
const ROOT = projectRoot()
const isTest = (file: string) => /\.(test|test-support)\.tsx?$/.test(file)
const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .filter((file) => /\.tsx?$/.test(file) && !isTest(file))
const text = new Map(sources.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]))

type Import = { from: string; to: string; isType: boolean }
const ALIASES: readonly (readonly [string, string])[] = [['#platform/', 'src/platform/'], ['#modules/', 'src/modules/'], ['#statistics/', 'src/statistics/'], ['#test/', 'test/']]

const target = (from: string, specifier: string) => {
  const alias = ALIASES.find(([start]) => specifier.startsWith(start))
  if (alias !== undefined) return alias[1] + specifier.slice(alias[0].length)
  return specifier.startsWith('.') ? normalize(join(dirname(from), specifier)).replaceAll('\\', '/') : specifier
}
const imports: Import[] = sources.flatMap((from) =>
  [...(text.get(from) ?? '').matchAll(/^\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?'([^']+)'/gm)].map(([, type, specifier = '']) => ({ from, to: target(from, specifier), isType: type !== undefined })),
)
const moduleOf = (file: string) => /^src\/modules\/([\w-]+)\//.exec(file)?.[1]

// What a module shows to others besides its index.ts: the form of its files (read by exchange) and, until there is a place for them
// in the platform, the drawing of maps and charts.
const SHOWN = [/\/folder\.ts$/, /^src\/modules\/account\/render\//, /\/schema\.ts$/, /\/routes\.ts$/, /\/vocabulary\.ts$/]

describe('boundaries', () => {
  test('a module takes from another only what that one shows', () => {
    const crossing = imports.filter(({ from, to, isType }) => {
      const [mine, theirs] = [moduleOf(from), moduleOf(to)]
      return mine !== undefined && theirs !== undefined && mine !== theirs && !isType && !to.endsWith('/index.ts') && !SHOWN.some((pattern) => pattern.test(to)) && !ALLOWED.has(`${from} → ${to}`)
    })
    expect(crossing.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
  })

  test('every exception is still needed', () => {
    const real = new Set(imports.map(({ from, to }) => `${from} → ${to}`))
    expect([...ALLOWED].filter((line) => !real.has(line))).toEqual([])
  })

  test('the platform knows no module, and nothing of the program that uses it', () => {
    const wrong = imports.filter(({ from, to }) => from.startsWith('src/platform/') && to.startsWith('src/') && !to.startsWith('src/platform/'))
    expect(wrong).toEqual([])
  })

  test('a screen or a route holds no SQL', () => {
    const wrong = imports.filter(({ from, to }) => /\/(routes|screen)\//.test(from) && (to === 'kysely' || to === 'pg'))
    expect(wrong).toEqual([])
    const written = sources.filter((file) => /\/(routes|screen)\//.test(file) && /\bsql`|\.(selectFrom|insertInto|updateTable|deleteFrom)\(/.test(text.get(file) ?? ''))
    expect(written).toEqual([])
  })

  test('commands and queries never see a request', () => {
    const wrong = sources.filter((file) => /(commands|queries)\.server\.ts$/.test(file) && /\bRequest\b|react-router|serverContext/.test((text.get(file) ?? '').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')))
    expect(wrong).toEqual([])
  })

  test('what the browser gets takes nothing of the server, but for types and what a route keeps for its loader and action', () => {
    const isServer = (file: string) => /\.server\.tsx?$/.test(file) || file.startsWith('src/cli/')
    const mayUse = (file: string) => isServer(file) || /\/routes\/[^/]+\.tsx?$/.test(file) || /^src\/(shell|dev)\//.test(file) || /^src\/(entry\.server|root)\.tsx$/.test(file) || /\.server\.ts$/.test(file)
    const wrong = imports.filter(({ from, to, isType }) => isServer(to) && !isType && !mayUse(from))
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
  })

  test('zod stays out of screens: it weighs more than all of them', () => {
    const screens = sources.filter((file) => /\/screen\/|^src\/platform\/ui\//.test(file) || /vocabulary\.ts$|policy\.ts$/.test(file))
    const seen = new Set<string>()
    const reach = (file: string): boolean => {
      if (seen.has(file)) return false
      seen.add(file)
      return imports.some(({ from, to, isType }) => from === file && !isType && (to === 'zod' || (to.startsWith('src/') && reach(to))))
    }
    expect(screens.filter((file) => (seen.clear(), reach(file)))).toEqual([])
  })

  test('no file has more than 300 lines', () => {
    const long = sources.map((file) => ({ file, lines: (text.get(file) ?? '').split('\n').length })).filter(({ lines }) => lines > 300)
    expect(long).toEqual([])
  })

  test('every import leads to a file', () => {
    const lost = imports.filter(({ to }) => to.startsWith('src/') && !to.includes('/+types/') && !existsSync(join(ROOT, to)))
    expect(lost).toEqual([])
    expect(imports.length).toBeGreaterThan(300)
  })
})

// Each with its reason; a line that is no longer needed fails the test.
const ALLOWED: ReadonlySet<string> = new Set([])
