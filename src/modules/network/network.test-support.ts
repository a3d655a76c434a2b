import { sql } from 'kysely'
import type { World } from '#test/world.ts'
import type { ConversionInput } from './beds.commands.server.ts'
import type { ActionInput } from './plan.commands.server.ts'

/** A network with a hospital, an association, a mobile team with its staff, and a centre with places. */
export const networkWithTeams = async (world: World, options: { isPublic?: boolean } = {}): Promise<string> => {
  const network = await world.network(options)
  await world.seed(async (owner) => {
    for (const [id, kind] of [
      ['hospital', 'hospital'],
      ['users', 'user_association'],
    ])
      await owner
        .insertInto('directory.organisation')
        .values({ network_id: network, id, name: id, kind, country: 'BE' } as never)
        .execute()
    for (const [id, care_function] of [
      ['mobile', '2B'],
      ['centre', '3'],
    ])
      await owner
        .insertInto('directory.service')
        .values({ network_id: network, id, organisation_id: 'hospital', name: `Team ${id}`, care_function } as never)
        .execute()
    await sql`insert into directory.capacity (network_id, service_id, unit, value, valid_from, valid_to) values
      (${network}, 'mobile', 'fte', 10, '2025-01-01', '2025-12-31'), (${network}, 'mobile', 'fte', 12.5, '2026-01-01', null),
      (${network}, 'centre', 'places', 40, '2025-01-01', null)`.execute(owner)
  })
  return network
}

export const anAgreement = (changes: Partial<ConversionInput> = {}): ConversionInput => ({
  hospital_id: 'hospital',
  bed_kind: 'T',
  beds: 30,
  team_id: 'mobile',
  source_id: null,
  source_locator: null,
  note: null,
  staff: [
    { profession: 'nurse', fte: 10.25 },
    { profession: 'psychologist', fte: 4.25 },
  ],
  ...changes,
})

export const anAction = (changes: Partial<ActionInput> = {}): ActionInput => ({
  aim_id: 'aim',
  title: 'One number for all crisis teams',
  organisation_id: null,
  responsible: 'Coordination of 2A',
  starts_on: '2026-01-01',
  ends_on: '2026-06-30',
  state: 'not_begun',
  state_since: '2026-01-01',
  stopped_because: null,
  ...changes,
})
