import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, readFileSync, rmdirSync, rmSync, writeSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { withClient } from '#platform/database/client.server.ts'
import { OWNER } from '#platform/database/cluster.server.ts'
import { createDatabase, dropDatabase } from '#platform/database/databases.server.ts'
import { emailOf, sayIn, sessionFor } from './journey.ts'
import { type Program, startProgram } from './program.ts'

// The disk of the embedded database is really full where a small one can be mounted for the program alone (Linux, with the rights
// for a mount namespace). Elsewhere PostgreSQL itself is made to give the answer that it gives then (53100): the test there has another
// name and proves less, and that PostgreSQL survives is not said.
const NAMESPACE = process.getuid?.() === 0 ? ['unshare', '-m'] : ['unshare', '-U', '--map-current-user', '--keep-caps', '-m']
const MOUNT = (folder: string) => [...NAMESPACE, 'sh', '-c', `mount -t tmpfs -o size=224m,mode=711 none '${folder}' && exec "$@"`, 'sh']
const canMount = (() => {
  const probe = mkdtempSync(join(tmpdir(), 'maillage-mount-'))
  const [command = '', ...args] = [...MOUNT(probe), 'true']
  const isMounted = spawnSync(command, args).status === 0
  rmdirSync(probe)
  return isMounted
})()
type Disk = {
  program: Program
  fill(): Promise<void>
  free(): Promise<void>
  /** Has PostgreSQL begin new files of its journal until it cannot, which it does not survive. */
  exhaust(): Promise<void>
  end(): Promise<void>
}

let folder: string
let disk: Disk
let cookie: string

/** A disk of 224 MB for the program and nobody else, filled to its last byte. */
const smallDisk = async (): Promise<Disk> => {
  const place = join(folder, 'disk')
  await mkdir(place)
  const program = await startProgram({ MAILLAGE_DATA: join(place, 'data'), DATABASE_URL: '', ...ENV }, { under: MOUNT(place) })
  const filler = `/proc/${program.pid}/root${place}/filler`
  const fill = async () => {
    const [file, block] = [openSync(filler, 'a'), Buffer.alloc(65_536)]
    try {
      for (;;) writeSync(file, block)
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC')
    } finally {
      closeSync(file)
    }
  }
  const exhaust = async () => {
    const root = `/proc/${program.pid}/root${place}/data`
    const port = readFileSync(`${root}/postgres/postmaster.pid`, 'utf8').split('\n')[3]
    const password = readFileSync(`${root}/postgres.password`, 'utf8').trim()
    await withClient(`postgres://${OWNER}:${password}@127.0.0.1:${port}/maillage`, async (owner) => {
      for (let n = 0; n < 40; n += 1) await owner.query("select pg_logical_emit_message(true, 'test', 'a word'); select pg_switch_wal()")
    }).then(
      () => expect.unreachable('the journal found room'),
      () => undefined,
    )
  }
  return { program, fill, free: async () => rmSync(filler), exhaust, end: async () => undefined }
}

/** A server that says what it says when there is no room for a row. */
const sayingFull = async (): Promise<Disk> => {
  const name = `maillage_full_${process.pid}`
  const ownerUrl = await createDatabase(inject('ownerUrl'), name)
  const program = await startProgram({ DATABASE_URL: ownerUrl, MAILLAGE_DATA: join(folder, 'data'), ...ENV })
  const run = (text: string) => withClient(ownerUrl, async (owner) => void (await owner.query(text)))
  return {
    program,
    fill: () =>
      run(`create function public.full() returns trigger language plpgsql as $$ begin raise exception 'no room' using errcode = '53100'; end $$;
        create trigger full_disk before insert on directory.organisation for each row execute function public.full()`),
    free: () => run('drop trigger full_disk on directory.organisation'),
    exhaust: () => expect.unreachable('only a disk can be exhausted'),
    end: () => dropDatabase(inject('ownerUrl'), name),
  }
}
const ENV = { MAILLAGE_LIMIT_WRITES_BY_ACCOUNT: 'off', MAILLAGE_LIMIT_EXPORTS_BY_ACCOUNT: 'off' }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-disk-'))
  // PostgreSQL runs as another user when we are root: that one must be able to enter.
  await chmod(folder, 0o711)
  disk = await (canMount ? smallDisk() : sayingFull())
  cookie = await sessionFor(emailOf('programme_manager'), disk.program.address)
})
afterAll(async () => {
  disk?.program.signal('SIGTERM')
  await disk?.program.ended
  await disk?.end()
  await rm(folder, { recursive: true, force: true })
})

const address = () => disk.program.address
/** Adds an organisation with a note of 150 kB that does not shrink. @returns the answer */
const add = (name: string) =>
  fetch(`${address()}/nl/directory/ccoms/organisations/new`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: address() },
    body: new URLSearchParams({
      intent: 'save',
      version: '0',
      name,
      kind: 'other',
      country: 'FR',
      note_fr: randomBytes(112_500).toString('base64'),
    }),
  })
const until = async (ask: () => Promise<boolean>, seconds: number) => {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(250)) if (await ask()) return true
  return false
}

const acknowledged: string[] = []
const told: string[] = []
const write = async (name: string): Promise<number> => {
  const answer = await add(name).catch(() => null)
  if (answer?.status === 302) acknowledged.push(name)
  if (answer?.status === 503) told.push(await answer.text())
  return answer?.status ?? 0
}
/** Writes into the full disk until it was told five times. */
const meetTheEnd = async () => {
  told.length = 0
  for (let n = 0; n < 60 && told.length < 5; n += 1) await write(`als-het-vol-is-${acknowledged.length}-${n}`)
  expect(told.length).toBe(5)
  for (const page of told) {
    expect(page).toContain(sayIn('nl')('problem.unavailable.title'))
    expect(page).not.toMatch(/ENOSPC|No space|53100|could not|node_modules|\bat \w+ \(/)
  }
  // The program itself goes on.
  expect((await fetch(`${address()}/healthz`)).status).toBe(200)
}
const allIsThere = async () => {
  const list = await (await fetch(`${address()}/nl/directory/export.csv?network=ccoms`, { headers: { cookie } })).text()
  expect(acknowledged.filter((name) => !list.includes(name))).toEqual([])
  expect((await fetch(`${address()}/readyz`)).status).toBe(200)
}
const writesAgain = () => until(async () => (await write(`weer-plaats-${acknowledged.length}`)) === 302, 90)

const isTold = async () => {
  expect(await write('voor-het-vol-is')).toBe(302)
  await disk.fill()
  await meetTheEnd()
  expect((await fetch(`${address()}/nl/directory`)).status).toBe(200)
  await disk.free()
  expect(await writesAgain()).toBe(true)
  await allIsThere()
}

if (canMount)
  describe('a full disk', () => {
    test('is told on a page, loses nothing that was acknowledged, and is over when there is room', { timeout: 180_000 }, isTold)

    test('that PostgreSQL itself does not survive is told in the same way, and it comes back when there is room', {
      timeout: 240_000,
    }, async () => {
      await disk.fill()
      await disk.exhaust()
      expect(await until(async () => (await fetch(`${address()}/readyz`)).status === 503, 30)).toBe(true)
      await meetTheEnd()
      await disk.free()
      expect(await writesAgain()).toBe(true)
      await allIsThere()
      expect(disk.program.said()).toContain('PostgreSQL runs again')
    })
  })
else
  describe('a database that says that its disk is full (no small disk can be mounted here to fill)', () => {
    test('is told on a page, loses nothing that was acknowledged, and is over when it says so no more', { timeout: 180_000 }, isTold)
  })
