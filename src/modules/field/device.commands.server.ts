import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { open, type Place, seal } from '#platform/keys/index.server.ts'
import { Problem } from '#platform/problem.ts'
import { setting } from '#platform/settings/index.server.ts'
import type { Begun } from './vocabulary.ts'

const placeOf = (device: string): Place => ({ network: null, table: 'field.device', column: 'secret', row: device, version: 1 })

/** Whether the one who acts works in a team today: nobody else takes anything along. */
export const worksInTeam = async (scope: Scope): Promise<boolean> =>
  (await sql<{ works: boolean }>`select exists (select from care.my_teams()) as works`.execute(scope)).rows[0]?.works === true

/**
 * What a device needs while a session lasts: the secret that closes what was not sent yet, always the same for this person on this
 * device, and how long data may stay without contact.
 * @param session the hash of the session: the device learns a name for it that says nothing
 * @throws Problem signed_out; forbidden for who works in no team: the device forgets everything
 */
export const beginOnDevice = async (scope: Scope, actor: Actor, session: Buffer | null, device: string): Promise<Begun> => {
  if (actor.personId === '' || session === null) throw new Problem('signed_out')
  if (!(await worksInTeam(scope))) throw new Problem('forbidden', { right: 'field.begin' })
  return {
    person: actor.personId,
    session: createHash('sha256').update('field').update(session).digest('base64url').slice(0, 22),
    secret: await secretOf(scope, actor, device),
    hours: setting('MAILLAGE_FIELD_HOURS'),
    fileBytes: setting('MAILLAGE_FIELD_FILE_KB') * 1024,
    now: new Date().toISOString(),
  }
}

const secretOf = async (scope: Scope, { personId }: Actor, device: string): Promise<string> => {
  const row = await scope
    .updateTable('field.device')
    .set({ seen_at: new Date() })
    .where('person_id', '=', personId)
    .where('id', '=', device)
    .returning('secret')
    .executeTakeFirst()
  const known = row === undefined ? null : await open(scope, personId, placeOf(device), row.secret)
  if (known !== null) return known
  const secret = randomBytes(32).toString('base64')
  const sealed = await seal(scope, personId, placeOf(device), secret)
  const { rows } = await sql<{ secret: Buffer }>`
    insert into field.device (person_id, id, secret) values (${personId}, ${device}, ${sealed})
      on conflict (person_id, id) do update set secret = ${row === undefined ? sql`device.secret` : sealed} returning secret`.execute(scope)
  await record(scope, null, 'field.beginOnDevice', `device/${device}`, { about: personId })
  // Two tabs at once: the one that came second takes the secret of the first.
  return (await open(scope, personId, placeOf(device), rows[0]?.secret ?? sealed)) ?? secret
}
