import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import type { FamilyKind, Theme } from '../vocabulary.ts'
import type { FirstDays, OwnEpisode } from './early.queries.server.ts'

/** `episode.person` is the file of the episode itself, which may be merged into `file`. */
type Of = { network: string; file: string; episode: OwnEpisode }

/** Writes the first days of an episode. `version`: that of the form, 0 for the first. @throws Problem conflict */
export const writeFirstDays = async (
  scope: Scope,
  { network, file, episode }: Of,
  { signs, asked, treated, version }: FirstDays,
): Promise<void> => {
  const { rows } = await sql<{ version: number }>`
    insert into paths.early as e (network_id, episode_id, person_id, service_id, signs_on, asked_on, treated_on, written_by, version)
      values (${network}, ${episode.id}, ${episode.person}, ${episode.service}, ${signs}, ${asked}, ${treated}, platform.person(), ${version + 1})
      on conflict (network_id, episode_id) do update set signs_on = excluded.signs_on, asked_on = excluded.asked_on, treated_on = excluded.treated_on,
        written_by = excluded.written_by, written_at = now(), version = excluded.version where e.version = ${version}
      returning version`.execute(scope)
  if (rows[0] === undefined) throw new Problem('conflict')
  await record(scope, network, 'paths.writeFirstDays', `episode/${episode.id}`, { about: file })
}

export type SessionInput = { onDay: string; who: FamilyKind[]; members: number; withPerson: boolean; theme: Theme; nextOn: string | null }
/** Notes a session with the family; where the team wrote a contact of that day with a carer, the two are tied. @returns its id */
export const writeFamilySession = async (
  scope: Scope,
  actor: Actor,
  { network, file, episode }: Of,
  input: SessionInput,
): Promise<string> => {
  const id = randomUUID()
  const { rows } = await sql<{ id: string }>`
    select c.id from care.contact c where c.network_id = ${network} and c.episode_id = ${episode.id} and c.missed is null and c.who @> array['carer']
       and (c.at at time zone 'Europe/Paris')::date = ${input.onDay}::date order by c.at limit 1`.execute(scope)
  await scope
    .insertInto('paths.family_session')
    .values({
      network_id: network,
      id,
      person_id: episode.person,
      service_id: episode.service,
      episode_id: episode.id,
      contact_id: rows[0]?.id ?? null,
      on_day: input.onDay,
      who: input.who,
      members: input.members,
      with_person: input.withPerson,
      theme: input.theme,
      next_on: input.nextOn,
      written_by: actor.personId,
    })
    .execute()
  await record(scope, network, 'paths.writeFamilySession', `session/${id}`, { about: file })
  return id
}
