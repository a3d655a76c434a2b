import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '#platform/database/connect.server.ts'
import { createDatabase, dropDatabase } from '#platform/database/databases.server.ts'
import { startProgram } from './journeys/program.ts'

declare module 'vitest' {
  interface ProvidedContext {
    address: string
    ownerUrl: string
  }
}

/** The built program on a free port with the demonstration, as a newcomer starts it. */
export default async ({ provide }: TestProject) => {
  const folder = await mkdtemp(join(tmpdir(), 'maillage-journeys-'))
  // PostgreSQL runs as another user when we are root: that one must be able to enter.
  await chmod(folder, 0o711)
  const server = process.env.DATABASE_URL
  const name = `maillage_journeys_${process.pid}`
  const env = { MAILLAGE_DATA: join(folder, 'data'), ...(server ? { DATABASE_URL: await createDatabase(server, name) } : {}) }
  const program = await startProgram(env)
  provide('address', program.address)
  // Beside the server on the same database: what was there before a journey begins is written by the owner.
  const database = await openDatabase({ env, migrate: false })
  provide('ownerUrl', database.ownerUrl)
  return async () => {
    await database.close()
    program.signal('SIGTERM')
    await program.ended
    if (server) await dropDatabase(server, name)
    await rm(folder, { recursive: true, force: true })
  }
}
