import { type RawBuilder, sql } from 'kysely'
import { careRows } from './care-facts.server.ts'
import type { ComputedFrom } from './indicators/index.ts'
import { steeringRows } from './steering-facts.server.ts'

/** A record that counts towards a figure: how much, and for which part of the indicator ('' for a record of no part). */
export type FactRow = {
  record: string
  title: unknown
  on: string | null
  /** How exactly the day is known; without it `on` is only the first of its month or year. */
  precision: 'day' | 'month' | 'year'
  amount: number | null
  exactness: string
  part: string
  address: string
  source: string | null
  locator: string | null
}

export type Asked = { network: string; year: number }
type Query = RawBuilder<FactRow>

const during = (column: string, year: number) => sql`${sql.ref(column)} between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`
const ofProgramme = (programme: string | undefined) => (programme === undefined ? sql`` : sql`and programme_id = ${programme}`)
const oneOf = (values: readonly string[]) => sql`any (${`{${values.join(',')}}`}::text[])`

/** Which part of the indicator a record counts for, by the value of a column: {"FR-75056": "paris"}. */
const partBy = (column: string, parts: Readonly<Record<string, string>>) =>
  sql`case ${sql.ref(column)} ${sql.join(
    Object.entries(parts).map(([part, value]) => sql`when ${value} then ${part}`),
    sql` `,
  )} else '' end`

const ACTIVITY = sql`id as record, title, starts_on as "on", precision`
const ADDRESS = sql`'journal/' || network_id || '/' || id as address, source_id as source, source_locator as locator`
/**
 * The one query of an indicator: a row for each record that counts, with its amount and part.
 * The figure is the sum of the amounts, and so is each of its parts. `attendance`: the year's counts where somebody has gathered them already.
 */
export const rowsOf = (
  from: ComputedFrom,
  { network, year }: Asked,
  attendance: RawBuilder<unknown> = sql`journal.attendance_fact`,
): Query => {
  switch (from.fact) {
    case 'activities':
      return sql`select ${ACTIVITY}, occurrences as amount, 'exact' as exactness, ${from.split === undefined ? sql`''` : partBy('territory_id', from.split.territories)} as part, ${ADDRESS}
        from journal.activity_fact where network_id = ${network} and ${during('starts_on', year)} and kind = ${oneOf(from.kinds)} ${ofProgramme(from.programme)}`
    case 'attendance':
      return sql`select ${ACTIVITY}, count as amount, exactness, ${from.split === undefined ? sql`''` : partBy('category', from.split.categories)} as part, ${ADDRESS}
        from ${attendance} where network_id = ${network} and ${during('starts_on', year)} and kind = ${oneOf(from.kinds)} ${ofProgramme(from.programme)}
        and ${from.category === undefined ? sql`counted` : sql`category = ${from.category}`}`
    case 'attendance-each':
      return sql`select ${ACTIVITY}, count as amount, exactness, id::text as part, ${ADDRESS}
        from ${attendance} where network_id = ${network} and ${during('starts_on', year)} and kind = ${oneOf(from.kinds)} ${ofProgramme(from.programme)} and counted`
    case 'attendance-of-activity':
      return sql`select ${ACTIVITY}, count as amount, exactness, id::text as part, ${ADDRESS}
        from ${attendance} where network_id = ${network} and ${during('starts_on', year)} and counted
        and id in (select dimensions ->> 'activity' from account.statement s where s.network_id = ${network} and indicator = 'event.attendance')`
    case 'outcomes':
      return sql`select id as record, to_jsonb(title) as title, published_on as "on", precision, occurrences as amount, 'exact' as exactness, '' as part, 'journal/' || network_id || '/outcomes/' || id as address, source_id as source, source_locator as locator
        from journal.outcome_fact where network_id = ${network} and ${during('published_on', year)} and kind = ${oneOf(from.kinds)} ${ofProgramme(from.programme)}`
    case 'by-programme':
      return byProgramme(from.of, { network, year }, attendance)
    case 'care':
      return careRows(from.of, { network, year })
    case 'steering':
    case 'steering-at-end':
      return steeringRows(from, { network, year })
    case 'outreach':
      return sql`select ${String(year)}::text as record, to_jsonb(${String(year)}::text) as title, ${`${year}-12-31`}::date as "on", 'year' as precision,
          ${from.of === 'met' ? sql`o.met` : sql`o.stops`} as amount, 'exact' as exactness, '' as part, 'outreach/' || ${network}::text as address, null::text as source, null::text as locator
        from outreach.of_year(${network}, ${year}) o where ${from.of === 'met' ? sql`o.met` : sql`o.stops`} > 0`
    default:
      return membersOf(from, { network, year })
  }
}

const byProgramme = (
  of: Extract<ComputedFrom, { fact: 'by-programme' }>['of'],
  { network, year }: Asked,
  attendance: RawBuilder<unknown>,
): Query => {
  switch (of) {
    case 'activities':
      return sql`select ${ACTIVITY}, occurrences as amount, 'exact' as exactness, programme_id::text as part, ${ADDRESS} from journal.activity_fact where network_id = ${network} and ${during('starts_on', year)}`
    case 'attendance':
      return sql`select ${ACTIVITY}, count as amount, exactness, programme_id::text as part, ${ADDRESS} from ${attendance}
        where network_id = ${network} and ${during('starts_on', year)} and count is not null and counted`
    case 'outcomes':
      return sql`select id as record, to_jsonb(title) as title, published_on as "on", precision, occurrences as amount, 'exact' as exactness, programme_id::text as part, 'journal/' || network_id || '/outcomes/' || id as address, source_id as source, source_locator as locator
        from journal.outcome_fact where network_id = ${network} and ${during('published_on', year)}`
  }
}

const membersOf = ({ fact, group }: Extract<ComputedFrom, { group: string }>, { network, year }: Asked): Query => {
  const lastDay = sql`${`${year}-12-31`}::date`
  const condition = {
    // A membership without a beginning is known from the first dated change of the group on, and not for ever back.
    members: sql`${lastDay} >= coalesce((select least(min(g.valid_from), min(g.valid_to)) from directory.membership g
        where g.network_id = m.network_id and g.group_id = m.group_id), ${lastDay}) and (m.valid_from is null or m.valid_from <= ${lastDay}) and (m.valid_to is null or m.valid_to >= ${lastDay})`,
    'members-in': during('m.valid_from', year),
    // Who belonged until the last day of the year before is gone on the first day of this one.
    'members-out': sql`m.valid_to >= ${`${year - 1}-12-31`}::date and m.valid_to < ${lastDay}`,
  }[fact]
  return sql`select o.id as record, to_jsonb(o.name) as title, m.valid_from as "on", 'day' as precision, 1 as amount, 'exact' as exactness, '' as part, 'directory/' || o.network_id || '/organisations/' || o.id as address, m.source_id as source, m.source_locator as locator
    from directory.membership m join directory.organisation o on o.network_id = m.network_id and o.id = m.organisation_id
    where m.network_id = ${network} and m.group_id = ${group} and ${condition}`
}
