import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { Words } from '#platform/words.ts'
import type { Cursor, Filters } from './filters.ts'
import { COUNTED, PAGE, type Precision } from './vocabulary.ts'

export type ActivityLine = {
  id: string
  kind: string
  title: Words
  starts_on: string
  ends_on: string
  precision: Precision
  place: string | null
  country: string | null
  online: boolean
  occurrences: number
  programme: Words
  /** Null: nobody counted. */
  people: number | null
}
export type ActivityPage = { lines: ActivityLine[]; newer: Cursor | null; older: Cursor | null; count: number }

/** The activities of a network that pass the filters; row-level security has already hidden what the actor may not see. */
export const activitiesWhere = (scope: Scope, network: string, filters: Filters) => {
  const { programme, kind, year, country, organisation, part_of, q } = filters
  return scope
    .selectFrom('journal.activity as a')
    .where('a.network_id', '=', network)
    .$if(programme !== undefined, (query) => query.where('a.programme_id', '=', String(programme)))
    .$if(kind !== undefined, (query) => query.where('a.kind', '=', String(kind)))
    .$if(year !== undefined, (query) => query.where('a.starts_on', '>=', `${year}-01-01`).where('a.starts_on', '<=', `${year}-12-31`))
    .$if(country !== undefined, (query) => query.where('a.country', '=', String(country)))
    .$if(part_of !== undefined, (query) => query.where('a.part_of', '=', String(part_of)))
    .$if(organisation !== undefined, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('journal.activity_organisation as o')
            .select('o.activity_id')
            .whereRef('o.network_id', '=', 'a.network_id')
            .whereRef('o.activity_id', '=', 'a.id')
            .where('o.organisation_id', '=', String(organisation)),
        ),
      ),
    )
    .$if(q !== undefined, (query) => query.where(hasWords(String(q))))
}

// Each word anywhere, in any order; accents and case do not count. As an array the words are folded once, not once a row.
const hasWords = (q: string) => sql<boolean>`a.folded like all (array(
  select '%' || word || '%' from unnest(string_to_array(trim(platform.folded(${q})), ' ')) as word))`

/** Newest first. */
export const byDay = { newest: sql`a.starts_on desc, a.id desc`, oldest: sql`a.starts_on asc, a.id asc` }
export const olderThan = ({ day, id }: Pick<Cursor, 'day' | 'id'>) => sql<boolean>`(a.starts_on, a.id::text) < (${day}::date, ${id}::text)`
const newerThan = ({ day, id }: Pick<Cursor, 'day' | 'id'>) => sql<boolean>`(a.starts_on, a.id::text) > (${day}::date, ${id}::text)`

// A count of everybody stands beside counts by category: then it alone counts.
const PEOPLE = sql<number | null>`(
  select coalesce(max(t.count) filter (where t.category = 'everyone'), sum(t.count))::integer
    from journal.attendance t where t.network_id = a.network_id and t.activity_id = a.id)`

/** One page of the journal, newest first, from where the cursor says; as quick for the last of a million entries as for the first. */
export const listActivities = async (scope: Scope, network: string, filters: Filters, cursor: Cursor | null): Promise<ActivityPage> => {
  const isBack = cursor?.side === 'newer'
  const order = isBack ? byDay.oldest : byDay.newest
  // First which entries, then all that is shown of them: what is joined then costs fifty rows, not a million.
  const page = activitiesWhere(scope, network, filters)
    .selectAll('a')
    .$if(cursor !== null, (query) => query.where(cursor === null ? sql<boolean>`true` : isBack ? newerThan(cursor) : olderThan(cursor)))
    .orderBy(order)
    .limit(PAGE + 1)
  const rows = await scope
    .selectFrom(page.as('a'))
    .innerJoin('journal.programme as p', (join) => join.onRef('p.network_id', '=', 'a.network_id').onRef('p.id', '=', 'a.programme_id'))
    .select([
      'a.id',
      'a.kind',
      'a.title',
      'a.starts_on',
      'a.ends_on',
      'a.precision',
      'a.place',
      'a.country',
      'a.online',
      'a.occurrences',
      'p.name as programme',
      PEOPLE.as('people'),
    ])
    .orderBy(order)
    .execute()
  const more = rows.length > PAGE
  const lines = rows.slice(0, PAGE)
  if (isBack) lines.reverse()
  const at = (side: Cursor['side'], line: ActivityLine | undefined): Cursor | null =>
    line === undefined ? null : { side, day: line.starts_on, id: line.id }
  return {
    lines,
    newer: (isBack ? more : cursor !== null) ? at('newer', lines[0]) : null,
    older: (isBack ? true : more) ? at('older', lines.at(-1)) : null,
    // What fits on the first page is counted already.
    count: cursor === null && !more ? lines.length : await countActivities(scope, network, filters),
  }
}

const countActivities = async (scope: Scope, network: string, filters: Filters) => {
  const some = activitiesWhere(scope, network, filters)
    .select(sql`1`.as('one'))
    .limit(COUNTED + 1)
  const { count } = await scope
    .selectFrom(some.as('some'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
