import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { codeOf, connected } from './client.server.ts'
import { ensureCluster, OWNER, ownCluster } from './cluster.server.ts'
import { type Ground, prepareGround, type Say } from './ground.server.ts'
import { endOf, findRunning, freePort, type Launched, lastPort, launch, type Running, shutDown } from './postmaster.server.ts'

export type EmbeddedOptions = {
  /** Holds the database, its password and its log; made if missing. */
  dataDir: string
  /** Rare events that an operator should see: where the database is kept, that it was started again. */
  log?: Say
  /** Steps that take long. */
  progress?: Say
  /** Where root keeps what the user who runs PostgreSQL could not reach otherwise. */
  reserve?: string
}
export type Embedded = {
  /** The owner's login to the database of Maillage. It stays the same while we run, also when PostgreSQL is started again. */
  readonly ownerUrl: string
  readonly pid: number
  stop(): Promise<void>
}

const DATABASE = 'maillage'
// Every Maillage process on a data folder holds this lock shared while it uses the server; who can take it alone is the last.
const PRESENCE = 0x6d61696c
const PATIENCE_MS = 60_000
const RECOVERY_MS = 600_000
const STEP_MS = 10
const SLOW_STEP_MS = 100
const RETRY_MS = 50
const CONNECT_MS = 5000
// A server that says it is ready and answers nobody for so long is of no use to anybody.
const SILENCE_MS = 15_000
const QUIET = () => undefined

type Presence = Running & { client: pg.Client }

/**
 * The bundled PostgreSQL on a data folder: started, or shared with the Maillage process that runs it already (a command beside
 * the server, or a server that outlived a killed Node). While we use it, it is started again when it dies. `stop` leaves it to
 * the others who use it, and stops it when we are the last, whoever started it.
 * @throws one line that says what to do, when it cannot run here
 */
export const startEmbedded = async ({ dataDir, log = QUIET, progress = QUIET, reserve }: EmbeddedOptions): Promise<Embedded> => {
  const ground = prepareGround(dataDir, log, reserve)
  const password = await ensureCluster(ground, progress)
  ownCluster(ground)
  const address = (port: number, database: string) => `postgres://${OWNER}:${password}@127.0.0.1:${port}/${database}`
  const arrive = (port?: number) => present(ground, (running) => address(running, 'postgres'), progress, port)

  const first = await arrive()
  try {
    await ensureDatabase(first.client)
  } catch (error) {
    await leave(ground, first)
    throw error
  }
  const presence = stayPresent(first, arrive, log)
  let stopped: Promise<void> | undefined
  return {
    ownerUrl: address(first.port, DATABASE),
    get pid() {
      return presence.now().pid
    },
    stop: () => (stopped ??= presence.end().then((last) => leave(ground, last))),
  }
}

/** Comes back whenever the server dies, at the same port, until `end`; then nobody waits for it any more. */
const stayPresent = (first: Presence, arrive: (port: number) => Promise<Presence>, log: Say) => {
  let now = first
  let leaving = false
  let returning: Promise<void> | undefined
  const comeBack = async () => {
    log(`PostgreSQL (process ${now.pid}) has gone: starting it again`)
    for (let pause = 50; !leaving; pause = Math.min(pause * 2, 5000)) {
      try {
        now = await arrive(now.port)
        watch()
        log(`PostgreSQL runs again (process ${now.pid})`)
        return
      } catch (error) {
        log(`PostgreSQL does not start: ${error instanceof Error ? error.message : error}`)
        await sleep(pause)
      }
    }
  }
  const watch = () => {
    now.client.once('end', () => {
      if (!leaving) returning = comeBack()
    })
  }
  const end = async (): Promise<Presence> => {
    leaving = true
    await returning
    return now
  }
  watch()
  return { now: () => now, end }
}

/** Joins the server of this cluster, or starts it; PostgreSQL's own lock decides when several processes do so at once. */
const present = async (ground: Ground, address: (port: number) => string, progress: Say, wanted?: number): Promise<Presence> => {
  const started = Date.now()
  let launched: Launched | undefined
  let isTold = false
  let answeredAt = started
  for (let waited = 0; waited < RECOVERY_MS; waited = Date.now() - started) {
    const running = await findRunning(ground)
    const answer = running?.status === 'ready' ? await join(address(running.port), ground) : 'wait'
    if (running !== undefined && typeof answer === 'object') return { ...running, client: answer }
    if (answer !== 'none') answeredAt = Date.now()
    const isUseless = Date.now() - answeredAt > SILENCE_MS || (running?.status === 'stopping' && waited > PATIENCE_MS)
    if (running !== undefined && isUseless) await shutDown(ground, running.pid)
    if (running === undefined) launched = await relaunched(ground, launched, wanted)
    if (waited > 1000 && !isTold) progress('Waiting for PostgreSQL, which recovers from a sudden stop')
    isTold ||= waited > 1000
    await sleep(isTold ? SLOW_STEP_MS : STEP_MS)
  }
  throw new Error(`PostgreSQL in ${ground.cluster} was not ready after ten minutes: see postgres.log in ${ground.folder}`)
}

/** The start that goes on, or a new one when there is none or it ended because another server was not quite gone. */
const relaunched = async (ground: Ground, launched: Launched | undefined, wanted?: number): Promise<Launched> => {
  if (launched !== undefined) {
    if (endOf(ground, launched) === undefined) return launched
    await sleep(RETRY_MS)
  }
  return launch(ground, await portFor(ground, wanted))
}

// Other processes that used a killed server look for it where it was: on its port, unless somebody has taken that meanwhile.
const portFor = (ground: Ground, wanted?: number): Promise<number> =>
  wanted === undefined ? freePort(lastPort(ground)).catch(() => freePort()) : freePort(wanted)

/**
 * Our presence on a server that says it is ready. `wait`: its last user is just stopping it, or it recovers; `none`: no answer
 * that makes sense. @throws when the password is not the one of this database
 */
const join = async (address: string, ground: Ground): Promise<pg.Client | 'wait' | 'none'> => {
  try {
    const client = await connected({
      connectionString: address,
      application_name: 'maillage presence',
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MS,
    })
    const { rows } = await client.query<{ folder: string; joined: boolean }>(
      `select current_setting('data_directory') as folder, pg_try_advisory_lock_shared(${PRESENCE}) as joined`,
    )
    if (rows[0]?.folder === ground.cluster && rows[0].joined) return client
    await client.end()
    return rows[0]?.folder === ground.cluster ? 'wait' : 'none'
  } catch (error) {
    if (codeOf(error) === '28P01') {
      throw new Error(`the password in ${ground.home} does not open the database there: restore the one that belongs to it`, {
        cause: error,
      })
    }
    return codeOf(error).startsWith('57P') ? 'wait' : 'none'
  }
}

const leave = async (ground: Ground, { client, pid }: Presence) => {
  let isLast = false
  try {
    await client.query(`select pg_advisory_unlock_shared(${PRESENCE})`)
    const { rows } = await client.query<{ last: boolean }>(`select pg_try_advisory_lock(${PRESENCE}) as last`)
    isLast = rows[0]?.last === true
  } catch {
    // The server has gone by itself.
  }
  if (isLast) await shutDown(ground, pid)
  await client.end().catch(QUIET)
}

const ensureDatabase = async (client: pg.Client) => {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
  if (rowCount === 1) return
  await client.query(`create database ${DATABASE}`).catch((error: unknown) => {
    // Another process that starts at the same time may have made it.
    if (!['42P04', '23505'].includes(codeOf(error))) throw error
  })
}
