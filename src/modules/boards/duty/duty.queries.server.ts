import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { CareFunction } from '../../directory/index.ts'
import type { SwapState } from './machine.ts'

export type Shift = {
  id: string
  worker: string
  startsAt: Date
  endsAt: Date
  /** The swap that is under way; `inReturn`: the hours that are asked for in exchange. */
  swap: {
    id: string
    by: string
    to: string | null
    taker: string | null
    state: SwapState
    inReturn: { startsAt: Date; endsAt: Date } | null
  } | null
}
/** The shifts of a team that touch a time, by their beginning. */
export const listShifts = async (scope: Scope, network: string, service: string, from: Date, to: Date): Promise<Shift[]> => {
  const { rows } = await sql<
    Omit<Shift, 'swap'> & {
      swapId: string | null
      by: string
      to: string | null
      taker: string | null
      state: SwapState
      returnsAt: Date | null
      returnsUntil: Date | null
    }
  >`
    select s.id, s.worker_id as worker, s.starts_at as "startsAt", s.ends_at as "endsAt", w.id as "swapId", w.offered_by as by, w.offered_to as "to", w.taken_by as taker, w.state,
      r.starts_at as "returnsAt", r.ends_at as "returnsUntil"
      from boards.shift s left join boards.swap w on w.network_id = s.network_id and w.shift_id = s.id and w.state in ('offered', 'taken')
      left join boards.shift r on r.network_id = w.network_id and r.id = w.for_shift_id
     where s.team = ${`${network}/${service}`} and s.starts_at < ${to} and s.ends_at > ${from} order by s.starts_at, s.id limit 500`.execute(
    scope,
  )
  return rows.map(({ swapId, by, to: offered, taker, state, returnsAt, returnsUntil, ...shift }) => {
    const inReturn = returnsAt === null || returnsUntil === null ? null : { startsAt: returnsAt, endsAt: returnsUntil }
    return { ...shift, swap: swapId === null ? null : { id: swapId, by, to: offered, taker, state, inReturn } }
  })
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

export type MySwap = {
  network: string
  service: string
  team: string
  zone: string
  id: string
  by: string
  startsAt: Date
  endsAt: Date
  waitsFor: 'take' | 'confirm'
}
/** Swaps in the teams of the actor that wait for a word of theirs: offered to them or to anybody, or taken where they lead. */
export const listMySwaps = async (scope: Scope): Promise<MySwap[]> => {
  const { rows } = await sql<MySwap>`
    select w.network_id as network, w.service_id as service, d.name as team, care.zone_of(w.network_id) as zone, w.id, s.starts_at as "startsAt", s.ends_at as "endsAt",
      coalesce((select n.name from care.names_of_workers(w.network_id) n where n.person_id = w.offered_by limit 1), '') as by,
      case w.state when 'offered' then 'take' else 'confirm' end as "waitsFor"
      from boards.swap w join boards.shift s on s.network_id = w.network_id and s.id = w.shift_id
      join directory.service d on d.network_id = w.network_id and d.id = w.service_id
     where w.team in (select care.my_teams()) and s.starts_at > now() and (
       (w.state = 'offered' and w.offered_by <> platform.person() and coalesce(w.offered_to, platform.person()) = platform.person())
       or (w.state = 'taken' and w.team in (select care.my_led_teams()))) order by s.starts_at limit 20`.execute(scope)
  return rows
}
