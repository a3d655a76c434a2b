import '../../src/modules/audit/daily.server.ts'
import { writeFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { OPERATOR } from '#platform/actor.ts'
import { withClient } from '#platform/database/client.server.ts'
import { type Database, openDatabase } from '#platform/database/connect.server.ts'
import { createDatabase, dropDatabase } from '#platform/database/databases.server.ts'
import { asActor } from '#platform/db.server.ts'
import { sendMail } from '#platform/mail/index.server.ts'
import { emailOf, sayIn, sessionFor } from './journey.ts'
import { type Post, startPost } from './post.ts'
import { type Program, startProgram } from './program.ts'

// Two programs on one PostgreSQL, as behind a load balancer. The clock of the second one is a day ahead: what lasts for a while is
// measured by the clock of the database, so that nobody's session ends, or lives on, because a machine is wrong about the time.
const A_DAY = 86_400_000
const LIMIT = 6
// Jobs that one process does at the same time (src/platform/jobs/work.server.ts).
const AT_ONCE = 3
let folder: string
let database: Database
let post: Post
let programs: [Program, Program]
const name = `maillage_two_${process.pid}`

const SHIFTED_CLOCK = `
const real = Date, by = Number(process.env.CLOCK_AHEAD)
globalThis.Date = new Proxy(real, {
  construct: (target, args, wanted) => Reflect.construct(target, args.length === 0 ? [real.now() + by] : args, wanted === globalThis.Date ? target : wanted),
  apply: () => new real(real.now() + by).toString(),
  get: (target, key) => (key === 'now' ? () => real.now() + by : Reflect.get(target, key)),
})
`

const start = (which: 'one' | 'other') =>
  startProgram({
    DATABASE_URL: database.ownerUrl,
    MAILLAGE_DATA: join(folder, which),
    MAILLAGE_LIMIT_WRITES_BY_ACCOUNT: `${LIMIT}/1h`,
    MAILLAGE_SMTP: post.url,
    MAILLAGE_MAIL_FROM: 'Maillage <maillage@example.org>',
    MAILLAGE_URL: 'https://maillage.example.org',
    MAILLAGE_LOG: 'info',
    // The first makes the keys; the second is given them, as an administrator copies them to the next machine.
    ...(which === 'other'
      ? {
          MAILLAGE_KEY_FILE: join(folder, 'one', 'master.keys'),
          NODE_OPTIONS: `--import ${join(folder, 'clock.mjs')}`,
          CLOCK_AHEAD: String(A_DAY),
        }
      : {}),
  })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-two-'))
  await chmod(folder, 0o711)
  writeFileSync(join(folder, 'clock.mjs'), SHIFTED_CLOCK)
  post = await startPost()
  database = await openDatabase({ env: { DATABASE_URL: await createDatabase(inject('ownerUrl'), name) }, log: () => undefined })
  programs = [await start('one'), await start('other')]
})
afterAll(async () => {
  for (const program of programs ?? []) program.signal('SIGTERM')
  await Promise.all((programs ?? []).map(({ ended }) => ended))
  await post?.stop()
  await database?.close()
  await dropDatabase(inject('ownerUrl'), name)
  await rm(folder, { recursive: true, force: true })
})

const owner = <Row>(text: string) => withClient(database.ownerUrl, async (client) => (await client.query(text)).rows as Row[])
const until = async (ask: () => Promise<boolean> | boolean, seconds: number) => {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(100)) if (await ask()) return true
  return false
}
const get = (which: number, path: string, cookie: string) =>
  fetch(`${programs[which]?.address}${path}`, { headers: { cookie }, redirect: 'manual' })
