import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { CareFunction } from '../../directory/index.ts'
import type { SwapState } from './machine.ts'

export type Shift = {
  id: string
  worker: string
  startsAt: Date
  endsAt: Date
  /** The swap that is under way. */
  swap: { id: string; by: string; to: string | null; taker: string | null; state: SwapState } | null
}
/** The shifts of a team that touch a time, by their beginning. */
export const listShifts = async (scope: Scope, network: string, service: string, from: Date, to: Date): Promise<Shift[]> => {
  const { rows } = await sql<
    Omit<Shift, 'swap'> & { swapId: string | null; by: string; to: string | null; taker: string | null; state: SwapState }
  >`
    select s.id, s.worker_id as worker, s.starts_at as "startsAt", s.ends_at as "endsAt", w.id as "swapId", w.offered_by as by, w.offered_to as "to", w.taken_by as taker, w.state
      from boards.shift s left join boards.swap w on w.network_id = s.network_id and w.shift_id = s.id and w.state in ('offered', 'taken')
     where s.team = ${`${network}/${service}`} and s.starts_at < ${to} and s.ends_at > ${from} order by s.starts_at, s.id limit 500`.execute(
    scope,
  )
  return rows.map(({ swapId, by, to: offered, taker, state, ...shift }) => ({
    ...shift,
    swap: swapId === null ? null : { id: swapId, by, to: offered, taker, state },
  }))
}

/** Until when the actor is on duty in a network now, and in which of its teams; null: they are not. */
export const readMyDuty = async (scope: Scope, network: string): Promise<{ team: string; until: Date } | null> => {
  const { rows } = await sql<{ team: string; until: Date }>`
    select d.name as team, s.ends_at as until from boards.shift s join directory.service d on d.network_id = s.network_id and d.id = s.service_id
     where s.network_id = ${network} and s.worker_id = platform.person() and s.team in (select care.my_teams()) and s.starts_at <= now() and s.ends_at > now()
     order by s.ends_at desc limit 1`.execute(scope)
  return rows[0] ?? null
}

export type Coverage = { service: string; name: string; careFunction: CareFunction | null; day: string; wanted: number; covered: number }
/** How many minutes of those in which somebody should be on duty are covered, by team and day; nothing for who does not steer the network. */
export const readCoverage = async (scope: Scope, network: string, from: string, to: string): Promise<Coverage[]> => {
  const { rows } = await sql<Coverage>`
    select service_id as service, name, care_function as "careFunction", on_day::text as day, wanted, covered
      from boards.coverage(${network}, ${from}::date, ${to}::date)`.execute(scope)
  return rows
}
