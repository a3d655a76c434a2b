import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { projectRoot } from '../root.server.ts'

/** One migration: plain SQL, run once, in one transaction. `id` is the file's name without `.sql`; `checksum` the SHA-256 of its bytes. */
export type Migration = { id: string; file: string; sql: string; checksum: string }

const NAME = /^\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.sql$/

/**
 * All migrations below `src`, whatever module they belong to, in the order of their numbers.
 * @throws when a file has no number, or two have the same: the order would not be certain
 */
export const migrationFiles = (root = projectRoot()): Migration[] => {
  const files = globSync('src/**/migrations/*.sql', { cwd: root }).map((file) => file.replaceAll('\\', '/'))
  const byNumber = new Map<string, string>()
  for (const file of files) {
    const name = basename(file)
    if (!NAME.test(name)) throw new Error(`${file}: a migration is named like 0007-words-in-lower-case.sql`)
    const other = byNumber.get(name.slice(0, 4))
    if (other !== undefined) throw new Error(`${other} and ${file} have the same number: give the later one the next free number`)
    byNumber.set(name.slice(0, 4), file)
  }
  return [...byNumber].sort(([a], [b]) => a.localeCompare(b)).map(([, file]) => read(root, file))
}

const read = (root: string, file: string): Migration => {
  const bytes = readFileSync(join(root, file))
  return { id: basename(file, '.sql'), file, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') }
}
