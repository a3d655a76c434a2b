import { randomUUID } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import type { Tables } from '#platform/db.server.ts'
import type { World } from '#test/world.ts'
import type { CareFunction } from '../directory/index.ts'

export type Team = { network: string; id: string }
type Row<T extends keyof Tables> = Partial<Insertable<Tables[T]>>

/** Teams, files and what is written about them, for one test: written by the owner, before the test begins. */
export const careIn = (world: World) => {
  const put = async <T extends keyof Tables>(table: T, row: Insertable<Tables[T]>): Promise<string> => {
    await world.seed((owner) =>
      owner
        .insertInto(table)
        .values(row as never)
        .execute(),
    )
    return String((row as { id?: string }).id ?? '')
  }
  return {
    put,
    team: async (network: string, careFunction: CareFunction = '2A', row: Row<'care.team'> = {}): Promise<Team> => {
      const id = `team-${randomUUID()}`
      await put('directory.organisation', { network_id: network, id: `house-${id}`, name: 'Maison', kind: 'association', country: 'FR' })
      await put('directory.service', {
        network_id: network,
        id,
        organisation_id: `house-${id}`,
        name: `Équipe ${id}`,
        care_function: careFunction,
      })
      await put('care.team', { network_id: network, service_id: id, ...row })
      return { network, id }
    },
    /** Somebody who works in a team, until a day if given. */
    worker: async ({ network, id }: Team, row: Row<'care.worker'> = {}): Promise<Actor> => {
      const actor = await world.person({ network, role: 'worker' })
      await put('care.worker', {
        network_id: network,
        service_id: id,
        person_id: actor.personId,
        profession: 'nurse',
        valid_from: '2020-01-01',
        ...row,
      })
      return actor
    },
    file: async (network: string, row: Row<'care.person'> = {}): Promise<string> => {
      const id = randomUUID()
      return put('care.person', { network_id: network, id, given_name: 'Ana', family_name: 'Inventée', ...row })
    },
    request: async (network: string, person: string, row: Row<'care.request'> = {}): Promise<string> => {
      const id = randomUUID()
      return put('care.request', {
        network_id: network,
        id,
        person_id: person,
        chain_id: id,
        from_kind: 'carer',
        channel: 'form',
        urgency: 'days',
        reason_kind: 'low_mood',
        agreement: 'yes',
        state: 'sent',
        sent_at: new Date(),
        ...row,
      })
    },
    episode: async ({ network, id: service }: Team, person: string, row: Row<'care.episode'> = {}): Promise<string> => {
      const id = randomUUID()
      return put('care.episode', { network_id: network, id, person_id: person, service_id: service, care_function: '2A', ...row })
    },
    consent: async (network: string, person: string, notedBy: string, row: Row<'care.consent'>): Promise<string> => {
      const id = randomUUID()
      return put('care.consent', {
        network_id: network,
        id,
        person_id: person,
        sections: ['request'],
        purpose: 'to be helped',
        how: 'spoken',
        noted_by: notedBy,
        until: '2100-01-01',
        ...row,
      })
    },
  }
}
