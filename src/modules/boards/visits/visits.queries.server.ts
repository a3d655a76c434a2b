import { sql } from 'kysely'
import { recordRead } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import { type Alarm, alarmOf } from '../board/board.ts'
import { readRules } from '../rules.queries.server.ts'
import { EXAMPLE } from '../rules.ts'
import { purposeText } from '../texts.server.ts'
import type { AloneReason, MissedVisit, Step } from '../vocabulary.ts'
import { isOut, type VisitState } from './machine.ts'

const NAME = sql`btrim(concat_ws(' ', p.given_name, p.family_name))`

export type VisitRecord = {
  id: string
  personId: string
  name: string
  serviceId: string
  startsAt: Date
  endsAt: Date
  first: string
  second: string | null
  alone: AloneReason | null
  purpose: string
  state: VisitState
  leftAt: Date | null
  thereAt: Date | null
  safeAt: Date | null
  missed: MissedVisit | null
  /** Who wrote the contact that came of it. */
  contactBy: string | null
  version: number
  alarm: Alarm
  /** By when somebody who is out alone gives a sign; null for everybody else. */
  signBy: Date | null
  /** The team follows the person: what comes of the visit becomes a contact. */
  isFollowed: boolean
  steps: readonly { at: Date; by: string | null; what: Step }[]
}

/** A visit of a team in which the actor works today; the reading is noted. @throws Problem not_found */
export const readVisit = async (scope: Scope, network: string, service: string, id: string, now: Date): Promise<VisitRecord> => {
  const { rows } = await sql<
    Omit<VisitRecord, 'purpose' | 'steps' | 'alarm' | 'name' | 'signBy'> & {
      name: string | null
      sealed: Buffer | null
      told: number
      due: Date
    }
  >`
    select v.id, v.person_id as "personId", ${NAME} as name, v.service_id as "serviceId", v.starts_at as "startsAt", v.ends_at as "endsAt", v.first_id as first,
      v.second_id as second, v.alone_reason as alone, v.purpose as sealed, v.state, v.on_the_way_at as "leftAt", v.there_at as "thereAt", v.safe_at as "safeAt",
      v.missed, v.version, v.told, boards.due_of(v) as due, (select c.written_by from care.contact c where c.network_id = v.network_id and c.id = v.contact_id) as "contactBy",
      exists (select from care.episode e where e.network_id = v.network_id and e.service_id = v.service_id and e.left_on is null
        and e.person_id in (select care.with_merged(array[v.person_id]))) as "isFollowed"
      from boards.visit v left join care.person p on p.network_id = v.network_id and p.id = v.person_id
     where v.network_id = ${network} and v.service_id = ${service} and v.id = ${id} and v.team in (select care.my_teams())`.execute(scope)
  const { sealed, told, due, name, ...visit } = found(rows[0])
  await recordRead(scope, network, 'boards.readVisit', `visit/${id}`, { about: visit.personId })
  const { graceMinutes } = await readRules(scope, network, service)
  const steps = await sql<{ at: Date; by: string | null; what: Step }>`
    select at, by_id as by, what from boards.visit_step where network_id = ${network} and visit_id = ${id} order by seq`.execute(scope)
  return {
    ...visit,
    name: name ?? '',
    purpose: await purposeText.open(scope, { network, person: visit.personId, id }, sealed),
    alarm: alarmOf({ ...visit, due, told }, graceMinutes, now),
    signBy: isOut(visit.state) && visit.second === null ? due : null,
    steps: steps.rows,
  }
}

export type Target = { personId: string; name: string; birthDate: string | null }
/** Whom a team can visit: those whom it follows, and those who asked it for help. */
export const listTargets = async (scope: Scope, network: string, service: string): Promise<Target[]> => {
  const team = `${network}/${service}`
  await recordRead(scope, network, 'boards.chooseVisit', `team/${service}`)
  const { rows } = await sql<Target>`
    select p.id as "personId", ${NAME} as name, p.birth_date::text as "birthDate" from care.person p
     where p.network_id = ${network} and p.merged_into is null and p.id in (
       select e.person_id from care.episode e where e.team = ${team} and e.left_on is null
       union select r.person_id from care.request r where r.to_team = ${team} and r.state in ('sent', 'accepted'))
     order by p.family_name collate platform.names, p.given_name collate platform.names, p.id limit 500`.execute(scope)
  return rows
}

