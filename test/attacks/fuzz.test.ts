import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { projectRoot } from '#platform/root.server.ts'
import type { Example } from '../journeys/addresses.ts'
import { addressesOf } from './addresses.test-support.ts'
import { everyForm, isSlow, nameOf, type Sent, send } from './every-form.test-support.ts'
import type { Field } from './forms.test-support.ts'
import { type Told, useSite } from './site.test-support.ts'
import { hostile } from './values.test-support.ts'

vi.setConfig({ testTimeout: 120_000 * Math.max(1, Number(process.env.MAILLAGE_FUZZ_RUNS ?? 4) / 4) })
const site = useSite()
let all: Example[] = []
let forms: Sent[] = []
beforeAll(async () => {
  all = await addressesOf(site)
  forms = (await everyForm(site, all)).filter((form) => !isSlow(form))
})

// The same on every run unless told otherwise, so that a failure can be looked at again.
const SEED = Number(process.env.MAILLAGE_FUZZ_SEED ?? 20_261_122)
const RUNS = Number(process.env.MAILLAGE_FUZZ_RUNS ?? 4)
const LONGEST_MS = 5_000

/** Says what is no calm answer: a fault of the program, a hanging one, or one that shows how it is made. */
const faultOf = async (asking: () => Promise<Told>): Promise<{ fault: string | null; told: Told }> => {
  const started = performance.now()
  const told = await asking()
  const shown = /node_modules|\bat \w+ \(|syntax error at|invalid input syntax|violates \w+ constraint/.exec(told.body)?.[0]
  const slow = performance.now() - started > LONGEST_MS ? 'too slow' : null
  return { told, fault: told.status >= 500 ? String(told.status) : (shown ?? slow) }
}
const brief = (value: unknown) =>
  JSON.stringify(value)
    .replaceAll(/(.)\1{40,}/g, '$1…')
    .slice(0, 600)
const samples = <T>(arbitrary: fc.Arbitrary<T>, where: string, runs = RUNS): T[] =>
  fc.sample(arbitrary, { seed: SEED + [...where].reduce((sum, letter) => sum + letter.charCodeAt(0), 0), numRuns: runs })

/** The same form with some of its fields changed, missing, doubled or of other names. */
const spoiled = ({ fields }: Sent): fc.Arbitrary<Field[]> => {
  const at = fields.length === 0 ? fc.constant<number[]>([]) : fc.uniqueArray(fc.nat(fields.length - 1), { minLength: 1, maxLength: 3 })
  const more = fc.array(fc.tuple(fc.constantFrom('intent', 'version', 'id', '__proto__', 'constructor', 'toString', ''), hostile), {
    maxLength: 2,
  })
  return fc
    .tuple(at, fc.array(hostile, { minLength: 3, maxLength: 3 }), fc.constantFrom('change', 'drop', 'double'), more)
    .map(([which, values, how, added]) => [
      ...fields.flatMap(([name, value], index): Field[] => {
        const place = which.indexOf(index)
        if (place < 0) return [[name, value]]
        const bad = values[place] ?? ''
        return how === 'drop'
          ? []
          : how === 'double'
            ? [
                [name, value],
                [name, bad],
              ]
            : [[name, bad]]
      }),
      ...added,
    ])
}

// Boxes to tick and buttons: nobody types anything wrong into these.
// Answers are given by buttons and lists: nobody types there.
const NOTHING_TYPED = [
  'account/security/required ',
  'admin/people/:network revoke',
  'accounts/:network/statements remove',
  'crisis/:network ',
  'boards ',
  'boards/:network/:id ',
  // A program sends these, and shows what was typed itself.
  'field/session ',
  'field/pull ',
  'field/outbox ',
]

describe('with anything in its fields', () => {
  test('no form ends in a fault of the program, and what is wrong is told on the page of the form', async () => {
    const untold = new Set<string>()
    const faults: string[] = []
    for (const form of forms) {
      const name = nameOf(form)
      for (const fields of samples(spoiled(form), name)) {
        const { fault, told } = await faultOf(() => send(site, site.members.administrator, { ...form, fields }))
        const { status, body } = told
        if (fault !== null) faults.push(`${fault}: ${name} ${brief(fields)}`)
        if (status === 422 && /"code","invalid"/.test(body.replaceAll('\\', ''))) untold.add(name)
        if (status < 400 && /^(account|admin|open|sign|first|invitation)/.test(name)) await site.renew()
      }
    }
    expect(faults).toEqual([])
    expect(
      [...untold].filter((name) => !NOTHING_TYPED.includes(name)),
      'forms that say no more than that something is wrong',
    ).toEqual([])
  })
})

/** The names of search parameters that the source reads anywhere, and those of the forms that ask for them. */
const searchNames = (): string[] => {
  const named = new Set<string>()
  for (const file of site.sources)
    for (const [, name] of readFileSync(join(projectRoot(), 'src', file), 'utf8').matchAll(
      /\b(?:searchParams|search|params|asked|query)\.(?:get|getAll|has)\('([\w.-]+)'\)/g,
    ))
      named.add(name ?? '')
  return [...named, 'q', 'page', 'network', '__proto__', '_routes', 'index']
}

describe('with anything in its address', () => {
  test('no page ends in a fault of the program: search parameters', async () => {
    const names = searchNames()
    expect(names.length).toBeGreaterThan(15)
    const faults: string[] = []
    const search = fc.array(fc.tuple(fc.constantFrom(...names), hostile), { minLength: 6, maxLength: 14 })
    for (const { path, kind, pattern } of all) {
      if (kind === 'act') continue
      for (const given of samples(search, pattern)) {
        const text = new URLSearchParams(given.map(([name, value]) => [name, value.slice(0, 3000)])).toString()
        const { fault } = await faultOf(() =>
          site.ask(`/fr${path}${kind === 'page' ? '.data' : ''}?${text}`, { cookie: site.members.administrator.cookie }),
        )
        if (fault !== null) faults.push(`${fault}: ${path} ${brief(given)}`)
      }
    }
    expect(faults).toEqual([])
  })

  test('no page ends in a fault of the program: the parts of its path', async () => {
    const { administrator } = site.members
    const faults: string[] = []
    for (const { pattern, path, kind } of all.filter(({ pattern }) => pattern.includes(':'))) {
      const [parts, steps] = [pattern.split('/'), path.split('/').slice(1)]
      const places = parts.flatMap((part, at) => (part.startsWith(':') ? [at] : []))
      for (const values of samples(fc.array(hostile, { minLength: 3, maxLength: 3 }), pattern)) {
        for (const at of places) {
          const bad = steps.map((step, index) =>
            index === at ? encodeURIComponent((values[places.indexOf(at)] ?? '').slice(0, 3000).toWellFormed()) : step,
          )
          const where = `/fr/${bad.join('/')}`
          const { fault } = await faultOf(() => site.ask(`${where}${kind === 'page' ? '.data' : ''}`, { cookie: administrator.cookie }))
          if (fault !== null) faults.push(`${fault}: ${brief(where)}`)
        }
      }
    }
    expect(faults).toEqual([])
  })
})
