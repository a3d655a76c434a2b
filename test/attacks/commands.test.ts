import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { loginOf, withLogin } from '#platform/database/address.server.ts'
import { appLogin } from '#platform/database/app-role.server.ts'
import { projectRoot } from '#platform/root.server.ts'
import { main } from '../../src/main.server.ts'
import { CLOSED, MARK, useSite } from './site.test-support.ts'

vi.setConfig({ testTimeout: 60_000 })
const site = useSite()
const STRANGER = `maillage_attack_${process.pid}`
const PASSWORD = 'known-to-nobody-else'
let folder = ''
let intruders: { who: string; url: string }[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'maillage-commands-'))
  const { ownerUrl } = site.database
  await site.owner(`create role ${STRANGER} login password '${PASSWORD}'`)
  const { user } = loginOf(ownerUrl)
  intruders = [
    { who: 'the login of the application', url: withLogin(ownerUrl, appLogin(ownerUrl)) },
    { who: 'a login of the same server that has no rights', url: withLogin(ownerUrl, { user: STRANGER, password: PASSWORD }) },
    ...(loginOf(ownerUrl).password === ''
      ? []
      : [{ who: 'the owner’s name with a wrong password', url: withLogin(ownerUrl, { user, password: PASSWORD }) }]),
  ]
})
afterAll(async () => {
  await site.owner(`drop role if exists ${STRANGER}`).catch(() => undefined)
  rmSync(folder, { recursive: true, force: true })
})

/** Runs a command in this process, with settings of its own, and takes down what it says. */
const run = async (args: string[], env: Record<string, string>): Promise<{ code: number; out: string; err: string }> => {
  const said = { out: '', err: '' }
  const former = { ...process.env }
  for (const name of Object.keys(process.env)) if (/^(MAILLAGE_|DATABASE_)/.test(name)) delete process.env[name]
  Object.assign(process.env, {
    MAILLAGE_DATA: join(folder, 'data'),
    ...(former.MAILLAGE_KEY_FILE === undefined ? {} : { MAILLAGE_KEY_FILE: former.MAILLAGE_KEY_FILE }),
    ...env,
  })
  const [out, err] = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text, ...more) => {
      said[stream === 'stdout' ? 'out' : 'err'] += String(text)
      const written: unknown = more.at(-1)
      if (typeof written === 'function') written()
      return true
    }),
  )
  try {
    return { code: await main(args), ...said, ...said }
  } finally {
    out?.mockRestore()
    err?.mockRestore()
    process.env = former
  }
}
const file = (name: string) => join(folder, name)
// Well-formed, for each command that reaches a database.
const EXAMPLES: Readonly<Record<string, () => string[]>> = {
  start: () => ['--port', '0'],
  migrate: () => [],
  demo: () => [],
  import: () => [join(projectRoot(), 'data', 'ccoms-2025')],
  invite: () => ['somebody@people.example', '--network', CLOSED, '--role', 'administrator'],
  'reset-factor': () => ['administrator@people.example', '--network', CLOSED],
  account: () => ['--network', CLOSED, '--year', '2025', '--format', 'json'],
  'audit verify': () => ['--network', CLOSED],
  'audit anchor': () => ['--folder', file('anchors')],
  'audit retire': () => ['--network', CLOSED, '--before', '2020-01-01', '--archive', file('archive.jsonl')],
  backup: () => [file('backup.tar'), '--plain'],
  restore: () => [file('given'), '--verify'],
  'keys status': () => [],
  'keys rotate': () => [],
  'keys retire': () => ['2026-01-01-x'],
}
// Of this machine alone: these reach no database.
const LOCAL = ['config', 'keys new', 'keys generate']

const commandsIn = (help: string) =>
  [...(help.split('Commands:')[1] ?? '').matchAll(/^ {2}([a-z-]+)\b/gm)].map(([, name = '']) => name).filter((name) => name !== 'help')
const everyCommand = async (): Promise<string[]> => {
  const names: string[] = []
  for (const name of commandsIn((await run(['--help'], {})).out)) {
    const below = commandsIn((await run([name, '--help'], {})).out)
    names.push(...(below.length === 0 ? [name] : below.map((sub) => `${name} ${sub}`)))
  }
  return names
}
const state = async () =>
  JSON.stringify(
    await site.owner(
      'select (select count(*) from directory.organisation) o, (select count(*) from identity.person) p, (select count(*) from platform.audit) a, (select count(*) from identity.invitation) i, (select count(*) from public.platform_migration) m',
    ),
  )

describe('every command', () => {
  test('is met here: a new one needs an example', async () => {
    expect((await everyCommand()).sort()).toEqual([...Object.keys(EXAMPLES), ...LOCAL].sort())
  })

  test('has something to show: what only reads does so for the owner', async () => {
    for (const name of ['account', 'audit verify', 'keys status']) {
      const { code, out, err } = await run([...name.split(' '), ...(EXAMPLES[name]?.() ?? [])], { DATABASE_URL: site.database.ownerUrl })
      expect(`${code} ${err}`, name).toMatch(/^0 /)
      if (name === 'account') expect(out).toContain(MARK)
    }
  })

  test('given a login that is not the owner’s, it changes nothing, shows nothing, and says in one line what to do', async () => {
    writeFileSync(file('given'), 'no backup at all')
    const before = await state()
    for (const { who, url } of intruders)
      for (const [name, example] of Object.entries(EXAMPLES)) {
        const { code, out, err } = await run([...name.split(' '), ...example()], { DATABASE_URL: url })
        const where = `${who}: ${name}`
        expect(code, `${where} ${out}`).toBe(1)
        expect(`${out}${err}`.includes(MARK), where).toBe(false)
        expect(`${out}${err}`, where).not.toMatch(new RegExp(`${PASSWORD}|${loginOf(url).password || PASSWORD}`))
        expect(err, where).toMatch(/^maillage: [^\n]{10,}\n$/)
        expect(err, where).not.toMatch(/\bat \S+ \(|node_modules/)
        // For this reason and no other. What is given to restore is looked at first.
        expect(err, where).toMatch(name === 'restore' ? /no backup/ : /DATABASE_URL|permission denied/)
      }
    expect(await state()).toBe(before)
    expect(readdirSync(folder).filter((name) => !['given', 'data'].includes(name))).toEqual([])
  })

  test('that lists settings says no secret', async () => {
    for (const args of [[], ['--json'], ['--check']]) {
      const { out, err } = await run(['config', ...args], {
        DATABASE_URL: `postgres://owner:${PASSWORD}@127.0.0.1:1/maillage`,
        MAILLAGE_SMTP: `smtp://user:${PASSWORD}@mail.people.example:587`,
        MAILLAGE_MAIL_FROM: 'a@people.example',
        MAILLAGE_METRICS_TOKEN: `${PASSWORD}-${PASSWORD}-${PASSWORD}`,
      })
      expect(`${out}${err}`, args.join()).not.toContain(PASSWORD)
    }
  })

  test('that makes keys overwrites none, and leaves them to their owner alone', async () => {
    for (const name of ['new', 'generate']) {
      const path = file(`${name}.key`)
      expect((await run(['keys', name, path], {})).code, name).toBe(0)
      expect(existsSync(path), name).toBe(true)
      expect((await run(['keys', name, path], {})).code, name).toBe(1)
    }
  })
})
