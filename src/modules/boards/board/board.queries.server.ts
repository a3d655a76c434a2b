import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { listWorkers, localNow, momentOf, type Worker } from '../../care/index.ts'
import type { ReasonKind, Urgency } from '../../care/vocabulary.ts'
import { isAway, listAway, readPhones } from '../duty/away.server.ts'
import { dayAfter } from '../duty/week.ts'
import { readRules } from '../rules.queries.server.ts'
import type { BoardRules } from '../rules.ts'
import { isOut, type VisitState } from '../visits/machine.ts'
import { alarmOf, type Board, type CallLine, type DutyLine, sortCalls, sortVisits, type VisitLine } from './board.ts'
import { discussedOf, followedOf } from './followed.queries.server.ts'

const NAME = sql`btrim(concat_ws(' ', p.given_name, p.family_name))`
const isoOf = (moment: Date | null) => moment?.toISOString() ?? null
const A_DAY = 86_400_000
const AHEAD = 7

/** The time by the clock of the database: what two server processes read can be told apart by it. */
export const readClock = async (scope: Scope): Promise<Date> => {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(scope)
  return rows[0]?.now ?? new Date()
}

/** The board of a team in which the actor works, as it stands at a moment; `zone`: the clock there. Nothing for everybody else. */
export const readBoard = async (scope: Scope, network: string, service: string, zone: string, now: Date): Promise<Board> => {
  const workers = (await listWorkers(scope, network)).filter(({ serviceId, isNow }) => serviceId === service && isNow)
  const rules = await readRules(scope, network, service)
  const phones = await readPhones(scope, network)
  const team = `${network}/${service}`
  return {
    calls: await callsOf(scope, team, rules, now),
    ...(await visitsOf(scope, team, { zone, now, workers, rules, phones })),
    duty: await dutyOf(scope, network, team, { workers, phones, zone, now }),
    followed: await followedOf(scope, team, { now, workers, rules }),
    discussed: await discussedOf(scope, team),
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
  backAfter: number | null
}
const callsOf = async (scope: Scope, team: string, { backDays, backSoonDays }: BoardRules, now: Date): Promise<CallLine[]> => {
  const { rows } = await sql<CallRow>`
    select r.id, ${NAME} as name, r.urgency, r.reason_kind as reason, r.state, r.answer_due as "answerDue", r.meeting_due as "meetingDue", r.met_at as "metAt",
      (select r.made_at::date - max(e.left_on) from care.episode e where e.network_id = r.network_id and e.team = r.to_team
         and e.person_id in (select care.with_merged(array[r.person_id])) and e.left_on between r.made_at::date - ${backDays}::integer and r.made_at::date) as "backAfter"
      from care.request r left join care.person p on p.network_id = r.network_id and p.id = r.person_id
     where r.to_team = ${team} and r.state in ('sent', 'accepted') order by r.made_at limit 200`.execute(scope)
  return sortCalls(
    rows.map(({ state, answerDue, meetingDue, metAt, name, ...row }) => {
      const due = state === 'sent' ? answerDue : metAt === null ? meetingDue : null
      const waitsFor = state === 'sent' ? ('answer' as const) : metAt === null ? ('meet' as const) : ('begin' as const)
      return {
        ...row,
        name: name ?? '',
        waitsFor,
        due: isoOf(due),
        isLate: due !== null && due < now,
        isBackSoon: row.backAfter !== null && row.backAfter <= backSoonDays,
      }
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
  due: Date
}
type Around = { zone: string; now: Date; workers: readonly Worker[]; phones: ReadonlyMap<string, string> }
/** Those of today, whoever is still out, and those of the last week of which nobody has written down what came of them; apart from them the next days. */
const visitsOf = async (
  scope: Scope,
  team: string,
  { zone, now, workers, phones, rules: { graceMinutes, pairs } }: Around & { rules: BoardRules },
): Promise<Pick<Board, 'visits' | 'ahead'>> => {
  const from = momentOf(localNow(now, zone).day, '00:00', zone)
  const to = momentOf(localNow(new Date(from.getTime() + 1.5 * A_DAY), zone).day, '00:00', zone)
  const { rows } = await sql<VisitRow>`
    select v.id, v.person_id as "personId", ${NAME} as name, v.starts_at as "startsAt", v.ends_at as "endsAt", v.state, v.first_id as first, v.second_id as second, v.told, case when v.state in ('on_the_way', 'there') then boards.due_of(v) else v.ends_at end as due
      from boards.visit v left join care.person p on p.network_id = v.network_id and p.id = v.person_id
     where v.team = ${team} and v.starts_at < ${new Date(to.getTime() + AHEAD * A_DAY)} and v.starts_at >= ${new Date(from.getTime() - AHEAD * A_DAY)}
       and (v.starts_at >= ${from} or v.state in ('planned', 'on_the_way', 'there', 'safe')) and (v.starts_at < ${to} or v.state <> 'called_off') order by v.starts_at limit 300`.execute(
    scope,
  )
  const names = new Map(workers.map(({ personId, name }) => [personId, name]))
  const phoneOf = (worker: string) => {
    const [name, phone] = [names.get(worker), phones.get(worker)]
    return name === undefined || phone === undefined ? null : { name, phone }
  }
  const lines = rows.map(({ first, second, told, startsAt, endsAt, due, ...row }): VisitLine => {
    const going = second === null ? [first] : [first, second]
    return {
      ...row,
      name: row.name ?? '',
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      workers: going.flatMap((worker) => names.get(worker) ?? []),
      phones: isOut(row.state) ? going.flatMap((worker) => phoneOf(worker) ?? []) : [],
      isAlone: pairs && second === null,
      signBy: isOut(row.state) && second === null ? due.toISOString() : null,
      lacks: going.some((worker) => !names.has(worker)),
      alarm: alarmOf({ state: row.state, startsAt, due, told }, graceMinutes, now),
    }
  })
  const isAhead = ({ startsAt }: VisitLine) => startsAt >= to.toISOString()
  return { visits: sortVisits(lines.filter((line) => !isAhead(line))), ahead: lines.filter(isAhead) }
}

/** Who is on duty at a moment, and who comes next: those whose shift begins first. */
const dutyOf = async (scope: Scope, network: string, team: string, { workers, phones, zone, now }: Around): Promise<Board['duty']> => {
  const { rows } = await sql<{ worker: string; from: Date; to: Date }>`
    select s.worker_id as worker, s.starts_at as "from", s.ends_at as "to" from boards.shift s
     where s.team = ${team} and s.ends_at > ${now} and s.starts_at < ${new Date(now.getTime() + AHEAD * A_DAY)} order by s.starts_at, s.id limit 60`.execute(
    scope,
  )
  const names = new Map(workers.map(({ personId, name }) => [personId, name]))
  const { day } = localNow(now, zone)
  const away = await listAway(scope, network, [...names.keys()], dayAfter(day, -1), dayAfter(day, AHEAD + 1))
  const lines = rows.flatMap(({ worker, from, to }): DutyLine[] => {
    const name = names.get(worker)
    if (name === undefined) return []
    const isGone = isAway(away, worker, localNow(from, zone).day)
    return [{ name, from: from.toISOString(), to: to.toISOString(), phone: phones.get(worker) ?? null, isAway: isGone }]
  })
  const [here, later] = [lines.filter(({ from }) => from <= now.toISOString()), lines.filter(({ from }) => from > now.toISOString())]
  return { now: here, next: later.filter(({ from }) => from === later[0]?.from) }
}
