import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { writeOnce } from './durable.server.ts'
import { findPrograms, type Programs, programsFor } from './programs.server.ts'
import { canReach, chooseUser, isRoot, type User } from './run-as.server.ts'

export type Say = (line: string) => void

/** Where one embedded database lives, and who runs it. */
export type Ground = {
  programs: Programs
  /** The data folder of Maillage: the log of PostgreSQL, and normally all of the database. */
  folder: string
  /** Holds the cluster and its password: `folder`, or a place that the user who runs PostgreSQL can reach. */
  home: string
  /** PostgreSQL's own data folder, only its user enters it (0700). */
  cluster: string
  user: User | undefined
}

/** Where root keeps what a user with fewer rights must reach, when the project's own folder is closed to him. */
export const RESERVE = '/var/lib/maillage'
const LOCATION = 'postgres.location'
const OURS = /^(postgres(\..+)?|initialising-.+|\.draft-.+)$/

/**
 * Chooses the folders and the user, and makes what is missing. Where the database is not in the data folder (root's own
 * folders are closed to the user who runs it), the data folder remembers where it is, and `say` tells it.
 * @throws one line when it belongs to another user, or when it was kept elsewhere and is gone
 */
export const prepareGround = (dataDir: string, say: Say, reserve = RESERVE): Ground => {
  const installed = findPrograms()
  const folder = ensureFolder(dataDir)
  const kept = keptElsewhere(folder)
  const user = chooseUser(join(kept ?? folder, 'postgres'), folder)
  const home = kept ?? homeFor(user, folder, reserve, say)
  return { programs: programsFor(user, installed, reserve), folder, home, cluster: join(home, 'postgres'), user }
}

const ensureFolder = (dataDir: string): string => {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const folder = realpathSync(dataDir)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    const cluster = statSync(join(folder, 'postgres'), { throwIfNoEntry: false })
    if (cluster !== undefined && !isRoot() && process.getuid !== undefined && cluster.uid !== process.getuid()) throw new Error('EPERM')
    return folder
  } catch (error) {
    const why = error instanceof Error ? (error.message.split(',')[0] ?? '') : ''
    throw new Error(
      `the data folder ${dataDir} is not ours to use (${why}): start Maillage as the user it belongs to or as root, or set MAILLAGE_DATA to another folder`,
      { cause: error },
    )
  }
}

const keptElsewhere = (folder: string): string | undefined => {
  const note = join(folder, LOCATION)
  if (!existsSync(note)) return undefined
  const home = readFileSync(note, 'utf8').trim()
  if (!existsSync(home))
    throw new Error(
      `the database of ${folder} was kept in ${home}, which is gone: restore it, or remove ${note} to begin with an empty one`,
    )
  return home
}

const homeFor = (user: User | undefined, folder: string, reserve: string, say: Say): string => {
  if (user === undefined || canReach(user, folder) || opened(user, folder)) return folder
  const home = join(reserve, createHash('sha256').update(folder).digest('hex').slice(0, 12))
  mkdirSync(reserve, { recursive: true, mode: 0o755 })
  mkdirSync(home, { recursive: true, mode: 0o710 })
  if (!opened(user, home))
    throw new Error(
      `the user ${user.name}, who runs PostgreSQL, can reach neither ${folder} nor ${home}: set MAILLAGE_DATA to a folder that he can reach`,
    )
  writeOnce(join(folder, LOCATION), home)
  say(`The user ${user.name}, who runs PostgreSQL, cannot reach ${folder}: the database is kept in ${home}`)
  return home
}

// Lets the user's group pass through a folder of ours, and through none that holds anything else.
const opened = (user: User, folder: string): boolean => {
  if (statSync(folder).uid !== 0 || !readdirSync(folder).every((name) => OURS.test(name))) return false
  chownSync(folder, 0, user.gid)
  chmodSync(folder, statSync(folder).mode | 0o010)
  return canReach(user, folder)
}
