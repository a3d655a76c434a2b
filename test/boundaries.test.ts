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
const ALIASES: readonly (readonly [string, string])[] = [
  ['#platform/', 'src/platform/'],
  ['#modules/', 'src/modules/'],
  ['#statistics/', 'src/statistics/'],
  ['#test/', 'test/'],
]

const target = (from: string, specifier: string) => {
  const alias = ALIASES.find(([start]) => specifier.startsWith(start))
  if (alias !== undefined) return alias[1] + specifier.slice(alias[0].length)
  return specifier.startsWith('.') ? normalize(join(dirname(from), specifier)).replaceAll('\\', '/') : specifier
}
const imports: Import[] = sources.flatMap((from) =>
  [...(text.get(from) ?? '').matchAll(/^\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?'([^']+)'/gm)].map(
    ([, type, specifier = '']) => ({ from, to: target(from, specifier), isType: type !== undefined }),
  ),
)
const moduleOf = (file: string) => /^src\/modules\/([\w-]+)\//.exec(file)?.[1]

// What a module shows to others besides its index.ts, with the reason. A line that nobody needs any more fails the test.
const SHOWN: readonly (readonly [RegExp, string])[] = [
  [/\/folder\.ts$/, 'the form of its files, which exchange reads'],
  [/\/(schema|vocabulary)\.ts$/, 'words and tables'],
  [/\/routes\.ts$/, 'its addresses'],
  [/^src\/modules\/\w+\/index\.server\.ts$/, 'what a module lends to the server side of others'],
  [/^src\/modules\/exchange\/(folder-spec|hsds\/package\.server)\.ts$/, 'forms of other people, filled by whoever has the records'],
  [/^src\/modules\/account\/(easy-)?template\.ts$/, 'a folder that is imported holds the text of the account'],
  [/^src\/modules\/directory\/(territories-of-countries\.server|hours)\.ts$/, 'territories of an import, opening hours of an export'],
  [/^src\/modules\/directory\/named\.server\.ts$/, 'places as people write them'],
  [/^src\/modules\/journal\/choices\.server\.ts$/, 'programmes and documents to choose from'],
]
const isShown = (to: string) => SHOWN.some(([pattern]) => pattern.test(to)) || to.endsWith('/index.ts')
const crossing = imports.filter(({ from, to, isType }) => {
  const [mine, theirs] = [moduleOf(from), moduleOf(to)]
  return mine !== undefined && theirs !== undefined && mine !== theirs && !isType
})

/** Whether a file leads, through whatever it imports, to one that is looked for. */
const reaches = (file: string, isWanted: (to: string) => boolean, seen = new Set<string>()): boolean => {
  if (seen.has(file)) return false
  seen.add(file)
  return imports.some(
    ({ from, to, isType }) => from === file && !isType && (isWanted(to) || (to.startsWith('src/') && reaches(to, isWanted, seen))),
  )
}
const forBrowser = sources.filter((file) =>
  /\/screen\/|^src\/platform\/ui\/|\/(vocabulary|policy)\.ts$|^src\/(entry\.client|catalogues\/browser|platform\/languages\/)/.test(file),
)

describe('boundaries', () => {
  test('a module takes from another only what that one shows', () => {
    expect(crossing.filter(({ to }) => !isShown(to)).map(({ from, to }) => `${from} → ${to}`)).toEqual([])
  })

  test('every exception is still needed', () => {
    const used = new Set(imports.filter(({ from, to }) => moduleOf(from) !== moduleOf(to)).map(({ to }) => to))
    expect(SHOWN.filter(([pattern]) => ![...used].some((to) => pattern.test(to))).map(([, reason]) => reason)).toEqual([])
  })

  test('the platform knows no module, and nothing of the program that uses it', () => {
    const wrong = imports.filter(
      ({ from, to }) => from.startsWith('src/platform/') && to.startsWith('src/') && !to.startsWith('src/platform/'),
    )
    expect(wrong).toEqual([])
  })

  test('a screen or a route holds no SQL', () => {
    const wrong = imports.filter(({ from, to }) => /\/(routes|screen)\//.test(from) && (to === 'kysely' || to === 'pg'))
    expect(wrong).toEqual([])
    const written = sources.filter(
      (file) => /\/(routes|screen)\//.test(file) && /\bsql`|\.(selectFrom|insertInto|updateTable|deleteFrom)\(/.test(text.get(file) ?? ''),
    )
    expect(written).toEqual([])
  })

  test('commands and queries never see a request', () => {
    const wrong = sources.filter(
      (file) =>
        /(commands|queries)\.server\.ts$/.test(file) &&
        /\bRequest\b|react-router|serverContext/.test((text.get(file) ?? '').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')),
    )
    expect(wrong).toEqual([])
  })

  test('what the browser gets leads to nothing of the server', () => {
    expect(forBrowser.length).toBeGreaterThan(30)
    expect(forBrowser.filter((file) => reaches(file, (to) => /\.server\.tsx?$/.test(to) || /^(node:|pg$|kysely$)/.test(to)))).toEqual([])
  })

  test('zod stays out of screens: it weighs more than all of them', () => {
    expect(forBrowser.filter((file) => reaches(file, (to) => to === 'zod'))).toEqual([])
  })

  test('no file has more than 300 lines', () => {
    const long = sources.map((file) => ({ file, lines: (text.get(file) ?? '').split('\n').length })).filter(({ lines }) => lines > 300)
    expect(long).toEqual([])
  })

  test('every import leads to a file', () => {
    const lost = imports.filter(
      ({ to }) => to.startsWith('src/') && !to.includes('/+types/') && !existsSync(join(ROOT, to.replace(/\?raw$/, ''))),
    )
    expect(lost).toEqual([])
    expect(imports.length).toBeGreaterThan(300)
  })
})
