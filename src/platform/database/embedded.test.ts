import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withClient } from './client.server.ts'
import { nobodyWhoReads, type Other, otherProcess, temporaryFolder, zombieOf } from './database.test-support.ts'
import { type Embedded, startEmbedded } from './embedded.server.ts'
import { isPostgresOf } from './process.server.ts'
import { chooseUser, isRoot } from './run-as.server.ts'

let place: ReturnType<typeof temporaryFolder>
let dataDir: string
let started: Embedded[]
let others: Other[]

// A database that was stopped in order: making one takes most of the time of these tests.
let made: ReturnType<typeof temporaryFolder>
beforeAll(async () => {
  made = temporaryFolder()
  await (await startEmbedded({ dataDir: join(made.folder, 'data') })).stop()
})
afterAll(() => made.remove())

beforeEach(() => {
  place = temporaryFolder()
  dataDir = join(place.folder, 'data')
  started = []
  others = []
})
afterEach(async () => {
  for (const server of started) await server.stop()
  for (const other of others) await other.end('SIGKILL')
  // A server that no process of this test holds any more.
  if (existsSync(join(cluster(), 'postmaster.pid'))) await (await startEmbedded({ dataDir })).stop()
  place.remove()
})

const start = async (options: Partial<Parameters<typeof startEmbedded>[0]> = {}) => {
  const server = await startEmbedded({ dataDir, ...options })
  started.push(server)
  return server
}
const another = (as?: { uid: number; gid: number }) => {
  const other = otherProcess('hold.test-support.ts', [dataDir], as)
  others.push(other)
  return other
}
const copyMade = () => spawnSync('cp', ['-a', join(made.folder, 'data'), dataDir])
const ask = async (url: string, sql: string): Promise<unknown> =>
  withClient(url, async (client) => Object.values((await client.query(sql)).rows[0] ?? {})[0])
const cluster = () => join(dataDir, 'postgres')
const runs = (pid: number) => isPostgresOf(pid, cluster())
/** Stops it as a power cut would: the file of its process stays. */
const killed = async (pid: number) => {
  process.kill(pid, 'SIGKILL')
  for (let i = 0; runs(pid) && i < 500; i += 1) await sleep(10)
}
type Left = { text: string; check?: () => void; end?: () => void }
/** The file by which PostgreSQL tells who runs on its folder. */
const fileOf = (pid: number | string | undefined) => `${pid}\n${cluster()}\n1700000000\n5432\n\n127.0.0.1\n        0         0\nready   \n`
const asUser = () => {
  const user = chooseUser(cluster())
  return user === undefined ? {} : { uid: user.uid, gid: user.gid }
}

