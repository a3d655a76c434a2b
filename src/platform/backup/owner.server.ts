import { join } from 'node:path'
import { loginOf, placeOf } from '../database/address.server.ts'
import { startEmbedded } from '../database/embedded.server.ts'
import type { Say } from '../database/ground.server.ts'
import { projectRoot } from '../root.server.ts'

/** The folder of this installation: MAILLAGE_DATA, else `.maillage` beside package.json. */
export const dataFolder = (env: NodeJS.ProcessEnv): string =>
  env.MAILLAGE_DATA === undefined || env.MAILLAGE_DATA === '' ? join(projectRoot(), '.maillage') : env.MAILLAGE_DATA

/** The owner's address of the database as it is: neither migrated nor opened for the application. The embedded one is started or shared. */
export const openOwner = async (env: NodeJS.ProcessEnv, progress: Say, log: Say): Promise<{ ownerUrl: string; stop(): Promise<void> }> =>
  env.DATABASE_URL !== undefined && env.DATABASE_URL !== ''
    ? { ownerUrl: env.DATABASE_URL, stop: async () => undefined }
    : startEmbedded({ dataDir: dataFolder(env), progress, log })

/** The name of the database that an address leads to. */
export const databaseIn = (address: string): string => {
  const place = placeOf(address)
  return decodeURIComponent(place.slice(place.indexOf('/') + 1)) || loginOf(address).user
}
