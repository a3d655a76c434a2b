import { chmod, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connected } from '#platform/database/client.server.ts'
import { openDatabase } from '#platform/database/connect.server.ts'
import { quickFolder } from '../quick-folder.ts'
import { emailOf, sayIn, sessionFor } from './journey.ts'
import { type Program, startProgram } from './program.ts'

// A program and an embedded database of their own: these tests stop and kill them. The tests follow each other on the same data.
let folder: string
let program: Program
const env = () => ({ MAILLAGE_DATA: join(folder, 'data'), DATABASE_URL: '', MAILLAGE_LOG: 'info' })

beforeAll(async () => {
  // What is killed is a program, not the machine: nothing here is about a power cut.
  folder = quickFolder('maillage-endurance')
  // PostgreSQL runs as another user when we are root: that one must be able to enter.
  await chmod(folder, 0o711)
  program = await startProgram(env())
})
afterAll(async () => {
  program?.signal('SIGTERM')
  await program?.ended
  await rm(folder, { recursive: true, force: true })
})

const postmaster = async (): Promise<number> => {
  const files = await readdir(folder, { recursive: true })
  const file = files.find((name) => name.endsWith('postmaster.pid'))
  return Number((await readFile(join(folder, file ?? 'no postmaster.pid'), 'utf8')).split('\n')[0])
}

/** Asks again and again, without a pause to speak of, until the answer is as wanted. */
const until = async (ask: () => Promise<boolean>, seconds: number) => {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(15)) if (await ask()) return true
  return false
}

describe('endurance', () => {
  test('it says that it is there and that it is ready', async () => {
    expect((await fetch(`${program.address}/healthz`)).status).toBe(200)
    expect(await (await fetch(`${program.address}/readyz`)).text()).toBe('ready')
  })

  test('when the database dies, pages say so in the language of the reader, and all comes back by itself', async () => {
    const cookie = await sessionFor(emailOf('reader'), program.address)
    const told: string[] = []
    const look = async (path: string, headers: Record<string, string> = {}) => {
      const response = await fetch(`${program.address}${path}`, { headers })
      if (response.status === 503) told.push(`${path} ${await response.text()}`)
      return response.status
    }
    const isTold = async () => {
      await Promise.all([look('/readyz'), look('/nl/accounts'), look('/en/accounts', { cookie })])
      return told.some((text) => !text.startsWith('/readyz'))
    }
    // It is there again so soon that a busy machine may have asked for no page meanwhile: then once more.
    let isSeen = false
    for (let kills = 0; kills < 5 && !isSeen; kills += 1) {
      process.kill(await postmaster(), 'SIGKILL')
      isSeen = await until(isTold, 10)
    }
    expect(isSeen).toBe(true)
    // Still there for who asks whether the program itself runs.
    expect((await fetch(`${program.address}/healthz`)).status).toBe(200)
    expect(await until(async () => (await look('/readyz')) === 200, 60)).toBe(true)
    expect(await until(async () => (await look('/nl/accounts')) === 200, 10)).toBe(true)
    // Who had signed in still is.
    expect(await (await fetch(`${program.address}/fr`, { headers: { cookie } })).text()).toContain('Noor')

    const pages = told.filter((text) => !text.startsWith('/readyz'))
    expect(pages.length).toBeGreaterThan(0)
    for (const page of pages) {
      expect(page).toContain(sayIn(page.startsWith('/nl') ? 'nl' : 'en')('problem.unavailable.title'))
      expect(page).not.toMatch(/ECONNREFUSED|Connection terminated|node_modules|\bat \w+ \(/)
    }
  })

  test('told to stop, it finishes the request under way and then ends well', async () => {
    const { ownerUrl, close } = await openDatabase({ env: env(), migrate: false })
    const owner = await connected({ connectionString: ownerUrl })
    await owner.query('begin; lock table platform.network in access exclusive mode')
    const underWay = fetch(`${program.address}/fr/accounts`)
    const isWaiting = async () => (await owner.query('select from pg_stat_activity where wait_event_type = $1', ['Lock'])).rowCount !== 0
    expect(await until(isWaiting, 10)).toBe(true)

    program.signal('SIGTERM')
    expect(await until(async () => program.said().includes('Stopping'), 10)).toBe(true)
    // Nobody new is let in.
    expect(
      await until(
        () =>
          fetch(`${program.address}/healthz`, { headers: { connection: 'close' } }).then(
            () => false,
            () => true,
          ),
        10,
      ),
    ).toBe(true)
    await owner.query('rollback')
    await owner.end()
    const answer = await underWay
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain(sayIn('fr')('accounts.title'))
    await close()
    expect(await program.ended).toBe(0)
  })

  test('a second start serves what was there, and loads nothing anew', async () => {
    program = await startProgram(env())
    expect(program.said()).not.toMatch(/Making the database|Loaded data/)
    expect((await fetch(`${program.address}/fr/accounts/ccoms/2025`)).status).toBe(200)
  })

  test('what it says while it works holds no name, no address and nothing that was typed', async () => {
    await fetch(`${program.address}/fr/directory?q=Noor`)
    await sessionFor(emailOf('reader'), program.address)
    expect(program.said()).not.toContain('Warning')
    const lines = program
      .said()
      .split('\n')
      .filter((line) => line.startsWith('{'))
    expect(lines.length).toBeGreaterThan(2)
    for (const line of lines) {
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), time: expect.any(String), msg: expect.any(String) })
      expect(line).not.toMatch(/@|Noor|Camille|password|token|cookie|127\.0\.0\.1/i)
    }
  })
})