describe('the bundled PostgreSQL', () => {
  it('makes its database on the first start, and finds it again on a warm one', async () => {
    const lines: string[] = []
    const first = await start({ progress: (line) => lines.push(line) })
    await ask(first.ownerUrl, 'create table kept as select 1 as one')
    await first.stop()
    expect(runs(first.pid)).toBe(false)
    const second = await start({ progress: (line) => lines.push(line) })
    expect(await ask(second.ownerUrl, 'select one from kept')).toBe(1)
    expect(lines).toEqual(['Making the database (on the first start only)'])
  })

  it('listens on the loopback only, keeps what it acknowledged, and its files and its password are closed to others', async () => {
    copyMade()
    const { ownerUrl } = await start()
    expect(
      await ask(
        ownerUrl,
        "select concat_ws(' ', current_setting('listen_addresses'), current_setting('unix_socket_directories'), current_setting('fsync'), current_setting('synchronous_commit'), current_setting('server_encoding'))",
      ),
    ).toBe('127.0.0.1  on on UTF8')
    expect(statSync(cluster()).mode & 0o777).toBe(0o700)
    expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600)
    expect(statSync(join(dataDir, 'postgres.log')).mode & 0o777).toBe(0o600)
    await expect(ask(ownerUrl.replace(/:[^:@]+@/, ':guess@'), 'select 1')).rejects.toThrow('password authentication failed')
  })

  it('never writes into its log what people typed', async () => {
    copyMade()
    const { ownerUrl } = await start()
    await expect(ask(ownerUrl, "select 'Somebody Real'::integer")).rejects.toThrow('Somebody Real')
    expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).not.toContain('Somebody Real')
  })

  it('runs as a user with fewer rights when we are root, and lets him into our folder only', async ({ skip }) => {
    if (!isRoot()) skip('these tests do not run as root')
    copyMade()
    const { pid } = await start()
    const user = chooseUser(cluster())
    expect(statSync(`/proc/${pid}`).uid).toBe(user?.uid)
    expect(user?.uid).toBeGreaterThan(0)
    expect(statSync(dataDir)).toMatchObject({ uid: 0, gid: user?.gid })
    expect(statSync(dataDir).mode & 0o777).toBe(0o710)
  })

  it('runs as the user who starts it, whose database root leaves his', async ({ skip }) => {
    const nobody = nobodyWhoReads()
    if (nobody === undefined) return skip('these tests do not run as root, or in a project closed to others')
    mkdirSync(dataDir)
    spawnSync('chown', ['-R', `${nobody.uid}:${nobody.gid}`, dataDir])
    const other = another(nobody)
    const pid = Number((await other.heard('ready')).split(' ')[0])
    expect(statSync(`/proc/${pid}`).uid).toBe(nobody.uid)
    other.child.stdin?.write('stop\n')
    await other.heard('stopped')
    const asRoot = await start()
    expect(statSync(`/proc/${asRoot.pid}`).uid).toBe(nobody.uid)
  })

  it('says to another user in one line that the database is not his', async ({ skip }) => {
    const nobody = nobodyWhoReads()
    if (nobody === undefined) return skip('these tests do not run as root, or in a project closed to others')
    copyMade()
    await expect(another(nobody).heard('failed')).resolves.toMatch(
      /^the data folder .* is not ours to use \(.*\): start Maillage as the user it belongs to/,
    )
    spawnSync('chmod', ['0777', dataDir])
    await expect(another(nobody).heard('failed')).resolves.toMatch(/is not ours to use/)
  })

  it('keeps the database where its user can reach it when the data folder is closed to him, says so, and finds it again', async ({
    skip,
  }) => {
    if (!isRoot()) skip('these tests do not run as root')
    const closed = join(place.folder, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const reserve = join(place.folder, 'reserve')
    const lines: string[] = []
    for (const expected of [1, 1]) {
      const server = await startEmbedded({ dataDir: join(closed, 'data'), reserve, log: (line) => lines.push(line) })
      await ask(server.ownerUrl, 'create table if not exists kept as select 1 as one')
      expect(await ask(server.ownerUrl, 'select one from kept')).toBe(expected)
      await server.stop()
    }
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/cannot reach .*closed.*: the database is kept in .*reserve/)
    expect(statSync(closed).mode & 0o777).toBe(0o700)
  })
})

