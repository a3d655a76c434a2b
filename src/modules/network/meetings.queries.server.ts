import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { idIn } from '#platform/forms/typed.ts'
import { found } from '#platform/problem.ts'
import type { College, DecisionState, MeetingState } from './vocabulary.ts'

export type Meeting = {
  id: string
  committee_id: string
  committee: string
  held_on: string
  state: MeetingState
  place: string | null
  agenda: string | null
  version: number
  attendance: { college: College; count: number }[]
}

/** One meeting with how many came of each college. @throws Problem not_found */
export const readMeeting = async (scope: Scope, network: string, id: string): Promise<Meeting> => {
  const { rows } = await sql<Meeting>`
    select m.id, m.committee_id, c.name as committee, m.held_on, m.state, m.place, m.agenda, m.version,
      coalesce((select jsonb_agg(jsonb_build_object('college', a.college, 'count', a.count))
        from network.attendance a where a.network_id = m.network_id and a.meeting_id = m.id), '[]') as attendance
    from network.meeting m join network.committee c on c.network_id = m.network_id and c.id = m.committee_id
    where m.network_id = ${network} and m.id = ${idIn(id)}`.execute(scope)
  return found(rows[0])
}

export type ComingMeeting = { id: string; committee: string; held_on: string }
/** The meetings that are planned and not over, the next first: those whose agenda can still grow. */
export const listComingMeetings = async (scope: Scope, network: string): Promise<ComingMeeting[]> => {
  const { rows } = await sql<ComingMeeting>`
    select m.id, c.name as committee, m.held_on from network.meeting m
      join network.committee c on c.network_id = m.network_id and c.id = m.committee_id
     where m.network_id = ${network} and m.state = 'planned' and m.held_on >= current_date order by m.held_on, c.name limit 50`.execute(
    scope,
  )
  return rows
}

export type Decision = {
  id: string
  meeting_id: string
  committee_id: string
  committee: string
  held_on: string
  what: string
  responsible: string
  until: string | null
  state: DecisionState
  settled_on: string | null
  outcome: string | null
  version: number
}

const decisions = (network: string) => sql`
  select d.id, d.meeting_id, m.committee_id, c.name as committee, m.held_on, d.what, d.responsible, d.until, d.state, d.settled_on, d.outcome, d.version
    from network.decision d
    join network.meeting m on m.network_id = d.network_id and m.id = d.meeting_id
    join network.committee c on c.network_id = m.network_id and c.id = m.committee_id
   where d.network_id = ${network}`

/** The decisions of one meeting in the order in which they fall due. */
export const listDecisions = async (scope: Scope, network: string, meeting: string): Promise<Decision[]> =>
  (await sql<Decision>`${decisions(network)} and d.meeting_id = ${idIn(meeting)} order by d.until nulls last, d.id`.execute(scope)).rows

/** The decisions that wait to be carried out, of one committee or of all: what falls due first, first. */
export const listOpenDecisions = async (scope: Scope, network: string, committee: string | null): Promise<Decision[]> => {
  const of = committee === null ? sql`` : sql`and m.committee_id = ${idIn(committee)}`
  return (
    await sql<Decision>`${decisions(network)} and d.settled_on is null and m.state = 'held' ${of} order by d.until nulls last, m.held_on, d.id`.execute(
      scope,
    )
  ).rows
}

/** What was decided and settled since a day: what came of it. */
export const listSettledDecisions = async (scope: Scope, network: string, committee: string | null, since: string): Promise<Decision[]> => {
  const of = committee === null ? sql`` : sql`and m.committee_id = ${idIn(committee)}`
  return (
    await sql<Decision>`${decisions(network)} and d.settled_on >= ${since}::date ${of} order by d.settled_on desc, d.id`.execute(scope)
  ).rows
}

/** @throws Problem not_found */
export const readDecision = async (scope: Scope, network: string, id: string): Promise<Decision> =>
  found((await sql<Decision>`${decisions(network)} and d.id = ${idIn(id)}`.execute(scope)).rows[0])

export type Coming = { id: string; committee: string; committee_id: string; held_on: string; state: MeetingState }
/** Meetings from a day on that are planned, the next first. */
export const listComing = async (scope: Scope, network: string, from: string): Promise<Coming[]> =>
  scope
    .selectFrom('network.meeting as m')
    .innerJoin('network.committee as c', (join) => join.onRef('c.network_id', '=', 'm.network_id').onRef('c.id', '=', 'm.committee_id'))
    .select(['m.id', 'c.name as committee', 'm.committee_id', 'm.held_on', 'm.state'])
    .where('m.network_id', '=', network)
    .where('m.state', '=', 'planned')
    .where('m.held_on', '>=', from)
    .orderBy('m.held_on')
    .orderBy('m.id')
    .limit(12)
    .execute()

/** Meetings whose day has passed and of which nobody noted whether they were held. */
export const listUnnoted = async (scope: Scope, network: string, before: string): Promise<Coming[]> =>
  scope
    .selectFrom('network.meeting as m')
    .innerJoin('network.committee as c', (join) => join.onRef('c.network_id', '=', 'm.network_id').onRef('c.id', '=', 'm.committee_id'))
    .select(['m.id', 'c.name as committee', 'm.committee_id', 'm.held_on', 'm.state'])
    .where('m.network_id', '=', network)
    .where('m.state', '=', 'planned')
    .where('m.held_on', '<', before)
    .orderBy('m.held_on')
    .limit(12)
    .execute()
