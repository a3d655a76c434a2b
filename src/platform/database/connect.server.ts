import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { Db, Tables } from '../db.server.ts'
import { dataFolder, setting } from '../settings/index.server.ts'
import { loginOf, withLogin } from './address.server.ts'
import { appLogin } from './app-role.server.ts'
import { connected } from './client.server.ts'
import { startEmbedded } from './embedded.server.ts'
import type { Say } from './ground.server.ts'
import { migrate } from './migrate.server.ts'
import { openPool } from './pool.server.ts'
import { isPooled, preparing } from './prepared.server.ts'
import { assertRestricted } from './restricted.server.ts'

export { createDatabase, dropDatabase } from './databases.server.ts'
export { assertRestricted } from './restricted.server.ts'

export type DatabaseOptions = {
  /** For the server: many short statements. Without it, for a command: few connections, and time for long ones. */
  serve?: boolean
  /** False: the database is taken as it is (another process has migrated it). */
  migrate?: boolean
  progress?: Say
  /** Rare events for the operator, such as a database that was started again. */
  log?: Say
  /** DATABASE_URL, DATABASE_APP_URL and MAILLAGE_DATA. */
  env?: NodeJS.ProcessEnv
}
export type Database = {
  db: Db
  pool: pg.Pool
  ownerUrl: string
  appUrl: string
  /** For what needs a connection to the database itself (LISTEN): the application's, or the owner's where that one leads to a pooler. */
  directUrl: string
  close(): Promise<void>
}

const SECOND = 1000
const limitsFor = (serve: boolean, env: NodeJS.ProcessEnv) =>
  serve ? { size: setting('MAILLAGE_POOL', env), statementTimeout: 30 * SECOND } : { size: 4, statementTimeout: 600 * SECOND }
const CLOSE_MS = 10 * SECOND
const QUIET = () => undefined

/**
 * The database of Maillage, ready to use: the server that DATABASE_URL names, else the embedded one in MAILLAGE_DATA
 * (`.maillage` beside package.json unless set), started or shared; migrated; opened with the restricted login.
 * DATABASE_APP_URL names that login where an operator looks after it.
 * @throws one line that says what to do
 */
export const openDatabase = async ({
  serve = false,
  migrate: migrates = true,
  progress = QUIET,
  log = toErrors,
  env = process.env,
}: DatabaseOptions = {}): Promise<Database> => {
  const { ownerUrl, stop } = await ground(env, progress, log)
  let pool: pg.Pool | undefined
  let isClosing = false
  const onLost = (error: Error) => {
    if (!isClosing) log(`A connection to the database was lost: ${error.message}`)
  }
  try {
    const appUrl = await migrated(ownerUrl, setting('DATABASE_APP_URL', env), migrates, progress)
    const direct = await isDirect(appUrl)
    pool = openPool({ address: appUrl, ...limitsFor(serve, env), onLost })
    await assertRestricted(pool)
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: direct ? preparing(pool) : pool }) })
    const close = async () => {
      isClosing = true
      await atMost(CLOSE_MS, db.destroy())
      await stop()
    }
    return { db, pool, ownerUrl, appUrl, directUrl: direct ? appUrl : ownerUrl, close: once(close) }
  } catch (error) {
    await pool?.end()
    await stop()
    throw error
  }
}

const ground = async (env: NodeJS.ProcessEnv, progress: Say, log: Say): Promise<{ ownerUrl: string; stop(): Promise<void> }> => {
  const ownerUrl = setting('DATABASE_URL', env)
  return ownerUrl === undefined ? startEmbedded({ dataDir: dataFolder(env), progress, log }) : { ownerUrl, stop: async () => undefined }
}

const migrated = async (ownerUrl: string, given: string | undefined, migrates: boolean, progress: Say): Promise<string> => {
  const login = given === undefined ? undefined : loginOf(given)
  if (migrates) await migrate({ ownerUrl, progress, ...(login === undefined ? {} : { appRole: login.user, appPassword: login.password }) })
  return login === undefined || given === undefined ? withLogin(ownerUrl, appLogin(ownerUrl)) : given
}

const isDirect = async (appUrl: string): Promise<boolean> => {
  const client = await connected({ connectionString: appUrl, connectionTimeoutMillis: CLOSE_MS })
  try {
    return !(await isPooled(client))
  } finally {
    await client.end()
  }
}

const toErrors: Say = (line) => void process.stderr.write(`maillage: ${line}\n`)

// A piece of work that never ends must not keep the process from stopping.
const atMost = async (milliseconds: number, work: Promise<unknown>) => {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([
    work,
    new Promise((resolve) => {
      timer = setTimeout(resolve, milliseconds)
    }),
  ])
  clearTimeout(timer)
}

const once = (work: () => Promise<void>) => {
  let done: Promise<void> | undefined
  return () => (done ??= work())
}
