import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import type { DebriefingState } from '../machines.ts'
import { openText } from '../texts.server.ts'
import type { Alternative, Finding, LegalBasis, MeasureKind, Watch } from '../vocabulary.ts'

export type MeasureLine = {
  id: string
  personId: string
  name: string
  serviceId: string
  year: number
  rank: number
  kind: MeasureKind
  legalBasis: LegalBasis | null
  startedAt: Date
  endedAt: Date | null
  decidedBy: string
  alternatives: Alternative[]
  isVoid: boolean
  isReviewed: boolean
  debriefing: DebriefingState
  checks: number
  /** When somebody last looked in, and when it was last decided that it goes on; null: never. */
  lastCheckAt: Date | null
  renewedAt: Date | null
  version: number
}
const LINE = sql`
  m.id, m.person_id as "personId", concat_ws(' ', nullif(p.given_name, ''), nullif(p.family_name, '')) as name, m.service_id as "serviceId", m.year, m.rank, m.kind,
  m.legal_basis as "legalBasis", m.started_at as "startedAt", m.ended_at as "endedAt", m.decided_by as "decidedBy", m.alternatives, m.is_void as "isVoid",
  exists (select from stays.measure_review r where r.network_id = m.network_id and r.measure_id = m.id) as "isReviewed",
  coalesce((select d.what from stays.debriefing d where d.network_id = m.network_id and d.measure_id = m.id and d.what <> 'words' order by d.written_at desc limit 1), 'waiting')
    as debriefing,
  (select count(*)::integer from stays.measure_check c where c.network_id = m.network_id and c.measure_id = m.id) as checks,
  (select max(c.at) from stays.measure_check c where c.network_id = m.network_id and c.measure_id = m.id) as "lastCheckAt",
  (select max(n.at) from stays.measure_renewal n where n.network_id = m.network_id and n.measure_id = m.id) as "renewedAt", m.version`
const FROM = sql`from stays.measure m left join care.person p on p.network_id = m.network_id and p.id = m.person_id`

export const REGISTER_SHOWN = 500
/** The register of a team in a year, the latest first; what was struck out stands there as well. */
export const listRegister = async (scope: Scope, network: string, house: string, year: number): Promise<MeasureLine[]> => {
  const { rows } = await sql<MeasureLine>`
    select ${LINE} ${FROM} where m.team = ${`${network}/${house}`} and m.year = ${year} order by m.started_at desc, m.id limit ${REGISTER_SHOWN}`.execute(
    scope,
  )
  return rows
}
/** What of the register may still ask something of somebody: all that goes on, and what is not older than half a year. */
export const listPending = async (scope: Scope, network: string, house: string): Promise<MeasureLine[]> => {
  const { rows } = await sql<MeasureLine>`
    select ${LINE} ${FROM} where m.team = ${`${network}/${house}`} and not m.is_void
       and (m.ended_at is null or m.ended_at > now() - interval '180 days') order by m.started_at, m.id limit ${REGISTER_SHOWN}`.execute(
    scope,
  )
  return rows
}
/** The measures about somebody, the latest first: in one house, or all that the one who acts may know of. */
export const listMeasuresOf = async (
  scope: Scope,
  network: string,
  files: readonly string[],
  house: string | null = null,
): Promise<MeasureLine[]> => {
  const { rows } = await sql<MeasureLine>`
    select ${LINE} ${FROM} where m.network_id = ${network} and m.person_id = any (${[...files]}::uuid[]) and (${house}::text is null or m.service_id = ${house})
     order by m.started_at desc, m.id limit 200`.execute(scope)
  return rows
}

export type MeasureVersion = {
  version: number
  kind: MeasureKind
  legalBasis: LegalBasis | null
  startedAt: Date
  endedAt: Date | null
  decidedBy: string
  alternatives: Alternative[]
  reason: string
  tried: string
  isVoid: boolean
  why: string
  writtenBy: string
  writtenAt: Date
}
export type Watched = { id: string; at: Date; what: Watch; byId: string }
export type Review = { id: string; finding: Finding; words: string; byId: string; at: Date }
/** It was decided anew that it goes on. */
export type Renewal = { id: string; at: Date; decidedBy: string; reason: string }
export type Told = { id: string; what: DebriefingState | 'words'; happenedAt: Date; words: string; forTeam: boolean; byId: string }
/** A measure with every version of it: the first of `versions` is the one that holds. */
export type Measure = MeasureLine & {
  versions: MeasureVersion[]
  watched: Watched[]
  renewals: Renewal[]
  reviews: Review[]
  debriefings: Told[]
}

