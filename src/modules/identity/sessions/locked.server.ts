import { sql } from 'kysely'
import { type Actor, hasRole } from '#platform/actor.ts'
import { recordRead } from '#platform/audit.server.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { allow, found, Problem } from '#platform/problem.ts'

/** A member of a network whose sign-in waits, or waited within the last hour, after failures. */
export type Waiting = { personId: string; name: string; failures: number; seconds: number }

/** Who waits, which is noted. @throws Problem not_found for whoever does not administer the network, also when there is no such network */
export const waitingIn = async (scope: Scope, actor: Actor, network: string): Promise<Waiting[]> => {
  if (actor.personId === '') throw new Problem('signed_out')
  if (!hasRole(actor, network, 'administrator')) throw new Problem('not_found')
  const { rows } = await sql<{ person_id: string; name: string; failures: number; seconds: number }>`
    select * from identity.waiting_members(${network})`.execute(scope)
  if (rows.length > 0) await recordRead(scope, network, 'identity.readPeople', 'locked')
  return rows.map(({ person_id, ...row }) => ({ personId: person_id, ...row }))
}

/** Lets a member of the network try again at once. @throws Problem not_found when that person is no member, or does not wait */
export const unlock = async (scope: Scope, actor: Actor, network: string, personId: string): Promise<void> => {
  allow(hasRole(actor, network, 'administrator'), 'identity.unlock')
  const { rows } = await sql<{ unlocked: boolean }>`select identity.unlock(${network}, ${personId}::uuid) as unlocked`.execute(scope)
  found(rows[0]?.unlocked === true ? true : undefined)
  await record(scope, network, 'identity.unlock', `person/${personId}`, { about: personId })
}
