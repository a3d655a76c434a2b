import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { idIn } from '#platform/forms/typed.ts'
import { found, Problem } from '#platform/problem.ts'
import { steering } from './network.queries.server.ts'
import { holdVersion } from './store.server.ts'
import type { College, DecisionState, MeetingState } from './vocabulary.ts'

export type MeetingInput = {
  held_on: string
  state: MeetingState
  place: string | null
  agenda: string | null
  /** How many came of each college; a college that is missing was not counted. Only of a meeting that was held. */
  attendance: readonly { college: College; count: number }[]
}
export type DecisionInput = {
  what: string
  responsible: string
  until: string | null
  state: DecisionState
  outcome: string | null
  /** The day on which it was done or dropped; null while it waits. */
  settled_on: string | null
}

const keepAttendance = async (scope: Scope, network: string, meeting: string, attendance: MeetingInput['attendance']) => {
  await scope.deleteFrom('network.attendance').where('network_id', '=', network).where('meeting_id', '=', meeting).execute()
  if (attendance.length > 0)
    await scope
      .insertInto('network.attendance')
      .values(attendance.map((each) => ({ ...each, network_id: network, meeting_id: meeting })))
      .execute()
}

/** Plans or notes a meeting of a committee. @throws Problem not_found, forbidden */
export const noteMeeting = async (
  scope: Scope,
  actor: Actor,
  network: string,
  committee: string,
  { attendance, ...input }: MeetingInput,
): Promise<{ id: string }> => {
  await steering(scope, actor, network, 'network.noteMeeting')
  found(
    await scope
      .selectFrom('network.committee')
      .select('id')
      .where('network_id', '=', network)
      .where('id', '=', idIn(committee))
      .executeTakeFirst(),
  )
  const { id } = await scope
    .insertInto('network.meeting')
    .values({ ...input, network_id: network, committee_id: committee })
    .returning('id')
    .executeTakeFirstOrThrow()
  await keepAttendance(scope, network, id, attendance)
  await record(scope, network, 'network.noteMeeting', id)
  return { id }
}

/** Corrects a meeting, or notes that it was held. @throws Problem conflict when it was changed since `version`; not_found, forbidden */
export const changeMeeting = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  { attendance, ...input }: MeetingInput,
): Promise<void> => {
  await steering(scope, actor, network, 'network.changeMeeting')
  await holdVersion(scope, 'network.meeting', network, id, version)
  await scope
    .updateTable('network.meeting')
    .set({ ...input, version: version + 1 })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .execute()
  await keepAttendance(scope, network, id, attendance)
  await record(scope, network, 'network.changeMeeting', id)
}

/** Notes what a meeting decided. @throws Problem not_found, forbidden */
export const noteDecision = async (
  scope: Scope,
  actor: Actor,
  network: string,
  meeting: string,
  input: DecisionInput,
): Promise<{ id: string }> => {
  await steering(scope, actor, network, 'network.noteDecision')
  found(
    await scope
      .selectFrom('network.meeting')
      .select('id')
      .where('network_id', '=', network)
      .where('id', '=', idIn(meeting))
      .executeTakeFirst(),
  )
  const { id } = await scope
    .insertInto('network.decision')
    .values({ ...input, network_id: network, meeting_id: meeting })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(scope, network, 'network.noteDecision', id)
  return { id }
}

/** Notes what came of a decision, or corrects it. @throws Problem conflict when it was changed since `version`; not_found, forbidden */
export const changeDecision = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  input: DecisionInput,
): Promise<void> => {
  await steering(scope, actor, network, 'network.changeDecision')
  await holdVersion(scope, 'network.decision', network, id, version)
  await scope
    .updateTable('network.decision')
    .set({ ...input, version: version + 1 })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .execute()
  await record(scope, network, 'network.changeDecision', id)
}

/**
 * Adds a point at the end of the agenda of a meeting that is still to come; whoever edits the agenda meanwhile sees it beside their own.
 * @throws Problem not_found when there is no such meeting, or it was held; forbidden
 */
export const addAgendaPoint = async (scope: Scope, actor: Actor, network: string, meeting: string, point: string): Promise<void> => {
  await steering(scope, actor, network, 'network.addAgendaPoint')
  const { numUpdatedRows } = await scope
    .updateTable('network.meeting')
    .set((row) => ({ agenda: sql`concat_ws(E'\n', ${row.ref('agenda')}, ${`– ${point}`}::text)`, version: sql`version + 1` }))
    .where('network_id', '=', network)
    .where('id', '=', idIn(meeting))
    .where('state', '=', 'planned')
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('not_found')
  await record(scope, network, 'network.addAgendaPoint', meeting)
}
