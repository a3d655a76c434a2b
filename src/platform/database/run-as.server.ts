import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

/** A user of this machine. */
export type User = { uid: number; gid: number; name: string }

// PostgreSQL refuses to run as root: then it runs as somebody with fewer rights. Elsewhere (and on Windows) it runs as ourselves.
export const isRoot = () => process.getuid?.() === 0

const ask = (...args: [string, ...string[]]) => {
  const { status, stdout } = spawnSync('id', args, { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

/** A user by name or number, if the machine knows it: initdb refuses to run as a number without a name. */
const userOf = (who: string): User | undefined => {
  const [uid, gid, name] = [ask('-u', who), ask('-g', who), ask('-un', who)]
  if (uid === undefined || gid === undefined || name === undefined || uid === '0') return undefined
  return { uid: Number(uid), gid: Number(gid), name }
}

const created = (): User => {
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'maillage'])
  const user = userOf('maillage')
  if (user === undefined)
    throw new Error('PostgreSQL does not run as root and this machine has no user postgres or nobody: start Maillage as another user')
  return user
}

/**
 * Who runs PostgreSQL when we are root: the owner of the database or of the folder that is to hold it, so that starting
 * once as root changes nothing for its user; else `postgres`, `nobody`, or a user made for it. Undefined: we ourselves.
 */
export const chooseUser = (...folders: string[]): User | undefined => {
  if (!isRoot()) return undefined
  for (const folder of folders.filter((name) => existsSync(name))) {
    const { uid } = statSync(folder)
    const owner = uid === 0 ? undefined : userOf(String(uid))
    if (owner !== undefined) return owner
  }
  return userOf('postgres') ?? userOf('nobody') ?? created()
}

/** How a program is started as this user. */
export const identityOf = (user: User | undefined) => (user === undefined ? {} : { uid: user.uid, gid: user.gid })

/** Whether this user may enter the folders and read the files. The system itself is asked: rights may come from more than mode bits. */
export const canReach = (user: User | undefined, ...paths: string[]): boolean => {
  if (user === undefined) return true
  const script = 'for p in "$@"; do if [ -d "$p" ]; then [ -x "$p" ]; else [ -r "$p" ]; fi || exit 1; done'
  return spawnSync('/bin/sh', ['-c', script, 'sh', ...paths], { cwd: '/', ...identityOf(user) }).status === 0
}
