import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '#platform/root.server.ts'

const read = (path: string) => readFileSync(join(projectRoot(), path), 'utf8')
const files = readdirSync(join(projectRoot(), 'src'), { recursive: true, encoding: 'utf8' })
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .filter((name) => /\.tsx?$/.test(name))
const own = files.filter((name) => !/\.(test|test-support)\.tsx?$/.test(name))
const tests = [
  ...files.filter((name) => /\.(test|test-support)\.tsx?$/.test(name)),
  ...readdirSync(join(projectRoot(), 'test'), { recursive: true, encoding: 'utf8' })
    .map((name) => `test/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.ts$/.test(name)),
]

// How many requirements of the levels 1 and 2 each section of the standard has; within a section they are numbered from 1.
const SECTIONS: Readonly<Record<string, number>> = {
  ...{ '1.1': 2, '1.2': 9, '1.3': 11, '1.4': 3, '1.5': 2, '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1, '3.2': 2, '3.3': 4, '3.4': 6, '3.5': 5 },
  ...{ '3.7': 2, '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4, '5.1': 1, '5.2': 3, '5.3': 2, '5.4': 3, '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4 },
  ...{ '6.5': 5, '6.6': 3, '6.8': 4, '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2, '8.1': 2, '8.2': 3, '8.3': 1, '8.4': 1 },
  ...{ '9.1': 3, '9.2': 4, '10.1': 2, '10.2': 2, '10.3': 4, '10.4': 11, '10.5': 5, '10.6': 2, '10.7': 3, '11.1': 2, '11.2': 3, '11.3': 3 },
  ...{ '11.4': 4, '11.5': 1, '11.6': 1, '12.1': 3, '12.2': 2, '12.3': 4, '13.1': 1, '13.2': 5, '13.3': 2, '13.4': 5, '14.1': 2, '14.2': 4 },
  ...{ '14.3': 3, '15.1': 3, '15.2': 3, '15.3': 7, '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3, '17.1': 1, '17.2': 4, '17.3': 2 },
}
const STATES = ['met', 'partly', '**not met**', 'not applicable']

type Row = { ids: string[]; state: string; evidence: string }
const rows = (): Row[] =>
  read('docs/security/asvs.md')
    .split('\n')
    .filter((line) => /^\| \d+\.\d/.test(line))
    .map((line) => {
      const [, ids = '', , , state = '', evidence = ''] = line.split(/(?<!\\)\|/).map((cell) => cell.trim())
      return { ids: ids.split(', '), state, evidence }
    })

/** Each file that a text names, with the titles that follow it until the next one. */
const PATH = /^`((?:[\w.@-]+\/)+[\w.@-]+|[\w-]+\.(?:json|md))`/
const named = (evidence: string): { path: string; titles: string[] }[] =>
  evidence.split(/(?=`[\w.@-]+[/.][\w.@/-]+`)/).flatMap((part) => {
    const path = PATH.exec(part)?.[1]
    return path === undefined ? [] : [{ path, titles: [...part.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title) }]
  })

describe('the checklist of the ASVS', () => {
  test('has every requirement of the levels 1 and 2 once, with one of four states', () => {
    const expected = Object.entries(SECTIONS).flatMap(([section, count]) =>
      Array.from({ length: count }, (_, at) => `${section}.${at + 1}`),
    )
    expect(expected.length).toBe(253)
    expect(
      rows()
        .flatMap(({ ids }) => ids)
        .sort(),
    ).toEqual(expected.sort())
    for (const { ids, state, evidence } of rows()) {
      expect(STATES, ids.join()).toContain(state)
      expect(evidence.length, ids.join()).toBeGreaterThan(3)
    }
  })

  test('counts its states as they are', () => {
    const told = (state: string) =>
      (new RegExp(`^\\| ${state} \\| (\\d+) \\| (\\d+) \\|$`, 'm').exec(read('docs/security/asvs.md')) ?? []).slice(1).map(Number)
    for (const state of STATES)
      expect(
        told(state.replaceAll('*', '')).reduce((sum, count) => sum + count, 0),
        state,
      ).toBe(
        rows()
          .filter((row) => row.state === state)
          .flatMap(({ ids }) => ids).length,
      )
  })

  test('is summed up on the page on security as it is', () => {
    const [partly, not] = ['partly', '**not met**'].map(
      (state) =>
        rows()
          .filter((row) => row.state === state)
          .flatMap(({ ids }) => ids).length,
    )
    const words = ['none', 'one', 'two', 'three', 'four']
    expect(read('docs/security.md')).toContain(`has ${partly} requirements met in part and ${words[not ?? 0]} not met`)
  })

  test('names for each that is met what proves it, and that is there', () => {
    for (const { ids, state, evidence } of rows()) {
      const proofs = named(evidence)
      if (state === 'met') expect(proofs.length, ids.join()).toBeGreaterThan(0)
      for (const { path, titles } of proofs) {
        expect(existsSync(join(projectRoot(), path)), `${ids}: ${path}`).toBe(true)
        for (const title of titles) expect(read(path).includes(`'${title}'`), `${ids}: “${title}” in ${path}`).toBe(true)
      }
    }
  })
})

test('every test that the threat model names has that title', () => {
  const all = tests.map(read)
  const titles = [...read('docs/security/threats.md').matchAll(/(?<!\*)\*([^*\n]{12,})\*(?!\*)/g)].map(([, title = '']) => title)
  expect(titles.length).toBeGreaterThan(15)
  for (const title of titles)
    expect(
      all.some((text) => text.includes(`'${title}'`)),
      title,
    ).toBe(true)
})

test('every link between the pages on security leads to a page and a heading', () => {
  const anchor = (heading: string) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-')
  for (const page of [
    'docs/security.md',
    'SECURITY.md',
    ...['asvs', 'data-protection', 'rules', 'threats'].map((name) => `docs/security/${name}.md`),
  ])
    for (const [, target = ''] of read(page).matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
      const [file = '', heading] = target.split('#')
      const path = file === '' ? page : join(page, '..', file)
      expect(existsSync(join(projectRoot(), path)), `${page}: ${target}`).toBe(true)
      const headings = heading === undefined ? [] : [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, words = '']) => anchor(words))
      if (heading !== undefined) expect(headings, `${page}: ${target}`).toContain(heading)
    }
})

test('every package is named with its version and its hash', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { version?: string; integrity?: string }> }
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>
  const installed = Object.entries(packages).filter(([path]) => path !== '')
  expect(installed.length).toBeGreaterThan(100)
  for (const [path, { version, integrity }] of installed) {
    expect(version, path).toMatch(/^\d+\.\d+\.\d+/)
    expect(integrity, path).toMatch(/^sha512-/)
  }
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }))
    expect(version, name).toMatch(/^\d+\.\d+\.\d+[\w.-]*$/)
})

// Who opens a connection, and to whom. Whoever adds one says so here and in docs/security/rules.md.
const OUTWARD: Readonly<Record<string, string>> = {
  'src/demonstration.server.ts': 'the database',
  'src/modules/plans/demonstration.server.ts': 'the database',
  'src/platform/mail/transport.server.ts': 'the mail server of the settings',
  'src/modules/identity/openid/client.server.ts': 'a provider of the settings',
  'src/modules/identity/openid/flow.server.ts': 'the same',
  'src/platform/database/client.server.ts': 'the database',
  'src/platform/database/pool.server.ts': 'the database',
}
test('no part of the server asks another but mail, the database and OpenID providers', () => {
  const asks =
    /\bfetch\(|from 'node:(https?|tls|dgram|http2)'|from '(nodemailer|openid-client|undici|ws)'|new pg\.(Client|Pool)\(|\bnet\.connect|createConnection\(/
  const found = own.filter((path) => path.endsWith('.server.ts') && asks.test(read(path))).sort()
  expect(found).toEqual(Object.keys(OUTWARD).sort())
})

// What somebody is writing in their own plan, in this tab alone, until it is sent or they leave (docs/security.md).
const HELD = 'src/platform/forms/held.ts'
test('no screen keeps anything in the browser, nor listens to other windows', () => {
  // The area for the road does, closed: test/journeys/field.e2e.ts reads all that it keeps.
  for (const path of own.filter((name) => !name.endsWith('.server.ts') && !name.startsWith('src/offline/') && name !== HELD))
    expect(read(path), path).not.toMatch(/\b(localStorage|sessionStorage|indexedDB|caches\.open|postMessage|document\.cookie|onmessage)\b/)
})

test('a field that a form does not name is not read', () => {
  // zod leaves out what a schema does not name, unless it is told otherwise.
  for (const path of own.filter((name) => /schema|form/.test(name) && name.endsWith('.ts')))
    expect(read(path), path).not.toMatch(/\.passthrough\(|looseObject\(|\.catchall\(/)
})
