import { loginOf, placeOf } from '../database/address.server.ts'
import { startEmbedded } from '../database/embedded.server.ts'
import type { Say } from '../database/ground.server.ts'
import { dataFolder, setting } from '../settings/index.server.ts'

/** The owner's address of the database as it is: neither migrated nor opened for the application. The embedded one is started or shared. */
export const openOwner = async (env: NodeJS.ProcessEnv, progress: Say, log: Say): Promise<{ ownerUrl: string; stop(): Promise<void> }> => {
  const ownerUrl = setting('DATABASE_URL', env)
  return ownerUrl === undefined ? startEmbedded({ dataDir: dataFolder(env), progress, log }) : { ownerUrl, stop: async () => undefined }
}

/** The name of the database that an address leads to. */
export const databaseIn = (address: string): string => {
  const place = placeOf(address)
  return decodeURIComponent(place.slice(place.indexOf('/') + 1)) || loginOf(address).user
}