export type MyVisit = {
  network: string
  service: string
  team: string
  zone: string
  id: string
  name: string
  startsAt: Date
  endsAt: Date
  state: VisitState
  alarm: Alarm
  signBy: Date | null
  longer: readonly number[]
}
/** The visits of the actor that are not over, until the end of tomorrow; the reading is noted in each network. */
export const listMyVisits = async (scope: Scope, now: Date): Promise<MyVisit[]> => {
  const { rows } = await sql<
    Omit<MyVisit, 'alarm' | 'name' | 'signBy' | 'longer'> & {
      name: string | null
      told: number
      grace: number | null
      longer: number[] | null
      due: Date
      isLone: boolean
    }
  >`
    select v.network_id as network, v.service_id as service, s.name as team, care.zone_of(v.network_id) as zone, v.id, ${NAME} as name, v.starts_at as "startsAt", v.ends_at as "endsAt",
      v.state, v.told, r.grace_minutes as grace, r.longer_minutes as longer, boards.due_of(v) as due, v.second_id is null as "isLone"
      from boards.visit v join directory.service s on s.network_id = v.network_id and s.id = v.service_id
      left join care.person p on p.network_id = v.network_id and p.id = v.person_id
      left join boards.team_rule r on r.network_id = v.network_id and r.service_id = v.service_id
     where v.team in (select care.my_teams()) and platform.person() in (v.first_id, v.second_id) and v.state in ('planned', 'on_the_way', 'there', 'safe')
       and v.starts_at > ${now}::timestamptz - interval '7 days' and v.starts_at < ${now}::timestamptz + interval '2 days' order by v.starts_at limit 60`.execute(
    scope,
  )
  for (const network of new Set(rows.map((row) => row.network)))
    await recordRead(scope, network, 'boards.readMyVisits', `network/${network}`)
  return rows.map(({ told, grace, longer, name, due, isLone, ...row }) => ({
    ...row,
    longer: longer ?? EXAMPLE.longerMinutes,
    name: name ?? '',
    alarm: alarmOf({ ...row, due, told }, grace ?? EXAMPLE.graceMinutes, now),
    signBy: isLone && isOut(row.state) ? due : null,
  }))
}

export type OwnVisit = { id: string; startsAt: Date; service: string; workers: string[] }
/** The visits to come of the actor themselves, as a person: when, by which team, and who comes. */
export const listOwnVisits = async (scope: Scope, network: string): Promise<OwnVisit[]> => {
  const { rows } = await sql<OwnVisit>`
    select v.id, v.starts_at as "startsAt", v.service_id as service,
      array(select distinct w.name from care.names_of_workers(${network}) w where w.person_id in (v.first_id, v.second_id) order by w.name) as workers
      from boards.visit v where v.network_id = ${network} and v.person_id in (select care.my_files()) and v.state in ('planned', 'on_the_way')
       and v.ends_at > now() order by v.starts_at limit 20`.execute(scope)
  return rows
}

export type NotBack = { network: string; service: string; team: string; count: number }
/** In which teams of the actor somebody is out and should be back, and how many visits: for whoever looks at another page. */
export const countNotBack = async (scope: Scope, now: Date): Promise<NotBack[]> => {
  const { rows } = await sql<NotBack>`
    select v.network_id as network, v.service_id as service, s.name as team, count(*)::integer as count
      from boards.visit v join directory.service s on s.network_id = v.network_id and s.id = v.service_id
      left join boards.team_rule r on r.network_id = v.network_id and r.service_id = v.service_id
     where v.team in (select care.my_teams()) and v.state in ('on_the_way', 'there')
       and boards.due_of(v) + make_interval(mins => coalesce(r.grace_minutes, ${EXAMPLE.graceMinutes}::integer)) <= ${now}
     group by 1, 2, 3 order by 3`.execute(scope)
  return rows
}
