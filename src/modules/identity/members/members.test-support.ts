import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { asActor } from '#platform/db.server.ts'
import { dayIn } from '#platform/today.ts'
import type { newAdministrator } from '../accounts.test-support.ts'
import { owner, theDb } from '../factors/factors.test-support.ts'

export type Admin = Awaited<ReturnType<typeof newAdministrator>>
export const dayAt = (days: number) => dayIn(days)
export const actorOf = (person: { personId: string; network: string }): Actor => ({
  personId: person.personId,
  name: '',
  roles: { [person.network]: ['administrator'] },
})
export const held = (network: string, person: string) =>
  owner<{ id: string; role: string; valid_from: string; valid_to: string | null; version: number; organisation_id: string | null }>(
    'select id, role, valid_from::text, valid_to::text, version, organisation_id from identity.role where network_id = $1 and person_id = $2 order by valid_from, role',
    [network, person],
  )
export const roleIdOf = async (admin: Admin) => (await held(admin.network, admin.personId))[0]?.id ?? ''
export const term = (more: Record<string, string> = {}) => ({
  from: '2020-01-01',
  to: '',
  organisation: '',
  reason: '',
  version: '1',
  ...more,
})
export const isOfNetwork = async (person: { personId: string }, network: string) => {
  const { rows } = await asActor(theDb(), { personId: person.personId, name: '', roles: {} }, (scope) =>
    sql<{ id: string }>`select platform.my_networks() as id`.execute(scope),
  )
  return rows.some(({ id }) => id === network)
}