const send = (which: number, path: string, cookie: string, body: Record<string, string>) =>
  fetch(`${programs[which]?.address}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: programs[which]?.address ?? '' },
    body: new URLSearchParams(body),
  })
const jobsDone = (program: Program | undefined) => [...(program?.said() ?? '').matchAll(/"job":"mail\.deliver".*"job done"/g)].length

const sendMails = (to: string[]) =>
  asActor(database.db, OPERATOR, async (scope) => {
    const values = {
      link: '/admin/audit',
      at: '2026-11-22T00-00-00Z',
      seq: 1,
      a: 'A'.repeat(16),
      b: 'B'.repeat(16),
      c: 'C'.repeat(16),
      d: 'D'.repeat(16),
    }
    for (const each of to) await sendMail(scope, { to: each, locale: 'fr', template: 'auditAnchor', values })
  })

describe('two servers on one database', () => {
  test('the clock of the second one is a day ahead', async () => {
    const date = (await fetch(`${programs[1].address}/healthz`)).headers.get('date') ?? ''
    const lines = programs[1]
      .said()
      .split('\n')
      .filter((line) => line.includes('"healthz"') || line.includes('/healthz'))
    expect(new Date(JSON.parse(lines.at(-1) ?? '{}').time ?? date).getTime() - Date.now()).toBeGreaterThan(A_DAY / 2)
  })

  test('a session made in one opens the other, whatever its clock says, and is over everywhere at once', async () => {
    for (const [made, used] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const cookie = await sessionFor(emailOf('reader'), programs[made].address)
      expect((await get(used, '/fr/journal', cookie)).status, `made by ${made}`).toBe(200)
      expect((await get(made, '/fr/journal', cookie)).status).toBe(200)
      expect((await send(used, '/fr/sign-out', cookie, {})).status).toBe(302)
      expect((await get(made, '/fr/journal', cookie)).status, `ended by ${used}`).toBe(401)
    }
  })

  test('limits count together; who is over one reads for how long, in their language, and keeps what they typed', async () => {
    const cookie = await sessionFor(emailOf('programme_manager'), programs[0].address)
    const answers: Response[] = []
    const typed = { quietFrom: '21:30', quietUntil: 'no hour <at all>', wanted: 'none' }
    for (let n = 0; n < LIMIT + 2; n += 1) answers.push(await send(n % 2, '/nl/account/notices', cookie, typed))
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: LIMIT }, () => 422), 429, 429])
    for (const answer of answers.slice(LIMIT)) {
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(60)
      const page = await answer.text()
      expect(page).toContain('<html lang="nl"')
      expect(page).toContain(sayIn('nl')('problem.too_many.title'))
      expect(page).toContain(sayIn('nl')('problem.too_many.again'))
      expect(page).toContain('value="21:30"')
      // Somebody who is signed in still is, and the demonstration still says that it is one.
      expect(page).toContain(sayIn('nl')('nav.signOut'))
      expect(page).toContain(sayIn('nl')('demonstration.banner'))
      expect(page).toContain('value="no hour &lt;at all&gt;"')
    }
    // Reading goes on, and so do others.
    expect((await get(1, '/nl/account/notices', cookie)).status).toBe(200)
    const other = await sessionFor(emailOf('administrator'), programs[1].address)
    expect((await send(0, '/nl/account/notices', other, typed)).status).toBe(422)
  })

  test('a link in a mail is good for as long as it says, whichever of them made it and whichever is asked', {
    timeout: 60_000,
  }, async () => {
    for (const [made, used, role] of [
      [0, 1, 'reader'],
      [1, 0, 'administrator'],
    ] as const) {
      post.taken.length = 0
      expect((await send(made, '/fr/forgotten', '', { email: emailOf(role) })).status).toBe(200)
      expect(await until(() => post.taken.includes(emailOf(role)), 20)).toBe(true)
      const path = /\/fr\/new-password\/[\w-]{43}/.exec(post.last())?.[0] ?? '/fr/no-link-in-the-mail'
      expect((await get(used, path, '')).status, `made by ${made}`).toBe(200)
      expect((await get(made, path, '')).status).toBe(200)
      await owner(`update identity.link set expires_at = now() - interval '1 second'`)
      expect((await get(used, path, '')).status).not.toBe(200)
    }
  })

  test('each job is done by one of them, once', { timeout: 120_000 }, async () => {
    post.taken.length = 0
    const before = programs.map(jobsDone)
    const done = () => programs.map((program, at) => jobsDone(program) - (before[at] ?? 0))
    const to = Array.from({ length: 24 }, (_, n) => `person-${n}@example.org`)
    post.hold(true)
    await sendMails(to)
    // One of them alone cannot have so many under way.
    const bothWork = await until(() => post.held() > AT_ONCE, 30)
    post.hold(false)
    expect(bothWork).toBe(true)
    const taken = () => post.taken.filter((address) => address.startsWith('person-'))
    expect(await until(() => taken().length >= to.length, 90)).toBe(true)
    await sleep(500)
    expect(taken().sort()).toEqual([...to].sort())
    expect(await until(() => done().reduce((sum, count) => sum + count, 0) >= to.length, 20)).toBe(true)
  })

  test('a schedule whose hour both missed is made up for once', { timeout: 60_000 }, async () => {
    for (const program of programs) program.signal('SIGTERM')
    expect(await Promise.all(programs.map(({ ended }) => ended))).toEqual([0, 0])
    await owner(`delete from jobs.job where data->>'job' = 'mail.tidy'`)
    await owner(`update jobs.version set cron_on = now() - interval '3 days'`)
    await owner(`update jobs.schedule set created_on = now() - interval '4 days', updated_on = now() - interval '4 days'`)
    programs = (await Promise.all([start('one'), start('other')])) as [Program, Program]
    const rounds = () => owner<{ state: string }>(`select state from jobs.job where data->>'job' = 'mail.tidy'`)
    expect(await until(async () => (await rounds()).some(({ state }) => state === 'completed'), 30)).toBe(true)
    await sleep(1500)
    expect(await rounds()).toEqual([{ state: 'completed' }])
  })

  test('when one is killed in the middle of a job, the other does it', { timeout: 120_000 }, async () => {
    programs[1].signal('SIGTERM')
    await programs[1].ended
    post.taken.length = 0
    post.hold(true)
    await sendMails(['held@example.org'])
    expect(await until(() => post.held() === 1, 20)).toBe(true)
    programs[0].signal('SIGKILL')
    await programs[0].ended
    expect(await until(() => post.held() === 0, 10)).toBe(true)
    post.hold(false)
    // What the clock would bring within a minute: the heart of the dead process has not beaten for long.
    await owner(`update jobs.job set heartbeat_on = now() - interval '2 minutes' where state = 'active'`)
    programs[1] = await start('other')
    const isFree = async () => {
      await owner(`update jobs.job set start_after = now() where state = 'retry'`)
      return post.taken.length > 0
    }
    expect(await until(isFree, 60)).toBe(true)
    await sleep(500)
    expect(post.taken).toEqual(['held@example.org'])
    programs[0] = await start('one')
  })
})
