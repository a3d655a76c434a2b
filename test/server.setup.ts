import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '#platform/database/connect.server.ts'
import { createDatabase, dropDatabase } from '#platform/database/databases.server.ts'

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
  const env = {
    ...process.env,
    MAILLAGE_DATA: join(folder, 'data'),
    MAILLAGE_LOG: 'warn',
    ...(server ? { DATABASE_URL: await createDatabase(server, name) } : {}),
  }
  const child = spawn(process.execPath, ['--enable-source-maps', 'scripts/main.mjs', 'start', '--demo', '--port', '0'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  provide('address', await addressOf(child))
  // Beside the server on the same database: what was there before a journey begins is written by the owner.
  const database = await openDatabase({ env, migrate: false })
  provide('ownerUrl', database.ownerUrl)
  return async () => {
    await database.close()
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await gone
    if (server) await dropDatabase(server, name)
    await rm(folder, { recursive: true, force: true })
  }
}

const addressOf = (child: ChildProcess) =>
  new Promise<string>((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk
      const address = /listens on (http:\/\/\S+)/.exec(said)?.[1]
      if (address !== undefined) resolve(address)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => reject(new Error(`the program ended with ${code} before it listened:\n${said}`)))
  })
