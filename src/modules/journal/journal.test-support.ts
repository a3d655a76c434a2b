import { sql } from 'kysely'
import type { World } from '#test/world.ts'
import type { ActivityInput } from './activities.commands.server.ts'

/** An activity as a form would give it. */
export const anActivity = (changes: Partial<ActivityInput> = {}): ActivityInput => ({
  programme_id: 'clsm',
  kind: 'meeting',
  title: { fr: 'Rencontre régionale' },
  starts_on: '2025-06-24',
  ends_on: '2025-06-24',
  precision: 'day',
  part_of: null,
  territory_id: null,
  place: null,
  country: 'FR',
  online: false,
  occurrences: 1,
  source_id: null,
  source_locator: null,
  note: null,
  organisations: [],
  attendance: [],
  ...changes,
})

/** A network with one programme, one document and one organisation. */
export const networkWithProgramme = async (world: World): Promise<string> => {
  const network = await world.network()
  await world.seed(async (owner) => {
    await owner
      .insertInto('journal.programme')
      .values({ network_id: network, id: 'clsm', name: sql`${JSON.stringify({ fr: 'Conseils' })}::jsonb`, position: 1 })
      .execute()
    await owner
      .insertInto('journal.source')
      .values({ network_id: network, id: 'report', title: 'Report', publisher: null, published: null, language: null, address: null })
      .execute()
    await owner
      .insertInto('directory.organisation')
      .values({ network_id: network, id: 'epsm', name: 'Établissement public', kind: 'hospital', country: 'FR' } as never)
      .execute()
  })
  return network
}
