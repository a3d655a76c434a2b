import { dirname } from 'node:path'
import { loginOf, withDatabase, withLogin } from '../database/address.server.ts'
import { appLogin } from '../database/app-role.server.ts'
import { withClient } from '../database/client.server.ts'
import { createDatabase } from '../database/databases.server.ts'
import type { Say } from '../database/ground.server.ts'
import { migrate } from '../database/migrate.server.ts'
import { assertRestricted } from '../database/restricted.server.ts'
import { bringKeys, keysFileFor } from './data-keys.server.ts'
import { endSessions, noteRestore } from './after.server.ts'
import { explained } from './explain.server.ts'
import { type Header, type Part, readParts } from './format.server.ts'
import { compareWith, type Loaded, loadInto } from './load.server.ts'
import { migrateAsIn } from './past.server.ts'
import { type Opening, readProtected } from './protect.server.ts'
import { type Bench, drop, exists, scratchName, swapIn, sweepScratch, withBench } from './swap.server.ts'

export type RestoreOptions = {
  /** The database that is to be replaced, by its owner's login. It need not exist. */
  ownerUrl: string
  file: string
  opening: Opening
  /** Restores beside, checks, and throws it away. */
  verifyOnly?: boolean
  /** Puts aside the data that are there. Without it they are in the way. */
  replace?: boolean
  keysFile?: string
  /** Goes on although data keys are missing: what is encrypted stays closed. */
  withoutKeys?: boolean
  /** DATABASE_APP_URL, where an operator looks after the application's login. */
  appUrl?: string
  /** A further look at the restored database before it is used; its lines are passed on. */
  check?: (ownerUrl: string) => Promise<string[]>
  progress?: Say
  /** The project whose migrations are meant. */
  root?: string
}
export type Restored = {
  made: string
  tables: number
  rows: number
  /** Migrations that the backup did not have yet. */
  migrated: string[]
  /** The key-encryption keys that its encrypted fields need. */
  keks: string[]
  said: string[]
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
  const { ownerUrl, file, opening } = options
  const parts = readBackup(file, opening)
  try {
    const header = await headerOf(parts)
    return await withBench(ownerUrl, async (bench) => {
      await sweepScratch(bench)
      const hasData = (await exists(bench, bench.target)) && (await holdsData(ownerUrl))
      if (options.verifyOnly !== true && options.replace !== true && hasData)
        throw new Error('there are data in this database already: add --replace, and they are put aside under another name')
      const source = { ...options, live: hasData ? ownerUrl : undefined, keysFile: keysFor(header, options, hasData) }
      const name = scratchName(bench.target, new Date())
      try {
        const restored = await restoreBeside(name, header, parts, source)
        return options.verifyOnly === true ? restored : { ...restored, ...(await moveIn(bench, name, hasData)) }
      } finally {
        await drop(bench, name).catch(QUIET) // after a swap there is none of that name; after a crash the next restore sweeps
      }
    })
  } catch (error) {
    throw explained(error, dirname(file))
  } finally {
    await parts.return(undefined)
  }
}

/** The parts of a backup. A failure of reading is told with the file's name, apart from those of the database. */
async function* readBackup(file: string, opening: Opening): AsyncGenerator<Part> {
  try {
    yield* readParts(readProtected(file, opening))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOENT') throw new Error(`there is no file ${file}`, { cause: error })
    const isCut = /^(Z_|ZSTD|ERR_|E[A-Z]+$)/.test(code) || /tag|chunk|too small|stream ended|unexpected|invalid/i.test(String(error))
    const why = isCut || !(error instanceof Error) ? 'it is damaged or was cut off' : error.message
    throw new Error(`${file} cannot be restored: ${why}`, { cause: error })
  }
}

const headerOf = async (parts: AsyncGenerator<Part>): Promise<Header> => {
  const { value } = await parts.next()
  if (value?.kind === 'header' && value.header.maillage === 'backup') return value.header
  throw new Error('this file holds data keys only: name the backup that it belongs to')
}

const keysFor = ({ dataKeys }: Header, { file, keysFile, withoutKeys, opening }: RestoreOptions, hasLive: boolean) => {
  const found = keysFileFor(file, keysFile)
  if (found === undefined && dataKeys > 0 && !hasLive && withoutKeys !== true)
    throw new Error(
      `the encrypted fields of ${dataKeys} people need the data keys, which are in a file of their own (${file}.keys): put it beside the backup or name it with --keys; with --without-keys what is encrypted stays closed`,
    )
  return { file: found, opening }
}

type Source = RestoreOptions & { live: string | undefined; keysFile: { file: string | undefined; opening: Opening } }

