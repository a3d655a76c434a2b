import { chmod, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { APP_ROLE } from '#platform/database/app-role.server.ts'
import { withClient } from '#platform/database/client.server.ts'
import { openDatabase } from '#platform/database/connect.server.ts'
import { createDatabase, dropDatabase } from '#platform/database/databases.server.ts'
import { makeMasterFile } from '#platform/keys/master.server.ts'
import { quickFolder } from './quick-folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    ownerUrl: string
    keyFile: string
  }
}

/** The database of which every file of attacks takes a copy, for a process of tests. */
export const siteTemplate = (ownerUrl: string, pid: string) => `${new URL(ownerUrl).pathname.slice(1)}_site_${pid}`
const databasesOf = (server: string, start: string): Promise<string[]> =>
  withClient(server, async (owner) =>
    (await owner.query<{ name: string }>('select datname as name from pg_database where starts_with(datname, $1)', [start])).rows.map(
      ({ name }) => name,
    ),
  )

/** One migrated database for all tests: a fresh embedded one, or a new one on the server that DATABASE_URL names. */
export default async ({ provide }: TestProject) => {
  const server = process.env.DATABASE_URL
  const folder = quickFolder('maillage-test')
  // PostgreSQL runs as another user when we are root: that one must be able to enter.
  await chmod(folder, 0o711)
  const keyFile = join(folder, 'master.keys')
  makeMasterFile(keyFile)
  provide('keyFile', keyFile)
  if (server !== undefined && server !== '') {
    const name = `maillage_test_${process.pid}`
    const ownerUrl = await createDatabase(server, name)
    await (await openDatabase({ env: { DATABASE_URL: ownerUrl } })).close()
    // Tests act as the application within the owner's transaction: an owner who is no superuser must be told that it may.
    await withClient(ownerUrl, (client) => client.query(`grant ${APP_ROLE} to current_user`))
    provide('ownerUrl', ownerUrl)
    return async () => {
      await dropDatabase(server, name)
      for (const left of await databasesOf(server, siteTemplate(ownerUrl, ''))) await dropDatabase(server, left)
      await rm(folder, { recursive: true, force: true })
    }
  }
  const database = await openDatabase({ env: { MAILLAGE_DATA: join(folder, 'data') } })
  provide('ownerUrl', database.ownerUrl)
  return async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  }
}
