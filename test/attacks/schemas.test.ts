import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { projectRoot } from '#platform/root.server.ts'
import { nextAfter, nextOf } from '../../src/modules/identity/next.ts'
import { hostile } from './values.test-support.ts'

vi.setConfig({ testTimeout: 60_000 })

type Result = { success: boolean; error?: { issues: { path: PropertyKey[]; message: string }[] } }
type Schema = { safeParse(value: unknown): Result; shape?: Record<string, unknown> }
const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && 'safeParse' in value && typeof value.safeParse === 'function'

// Programs that begin when they are read, and what only a browser reads.
const NOT_READ =
  /\.(test|test-support|d)\.tsx?$|^(main|entry)\.|^offline\/(main|worker)|^cli\/|^dev\/|^routes\.ts$|\/routes\.ts$|-main\.ts$/
const src = join(projectRoot(), 'src')
const found: { name: string; schema: Schema }[] = []

beforeAll(async () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !NOT_READ.test(file))
  for (const file of files) {
    const module: Record<string, unknown> = await import(/* @vite-ignore */ join(src, file))
    for (const [name, value] of Object.entries(module)) if (isSchema(value)) found.push({ name: `${file} ${name}`, schema: value })
  }
}, 60_000)

/** Objects that look like what a schema asks for, with anything in their fields. */
const like = ({ shape }: Schema): fc.Arbitrary<unknown> => {
  const names = Object.keys(shape ?? {})
  const field = fc.oneof({ weight: 3, arbitrary: hostile }, { weight: 1, arbitrary: fc.anything() })
  return names.length === 0 ? field : fc.record(Object.fromEntries(names.map((name) => [name, field])), { requiredKeys: [] })
}

describe('every schema of the program', () => {
  test('is found', () => {
    expect(found.length).toBeGreaterThan(30)
  })

  test('takes anything without a fault, without hanging, and says in which field something is wrong', () => {
    for (const { name, schema } of found)
      fc.assert(
        fc.property(
          fc.oneof(like(schema), fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), hostile),
          (value) => {
            const started = performance.now()
            const { success, error } = schema.safeParse(value)
            expect(performance.now() - started, name).toBeLessThan(1000)
            if (success) return
            expect(error?.issues.length, name).toBeGreaterThan(0)
            // What is an object has something wrong in a field, unless it is no such object at all.
            if (schema.shape !== undefined && typeof value === 'object' && value !== null && !Array.isArray(value))
              for (const issue of error?.issues ?? []) expect(issue.message, name).not.toBe('')
          },
        ),
        { numRuns: 60, seed: 20_261_122 },
      )
  })
})

describe('where to go on to', () => {
  const ORIGIN = 'https://maillage.example'

  test('is what was asked for, where that is an address of this site', () => {
    for (const next of ['/fr', '/nl/accounts/ccoms/2025', '/en/journal/a.b?from=2025-01-01&q=a%20b']) expect(nextOf(next)).toBe(next)
    for (const next of ['/fr/..//evil.example', '/fr//evil.example', '/fr/../..', '/fr/.', '/fr/..?x=1', '/french', '//evil.example/fr'])
      expect(nextOf(next), next).toBeNull()
  })

  test('is always an address of this site, whatever was asked for', () => {
    const tricky = fc
      .array(
        fc.constantFrom(
          '/',
          '//',
          '\\',
          '/fr',
          '..',
          '.',
          ':',
          '@',
          'evil.example',
          'https',
          '?',
          '&',
          '=',
          '%2f',
          '%5c',
          '%0d%0a',
          '\t',
          '\n',
          '\r',
          '#',
          ' ',
          '\u2028',
          'javascript',
          ';',
          '\0',
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(
        fc.oneof(
          tricky,
          tricky.map((text) => `/fr${text}`),
          hostile,
          fc.webUrl(),
        ),
        (wish) => {
          const next = nextOf(wish)
          if (next !== null) {
            const url = new URL(next, ORIGIN)
            expect(url.origin).toBe(ORIGIN)
            expect(next).toMatch(/^\/(fr|nl|en|falc)(?![\w-])/)
            expect(url.pathname).not.toMatch(/^\/\/|\\/)
          }
          expect(new URL(nextAfter('/fr/sign-in', wish), ORIGIN).pathname).toBe('/fr/sign-in')
        },
      ),
      { numRuns: 3000, seed: 20_261_122 },
    )
  })
})
