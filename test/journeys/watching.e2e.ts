import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { DEMONSTRATION_PEOPLE } from '#modules/identity/demonstration.ts'
import { createDatabase, dropDatabase } from '#platform/database/databases.server.ts'
import { emailOf, PASSWORD, sayIn, sessionFor } from './journey.ts'
import { type Program, startProgram } from './program.ts'

// What who runs Maillage sees of it: lines, figures, limits, behind a reverse proxy on this machine.
const TOKEN = 'a-token-of-the-tests-alone'
const name = `maillage_watch_${process.pid}`
let folder: string
let program: Program

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-watch-'))
  await chmod(folder, 0o711)
  program = await startProgram({
    DATABASE_URL: await createDatabase(inject('ownerUrl'), name),
    MAILLAGE_DATA: join(folder, 'data'),
    MAILLAGE_LOG: 'info',
    MAILLAGE_METRICS_TOKEN: TOKEN,
    MAILLAGE_TRUSTED_PROXIES: '127.0.0.1',
    MAILLAGE_LIMIT_SIGN_IN_BY_ADDRESS: '4/1h',
    MAILLAGE_LIMIT_EXPORTS_BY_ADDRESS: '3/1h',
  })
})
afterAll(async () => {
  program?.signal('SIGTERM')
  await program?.ended
  await dropDatabase(inject('ownerUrl'), name)
  await rm(folder, { recursive: true, force: true })
})

type Line = { id?: string; method?: string; route?: string; status?: number; ms?: number; roles?: string[]; msg: string }
const lines = (): Line[] =>
  program
    .said()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
const ask = (path: string, headers: Record<string, string> = {}, from = '203.0.113.1') =>
  fetch(`${program.address}${path}`, { headers: { 'x-forwarded-for': from, ...headers }, redirect: 'manual' })
const metrics = async () => (await ask('/metrics', { authorization: `Bearer ${TOKEN}` })).text()
const figureOf = (text: string, start: string) =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(start))
      ?.split(' ')
      .at(-1),
  )

describe('the log', () => {
  test('says of each request its number, its kind of address, how it went and in which roles, and nobody’s name or words', async () => {
    const cookie = await sessionFor(emailOf('reader'), program.address)
    const answer = await ask('/fr/directory?q=Camille+cherche+quelqu%E2%80%99un', { cookie, 'x-request-id': 'number-of-the-proxy' })
    expect(answer.headers.get('x-request-id')).toBe('number-of-the-proxy')
    await ask('/fr/directory/ccoms/organisations/somebody-s-name', { cookie })
    await ask('/fr/Camille/Dupont')
    await fetch(`${program.address}/fr/sign-in`, {
      method: 'POST',
      headers: { origin: program.address, 'x-forwarded-for': '198.51.100.77' },
      body: new URLSearchParams({ email: 'camille.dupont@example.org', password: 'the wrong one' }),
    })
    // The line is written after the answer has gone.
    await expect
      .poll(() => lines().some(({ method, route, status }) => method === 'POST' && route === '/:lang/sign-in' && status !== 302))
      .toBe(true)
    const told = lines().filter(({ msg }) => msg === 'request')
    expect(told).toContainEqual(
      expect.objectContaining({ id: 'number-of-the-proxy', method: 'GET', route: '/:lang/directory', status: 200, roles: ['reader'] }),
    )
    expect(told).toContainEqual(expect.objectContaining({ route: '/:lang/directory/:network/organisations/:id', status: 404 }))
    expect(told).toContainEqual(expect.objectContaining({ route: '/:lang/*', status: 404 }))
    expect(told).toContainEqual(expect.objectContaining({ method: 'POST', route: '/:lang/sign-in', status: 422 }))
    const numbers = told.map(({ id }) => id)
    expect(new Set(numbers).size).toBe(numbers.length)
    const said = program
      .said()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .join('\n')
    const secrets = [
      ...DEMONSTRATION_PEOPLE.flatMap((person) => [person.name, person.email]),
      'Camille',
      'camille',
      'Dupont',
      'somebody',
      'wrong one',
      '198.51.100.77',
      '203.0.113',
      cookie,
    ]
    for (const secret of secrets) expect(said, secret).not.toContain(secret)
  })
})

