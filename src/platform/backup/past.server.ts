import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { migrate } from '../database/migrate.server.ts'
import { migrationFiles } from '../database/migration-files.server.ts'
import type { Header } from './format.server.ts'

export type AppLogin = { appRole?: string; appPassword?: string }

/**
 * Gives an empty database the form that the backup was made in: exactly its migrations, whichever came in between or after.
 * @throws when this version does not have one of them, or has another under its name
 */
export const migrateAsIn = async (
  ownerUrl: string,
  { migrations }: Pick<Header, 'migrations'>,
  app: AppLogin,
  root?: string,
): Promise<void> => {
  const files = new Map(migrationFiles(root).map((file) => [file.id, file]))
  const unknown = migrations.filter(({ id }) => !files.has(id)).map(({ id }) => id)
  if (unknown.length > 0) throw new Error(`a later version of Maillage made it (${unknown.join(', ')}): restore it with that version`)
  const changed = migrations.find(({ id, checksum }) => files.get(id)?.checksum !== checksum)
  if (changed !== undefined)
    throw new Error(
      `it was made with another ${files.get(changed.id)?.file} than this version has: restore it with the version that made it`,
    )
  const past = mkdtempSync(join(tmpdir(), 'maillage-past-'))
  try {
    for (const { id } of migrations) {
      const { file = '', sql = '' } = files.get(id) ?? {}
      mkdirSync(dirname(join(past, file)), { recursive: true })
      writeFileSync(join(past, file), sql)
    }
    await migrate({ ownerUrl, root: past, ...app })
  } finally {
    rmSync(past, { recursive: true, force: true })
  }
}
