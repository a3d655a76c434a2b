import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { MeasureKind } from '../vocabulary.ts'
import type { Due, RegisterMonth } from './months.ts'

/**
 * A year of the register of a team as months, until the present one, for that team alone: exact, because whoever reads it reads every
 * measure. The first month is that of the first stay or measure that was noted: what was before is not known, and not nothing. What was struck out counts no more.
 * @param now today, for the month up to which there is something to tell and the days of those who still stay
 */
export const readMonths = async (scope: Scope, network: string, house: string, year: number, now: Date): Promise<RegisterMonth[]> => {
  const { rows } = await sql<Omit<RegisterMonth, 'kinds'> & { kinds: Partial<Record<MeasureKind, number>> | null }>`
    with known as (
      select date_trunc('month', least((select min(s.admitted_on) from stays.stay s where s.team = ${`${network}/${house}`}),
        (select min(x.started_at at time zone 'Europe/Paris')::date from stays.measure x where x.team = ${`${network}/${house}`})))::date as since),
    months as (
      select generate_series(greatest(make_date(${year}::integer, 1, 1), k.since), least(make_date(${year}::integer, 12, 1), ${now.toISOString()}::timestamptz::date),
        interval '1 month')::date as first from known k where k.since is not null),
    m as (
      select date_trunc('month', x.started_at at time zone 'Europe/Paris')::date as first, x.kind, coalesce(p.merged_into, p.id, x.person_id) as file
        from stays.measure x left join care.person p on p.network_id = x.network_id and p.id = x.person_id
       where x.team = ${`${network}/${house}`} and not x.is_void)
    select to_char(n.first, 'YYYY-MM') as month,
      (select jsonb_object_agg(k.kind, k.n) from (select m.kind, count(*) as n from m where m.first = n.first group by m.kind) k) as kinds,
      (select count(distinct m.file)::integer from m where m.first = n.first) as people,
      (select coalesce(sum(least(coalesce(s.left_on, ${now.toISOString()}::timestamptz::date), (n.first + interval '1 month - 1 day')::date) - greatest(s.admitted_on, n.first) + 1), 0)::integer
         from stays.stay s where s.team = ${`${network}/${house}`} and s.admitted_on < n.first + interval '1 month'
          and coalesce(s.left_on, ${now.toISOString()}::timestamptz::date) >= n.first) as days
      from months n order by n.first`.execute(scope)
  return rows.map(({ kinds, ...row }) => ({ ...row, kinds: kinds ?? {} }))
}

/** What became of the measures of a year that have ended, as far as it is due to the person. Words are those that they show their team. */
export const readDue = async (scope: Scope, network: string, house: string, year: number): Promise<Due> => {
  const told = (what: string) =>
    sql`exists (select from stays.debriefing d where d.network_id = m.network_id and d.measure_id = m.id and d.what ${sql.raw(what)})`
  const { rows } = await sql<Due>`
    select count(*)::integer as ended,
      count(*) filter (where exists (select from stays.measure_review r where r.network_id = m.network_id and r.measure_id = m.id))::integer as reviewed,
      count(*) filter (where ${told(`<> 'words'`)})::integer as offered, count(*) filter (where ${told(`= 'held'`)})::integer as held,
      count(*) filter (where ${told(`= 'words'`)})::integer as words
      from stays.measure m where m.team = ${`${network}/${house}`} and m.year = ${year} and not m.is_void and m.ended_at is not null`.execute(
    scope,
  )
  return rows[0] ?? { ended: 0, reviewed: 0, offered: 0, held: 0, words: 0 }
}
