import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { idIn } from '#platform/forms/typed.ts'
import { allow, found, Problem } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import type { Attendance } from './activity.queries.server.ts'
import type { When } from './dates.ts'
import { journalOf } from './networks.queries.server.ts'
import { canWrite } from './policy.ts'
import type { OrganisationRole } from './vocabulary.ts'

/** An activity as it is kept, with who organised it and how many people of each category came. */
export type ActivityInput = When & {
  programme_id: string
  kind: string
  title: Words
  part_of: string | null
  territory_id: string | null
  place: string | null
  country: string | null
  online: boolean
  /** How many alike this one record stands for. */
  occurrences: number
  source_id: string | null
  source_locator: string | null
  note: Words | null
  organisations: readonly { organisation_id: string; role: OrganisationRole }[]
  attendance: readonly Attendance[]
}

/** The network, when the actor may write in it. @throws Problem not_found for a stranger, forbidden for who may only read */
export const writing = async (scope: Scope, actor: Actor, network: string, right: string) => {
  const row = await journalOf(scope, actor, network)
  allow(canWrite(actor, network), right)
  return row
}

/**
 * Notes what happened.
 * @returns the id of the new activity
 * @throws Problem not_found or forbidden for who may not write in this network
 */
export const recordActivity = async (scope: Scope, actor: Actor, network: string, input: ActivityInput): Promise<{ id: string }> => {
  await writing(scope, actor, network, 'journal.record')
  const { organisations, attendance, ...activity } = input
  const { id } = await scope
    .insertInto('journal.activity')
    .values({ ...activity, ...inJson(activity), network_id: network, recorded_by: actor.isOperator ? null : actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow()
  await keepDetails(scope, network, id, { organisations, attendance })
  await record(scope, network, 'journal.recordActivity', id)
  return { id }
}

/**
 * Corrects what was noted.
 * @param version what the editor saw; somebody else's later change is never overwritten unseen
 * @throws Problem conflict when it was changed meanwhile, invalid when it would become a part of itself, not_found, forbidden
 */
export const changeActivity = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  input: ActivityInput,
): Promise<void> => {
  await writing(scope, actor, network, 'journal.change')
  if (input.part_of !== null && (await isWithin(scope, network, input.part_of, idIn(id)))) throw new Problem('invalid', { part_of: id })
  const { organisations, attendance, ...activity } = input
  const changed = await scope
    .updateTable('journal.activity')
    .set({ ...activity, ...inJson(activity), version: version + 1 })
    .where('network_id', '=', network)
    .where('id', '=', idIn(id))
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (changed === undefined) {
    found(await scope.selectFrom('journal.activity').select('id').where('network_id', '=', network).where('id', '=', id).executeTakeFirst())
    throw new Problem('conflict')
  }
  await scope.deleteFrom('journal.activity_organisation').where('network_id', '=', network).where('activity_id', '=', id).execute()
  await scope.deleteFrom('journal.attendance').where('network_id', '=', network).where('activity_id', '=', id).execute()
  await keepDetails(scope, network, id, { organisations, attendance })
  await record(scope, network, 'journal.changeActivity', id)
}

// The driver would send an object as text of its own making.
const inJson = ({ title, note }: Pick<ActivityInput, 'title' | 'note'>) => ({
  title: sql<Words>`${JSON.stringify(title)}::jsonb`,
  note: note === null ? null : sql<Words>`${JSON.stringify(note)}::jsonb`,
})

const keepDetails = async (
  scope: Scope,
  network: string,
  activity: string,
  { organisations, attendance }: Pick<ActivityInput, 'organisations' | 'attendance'>,
) => {
  const of = { network_id: network, activity_id: activity }
  if (organisations.length > 0)
    await scope
      .insertInto('journal.activity_organisation')
      .values(organisations.map((each) => ({ ...of, ...each })))
      .execute()
  if (attendance.length > 0)
    await scope
      .insertInto('journal.attendance')
      .values(attendance.map((each) => ({ ...of, ...each })))
      .execute()
}

/** An activity is this one, or lies somewhere within it. */
const isWithin = async (scope: Scope, network: string, activity: string, whole: string): Promise<boolean> => {
  const { rows } = await sql<{ yes: boolean }>`
    with recursive up as (
      select id::text, part_of::text from journal.activity where network_id = ${network} and id = ${activity}
      union select a.id::text, a.part_of::text from journal.activity a join up on a.network_id = ${network} and a.id = up.part_of)
    select exists (select from up where id = ${whole}) as yes`.execute(scope)
  return rows[0]?.yes === true
}
