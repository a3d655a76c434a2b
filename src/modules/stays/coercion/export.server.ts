import { stringify } from 'csv-stringify/sync'
import { sql } from 'kysely'
import { recordExport } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import { readHouse } from '../house.queries.server.ts'
import { minutesOf } from './attention.ts'

type Row = {
  year: number
  rank: number
  kind: string
  legal_basis: string | null
  started_at: Date
  ended_at: Date | null
  age: number | null
  person: number
  profession: string | null
  alternatives: string[]
  checks: number
  reviews: string[]
  debriefing: string
  is_void: boolean
  version: number
}
const COLUMNS = [
  'number',
  'person',
  'age',
  'kind',
  'legal_basis',
  'started_at',
  'ended_at',
  'minutes',
  'decided_by_profession',
  'alternatives',
  'checks',
  'reviews',
  'debriefing',
  'struck_out',
  'corrections',
] as const

/**
 * The register of a team in a year as a table for an authority or a committee, for who leads the team: no name of anybody and no words
 * of a file. A person is the number in which they appear in the register of that year; ages and the ground in law are told because the
 * French register asks for them (code de la santé publique, article L3222-5-1, III). Whoever has it still holds personal data.
 * @throws Problem not_found for who does not lead the team
 */
export const registerAsCsv = async (scope: Scope, network: string, house: string, year: number, now = new Date()): Promise<string> => {
  const { isLead } = await readHouse(scope, network, house)
  found(isLead ? true : undefined)
  const { rows } = await sql<Row>`
    with mine as (
      select m.*, coalesce(p.merged_into, p.id, m.person_id) as file, p.birth_date from stays.measure m
        left join care.person p on p.network_id = m.network_id and p.id = m.person_id
       where m.team = ${`${network}/${house}`} and m.year = ${year}),
    first as (select file, row_number() over (order by min(rank)) as person from mine group by file)
    select m.year, m.rank, m.kind, m.legal_basis, m.started_at, m.ended_at, extract(year from age(m.started_at, m.birth_date))::integer as age, f.person::integer,
      (select min(w.profession) from care.names_of_workers(${network}) w where w.person_id = m.decided_by) as profession, m.alternatives,
      (select count(*)::integer from stays.measure_check c where c.network_id = m.network_id and c.measure_id = m.id) as checks,
      array(select r.finding from stays.measure_review r where r.network_id = m.network_id and r.measure_id = m.id order by r.at) as reviews,
      coalesce((select d.what from stays.debriefing d where d.network_id = m.network_id and d.measure_id = m.id and d.what <> 'words' order by d.written_at desc limit 1), 'waiting') as debriefing,
      m.is_void, m.version
      from mine m join first f on f.file = m.file order by m.rank`.execute(scope)
  await recordExport(scope, network, 'stays.exportRegister', `team/${house} ${year}`)
  const lines = rows.map((row) => [
    `${row.year}-${String(row.rank).padStart(4, '0')}`,
    row.person,
    row.age,
    row.kind,
    row.legal_basis,
    row.started_at.toISOString(),
    row.ended_at?.toISOString() ?? '',
    minutesOf({ startedAt: row.started_at, endedAt: row.ended_at }, now),
    row.profession,
    row.alternatives.join('|'),
    row.checks,
    row.reviews.join('|'),
    row.debriefing,
    row.is_void ? 'true' : 'false',
    row.version - 1,
  ])
  return `\uFEFF${stringify([[...COLUMNS], ...lines])}`
}
