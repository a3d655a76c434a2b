import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { codeOf } from '../database/client.server.ts'
import { syncFolder, writeOnce } from '../database/durable.server.ts'
import { dataFolder, type Env, setting } from '../settings/index.server.ts'
import { KEY_BYTES, keyFor } from './envelope.server.ts'

/** A master key. Its id follows from the key, so that keys of two installations in one file are never mistaken for each other. */
export type Master = { id: string; made: string; key: Buffer; isNext: boolean }
export type Masters = {
  file: string
  all: readonly Master[]
  /** Wraps what is new: the last of the file that is not only prepared. */
  current: Master
}

const FILE = 'master.keys'
const LINE = /^([0-9a-f]{16}) (\d{4}-\d\d-\d\d) ([\w-]{43})( next)?$/
const HEAD = `# The master keys of this Maillage; the last one is used for what is new. Without this file, everything that is encrypted in the
# database stays closed for ever. Keep a copy of it, and not where the backups are: docs/backup.md.
`
const idOf = (key: Buffer) => keyFor(key, 'name of a master key').subarray(0, 8).toString('hex')

/** Where the master keys are: MAILLAGE_KEY_FILE, else master.keys in the data folder. */
export const masterFile = (env: Env = process.env): string => setting('MAILLAGE_KEY_FILE', env) ?? join(dataFolder(env), FILE)

const known = new Map<string, { stamp: string; masters: Masters }>()

/**
 * The master keys of this installation, which the database and its backups do not hold. The file is made when it is first needed,
 * unless MAILLAGE_KEY_FILE names it; it is read again when it has changed, so that a rotation needs no new start.
 * @throws one line that says what to do, when a named file is missing or a line of it is damaged
 */
export const masters = (env: Env = process.env): Masters => {
  const file = masterFile(env)
  if (!existsSync(file)) first(file, setting('MAILLAGE_KEY_FILE', env) !== undefined)
  const { mtimeMs, size, ino } = statSync(file)
  const stamp = [mtimeMs, size, ino].join()
  const kept = known.get(file)
  if (kept?.stamp === stamp) return kept.masters
  const read = parse(file, textOf(file))
  known.set(file, { stamp, masters: read })
  return read
}

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Error(`the master keys in ${file} cannot be read (${codeOf(error)}): let the user who runs Maillage read it`, {
      cause: error,
    })
  }
}

const first = (file: string, isNamed: boolean) => {
  if (isNamed)
    throw new Error(
      `MAILLAGE_KEY_FILE names ${file}, which does not exist: put the master keys there, or make it with npx maillage keys new`,
    )
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeOnce(file, `${HEAD}${lineOf(newMaster())}`)
}

/** Makes a file with a first master key. @throws when there is one: keys are never written over */
export const makeMasterFile = (file: string): void => {
  if (existsSync(file)) throw new Error(`${file} is there already: master keys are never written over`)
  writeOnce(file, `${HEAD}${lineOf(newMaster())}`)
}

const newMaster = (isNext = false): Master => {
  const key = randomBytes(KEY_BYTES)
  return { id: idOf(key), made: new Date().toISOString().slice(0, 10), key, isNext }
}
const lineOf = ({ id, made, key, isNext }: Master) => `${id} ${made} ${key.toString('base64url')}${isNext ? ' next' : ''}\n`

const parse = (file: string, text: string): Masters => {
  const all = text
    .split(/\r?\n/)
    .flatMap((line, at) => (line.trim() === '' || line.startsWith('#') ? [] : [masterIn(line.trim(), `${file}, line ${at + 1}`)]))
  const current = all.findLast(({ isNext }) => !isNext)
  if (current === undefined) throw new Error(`${file} holds no master key: restore it from its copy`)
  return { file, all, current }
}

const masterIn = (line: string, where: string): Master => {
  const [, id = '', made = '', text = '', next] = LINE.exec(line) ?? []
  const key = Buffer.from(text, 'base64url')
  if (id === '' || idOf(key) !== id) throw new Error(`${where} is damaged: restore the master keys from their copy`)
  return { id, made, key, isNext: next !== undefined }
}

/** The master key of this id. @throws one line when it is not here */
export const masterOf = (id: string, env: Env = process.env): Master => {
  const { all, file } = masters(env)
  const master = all.find((each) => each.id === id)
  if (master === undefined)
    throw new Error(`the master key ${id} is not in ${file}: add its line from the copy that was kept (docs/backup.md)`)
  return master
}

/** Adds a master key that is not used yet: servers on other machines get the file before it is. */
export const prepareMaster = (env: Env = process.env): Master => {
  const { all } = masters(env)
  const prepared = all.find(({ isNext }) => isNext) ?? newMaster(true)
  if (!all.includes(prepared)) rewrite(env, [...all, prepared])
  return prepared
}

/** Has the prepared master key, or a new one, used from now on. */
export const advanceMaster = (env: Env = process.env): Master => {
  const { all } = masters(env)
  const next = { ...(all.find(({ isNext }) => isNext) ?? newMaster()), isNext: false }
  rewrite(env, [...all.filter(({ id }) => id !== next.id), next])
  return next
}

/** Takes a master key out of the file. What only it opens is closed for ever. @throws for the one in use, or one that is not there */
export const removeMaster = (id: string, env: Env = process.env): void => {
  const { all, current } = masters(env)
  masterOf(id, env)
  if (id === current.id) throw new Error(`${id} is the master key in use: rotate first (npx maillage keys rotate)`)
  rewrite(
    env,
    all.filter((each) => each.id !== id),
  )
}

// Beside and renamed: whole or not at all. Lines that somebody wrote as a comment are not kept.
const rewrite = (env: Env, all: readonly Master[]) => {
  const file = masterFile(env)
  const draft = `${file}.${randomBytes(4).toString('hex')}`
  const { mode } = statSync(file)
  try {
    writeFileSync(draft, `${HEAD}${all.map(lineOf).join('')}`, { mode: mode & 0o777, flag: 'wx' })
    const handle = openSync(draft, 'r')
    fsyncSync(handle)
    closeSync(handle)
    renameSync(draft, file)
    syncFolder(dirname(file))
  } catch (error) {
    if (existsSync(draft)) rmSync(draft)
    throw new Error(`${file} cannot be written (${codeOf(error)}): master keys are rotated where their file may be changed`, {
      cause: error,
    })
  }
}
