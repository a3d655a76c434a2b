import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { allMistakes } from '../../cli/config.server.ts'
import { temporaryFolder } from '../database/database.test-support.ts'
import { projectRoot } from '../root.server.ts'
import { listSettings, mistakes } from './check.server.ts'
import { FORMER, type Name, SETTINGS } from './descriptions.server.ts'
import { settingsTables, withTables } from './document.server.ts'
import { setting } from './read.server.ts'

const removing: (() => void)[] = []
afterEach(() => {
  for (const remove of removing.splice(0)) remove()
})

/** A data folder with this file of settings, as the environment of a process that uses it. */
const folderWith = (conf: string, others: Readonly<Record<string, string>> = {}) => {
  const { folder, remove } = temporaryFolder()
  removing.push(remove)
  writeFileSync(join(folder, 'maillage.conf'), conf)
  for (const [name, text] of Object.entries(others)) writeFileSync(join(folder, name), text)
  return { folder, env: { MAILLAGE_DATA: folder } }
}

describe('a setting', () => {
  test('is what the environment says, else what the file says, else its default', () => {
    const { env } = folderWith('# ports\nMAILLAGE_PORT=4001\nMAILLAGE_HOST="0.0.0.0"\n')
    expect(setting('MAILLAGE_PORT', { ...env, MAILLAGE_PORT: '4002' })).toBe(4002)
    expect(setting('MAILLAGE_PORT', env)).toBe(4001)
    expect(setting('MAILLAGE_HOST', env)).toBe('0.0.0.0')
    expect(setting('MAILLAGE_LOG', env)).toBe('info')
    expect(setting('MAILLAGE_PORT', { ...env, MAILLAGE_PORT: '' })).toBe(4001)
  })

  test('that is secret may lie in a file of its own, whose first line it is', () => {
    const { env, folder } = folderWith('', { password: 'postgres://u:p@h/d\nsecond line\n' })
    const given = { ...env, DATABASE_URL_FILE: join(folder, 'password') }
    expect(setting('DATABASE_URL', given)).toBe('postgres://u:p@h/d')
    expect(mistakes(given)).toEqual([])
    expect(() => setting('DATABASE_URL', { ...env, DATABASE_URL_FILE: join(folder, 'none') })).toThrow('DATABASE_URL_FILE names')
  })

  test('comes as the value that it stands for', () => {
    expect(setting('MAILLAGE_URL', { MAILLAGE_URL: 'https://m.example.org/fr' })).toBe('https://m.example.org')
    expect(setting('MAILLAGE_LIMIT_WRITES_BY_ACCOUNT', { MAILLAGE_LIMIT_WRITES_BY_ACCOUNT: '30/5m' })).toEqual({ count: 30, seconds: 300 })
    expect(setting('MAILLAGE_LIMIT_WRITES_BY_ACCOUNT', { MAILLAGE_LIMIT_WRITES_BY_ACCOUNT: 'off' })).toBe('off')
    expect(setting('MAILLAGE_TRUSTED_PROXIES', { MAILLAGE_TRUSTED_PROXIES: '10.0.0.0/8, ::1' }).has('10.2.3.4')).toBe(true)
    expect(setting('MAILLAGE_TRUSTED_PROXIES', {}).has('127.0.0.1')).toBe(false)
  })
})

