import { sql } from 'kysely'
import type { CareFunction } from '#modules/directory/index.ts'
import type { Scope } from '#platform/db.server.ts'
import { idIn } from '#platform/forms/typed.ts'
import { found } from '#platform/problem.ts'
import type { College, CommitteeKind, MeetingState } from './vocabulary.ts'

export type Seat = {
  id: string
  college: College
  label: string | null
  valid_from: string
  /** Since when it is filled; null: it is empty. */
  filled_from: string | null
  organisation: string | null
}
export type Committee = {
  id: string
  kind: CommitteeKind
  care_function: CareFunction | null
  name: string
  purpose: string | null
  closed_on: string | null
  version: number
}
export type Composition = Committee & { seats: Seat[] }

const compositions = (network: string, day: string, id: string | null) => sql<Composition>`
  select c.id, c.kind, c.care_function, c.name, c.purpose, c.closed_on, c.version,
    coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'college', s.college, 'label', s.label, 'valid_from', s.valid_from,
        'filled_from', h.valid_from, 'organisation', o.name) order by h.valid_from is not null, s.label, s.id)
      from network.seat s
      left join network.holding h on h.network_id = s.network_id and h.committee_id = s.committee_id and h.seat_id = s.id
        and h.valid_from <= ${day}::date and (h.valid_to is null or h.valid_to >= ${day}::date)
      left join directory.organisation o on o.network_id = h.network_id and o.id = h.organisation_id
      where s.network_id = c.network_id and s.committee_id = c.id and s.valid_from <= ${day}::date and (s.valid_to is null or s.valid_to >= ${day}::date)), '[]') as seats
  from network.committee c
  where c.network_id = ${network} ${id === null ? sql`and (c.closed_on is null or c.closed_on > ${day}::date)` : sql`and c.id = ${id}`}
  order by array_position(array['network', 'function', 'working_group'], c.kind), c.care_function, c.name collate platform.names`

/** The committees of a day with their seats: the network's own, one a function, then the working groups. */
export const listCommittees = async (scope: Scope, network: string, day: string): Promise<Composition[]> =>
  (await compositions(network, day, null).execute(scope)).rows

/** One committee with its seats of a day. @throws Problem not_found */
export const readCommittee = async (scope: Scope, network: string, id: string, day: string): Promise<Composition> =>
  found((await compositions(network, day, idIn(id)).execute(scope)).rows[0])

export type MeetingLine = { id: string; held_on: string; state: MeetingState; decisions: number; open: number; people: number | null }
/** The meetings of a committee, the latest first, with how many decisions each took and how many of them are still open. */
export const listMeetings = async (scope: Scope, network: string, committee: string): Promise<MeetingLine[]> => {
  const { rows } = await sql<MeetingLine>`
    select m.id, m.held_on, m.state,
      (select count(*) from network.decision d where d.network_id = m.network_id and d.meeting_id = m.id) as decisions,
      (select count(*) from network.decision d where d.network_id = m.network_id and d.meeting_id = m.id and d.settled_on is null) as open,
      (select sum(a.count) from network.attendance a where a.network_id = m.network_id and a.meeting_id = m.id) as people
    from network.meeting m where m.network_id = ${network} and m.committee_id = ${idIn(committee)} order by m.held_on desc, m.id limit 60`.execute(
    scope,
  )
  return rows
}
