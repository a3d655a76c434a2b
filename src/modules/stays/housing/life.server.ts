import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { once, refusing } from '../refused.server.ts'
import type { Chaired, DecisionState } from '../vocabulary.ts'
import { talkedAbout } from './subjects.server.ts'

/** `isMine`: a task of the one who acts, who may give it back. */
export type Turn = { id: string; onDay: string; what: string; who: string; isDone: boolean; isMine: boolean; version: number }
export type Decision = { id: string; what: string; state: DecisionState; became: string; version: number }
export type Meeting = {
  id: string
  onDay: string
  chaired: Chaired
  chair: string
  about: string
  decisions: Decision[]
  subjects: string[]
}

/** Who does what, from the day before yesterday on: for who works in a house or lives there. Nobody's file is named. */
export const listTurns = async (scope: Scope, network: string, house: string): Promise<Turn[]> => {
  const { rows } = await sql<Turn>`
    select id, on_day::text as "onDay", what, who, is_done as "isDone", id in (select stays.my_turns()) as "isMine", version from stays.turn
     where team = ${`${network}/${house}`} and on_day >= current_date - 2 order by on_day, what collate platform.names, id limit 200`.execute(
    scope,
  )
  return rows
}
/** The last meetings of a house with what residents had asked for, what was decided and what became of it. */
export const listMeetings = async (scope: Scope, network: string, house: string): Promise<Meeting[]> => {
  const { rows } = await sql<Omit<Meeting, 'decisions'> & { decisions: Decision[] | null }>`
    select m.id, m.on_day::text as "onDay", m.chaired, m.chair, m.about,
      (select jsonb_agg(jsonb_build_object('id', d.id, 'what', d.what, 'state', d.state, 'became', d.became, 'version', d.version) order by d.what, d.id)
        from stays.decision d where d.network_id = m.network_id and d.meeting_id = m.id) as decisions,
      array(select s.what from stays.subject s where s.network_id = m.network_id and s.meeting_id = m.id order by s.asked_on, s.id) as subjects
      from stays.meeting m where m.team = ${`${network}/${house}`} order by m.on_day desc, m.id limit 12`.execute(scope)
  return rows.map(({ decisions, ...row }) => ({ ...row, decisions: decisions ?? [] }))
}

/** A task of the house on a day; `who` is the name that somebody chose, or nobody's yet. @throws Problem not_found for who does not work there */
export const addTurn = async (
  scope: Scope,
  network: string,
  house: string,
  input: { on_day: string; what: string; who: string },
): Promise<void> => {
  const id = randomUUID()
  await refusing(() =>
    scope
      .insertInto('stays.turn')
      .values({ network_id: network, id, service_id: house, ...input })
      .execute(),
  )
  await record(scope, network, 'stays.addTurn', `team/${house}`)
}
/** A task is done, or somebody else's. @throws Problem conflict, also for who does not work there */
export const changeTurn = async (
  scope: Scope,
  network: string,
  id: string,
  version: number,
  input: { who?: string; is_done?: boolean },
): Promise<void> => {
  once(
    await scope
      .updateTable('stays.turn')
      .set({ ...input, version: version + 1 })
      .where('network_id', '=', network)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst(),
  )
  await record(scope, network, 'stays.changeTurn', `turn/${id}`)
}
/**
 * Whoever lives in a house puts a name to a task that nobody has, gives back their own, or says of any that it is done.
 * @param file their own file: whoever works nowhere acts in a network as the person of a file
 * @param change undefined: stays as it is
 * @throws Problem conflict when somebody changed it meanwhile, also for who does not live there, and for the name of somebody else
 */
export const shareTurn = async (
  scope: Scope,
  network: string,
  file: string,
  id: string,
  version: number,
  change: { who?: string; is_done?: boolean },
): Promise<void> => {
  const { rows } = await sql<{ house: string | null }>`
    select stays.share_turn(${network}, ${id}, ${version}, ${file}, ${change.who ?? null}, ${change.is_done ?? null}) as house`.execute(
    scope,
  )
  const house = rows[0]?.house ?? null
  if (house === null) throw new Problem('conflict')
  await record(scope, network, 'stays.changeTurn', `turn/${id}`, { about: file })
}
/** Takes a task off the list. */
export const dropTurn = async (scope: Scope, network: string, id: string): Promise<void> => {
  const { numDeletedRows } = await scope.deleteFrom('stays.turn').where('network_id', '=', network).where('id', '=', id).executeTakeFirst()
  found(numDeletedRows === 1n ? true : undefined)
  await record(scope, network, 'stays.dropTurn', `turn/${id}`)
}

export type MeetingInput = {
  on_day: string
  chaired: Chaired
  chair: string
  about: string
  decisions: string[]
  subjects?: readonly string[]
}
/** A meeting of the house, who chaired it, which subjects were talked about (by their id), and what was decided. @throws Problem not_found for who does not work there */
export const addMeeting = async (
  scope: Scope,
  network: string,
  house: string,
  { decisions, subjects = [], ...input }: MeetingInput,
): Promise<void> => {
  const id = randomUUID()
  const at = { network_id: network, service_id: house }
  await refusing(() =>
    scope
      .insertInto('stays.meeting')
      .values({ ...at, id, ...input })
      .execute(),
  )
  if (decisions.length > 0)
    await scope
      .insertInto('stays.decision')
      .values(decisions.map((what) => ({ ...at, id: randomUUID(), meeting_id: id, what })))
      .execute()
  await talkedAbout(scope, network, house, id, subjects)
  await record(scope, network, 'stays.addMeeting', `team/${house}`)
}
/** What became of a decision. @throws Problem conflict, also for who does not work there */
export const settleDecision = async (
  scope: Scope,
  network: string,
  id: string,
  version: number,
  input: { state: DecisionState; became: string },
): Promise<void> => {
  once(
    await scope
      .updateTable('stays.decision')
      .set({ ...input, version: version + 1 })
      .where('network_id', '=', network)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst(),
  )
  await record(scope, network, 'stays.settleDecision', `decision/${id}`)
}
