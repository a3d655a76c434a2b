import { dirname } from 'node:path'
import { withDatabase } from '../database/address.server.ts'
import { codeOf } from '../database/client.server.ts'
import type { Say } from '../database/ground.server.ts'
import { migrate } from '../database/migrate.server.ts'
import type { Env } from '../settings/index.server.ts'
import { appOf, assertServable, holdsData, makeOwn } from './after.server.ts'
import { type Brought, bringKeys, keysFilesFor } from './data-keys.server.ts'
import { explained, UNFIT, unreadable } from './explain.server.ts'
import { openBackup, takeHeader } from './file.server.ts'
import type { Header, Part } from './format.server.ts'
import { compareWith, loadInto } from './load.server.ts'
import { migrateAsIn } from './past.server.ts'
import type { Opening } from './protect.server.ts'
import { type Bench, create, drop, exists, scratchName, swapIn, sweepScratch, withBench } from './swap.server.ts'

export type RestoreOptions = {
  /** The database that is to be replaced, by its owner's login. It need not exist. */
  ownerUrl: string
  file: string
  opening: Opening
  /** Restores beside, checks, and throws it away. */
  verifyOnly?: boolean
  /** Puts aside the data that are there. Without it they are in the way. */
  replace?: boolean
  /** A file of data keys besides those that lie beside the backup. */
  keysFile?: string
  /** Goes on although data keys are missing: what is encrypted stays closed. */
  withoutKeys?: boolean
  /** DATABASE_APP_URL, where an operator looks after the application's login. */
  appUrl?: string
  /** A further look at the restored database before it is used; what it finds is passed on. */
  check?: (ownerUrl: string) => Promise<string[]>
  progress?: Say
  /** The project whose migrations are meant. */
  root?: string
  /** Settings, for the file of master keys. */
  env?: Env
}
export type Restored = {
  made: string
  tables: number
  rows: number
  /** Migrations that the backup did not have yet. */
  migrated: string[]
  keys: Brought
  found: string[]
  /** Where the data of before are. */
  before?: string
}

const QUIET = () => undefined

/**
 * Restores a backup beside the database that is served, compares every table with what the backup says of it, brings it to the form
 * of this version, looks whether it can be served, and only then puts it in the place of the other. Whatever goes wrong before,
 * a kill included, leaves the data of before as they were.
 * @throws one line that says why
 */
export const restoreBackup = async (options: RestoreOptions): Promise<Restored> => {
  const { ownerUrl, file, opening, verifyOnly = false, replace = false } = options
  const parts = openBackup(file, opening)
  try {
    const header = await takeHeader(parts, file, 'backup')
    return await withBench(ownerUrl, async (bench) => {
      await sweepScratch(bench)
      const hasData = (await exists(bench, bench.target)) && (await holdsData(ownerUrl))
      if (hasData && !verifyOnly && !replace)
        throw new Error('there are data in this database already: add --replace, and they are put aside under another name')
      const live = hasData ? ownerUrl : undefined
      const name = scratchName(bench.target, new Date())
      try {
        const restored = await restoreBeside(bench, name, header, parts, { ...options, ...(live === undefined ? {} : { live }) })
        return verifyOnly ? restored : { ...restored, ...(await moveIn(bench, name, hasData)) }
      } finally {
        // After a swap there is none of that name; after a crash the next restore sweeps.
        await drop(bench, name).catch(QUIET)
      }
    })
  } catch (error) {
    throw explained(error, dirname(file))
  } finally {
    await parts.return(undefined).catch(QUIET)
  }
}

const keysOf = async (url: string, { file, keysFile, opening, live, withoutKeys, env = process.env }: Source): Promise<Brought> => {
  const brought = await bringKeys(url, { files: keysFilesFor(file, keysFile), opening, env, ...(live === undefined ? {} : { live }) })
  if (brought.missing > 0 && withoutKeys !== true)
    throw new Error(
      `${brought.missing} data keys are missing, which are in a file of their own (${file}.keys): put it beside the backup or name it with --keys; with --without-keys what they closed stays closed`,
    )
  return brought
}

type Source = RestoreOptions & { live?: string }

const restoreBeside = async (
  bench: Bench,
  name: string,
  header: Header,
  parts: AsyncGenerator<Part>,
  source: Source,
): Promise<Restored> => {
  const { ownerUrl, file, root, check, progress = QUIET } = source
  const app = appOf(source.appUrl)
  const url = withDatabase(ownerUrl, name)
  await create(bench, name)
  progress(`Making the database as it was on ${header.made.slice(0, 10)}`)
  await migrateAsIn(url, header, app, root)
  const loaded = await loadInto(url, parts, progress).catch((error: unknown) => {
    throw codeOf(error) === UNFIT ? unreadable(error, file) : error
  })
  await compareWith(url, loaded.tables, progress)
  const migrated = await migrate({ ownerUrl: url, progress, ...app, ...(root === undefined ? {} : { root }) })
  const keys = await keysOf(url, source)
  await makeOwn(url, header.made)
  await assertServable(url, app)
  const found = (await check?.(url)) ?? []
  return { made: header.made, tables: loaded.tables.length, rows: loaded.rows, migrated, keys, found }
}

const moveIn = async (bench: Bench, name: string, hadData: boolean): Promise<{ before?: string }> => {
  const before = await swapIn(bench, name, new Date())
  if (before !== undefined && !hadData) await drop(bench, before)
  return before !== undefined && hadData ? { before } : {}
}