/** One measure, as the person or the team that answers for it reads it. @throws Problem not_found for everybody else */
export const readMeasure = async (scope: Scope, network: string, id: string): Promise<Measure> => {
  const { rows } = await sql<MeasureLine>`select ${LINE} ${FROM} where m.network_id = ${network} and m.id = ${id}`.execute(scope)
  const line = found(rows[0])
  const of = { network, file: line.personId, id }
  const { rows: watched } = await sql<Watched>`
    select id, at, what, by_id as "byId" from stays.measure_check where network_id = ${network} and measure_id = ${id} order by at, id`.execute(
    scope,
  )
  return {
    ...line,
    versions: await versionsOf(scope, of),
    watched,
    renewals: await renewalsOf(scope, of),
    reviews: await reviewsOf(scope, of),
    debriefings: await debriefingsOf(scope, of),
  }
}

type Of = { network: string; file: string; id: string }
type Sealed = { reason: Buffer; tried: Buffer | null; why: Buffer | null; sealedAs: number }
const versionsOf = async (scope: Scope, { network, file, id }: Of): Promise<MeasureVersion[]> => {
  const { rows } = await sql<Omit<MeasureVersion, keyof Sealed> & Sealed>`
    select version, kind, legal_basis as "legalBasis", started_at as "startedAt", ended_at as "endedAt", decided_by as "decidedBy", alternatives, reason, tried,
      sealed_as as "sealedAs", is_void as "isVoid", why, written_by as "writtenBy", written_at as "writtenAt"
      from stays.measure_version where network_id = ${network} and measure_id = ${id} order by version desc`.execute(scope)
  const all: MeasureVersion[] = []
  for (const { reason, tried, why, sealedAs, ...row } of rows) {
    const place = { network, file, table: 'measure', row: id }
    all.push({
      ...row,
      reason: await openText(scope, { ...place, column: 'reason', version: sealedAs }, reason),
      tried: await openText(scope, { ...place, column: 'tried', version: sealedAs }, tried),
      why: await openText(scope, { ...place, column: 'why', version: row.version }, why),
    })
  }
  return all
}
const reviewsOf = async (scope: Scope, { network, file, id }: Of): Promise<Review[]> => {
  const { rows } = await sql<Omit<Review, 'words'> & { sealed: Buffer | null }>`
    select id, finding, words as sealed, by_id as "byId", at from stays.measure_review where network_id = ${network} and measure_id = ${id} order by at, id`.execute(
    scope,
  )
  const all: Review[] = []
  for (const { sealed, ...row } of rows)
    all.push({ ...row, words: await openText(scope, { network, file, table: 'measure_review', column: 'words', row: row.id }, sealed) })
  return all
}
const renewalsOf = async (scope: Scope, { network, file, id }: Of): Promise<Renewal[]> => {
  const { rows } = await sql<Omit<Renewal, 'reason'> & { sealed: Buffer }>`
    select id, at, decided_by as "decidedBy", reason as sealed from stays.measure_renewal where network_id = ${network} and measure_id = ${id} order by at, id`.execute(
    scope,
  )
  const all: Renewal[] = []
  for (const { sealed, ...row } of rows)
    all.push({ ...row, reason: await openText(scope, { network, file, table: 'measure_renewal', column: 'reason', row: row.id }, sealed) })
  return all
}
const debriefingsOf = async (scope: Scope, { network, file, id }: Of): Promise<Told[]> => {
  const { rows } = await sql<Omit<Told, 'words'> & { sealed: Buffer | null }>`
    select id, what, happened_at as "happenedAt", words as sealed, for_team as "forTeam", by_id as "byId" from stays.debriefing
     where network_id = ${network} and measure_id = ${id} order by written_at, id`.execute(scope)
  const all: Told[] = []
  for (const { sealed, ...row } of rows)
    all.push({ ...row, words: await openText(scope, { network, file, table: 'debriefing', column: 'words', row: row.id }, sealed) })
  return all
}
