import pg from 'pg'
import { APP_ROLE, appLogin, ensureRole } from './app-role.server.ts'
import { withClient } from './client.server.ts'
import type { Say } from './ground.server.ts'
import { type Migration, migrationFiles } from './migration-files.server.ts'

export type MigrateOptions = {
  ownerUrl: string
  /** The restricted login that the application serves with. */
  appRole?: string
  /** Given: an operator looks after the role. Else the password follows from the owner's. */
  appPassword?: string
  progress?: Say
  /** The project whose migrations are meant. */
  root?: string
}
type Applied = { id: string; checksum: string }

// Held to the end of each transaction: of two processes that migrate at once, one waits. (Of the transaction, not of the
// session: that also holds through a pooler.)
const LOCK = 'select pg_advisory_xact_lock(6, 1835100526)'
// Extensions and unqualified names go where every PostgreSQL has them.
const PREFIX = 'set local search_path = public; '
const OLDEST = 15 // the first with views that ask the rights of the reader (security_invoker)

/**
 * Brings a database to the form that this version needs: each migration that it does not have yet, in order, in one
 * transaction each, which leaves nothing when it fails. Safe to run by several processes at once, and every time.
 * @returns the ids of the migrations that were applied now
 * @throws naming the file and line of a failure, a file that changed since it was applied, or a database newer than this code
 */
export const migrate = ({
  ownerUrl,
  appRole = APP_ROLE,
  appPassword,
  progress = () => undefined,
  root,
}: MigrateOptions): Promise<string[]> => {
  const migrations = migrationFiles(root)
  return withClient(ownerUrl, async (owner) => {
    await refuseOld(owner)
    const login = appPassword === undefined ? appLogin(ownerUrl, appRole) : { user: appRole, password: appPassword }
    const applied = await inTransaction(owner, async () => {
      await ensureRole(owner, ownerUrl, login, appPassword === undefined)
      await owner.query(TABLE)
      return compare(migrations, await appliedIn(owner))
    })
    const pending = migrations.filter(({ id }) => !applied.has(id))
    const done: string[] = []
    for (const migration of pending) {
      const started = performance.now()
      if (!(await apply(owner, migration, appRole))) continue
      done.push(migration.id)
      progress(`Migration ${migration.id}: ${Math.round(performance.now() - started)} ms`)
    }
    return done
  })
}

// Read and written by the owner only.
const TABLE = `
  create table if not exists public.platform_migration (
    id text primary key, checksum text not null, applied_at timestamptz not null default now())`

const appliedIn = async (owner: pg.Client): Promise<Applied[]> =>
  (await owner.query<Applied>('select id, checksum from public.platform_migration order by id')).rows

/** Checks the database's past against the files. @returns the ids that it has */
const compare = (migrations: Migration[], applied: Applied[]): Set<string> => {
  const known = new Map(migrations.map((migration) => [migration.id, migration]))
  const newer = applied.filter(({ id }) => !known.has(id)).map(({ id }) => id)
  if (newer.length > 0) {
    throw new Error(
      `the database is newer than this code: it has ${newer.join(', ')}, which this version does not know. Start the version that made it, or a later one`,
    )
  }
  for (const { id, checksum } of applied) {
    const migration = known.get(id)
    if (migration !== undefined && migration.checksum !== checksum) {
      throw new Error(
        `${migration.file} was changed after it had been applied to this database: restore the file, and put the change into a new migration`,
      )
    }
  }
  return new Set(applied.map(({ id }) => id))
}

const apply = (owner: pg.Client, migration: Migration, appRole: string): Promise<boolean> =>
  inTransaction(owner, async () => {
    const { rowCount } = await owner.query('select from public.platform_migration where id = $1', [migration.id])
    if (rowCount === 1) return false // another process was first
    const own = await transactionOf(owner)
    const text = `${PREFIX}${forRole(migration.sql, appRole)}`
    try {
      await owner.query(text)
    } catch (error) {
      throw located(error, migration.file, text)
    }
    if ((await transactionOf(owner)) !== own)
      throw new Error(
        `${migration.file} ends its own transaction: what it did may stay although it is not noted; leave begin, commit and rollback out of it`,
      )
    await owner.query('insert into public.platform_migration (id, checksum) values ($1, $2)', [migration.id, migration.checksum])
    return true
  })

/** The SQL for this role: `:app` as a whole word, never a part of `::app` or `:apples`. */
const forRole = (sql: string, appRole: string) => sql.replace(/(?<![:\w]):app(?!\w)/g, () => pg.escapeIdentifier(appRole))

// PostgreSQL says at which character it stopped; a person looks for a line. The prefix has none of its own.
const located = (error: unknown, file: string, text: string): unknown => {
  if (!(error instanceof pg.DatabaseError)) return error
  const line = error.position === undefined ? '' : `, line ${text.slice(0, Number(error.position)).split('\n').length}`
  return new Error(`${file}${line}: ${error.message}; nothing of it was applied`, { cause: error })
}

const transactionOf = async (owner: pg.Client): Promise<string | undefined> =>
  (await owner.query<{ id: string }>('select pg_current_xact_id()::text as id')).rows[0]?.id

const inTransaction = async <T>(owner: pg.Client, work: () => Promise<T>): Promise<T> => {
  await owner.query('begin')
  try {
    await owner.query(LOCK)
    const result = await work()
    await owner.query('commit')
    return result
  } catch (error) {
    await owner.query('rollback').catch(() => undefined)
    throw error
  }
}

const refuseOld = async (owner: pg.Client) => {
  const { rows } = await owner.query<{ number: string; name: string }>(
    "select current_setting('server_version_num') as number, current_setting('server_version') as name",
  )
  if (Number(rows[0]?.number ?? 0) < OLDEST * 10_000)
    throw new Error(`PostgreSQL ${OLDEST} or later is needed, this server is ${rows[0]?.name}`)
}