describe('mistakes in the settings', () => {
  test('are told one a line, with the setting, what it must be, what it is and where', () => {
    const { env, folder } = folderWith('MAILLAGE_PORT=abc\nMAILLAGE_LIMIT_SIGN_IN_BY_ADDRESS=many\n')
    const conf = join(folder, 'maillage.conf')
    expect(mistakes({ ...env, MAILLAGE_TRUSTED_PROXIES: 'the proxy', MAILLAGE_LOG: 'loud' })).toEqual([
      `MAILLAGE_PORT must be a whole number from 0 to 65535, not "abc" (in ${conf})`,
      'MAILLAGE_TRUSTED_PROXIES must be addresses or blocks, as in 127.0.0.1, 10.0.3.0/24, fd00::/8, not "the proxy" (in the environment)',
      `MAILLAGE_LIMIT_SIGN_IN_BY_ADDRESS must be so many in so long, as in 120/1m (s, m, h, d), or off, not "many" (in ${conf})`,
      'MAILLAGE_LOG must be one of debug, info, warn, error, silent, not "loud" (in the environment)',
    ])
  })

  test('never quote a secret', () => {
    const wrong = mistakes({
      MAILLAGE_BACKUP_PASSPHRASE: 'too short',
      DATABASE_URL: 'mysql://me:hunter2@h/d',
      MAILLAGE_METRICS_TOKEN: 'short',
    })
    expect(wrong.map((line) => line.split(' ')[0])).toEqual(['DATABASE_URL', 'MAILLAGE_BACKUP_PASSPHRASE', 'MAILLAGE_METRICS_TOKEN'])
    expect(wrong.join()).not.toMatch(/too short|hunter2|"short"/)
  })

  test('are names that nobody knows, with the one that was probably meant', () => {
    const { env, folder } = folderWith('MAILAGE_URL=https://m.example.org\nMAILLAGE_KILLS=3\n')
    expect(mistakes({ ...env, MAILLAGE_PROT: '80', MAILLAGE_TEAPOT: '1', MAILLAGE_PROXY: '1', MAILLAGE_HOST_FILE: '/x' })).toEqual([
      'MAILLAGE_PROT is no setting: did you mean MAILLAGE_PORT? (in the environment)',
      'MAILLAGE_TEAPOT is no setting (in the environment)',
      'MAILLAGE_PROXY is no setting any more: name the proxies in MAILLAGE_TRUSTED_PROXIES (in the environment)',
      expect.stringContaining('MAILLAGE_HOST_FILE is no setting'),
      `MAILAGE_URL is no setting: did you mean MAILLAGE_URL? (in ${join(folder, 'maillage.conf')})`,
      `MAILLAGE_KILLS is read from the environment only, not from ${join(folder, 'maillage.conf')}`,
    ])
  })

  test('are lines that are none, a file that is not there, and a secret that is said twice', () => {
    const { env, folder } = folderWith('MAILLAGE_PORT 3000\n')
    expect(mistakes(env)).toEqual([`${join(folder, 'maillage.conf')}, line 1: must be NAME=value`])
    expect(mistakes({ MAILLAGE_CONFIG: join(folder, 'none.conf') })).toEqual([
      `MAILLAGE_CONFIG names ${join(folder, 'none.conf')}, which does not exist`,
    ])
    writeFileSync(join(folder, 'token'), 'abcdefghijklmnopqrstuvwxyz')
    expect(mistakes({ MAILLAGE_METRICS_TOKEN: 'abcdefghijklmnopqrst', MAILLAGE_METRICS_TOKEN_FILE: join(folder, 'token') })).toEqual([
      'MAILLAGE_METRICS_TOKEN and MAILLAGE_METRICS_TOKEN_FILE are both set: keep one of them',
    ])
  })

  test('are also what several settings say together', () => {
    expect(allMistakes({ MAILLAGE_SMTP: 'smtp://mail.example.org' })).toEqual([expect.stringContaining('MAILLAGE_MAIL_FROM must say')])
    expect(allMistakes({})).toEqual([])
  })

  test('are never a crash: whatever is said, there is a list of lines', () => {
    const { folder } = folderWith('')
    const name = fc.constantFrom(...(Object.keys(SETTINGS) as Name[]).filter((one) => !/DATA|CONFIG/.test(one)))
    fc.assert(
      fc.property(fc.dictionary(name, fc.string()), (env) => {
        const lines = mistakes({ ...env, MAILLAGE_DATA: folder })
        expect(lines.every((line) => typeof line === 'string' && line !== '')).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

describe('the list of settings', () => {
  test('names all of them with their value and where it is from, and hides secrets', () => {
    const { env, folder } = folderWith('MAILLAGE_SMTP=smtp://me:hunter2@mail.example.org\n')
    const rows = listSettings({ ...env, MAILLAGE_PORT: '4000' })
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(SETTINGS))
    expect(rows.find(({ name }) => name === 'MAILLAGE_PORT')).toEqual({ name: 'MAILLAGE_PORT', value: '4000', from: 'the environment' })
    expect(rows.find(({ name }) => name === 'MAILLAGE_SMTP')).toMatchObject({
      value: '(set, not shown)',
      from: join(folder, 'maillage.conf'),
    })
    expect(rows.find(({ name }) => name === 'MAILLAGE_HOST')).toMatchObject({ value: '127.0.0.1', from: 'default' })
    expect(JSON.stringify(rows)).not.toContain('hunter2')
  })

  // `npx vitest run src/platform/settings -u` writes the page anew.
  test('is what docs/settings.md says', async () => {
    const file = join(projectRoot(), 'docs', 'settings.md')
    await expect(withTables(readFileSync(file, 'utf8'))).toMatchFileSnapshot(file)
    for (const name of Object.keys(SETTINGS)) expect(settingsTables()).toContain(`| \`${name}\` |`)
  })

  test('holds every name that the sources speak of, and the sources read none of them past it', () => {
    const files = ['src', 'bench', 'test', 'scripts'].flatMap((folder) =>
      readdirSync(join(projectRoot(), folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(tsx?|mjs)$/.test(name))
        .map((name) => join(folder, name)),
    )
    const text = (file: string) => readFileSync(join(projectRoot(), file), 'utf8')
    const known = new Set([...Object.keys(SETTINGS), ...Object.keys(SETTINGS).map((name) => `${name}_FILE`), ...Object.keys(FORMER)])
    const others = files.filter((file) => !file.endsWith('settings.test.ts'))
    const unknown = others.flatMap((file) =>
      [...text(file).matchAll(/\bMAILLAGE_[A-Z][A-Z_]*[A-Z]\b/g)].map(([name]) => `${file}: ${name}`),
    )
    expect(unknown.filter((line) => !known.has(line.split(': ')[1] ?? ''))).toEqual([])
    const past = others.filter((file) => file.startsWith('src') && !/\.(test|test-support)\.tsx?$/.test(file))
    expect(past.filter((file) => /(process\.)?env\.(MAILLAGE_|DATABASE_)/.test(text(file)) && !file.includes('settings/sources'))).toEqual(
      [],
    )
  })
})
