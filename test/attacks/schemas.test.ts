import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { projectRoot } from '#platform/root.server.ts'
import { cpuMs } from '#test/cpu.ts'
import { nextAfter, nextOf } from '../../src/modules/identity/next.ts'
import { filesOf } from './schemas.test-support.ts'
import { hostile } from './values.test-support.ts'

vi.setConfig({ testTimeout: 60_000 })

type Result = { success: boolean; error?: { issues: { path: PropertyKey[]; message: string }[] } }
type Schema = { safeParse(value: unknown): Result; shape?: Record<string, unknown> }
const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && 'safeParse' in value && typeof value.safeParse === 'function'

const src = join(projectRoot(), 'src')
const found: { name: string; schema: Schema }[] = []

beforeAll(async () => {
  for (const file of filesOf()) {
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

// Schemas that their file keeps to itself, with what else tries them with anything. A new one is exported, or stands here.
const KEPT: Readonly<Record<string, string>> = {
  'audit/daily.server.ts z.email': 'a setting, from who runs the server',
  'care/ask/form-token.server.ts FormOf': 'sealed by the server',
  'care/ask/routes/mine.tsx Which': 'fuzz.test.ts',
  'directory/areas.commands.server.ts schema': 'fuzz.test.ts',
  'directory/links.commands.server.ts membership': 'fuzz.test.ts',
  'directory/links.commands.server.ts role': 'fuzz.test.ts',
  'directory/organisation-cells.server.ts schema': 'fuzz.test.ts',
  'directory/service-cells.server.ts schema': 'fuzz.test.ts',
  'directory/service-cells.server.ts capacity': 'fuzz.test.ts',
  'exchange/folder-spec.ts schema': 'files of who runs the server',
  'identity/closing/proof.queries.server.ts Stored': 'written by the server',
  'identity/factors/routes/required.tsx Wish': 'fuzz.test.ts',
  'identity/invitations/pending.server.ts Pending': 'sealed by the server',
  'identity/invitations/routes/first.tsx Country': 'fuzz.test.ts',
  'identity/members/routes/access.tsx Reason': 'fuzz.test.ts',
  'identity/members/schema.ts Organisation': 'fuzz.test.ts',
  'identity/openid/flow.server.ts Flow': 'sealed by the server',
  'identity/openid/leave.server.ts Leave': 'sealed by the server',
  'identity/openid/settings.server.ts OpenIdSettings': 'a setting, from who runs the server',
  'identity/person-account/flow.server.ts Flow': 'sealed by the server',
  'identity/sessions/routes/sessions.tsx Id': 'fuzz.test.ts',
  'measures/texts.server.ts Content': 'sealed by the server',
  'notices/schema.ts Time': 'fuzz.test.ts',
  'notices/schema.ts Chosen': 'fuzz.test.ts',
  'plans/recovery/sync.server.ts Seen': 'fuzz.test.ts',
  'plans/recovery/sync.server.ts Sent': 'fuzz.test.ts',
  'plans/routes/circle.tsx Wish': 'fuzz.test.ts',
}

describe('every schema of the program', () => {
  test('is found', () => {
    expect(found.length).toBeGreaterThan(30)
  })

  test('that a module asks is tried here, or in a form: a new one that nobody tries fails', () => {
    const asked = filesOf()
      .filter((file) => file.startsWith('modules/'))
      .flatMap((file) =>
        [
          ...readFileSync(join(src, file), 'utf8').matchAll(
            /(?<![\w.])([A-Za-z]\w*)((?:\.(?!safe|parse)\w+(?:\([^()\n]*\))?)*)\.(?:safeParse|parse)\(/g,
          ),
        ]
          .filter(([, name = '']) => !['JSON', 'Date', 'URL'].includes(name))
          .map(([, name = '', more = '']) => `${file.replace('modules/', '')} ${name === 'z' ? `z${more.split('(')[0]}` : name}`),
      )
    const exported = new Set(found.map(({ name }) => name.split(' ')[1] ?? ''))
    // Ids, and words of a closed list, read where they are needed: zod's own.
    const left = asked.filter((each) => !exported.has(each.split(' ')[1] ?? '') && !/ z\.(uuid|enum|array)$/.test(each))
    expect([...new Set(left)].sort()).toEqual(Object.keys(KEPT).sort())
  })

  test('takes anything without a fault, without hanging, and says in which field something is wrong', () => {
    for (const { name, schema } of found)
      fc.assert(
        fc.property(
          fc.oneof(like(schema), fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), hostile),
          (value) => {
            const started = cpuMs()
            const { success, error } = schema.safeParse(value)
            expect(cpuMs() - started, name).toBeLessThan(1000)
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
