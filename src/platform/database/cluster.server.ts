import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { syncFolder, writeOnce } from './durable.server.ts'
import type { Ground, Say } from './ground.server.ts'
import { isAlive } from './process.server.ts'
import { identityOf } from './run-as.server.ts'

export const OWNER = 'maillage'
const PASSWORD = 'postgres.password'
const UNFINISHED = /^initialising-(\d+)-/
const AN_HOUR = 3_600_000
const drafts = new Set<string>()

/** Only what PostgreSQL needs of our environment: PGPORT, PGDATA and the like would lead it elsewhere. */
export const cleanEnvironment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name))),
  LC_ALL: 'C',
  TZ: 'UTC',
})

/**
 * The owner's password of this cluster, and the cluster itself: made on the first start. It is made beside and then renamed,
 * so that it is there whole or not at all, also when two processes start or one is killed in the middle.
 */
export const ensureCluster = async (ground: Ground, progress: Say): Promise<string> => {
  const secret = join(ground.home, PASSWORD)
  sweep(ground.home)
  if (isCluster(ground)) {
    if (!existsSync(secret)) throw new Error(`${secret} is missing, without which the database beside it cannot be opened: restore it`)
    refuseOther(ground)
    return readFileSync(secret, 'utf8')
  }
  writeOnce(secret, randomBytes(24).toString('base64url'))
  const password = readFileSync(secret, 'utf8')
  progress('Making the database (on the first start only)')
  await initialise(ground, password)
  return password
}

const isCluster = ({ cluster }: Ground) => existsSync(join(cluster, 'PG_VERSION'))

const refuseOther = ({ cluster, programs }: Ground) => {
  const made = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  const brought = programs.version.split('.')[0]
  if (made !== brought)
    throw new Error(
      `the database in ${cluster} was made by PostgreSQL ${made}, this Maillage brings ${brought}: export it with the version of Maillage that made it, then import it into a new folder`,
    )
}

const initialise = async (ground: Ground, password: string) => {
  const { home, user, programs } = ground
  const draft = join(home, `initialising-${process.pid}-${randomBytes(4).toString('hex')}`)
  drafts.add(draft)
  mkdirSync(draft, { mode: 0o700 })
  try {
    writeFileSync(join(draft, 'password'), password, { mode: 0o600 })
    if (user !== undefined) for (const path of [draft, join(draft, 'password')]) chownSync(path, user.uid, user.gid)
    // The C.UTF-8 of PostgreSQL itself: the same order and the same letters on every machine. Names are sorted by platform.names.
    const args = [
      '-D',
      'postgres',
      '-U',
      OWNER,
      '--pwfile',
      'password',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--text-search-config=simple',
      '--no-instructions',
    ]
    await run({ user, folder: draft }, join(programs.folder, 'bin', 'initdb'), args)
    moveIn(ground, join(draft, 'postgres'))
  } finally {
    clear(draft)
    drafts.delete(draft)
  }
}

const moveIn = (ground: Ground, made: string) => {
  try {
    renameSync(made, ground.cluster)
    syncFolder(ground.home)
  } catch (error) {
    // Another process was first: its cluster has the same password, ours is not needed.
    if (!isCluster(ground))
      throw new Error(
        `${ground.cluster} holds something that is no database of Maillage: empty it, or set MAILLAGE_DATA to another folder`,
        { cause: error },
      )
  }
}

/** What killed first starts left behind. The draft of a process that still works on it stays. */
const sweep = (home: string) => {
  for (const name of readdirSync(home)) {
    const pid = Number(UNFINISHED.exec(name)?.[1] ?? 0)
    if (pid === 0) continue
    const draft = join(home, name)
    if (drafts.has(draft)) continue
    const age = Date.now() - (statSync(draft, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    // In a container every start may have the same number, and a number may be given again.
    if (pid === process.pid || !isAlive(pid) || age > AN_HOUR) clear(draft)
  }
}

const ROUNDS = 50
/** An initdb that outlived its Node may be clearing up here too; rmSync takes a file that somebody else removed for the end of its work. */
const clear = (draft: string) => {
  for (let round = 0; round < ROUNDS && existsSync(draft); round += 1) rmSync(draft, { recursive: true, force: true, maxRetries: 5 })
}

/**
 * Runs initdb inside the draft, by names relative to it: one that outlives a killed Node then has nowhere left to write when the
 * draft is swept away. By its full path it would make the draft again.
 */
const run = ({ user, folder }: { user: Ground['user']; folder: string }, command: string, args: string[]) =>
  new Promise<void>((resolve, reject) => {
    const child = spawn(command, args, {
      ...identityOf(user),
      cwd: folder,
      env: cleanEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
    })
    let complaint = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text
    })
    child.on('error', (error) => reject(unusable(error.message)))
    child.on('close', (code, signal) =>
      code === 0 ? resolve() : reject(unusable(complaint.trim().split('\n')[0] || `initdb ended with ${signal ?? code}`)),
    )
  })

/** The bundled programs do not work here: another C library, no room, no rights. */
export const unusable = (why: string) =>
  new Error(
    `the bundled PostgreSQL does not start here (${why}): set DATABASE_URL=postgres://user:password@host:5432/database to use a PostgreSQL server`,
  )

/** PostgreSQL insists that the folder is its user's and closed to others; a copy or a restore may have changed that. */
export const ownCluster = ({ cluster, user }: Ground) => {
  if (user !== undefined && statSync(cluster).uid !== user.uid) {
    for (const name of ['', ...readdirSync(cluster, { recursive: true })].map(String)) chownSync(join(cluster, name), user.uid, user.gid)
  }
  if (process.platform !== 'win32' && (statSync(cluster).mode & 0o027) !== 0) chmodSync(cluster, 0o700)
}
