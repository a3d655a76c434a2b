import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import type { DischargeState, LeaveState } from '../machines.ts'
import { openText } from '../texts.server.ts'
import type { Check, Company, LegalBasis, MeasureKind, Receiver, Way, YesWay } from '../vocabulary.ts'

export type StayLine = {
  id: string
  personId: string
  name: string
  admittedOn: string
  way: Way
  legalBasis: LegalBasis | null
  place: string
  leftOn: string | null
  version: number
  /** Out now, and until when. */
  backAt: Date | null
  leavingOn: string | null
  discharge: DischargeState | null
  openMeasures: { kind: MeasureKind; startedAt: Date }[]
}
type Row = Omit<StayLine, 'openMeasures'> & { openMeasures: { kind: MeasureKind; startedAt: string }[] | null }
const LINES = sql`
  s.id, s.person_id as "personId", concat_ws(' ', nullif(p.given_name, ''), nullif(p.family_name, '')) as name, s.admitted_on::text as "admittedOn", s.way,
  s.legal_basis as "legalBasis", s.place, s.left_on::text as "leftOn", s.version, l.back_at as "backAt", d.planned_on::text as "leavingOn", d.state as discharge,
  (select jsonb_agg(jsonb_build_object('kind', m.kind, 'startedAt', m.started_at) order by m.started_at) from stays.measure m
    where m.network_id = s.network_id and m.person_id = s.person_id and m.service_id = s.service_id and m.ended_at is null and not m.is_void) as "openMeasures"
  from stays.stay s left join care.person p on p.network_id = s.network_id and p.id = s.person_id
  left join lateral (select o.back_at from stays.leave o where o.network_id = s.network_id and o.stay_id = s.id and o.state = 'agreed' and o.from_at <= now()
    order by o.from_at desc limit 1) l on true
  left join stays.discharge d on d.network_id = s.network_id and d.stay_id = s.id and d.state in ('planned', 'agreed')`
const lineOf = ({ openMeasures, ...row }: Row): StayLine => ({
  ...row,
  openMeasures: (openMeasures ?? []).map(({ kind, startedAt }) => ({ kind, startedAt: new Date(startedAt) })),
})

/** Who stays in a house today, by name. */
export const listStaying = async (scope: Scope, network: string, house: string): Promise<StayLine[]> => {
  const { rows } = await sql<Row>`
    select ${LINES} where s.team = ${`${network}/${house}`} and s.left_on is null
     order by p.family_name collate platform.names, p.given_name collate platform.names, s.id`.execute(scope)
  return rows.map(lineOf)
}
/** The stays of somebody: in one house, or in all of which the one who acts may know. The latest first. */
export const listStaysOf = async (
  scope: Scope,
  network: string,
  files: readonly string[],
  house: string | null = null,
): Promise<StayLine[]> => {
  const { rows } = await sql<Row>`
    select ${LINES} where s.network_id = ${network} and s.person_id = any (${[...files]}::uuid[]) and (${house}::text is null or s.service_id = ${house})
     order by s.left_on is null desc, s.admitted_on desc, s.id`.execute(scope)
  return rows.map(lineOf)
}

export type Leave = {
  id: string
  state: LeaveState
  fromAt: Date
  backAt: Date
  cameBackAt: Date | null
  company: Company
  words: string
  version: number
}
/** The leaves of one stay, the latest first. */
export const listLeaves = async (scope: Scope, network: string, stay: string): Promise<Leave[]> => {
  const { rows } = await sql<Omit<Leave, 'words'> & { sealed: Buffer | null; file: string }>`
    select id, state, from_at as "fromAt", back_at as "backAt", came_back_at as "cameBackAt", company, words as sealed, person_id as file, version
      from stays.leave where network_id = ${network} and stay_id = ${stay} order by from_at desc, id limit 50`.execute(scope)
  const leaves: Leave[] = []
  for (const { sealed, file, ...row } of rows)
    leaves.push({ ...row, words: await openText(scope, { network, file, table: 'leave', column: 'words', row: row.id }, sealed) })
  return leaves
}

export type Discharge = {
  id: string
  stayId: string
  personId: string
  state: DischargeState
  plannedOn: string
  receiver: Receiver
  receiverId: string | null
  receiverName: string | null
  firstOn: string | null
  metOn: string | null
  words: string
  checks: Check[]
  agreedHow: YesWay | null
  leftOn: string | null
  version: number
}
type DischargeRow = Omit<Discharge, 'words'> & { sealed: Buffer | null; sealedAs: number | null }
const DISCHARGE = sql`
  d.id, d.stay_id as "stayId", d.person_id as "personId", d.state, d.planned_on::text as "plannedOn", d.receiver, d.receiver_service_id as "receiverId",
  coalesce(r.name, care.name_of_team(d.network_id || '/' || d.receiver_service_id)) as "receiverName", d.first_on::text as "firstOn", d.met_on::text as "metOn", d.words as sealed,
  d.sealed_as as "sealedAs", d.checks, d.agreed_how as "agreedHow", d.left_on::text as "leftOn", d.version
  from stays.discharge d left join directory.service r on r.network_id = d.network_id and r.id = d.receiver_service_id`
const opened = async (scope: Scope, network: string, { sealed, sealedAs, ...row }: DischargeRow): Promise<Discharge> => ({
  ...row,
  words: await openText(
    scope,
    { network, file: row.personId, table: 'discharge', column: 'words', row: row.id, version: sealedAs ?? 1 },
    sealed,
  ),
})
/** One plan for leaving. @throws Problem not_found */
export const readDischarge = async (scope: Scope, network: string, id: string): Promise<Discharge> => {
  const { rows } = await sql<DischargeRow>`select ${DISCHARGE} where d.network_id = ${network} and d.id = ${id}`.execute(scope)
  return opened(scope, network, found(rows[0]))
}
/** The plans for leaving of one stay, the last first: one of them at most is not over. */
export const listDischarges = async (scope: Scope, network: string, stay: string): Promise<Discharge[]> => {
  const { rows } = await sql<DischargeRow>`
    select ${DISCHARGE} where d.network_id = ${network} and d.stay_id = ${stay} order by d.state in ('planned', 'agreed') desc, d.planned_on desc, d.id limit 20`.execute(
    scope,
  )
  const all: Discharge[] = []
  for (const row of rows) all.push(await opened(scope, network, row))
  return all
}

export type Departed = {
  dischargeId: string
  personId: string
  name: string
  leftOn: string
  firstOn: string | null
  metOn: string | null
  version: number
}
const SHOWN_DAYS = 30
/**
 * Who left a house in the last 30 days, and whether somebody met them since: those of whom nobody knows first, and these for 30 days beyond
 * the days within which they should be met.
 * @param contactDays as the team has it
 */
export const listDeparted = async (scope: Scope, network: string, house: string, contactDays: number): Promise<Departed[]> => {
  const { rows } = await sql<Departed>`
    select d.id as "dischargeId", d.person_id as "personId", concat_ws(' ', nullif(p.given_name, ''), nullif(p.family_name, '')) as name, d.left_on::text as "leftOn",
      d.first_on::text as "firstOn", d.met_on::text as "metOn", d.version
      from stays.discharge d left join care.person p on p.network_id = d.network_id and p.id = d.person_id
     where d.team = ${`${network}/${house}`} and d.state = 'left'
       and d.left_on > current_date - ${SHOWN_DAYS}::integer - case when d.met_on is null then ${contactDays}::integer else 0 end
     order by d.met_on is null desc, d.left_on, d.id`.execute(scope)
  return rows
}
