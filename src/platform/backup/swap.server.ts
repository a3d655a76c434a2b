import pg from 'pg'
import { withDatabase } from '../database/address.server.ts'
import { codeOf, connected } from '../database/client.server.ts'
import { databaseIn } from './owner.server.ts'

/** Work on the databases of a server, from one that is none of them. One at a time for each name. */
export type Bench = { client: pg.Client; target: string }
export type Kept = { name: string; bytes: number }

const SCRATCH = '_restore_'
const BEFORE = '_before_'
const LONGEST = 40 // PostgreSQL cuts names at 63 bytes
const ATTEMPTS = 20

/**
 * A connection beside the database that an address names, and a lock: two restores of one database at once would each think the
 * other's work left over. The address must lead to PostgreSQL itself, not to a pooler.
 */
export const withBench = async <T>(ownerUrl: string, work: (bench: Bench) => Promise<T>): Promise<T> => {
  const target = databaseIn(ownerUrl)
  const client = await beside(ownerUrl, target)
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as mine', [
      `restore ${target}`,
    ])
    if (rows[0]?.mine !== true) throw new Error('another restore into this database is under way: wait until it is done')
    return await work({ client, target })
  } finally {
    await client.end()
  }
}

const beside = async (ownerUrl: string, target: string): Promise<pg.Client> => {
  let failure: unknown
  for (const name of ['postgres', 'template1', 'defaultdb'].filter((name) => name !== target)) {
    try {
      return await connected({
        connectionString: withDatabase(ownerUrl, name),
        application_name: 'maillage restore',
        connectionTimeoutMillis: 10_000,
        keepAlive: true,
      })
    } catch (error) {
      failure ??= error
    }
  }
  throw failure
}

const id = (name: string) => pg.escapeIdentifier(name)
const stamp = (at: Date) => at.toISOString().replaceAll(/[-:]/g, '').replace('T', '_').slice(0, 15)
const starting = (target: string, middle: string) => `${target.slice(0, LONGEST)}${middle}`
export const scratchName = (target: string, at: Date) => `${starting(target, SCRATCH)}${stamp(at)}`

const named = async ({ client, target }: Bench, middle: string): Promise<Kept[]> => {
  const { rows } = await client.query<{ name: string; bytes: string }>(
    'select datname as name, pg_database_size(oid)::text as bytes from pg_database where starts_with(datname, $1) order by datname',
    [starting(target, middle)],
  )
  return rows.map(({ name, bytes }) => ({ name, bytes: Number(bytes) }))
}

/** The databases that earlier restores put aside, the oldest first. */
export const keptBefore = (bench: Bench) => named(bench, BEFORE)

/** Removes what restores that were killed left behind. Nobody else is at work: we hold the lock. */
export const sweepScratch = async (bench: Bench) => {
  for (const { name } of await named(bench, SCRATCH)) await drop(bench, name)
}

export const create = ({ client }: Bench, name: string) => client.query(`create database ${id(name)} template template0 encoding 'UTF8'`)

export const drop = ({ client }: Bench, name: string) => client.query(`drop database if exists ${id(name)} with (force)`)

export const exists = async ({ client }: Bench, name: string): Promise<boolean> =>
  (await client.query('select from pg_database where datname = $1', [name])).rowCount === 1

/**
 * Puts a database in the place of the one that is served, which gets a dated name: both renamed in one transaction, so that at every
 * moment one of them is there. Whoever is connected loses the connection and finds the new one by the next.
 * @returns the dated name; undefined when there was nothing in that place
 */
export const swapIn = async (bench: Bench, name: string, at: Date): Promise<string | undefined> => {
  const { client, target } = bench
  const before = (await exists(bench, target)) ? await freeName(bench, at) : undefined
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query('begin')
      await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = any ($1) and pid <> pg_backend_pid()', [
        [target, name],
      ])
      // Takes a lock that new connections wait for, and waits itself for the old ones to be gone.
      if (before !== undefined) await client.query(`alter database ${id(target)} rename to ${id(before)}`)
      await client.query(`alter database ${id(name)} rename to ${id(target)}`)
      await client.query('commit')
      return before
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      // Somebody connected between the end of the old connections and the lock.
      if (codeOf(error) !== '55006' || attempt === ATTEMPTS) throw error
    }
  }
}

const freeName = async (bench: Bench, at: Date): Promise<string> => {
  const wanted = `${starting(bench.target, BEFORE)}${stamp(at)}`
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? wanted : `${wanted}_${n}`
    if (!(await exists(bench, name))) return name
  }
}
