import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { loadBelgium } from './belgium.server.ts'
import { loadFrance } from './france.server.ts'

/** The municipalities of the countries that Maillage knows, with all that people call them, unless they are there. @returns how many came */
export const loadTerritories = async (scope: Scope): Promise<number> => {
  const came = (await loadFrance(scope)) + (await loadBelgium(scope))
  if (came > 0) await sql`select directory.know_places()`.execute(scope)
  return came
}

/** As `loadTerritories`, for a database that has networks already: an empty one gets them with its first network. */
export const loadMissingTerritories = async (scope: Scope): Promise<void> => {
  const network = await scope.selectFrom('platform.network').select('id').limit(1).executeTakeFirst()
  if (network !== undefined) await loadTerritories(scope)
}