describe('after a kill', () => {
  it('takes over the server that a killed Node left running', async () => {
    copyMade()
    const other = another()
    const [pid, ownerUrl] = (await other.heard('ready')).split(' ')
    await ask(ownerUrl ?? '', 'create table kept as select 1 as one')
    await other.end('SIGKILL')
    const server = await start()
    expect(server.pid).toBe(Number(pid))
    expect(server.ownerUrl).toBe(ownerUrl)
    await server.stop()
    expect(runs(server.pid)).toBe(false)
  })

  it('starts at the same address again when Node and PostgreSQL were killed, for others that may still look there', async () => {
    copyMade()
    const other = another()
    const [pid, ownerUrl] = (await other.heard('ready')).split(' ')
    await other.end('SIGKILL')
    await killed(Number(pid))
    const server = await start()
    expect(server.pid).not.toBe(Number(pid))
    expect(server.ownerUrl).toBe(ownerUrl)
  })

  const isInTheMiddle = () => existsSync(dataDir) && readdirSync(dataDir).some((name) => name.startsWith('initialising-'))
  it('starts over when the first start was killed in the middle, and leaves no half database behind', async () => {
    // On a busy machine the kill may come when all is done: then it was not in the middle, and is tried again.
    for (let tries = 0; tries < 10; tries += 1) {
      rmSync(dataDir, { recursive: true, force: true })
      const other = another()
      await other.heard('progress Making')
      for (let i = 0; i < 500 && !isInTheMiddle(); i += 1) await sleep(2)
      await other.end('SIGKILL')
      if (!existsSync(join(cluster(), 'PG_VERSION'))) break
      const lock = join(cluster(), 'postmaster.pid')
      if (existsSync(lock)) await killed(Number(readFileSync(lock, 'utf8').split('\n')[0]))
    }
    expect(existsSync(join(cluster(), 'PG_VERSION'))).toBe(false)
    const { ownerUrl } = await start()
    expect(await ask(ownerUrl, 'select 1')).toBe(1)
    expect(readdirSync(dataDir).filter((name) => name.startsWith('initialising-'))).toEqual([])
  })

  it.each([
    ['nobody: it was cut off when it was written', () => ({ text: '' })],
    ['a process that has ended', () => ({ text: fileOf(spawnSync('true').pid) })],
    [
      'another program of the same user, which it leaves alone',
      () => {
        const program = spawn('sleep', ['60'], asUser())
        return { text: fileOf(program.pid), check: () => expect(program.exitCode).toBe(null), end: () => program.kill('SIGKILL') }
      },
    ],
    [
      'a process of the same user that has ended and that nobody collected',
      async () => {
        const { zombie, parent } = await zombieOf(asUser())
        return { text: fileOf(zombie), end: () => parent.kill('SIGKILL') }
      },
    ],
  ])('starts although the file of a killed server names %s', async (_, leave: () => Left | Promise<Left>) => {
    copyMade()
    const { text, check, end } = await leave()
    writeFileSync(join(cluster(), 'postmaster.pid'), text, { mode: 0o600 })
    const user = chooseUser(cluster())
    if (user !== undefined) chownSync(join(cluster(), 'postmaster.pid'), user.uid, user.gid)
    try {
      const server = await start()
      expect(await ask(server.ownerUrl, 'select 1')).toBe(1)
      check?.()
    } finally {
      end?.()
    }
  })

  it('waits for what a killed server still writes, before it starts another on the same files', async () => {
    copyMade()
    const lines: string[] = []
    const server = await start({ log: (line) => lines.push(line) })
    const before = server.pid
    const busy = ask(server.ownerUrl, 'select max(md5(n::text)) from generate_series(1, 3000000) n').catch(() => undefined)
    await sleep(300)
    await killed(before)
    await busy
    for (let i = 0; server.pid === before && i < 1000; i += 1) await sleep(10)
    expect(await ask(server.ownerUrl, 'select 1')).toBe(1)
    expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).toContain('still in use')
    expect(lines.at(-1)).toContain('runs again')
  })

  it('does not take a copy with another password for its own', async () => {
    copyMade()
    const secret = join(dataDir, 'postgres.password')
    const right = readFileSync(secret, 'utf8')
    writeFileSync(secret, 'wrong')
    await expect(startEmbedded({ dataDir })).rejects.toThrow(/password in .* does not open the database there/)
    writeFileSync(secret, right)
  })

  it('starts PostgreSQL again at the same address when it dies while we run', async () => {
    copyMade()
    const lines: string[] = []
    const server = await start({ log: (line) => lines.push(line) })
    await ask(server.ownerUrl, 'create table kept as select 1 as one')
    const before = server.pid
    await killed(before)
    for (let i = 0; server.pid === before && i < 1000; i += 1) await sleep(10)
    expect(await ask(server.ownerUrl, 'select one from kept')).toBe(1)
    expect(lines.join('\n')).toMatch(/has gone: starting it again[\s\S]*runs again/)
  })
})

describe('two processes on one data folder', () => {
  it('share one server, and the last to leave stops it, whoever started it', async () => {
    copyMade()
    const other = another()
    const pid = Number((await other.heard('ready')).split(' ')[0])
    const here = await start()
    expect(here.pid).toBe(pid)
    other.child.stdin?.write('stop\n')
    await other.heard('stopped')
    expect(runs(pid)).toBe(true)
    expect(await ask(here.ownerUrl, 'select 1')).toBe(1)
    await here.stop()
    expect(runs(pid)).toBe(false)
  })

  it('may start for the first time at once: one database comes of it', async () => {
    const all = [another(), another()]
    const here = await start()
    const pids = await Promise.all(all.map(async (other) => Number((await other.heard('ready')).split(' ')[0])))
    expect(pids).toEqual([here.pid, here.pid])
    expect(readdirSync(dataDir).filter((name) => name.startsWith('initialising-'))).toEqual([])
  })
})