describe('the metrics', () => {
  test('are there for the token only', async () => {
    expect((await ask('/metrics')).status).toBe(401)
    expect((await ask('/metrics', { authorization: 'Bearer wrong' })).status).toBe(401)
    expect((await ask('/metrics', { authorization: `Bearer ${TOKEN}` })).status).toBe(200)
    // The server of the other journeys has no token: there is nothing.
    expect((await fetch(`${inject('address')}/metrics`)).status).toBe(404)
  })

  test('count requests by kind of address, and know the database', async () => {
    const of = 'maillage_request_seconds_count{method="GET",route="/:lang/help",status="200"}'
    const before = figureOf(await metrics(), of) || 0
    for (let n = 0; n < 3; n += 1) await ask(`/nl/help?q=${n}`)
    const after = await metrics()
    expect(figureOf(after, of)).toBe(before + 3)
    expect(figureOf(after, 'maillage_database_up')).toBe(1)
    expect(figureOf(after, 'maillage_sessions')).toBeGreaterThan(0)
    expect(figureOf(after, 'maillage_failed_sign_ins')).toBeGreaterThan(0)
    expect(after).toContain('maillage_pool_connections{state="idle"}')
  })

  test('do not grow with what strangers ask for', async () => {
    const series = async () => (await metrics()).split('\n').filter((line) => line.startsWith('maillage_request_seconds_count')).length
    await ask('/fr/nowhere-at-all')
    await ask('/a/b/c')
    const before = await series()
    for (let n = 0; n < 20; n += 1) await ask(`/fr/nowhere-${n}/${n}`)
    expect(await series()).toBe(before)
  })
})

describe('behind a proxy that speaks https', () => {
  test('forms are taken, and the cookie is for https alone and bound to the host', async () => {
    const origin = program.address.replace('http:', 'https:')
    const signIn = (headers: Record<string, string>) =>
      fetch(`${program.address}/fr/sign-in`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'x-forwarded-for': '198.51.100.9', 'x-forwarded-proto': 'https', ...headers },
        body: new URLSearchParams({ email: emailOf('reader'), password: PASSWORD }),
      })
    const answer = await signIn({ origin })
    expect(answer.status).toBe(302)
    expect(answer.headers.getSetCookie().join()).toMatch(/^__Host-session=[\w-]{43};.*; Secure/)
    expect((await signIn({ origin: 'https://elsewhere.example' })).status).toBe(403)
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    expect((await ask('/fr/journal', { cookie, 'x-forwarded-proto': 'https' })).status).toBe(200)
    // Without https the cookie of https counts for nothing.
    expect((await ask('/fr/journal', { cookie })).status).toBe(401)
  })
})

describe('the limits', () => {
  const attempt = (from: string) =>
    fetch(`${program.address}/falc/sign-in`, {
      method: 'POST',
      headers: { origin: program.address, 'x-forwarded-for': `6.6.6.${Math.floor(Math.random() * 250)}, ${from}` },
      body: new URLSearchParams({ email: `nobody-${Math.random()}@example.org`, password: 'the wrong one' }),
    })

  test('count sign-ins by the address that the proxy saw, whatever the client wrote before it', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 6; n += 1) statuses.push((await attempt('2001:db8:7:7::1')).status)
    expect(statuses).toEqual([422, 422, 422, 422, 429, 429])
    // The same holder of addresses, and then somebody else.
    const same = await attempt('2001:db8:7:7:ffff::2')
    expect(same.status).toBe(429)
    const page = await same.text()
    expect(page).toContain(sayIn('fr-x-falc')('problem.too_many.title'))
    // A password goes no way back: the page leads to the form.
    expect(page).not.toContain('the wrong one')
    expect(page).toContain(sayIn('fr-x-falc')('problem.too_many.back'))
    expect((await attempt('2001:db8:7:8::1')).status).toBe(422)
  })

  test('count files that are taken away, and say on a page how long to wait', async () => {
    const answers: Response[] = []
    for (let n = 0; n < 4; n += 1) answers.push(await ask('/en/directory/export.csv', {}, '198.51.100.20'))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429])
    expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(60)
    expect(await answers[3]?.text()).toContain(sayIn('en')('problem.too_many.title'))
    expect((await ask('/en/directory/export.csv', {}, '198.51.100.21')).status).toBe(200)
    expect(figureOf(await metrics(), 'maillage_limited_total{act="export"}')).toBe(1)
  })
})
