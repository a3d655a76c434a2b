import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import { openNote } from '../texts.server.ts'
import type { DoneHow } from '../vocabulary.ts'
import type { AlertState, StepKind } from './machine.ts'

export type AlertLine = {
  id: string
  personId: string
  name: string
  serviceId: string
  team: string
  answeringId: string | null
  raisedAt: Date
  dueAt: Date
  state: AlertState
  escalations: number
  asksToSpeak: boolean
  version: number
}
const LINE = sql`
  l.id, l.person_id as "personId", concat_ws(' ', p.given_name, p.family_name) as name, l.service_id as "serviceId", coalesce(s.name, l.service_id) as team,
  l.answering_id as "answeringId", l.raised_at as "raisedAt", l.due_at as "dueAt", l.state, l.escalations, l.asks_to_speak as "asksToSpeak", l.version
  from measures.alert l left join care.person p on p.network_id = l.network_id and p.id = l.person_id
  left join directory.service s on s.network_id = l.network_id and s.id = l.service_id`

/** What waits for teams of the one who acts to write something down, the most pressing first. `service` keeps to one team. */
export const listWaiting = async (scope: Scope, network: string, service: string | null = null): Promise<AlertLine[]> => {
  const { rows } = await sql<AlertLine>`
    select ${LINE} where l.network_id = ${network} and l.state <> 'done' and l.team in (select care.my_teams())
       and (${service}::text is null or l.service_id = ${service}) order by l.asks_to_speak desc, l.due_at, l.id`.execute(scope)
  return rows
}
/** All alerts about a person that the one who acts may see: the person themselves, or the teams that were told. The newest first. */
export const listAlertsAbout = async (scope: Scope, network: string, personId: string): Promise<AlertLine[]> => {
  const { rows } = await sql<AlertLine>`
    select ${LINE} where l.network_id = ${network} and l.person_id in (select care.with_merged(array[${personId}::uuid]))
     order by l.raised_at desc, l.id`.execute(scope)
  return rows
}

export type AlertStep = {
  seq: number
  at: Date
  what: StepKind
  by: string | null
  happenedAt: Date | null
  how: DoneHow | null
  note: string | null
}
/** One alert with all that was done. @throws Problem not_found */
export const readAlert = async (scope: Scope, network: string, id: string): Promise<AlertLine & { steps: AlertStep[] }> => {
  const { rows } = await sql<AlertLine>`select ${LINE} where l.network_id = ${network} and l.id = ${id}`.execute(scope)
  const alert = found(rows[0])
  const { rows: steps } = await sql<Omit<AlertStep, 'note'> & { sealed: Buffer | null }>`
    select t.seq, t.at, t.what, w.name as by, t.happened_at as "happenedAt", t.how, t.note as sealed from measures.alert_step t
      left join lateral (select distinct n.name from care.names_of_workers(${network}) n where n.person_id = t.by_id) w on true
     where t.network_id = ${network} and t.alert_id = ${id} order by t.seq`.execute(scope)
  const read: AlertStep[] = []
  for (const { sealed, ...step } of steps)
    read.push({ ...step, note: await openNote(scope, { network, person: alert.personId, id }, step.seq, sealed) })
  return { ...alert, steps: read }
}

export type TeamHours = { serviceId: string; team: string; hours: number; isOwn: boolean; version: number }
/** The teams that the one who acts leads, with the hours in which they write something down. */
export const listAlertHours = async (scope: Scope, network: string): Promise<TeamHours[]> => {
  const { rows } = await sql<TeamHours>`
    select s.id as "serviceId", s.name as team, measures.hours_of(s.network_id, s.id) as hours,
      r.service_id is not null as "isOwn", coalesce(r.version, 0) as version
      from directory.service s left join measures.alert_rule r on r.network_id = s.network_id and r.service_id = s.id where s.network_id = ${network} and s.network_id || '/' || s.id in (select care.my_led_teams())
     order by s.name collate platform.names, s.id`.execute(scope)
  return rows
}
