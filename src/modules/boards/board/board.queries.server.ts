import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { listWorkers, localNow, momentOf, type Worker } from '../../care/index.ts'
import type { ReasonKind, Urgency } from '../../care/vocabulary.ts'
import { readRules } from '../rules.queries.server.ts'
import type { VisitState } from '../visits/machine.ts'
import { alarmOf, type Board, type CallLine, type DutyLine, type FollowedLine, sortCalls, sortVisits, type VisitLine } from './board.ts'

const NAME = sql`btrim(concat_ws(' ', p.given_name, p.family_name))`
const isoOf = (moment: Date | null) => moment?.toISOString() ?? null
const A_DAY = 86_400_000

/** The time by the clock of the database: what two server processes read can be told apart by it. */
export const readClock = async (scope: Scope): Promise<Date> => {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(scope)
  return rows[0]?.now ?? new Date()
}

/** The board of a team in which the actor works, as it stands at a moment; `zone`: the clock there. Nothing for everybody else. */
export const readBoard = async (scope: Scope, network: string, service: string, zone: string, now: Date): Promise<Board> => {
  const workers = (await listWorkers(scope, network)).filter(({ serviceId, isNow }) => serviceId === service && isNow)
  const { graceMinutes, pairs } = await readRules(scope, network, service)
  const team = `${network}/${service}`
  return {
    calls: await callsOf(scope, team, now),
    visits: await visitsOf(scope, team, { zone, now, workers, graceMinutes, pairs }),
    duty: await dutyOf(scope, team, workers, now),
    followed: await followedOf(scope, team, now),
  }
}

type CallRow = {
  id: string
  name: string
  urgency: Urgency
  reason: ReasonKind
  state: 'sent' | 'accepted'
  answerDue: Date | null
  meetingDue: Date | null
  metAt: Date | null
}
const callsOf = async (scope: Scope, team: string, now: Date): Promise<CallLine[]> => {
  const { rows } = await sql<CallRow>`
    select r.id, ${NAME} as name, r.urgency, r.reason_kind as reason, r.state, r.answer_due as "answerDue", r.meeting_due as "meetingDue", r.met_at as "metAt"
      from care.request r left join care.person p on p.network_id = r.network_id and p.id = r.person_id
     where r.to_team = ${team} and r.state in ('sent', 'accepted') order by r.made_at limit 200`.execute(scope)
  return sortCalls(
    rows.map(({ state, answerDue, meetingDue, metAt, name, ...row }) => {
      const due = state === 'sent' ? answerDue : metAt === null ? meetingDue : null
      const waitsFor = state === 'sent' ? ('answer' as const) : metAt === null ? ('meet' as const) : ('begin' as const)
      return { ...row, name: name ?? '', waitsFor, due: isoOf(due), isLate: due !== null && due < now }
    }),
  )
}

type VisitRow = {
  id: string
  personId: string
  name: string | null
  startsAt: Date
  endsAt: Date
  state: VisitState
  first: string
  second: string | null
  told: number
}
type Around = { zone: string; now: Date; workers: readonly Worker[]; graceMinutes: number; pairs: boolean }
/** Those of today, whoever is still out, and those of the last week of which nobody has written down what came of them. */
const visitsOf = async (scope: Scope, team: string, { zone, now, workers, graceMinutes, pairs }: Around): Promise<VisitLine[]> => {
  const from = momentOf(localNow(now, zone).day, '00:00', zone)
  const to = momentOf(localNow(new Date(from.getTime() + 1.5 * A_DAY), zone).day, '00:00', zone)
  const { rows } = await sql<VisitRow>`
    select v.id, v.person_id as "personId", ${NAME} as name, v.starts_at as "startsAt", v.ends_at as "endsAt", v.state, v.first_id as first, v.second_id as second, v.told
      from boards.visit v left join care.person p on p.network_id = v.network_id and p.id = v.person_id
     where v.team = ${team} and v.starts_at < ${to} and v.starts_at >= ${new Date(from.getTime() - 7 * A_DAY)}
       and (v.starts_at >= ${from} or v.state in ('planned', 'on_the_way', 'there', 'safe')) order by v.starts_at limit 300`.execute(scope)
  const names = new Map(workers.map(({ personId, name }) => [personId, name]))
  return sortVisits(
    rows.map(({ first, second, told, startsAt, endsAt, ...row }) => {
      const going = second === null ? [first] : [first, second]
      return {
        ...row,
        name: row.name ?? '',
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
        workers: going.flatMap((worker) => names.get(worker) ?? []),
        isAlone: pairs && second === null,
        lacks: going.some((worker) => !names.has(worker)),
        alarm: alarmOf({ state: row.state, startsAt, endsAt, told }, graceMinutes, now),
      }
    }),
  )
}

/** Who is on duty at a moment, and who comes next: those whose shift begins first. */
export const dutyOf = async (scope: Scope, team: string, workers: readonly Worker[], now: Date): Promise<Board['duty']> => {
  const { rows } = await sql<{ worker: string; from: Date; to: Date }>`
    select s.worker_id as worker, s.starts_at as "from", s.ends_at as "to" from boards.shift s
     where s.team = ${team} and s.ends_at > ${now} and s.starts_at < ${new Date(now.getTime() + 7 * A_DAY)} order by s.starts_at, s.id limit 60`.execute(
    scope,
  )
  const names = new Map(workers.map(({ personId, name }) => [personId, name]))
  const lines = rows.flatMap(({ worker, from, to }): DutyLine[] => {
    const name = names.get(worker)
    return name === undefined ? [] : [{ name, from: from.toISOString(), to: to.toISOString() }]
  })
  const [here, later] = [lines.filter(({ from }) => from <= now.toISOString()), lines.filter(({ from }) => from > now.toISOString())]
  return { now: here, next: later.filter(({ from }) => from === later[0]?.from) }
}

type FollowedRow = { personId: string; name: string; nextOn: string | null; visitAt: Date | null; lastAt: Date | null }
const followedOf = async (scope: Scope, team: string, now: Date): Promise<FollowedLine[]> => {
  const { rows } = await sql<FollowedRow>`
    select p.id as "personId", ${NAME} as name, c.next::text as "nextOn", c.last as "lastAt",
      (select min(v.starts_at) from boards.visit v where v.network_id = e.network_id and v.person_id = e.person_id and v.team = e.team
        and v.state = 'planned' and v.starts_at > ${now}) as "visitAt"
      from care.episode e join care.person p on p.network_id = e.network_id and p.id = e.person_id
      left join lateral (select max(x.at) filter (where x.missed is null) as last, min(x.next_on) filter (where x.next_on >= ${now}::date) as next
        from care.contact x where x.network_id = e.network_id and x.episode_id = e.id) c on true
     where e.team = ${team} and (e.left_on is null or e.left_on > ${now}::date)
     order by least(c.next, (select min(v.starts_at) from boards.visit v where v.network_id = e.network_id and v.person_id = e.person_id and v.team = e.team
        and v.state = 'planned' and v.starts_at > ${now})::date) nulls first, p.family_name collate platform.names, p.given_name collate platform.names, p.id limit 300`.execute(
    scope,
  )
  return rows.map(({ visitAt, lastAt, ...row }) => ({ ...row, visitAt: isoOf(visitAt), lastAt: isoOf(lastAt) }))
}
