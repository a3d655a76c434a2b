// Makes backup.maillage beside it anew: a backup as the first released schema (migrations 0001 to 0007) makes it, of what content.sql
// holds. Only while that schema is not released: `node test/first-release/make.ts`, with the Node of the packages.
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrateAsIn } from '#platform/backup/past.server.ts'
import { writeBackup } from '#platform/backup/write.server.ts'
import { withClient } from '#platform/database/client.server.ts'
import { startEmbedded } from '#platform/database/embedded.server.ts'
import { migrationFiles } from '#platform/database/migration-files.server.ts'

const file = join(import.meta.dirname, 'backup.maillage')
const folder = mkdtempSync(join(tmpdir(), 'maillage-first-release-'))
// PostgreSQL runs as another user when we are root: that one must be able to enter.
chmodSync(folder, 0o755)
const { ownerUrl, stop } = await startEmbedded({ dataDir: join(folder, 'data') })
try {
  await migrateAsIn(ownerUrl, { migrations: migrationFiles().filter(({ id }) => id < '0008') }, {})
  await withClient(ownerUrl, (owner) => owner.query(readFileSync(join(import.meta.dirname, 'content.sql'), 'utf8')))
  rmSync(file, { force: true })
  const { rows, bytes } = await writeBackup({ ownerUrl, file, protection: { kind: 'plain' } })
  process.stdout.write(`${file}: ${rows} rows, ${bytes} bytes\n`)
} finally {
  await stop()
  rmSync(folder, { recursive: true, force: true })
}
