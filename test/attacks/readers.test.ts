import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { catalogueOf } from '#platform/languages/catalogue.ts'
import '../../src/catalogues/all.server.ts'
import { Problem } from '#platform/problem.ts'
import { projectRoot } from '#platform/root.server.ts'
import { cpuMs } from '#test/cpu.ts'
import { filesOf } from './schemas.test-support.ts'
import { hostile } from './values.test-support.ts'

vi.setConfig({ testTimeout: 60_000 })
const src = join(projectRoot(), 'src')

type Typed = Record<string, string>
type Reader = { name: string; fields: string[]; read: (typed: Typed) => unknown }
const CHOICES = ['x', 'y']
const RECORDS = [{ id: 'x', name: 'X', value: 'x', label: 'X' }]
// What a reader is given besides what was typed, by the name of the argument: choices, days, a clock. Another name fails and asks for a line.
const GIVEN: Readonly<Record<string, unknown>> = {
  ...{ days: ['2026-01-05', '2026-01-06'], week: ['2026-01-05'], zone: 'Europe/Brussels', who: CHOICES, topics: CHOICES, checks: CHOICES },
  ...{
    chosen: CHOICES,
    services: CHOICES,
    bases: CHOICES,
    several: () => CHOICES,
    teams: RECORDS,
    partners: RECORDS,
    organisations: RECORDS,
  },
  ...{ indicators: RECORDS, language: 'fr', noted: true, hasMail: true, now: new Date('2026-01-06T10:00:00Z'), today: '2026-01-06' },
  mates: new Set(CHOICES),
  year: 2026,
  turned: { channel: 'telephone', toServiceId: 'y', isOutside: true, mayPass: false },
  names: new Proxy({}, { get: () => new Map() }),
  offered: new Proxy({}, { get: () => RECORDS }),
  choices: new Proxy({}, { get: () => RECORDS }),
  '{ zone, pairs, mates }': { zone: 'Europe/Brussels', pairs: true, mates: new Set(CHOICES) },
}
// These ask the database as they read: fuzz.test.ts sends their forms.
const ASKS = ['readPersonForm', 'readCallForm', 'readStop']

const readers: Reader[] = []
beforeAll(async () => {
  for (const file of filesOf()) {
    const text = readFileSync(join(src, file), 'utf8')
    const found = [
      ...text.matchAll(
        /export const (\w+) = (?:async )?\(((?:scope: Scope, )?typed: Typed(?:, .*?)?)\): (?:Promise<)?(?:Read<|\{ \w+: \w+; \w+: \w+ \} \| null)/g,
      ),
    ]
    if (found.length === 0) continue
    const module: Record<string, (...given: unknown[]) => unknown> = await import(/* @vite-ignore */ join(src, file))
    const fields = [...new Set([...text.matchAll(/'([a-z_][a-zA-Z_]*)'/g)].map(([, word = '']) => word))]
    for (const [, name = '', list = ''] of found) {
      if (ASKS.includes(name)) continue
      const rest = list
        .split(/, (?=\w+:|\{)/)
        .slice(1)
        .map((argument) => argument.replace(/: .*$/s, ''))
      const unknown = rest.filter((argument) => !(argument in GIVEN))
      if (unknown.length > 0) throw new Error(`what is ${unknown} of ${file} ${name}? Give it in test/attacks/readers.test.ts`)
      const given = rest.map((argument) => GIVEN[argument])
      readers.push({ name: `${file} ${name}`, fields, read: (typed) => module[name]?.(typed, ...given) })
    }
  }
}, 60_000)

/** A form with every field that its file speaks of, and rows of them. */
const typedFor = ({ fields }: Reader): fc.Arbitrary<Typed> =>
  fc.array(hostile, { minLength: 7, maxLength: 7 }).map((values) => {
    const typed: Typed = {}
    for (const [at, field] of fields.entries())
      for (const [row, name] of [field, `${field}-0`, `${field}-1`].entries()) typed[name] = values[(at * 3 + row) % values.length] ?? ''
    return typed
  })

describe('every form is read', () => {
  test('and every reader is found', () => {
    expect(readers.length).toBeGreaterThan(45)
    for (const module of ['boards', 'stays', 'paths', 'outreach', 'situations', 'care', 'guide', 'journal', 'network', 'account'])
      expect(
        readers.some(({ name }) => name.startsWith(`modules/${module}/`)),
        module,
      ).toBe(true)
  })

  test('whatever is typed, without a fault, and what is wrong is said at a field, in words that there are', () => {
    const words = catalogueOf('fr')
    for (const reader of readers)
      fc.assert(
        fc.property(typedFor(reader), (typed) => {
          const started = cpuMs()
          const read = tried(() => reader.read(typed))
          expect(cpuMs() - started, reader.name).toBeLessThan(1000)
          if (typeof read !== 'object' || read === null || !('ok' in read) || read.ok !== false) return
          const faults = (read as { faults?: Record<string, { id: string }> }).faults ?? {}
          expect(Object.keys(faults).length, reader.name).toBeGreaterThan(0)
          for (const { id } of Object.values(faults)) expect(words, `${reader.name}: ${id}`).toHaveProperty([id])
        }),
        { numRuns: 40, seed: 20_261_122 },
      )
  })
})

// A problem that the catalogue knows (an id that cannot be one) is an answer; anything else is a fault.
const tried = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}
