import { chmod, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '#platform/database/connect.server.ts'
import { createDatabase, dropDatabase } from '#platform/database/databases.server.ts'
import { type Program, startProgram } from './journeys/program.ts'
import { quickFolder } from './quick-folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    address: string
    ownerUrl: string
  }
}

/** The built program on a free port with the demonstration, as a newcomer starts it. */
export default async ({ provide }: TestProject) => {
  const folder = quickFolder('maillage-journeys')
  // PostgreSQL runs as another user when we are root: that one must be able to enter.
  await chmod(folder, 0o711)
  const server = process.env.DATABASE_URL
  const name = `maillage_journeys_${process.pid}`
  const env = { MAILLAGE_DATA: join(folder, 'data'), ...(server ? { DATABASE_URL: await createDatabase(server, name) } : {}) }
  let program: Program | undefined
  const end = async () => {
    program?.signal('SIGTERM')
    await program?.ended
    if (server) await dropDatabase(server, name)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    program = await startProgram(env)
    // Beside the server on the same database: what was there before a journey begins is written by the owner.
    const database = await openDatabase({ env, migrate: false })
    provide('address', program.address)
    provide('ownerUrl', database.ownerUrl)
    return async () => {
      await database.close()
      await end()
    }
  } catch (error) {
    await end()
    throw error
  }
}
