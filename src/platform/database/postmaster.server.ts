import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf } from './client.server.ts'
import { cleanEnvironment, unusable } from './cluster.server.ts'
import type { Ground } from './ground.server.ts'
import { exists, isPostgresOf } from './process.server.ts'
import { identityOf } from './run-as.server.ts'

/** A PostgreSQL that runs on our cluster, as its postmaster.pid tells. */
export type Running = { pid: number; port: number; status: 'starting' | 'ready' | 'stopping' }

const LARGEST_LOG = 5_000_000
const STEP_MS = 10

// For a small machine that must not lose anything. What people typed is not to be found in the log: messages about
// statements are left out (log_min_messages), details and statements too.
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '128MB',
  max_wal_size: '512MB',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'off',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
}

const pidFile = ({ cluster }: Ground) => join(cluster, 'postmaster.pid')
const logFile = ({ folder }: Ground) => join(folder, 'postgres.log')

/** The PostgreSQL that runs on this cluster, if one does; a postmaster.pid that outlived its server is made harmless. */
export const findRunning = async (ground: Ground): Promise<Running | undefined> => {
  const lines = linesOf(pidFile(ground))
  if (lines === undefined) return undefined
  const pid = Number(lines[0])
  if (!(pid > 0)) return afterEmpty(pidFile(ground))
  if (isPostgresOf(pid, ground.cluster)) return { pid, port: Number(lines[3] ?? 0), status: statusOf(lines[7]) }
  disown(ground)
  return undefined
}

/** Where a server listened that ended without taking its file away; 0 when there is none. */
export const lastPort = (ground: Ground): number => Number(linesOf(pidFile(ground))?.[3] ?? 0) || 0

const linesOf = (file: string): string[] | undefined => {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}
const statusOf = (line = ''): Running['status'] => (/^ready/.test(line) ? 'ready' : /^stopping/.test(line) ? 'stopping' : 'starting')

// Empty: a server is writing it this very moment, or a power cut came before it was written.
const afterEmpty = async (file: string): Promise<undefined> => {
  await sleep(1000)
  if (!(Number(linesOf(file)?.[0] ?? 1) > 0)) rmSync(file, { force: true })
}

/**
 * PostgreSQL refuses to start while the number in its file belongs to a process of its user: a zombie, or another program that
 * was given the number since. Removing the file would lose the mark by which it sees that backends of the killed server still
 * write. But it accepts the number of its own parent (CreateLockFile in miscinit.c): us. Read and written through one handle,
 * so that the file of a server that starts meanwhile is not touched.
 */
const disown = (ground: Ground) => {
  if (process.platform === 'win32') return
  let handle: number
  try {
    handle = openSync(pidFile(ground), 'r+')
  } catch {
    return // gone: all the better
  }
  try {
    const lines = readFileSync(handle, 'utf8').split('\n')
    const pid = Number(lines[0])
    if (pid === process.pid || !exists(pid) || isPostgresOf(pid, ground.cluster)) return
    const text = Buffer.from([String(process.pid), ...lines.slice(1)].join('\n'))
    ftruncateSync(handle, writeSync(handle, text, 0, text.length, 0))
  } finally {
    closeSync(handle)
  }
}

/** A port of the loopback that nobody listens on; on the wanted one where that is free. */
export const freePort = (wanted = 0) =>
  new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: wanted, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : wanted))
    })
  })

/** A PostgreSQL that we started; where its part of the log begins. */
export type Launched = { child: ChildProcess; from: number; failure?: Error }

/** Starts PostgreSQL, in a session of its own so that Ctrl+C reaches it through us only. Whether it runs, `findRunning` tells. */
export const launch = (ground: Ground, port: number): Launched => {
  const log = openLog(ground)
  const from = fstatSync(log).size
  const settings = Object.entries({ ...SETTINGS, port: String(port) }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(join(ground.programs.folder, 'bin', 'postgres'), ['-D', ground.cluster, ...settings], {
    ...identityOf(ground.user),
    cwd: ground.home,
    env: cleanEnvironment(),
    stdio: ['ignore', log, log],
    detached: true,
    windowsHide: true,
  })
  const launched: Launched = { child, from }
  child.on('error', (error) => {
    launched.failure = error
  })
  closeSync(log)
  child.unref()
  return launched
}

/**
 * How a start ended: undefined while it goes on; `busy` when another server runs, or one that was killed is not quite gone;
 * `port` when somebody else took the port. @throws any other reason, in one line
 */
export const endOf = (ground: Ground, { child, from, failure }: Launched): 'busy' | 'port' | undefined => {
  if (failure !== undefined) throw unusable(failure.message)
  if (child.exitCode === null && child.signalCode === null) return undefined
  const said = tail(logFile(ground), from)
  if (/lock file .* already exists|pre-existing shared memory block|lock file .* is empty/.test(said)) return 'busy'
  if (/could not (create any TCP\/IP sockets|bind)/.test(said)) return 'port'
  const reason = /(?:FATAL|PANIC|error while loading)[^\n]*/.exec(said)?.[0] ?? `it ended with ${child.signalCode ?? child.exitCode}`
  throw unusable(`${reason}; its log is ${logFile(ground)}`)
}

const openLog = (ground: Ground) => {
  const file = logFile(ground)
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_LOG) renameSync(file, `${file}.1`)
  return openSync(file, 'a+', 0o600)
}

const tail = (file: string, from: number) => {
  const handle = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(Math.max(0, fstatSync(handle).size - from))
    readSync(handle, buffer, 0, buffer.length, from)
    return buffer.toString('utf8')
  } finally {
    closeSync(handle)
  }
}

/** Fast shutdown: transactions under way are rolled back, everything acknowledged is kept; after ten seconds at once, which loses nothing either. */
export const shutDown = async (ground: Ground, pid: number): Promise<void> => {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    send(ground, pid, signal)
    const until = Date.now() + 10_000
    while (Date.now() < until) {
      if (!isPostgresOf(pid, ground.cluster)) return
      await sleep(STEP_MS)
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) does not stop; its log is ${logFile(ground)}`)
}

const send = ({ programs }: Ground, pid: number, signal: 'SIGINT' | 'SIGQUIT') => {
  // Windows has no such signals: PostgreSQL brings its own there.
  if (process.platform === 'win32')
    return spawnSync(join(programs.folder, 'bin', 'pg_ctl.exe'), ['kill', signal === 'SIGINT' ? 'INT' : 'QUIT', String(pid)])
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error
  }
}
