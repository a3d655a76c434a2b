import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { ChainRow } from './chain.server.ts'
import type { Cursor, Filters } from './filters.ts'
import { PAGE, type TrailRow } from './vocabulary.ts'

/** Which rows: the chain of a network, or what its people did at the door (the chain of the installation). */
export type Trail = { network: string; signIns: boolean }
export type Page = { rows: TrailRow[]; newer: Cursor | null; older: Cursor | null }

const AT = sql`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`
const SHOWN = sql`seq, ${AT}, person_id as person, roles, kind, action, target, about, outcome, reason`
const WHOLE = sql`seq, form, ${AT}, person_id as person, roles, kind, action, target, about, outcome, reason, reason_salt as salt,
  reason_digest as digest, prev, hash`

// A day is one of Paris and Brussels, as the page writes it.
const moment = (day: string) => sql`(${day}::date::timestamp at time zone 'Europe/Paris')`

/** The people of a network who may be looked for at the door: those who hold a role in it today. */
const membersOf = async (scope: Scope, network: string): Promise<string[]> =>
  (await sql<{ id: string }>`select m as id from platform.members_of(${network}) m`.execute(scope)).rows.map(({ id }) => id)

const source = async (scope: Scope, { network, signIns }: Trail, { actor }: Filters): Promise<RawBuilder<unknown>> => {
  if (!signIns) return sql`platform.audit where network_id = ${network}`
  const members = await membersOf(scope, network)
  const people = actor === undefined ? members : members.filter((id) => id === actor)
  return sql`platform.installation_audit where person_id = any (${people}::uuid[])`
}

const narrowed = ({ actor, about, action, from, to, failed }: Filters) =>
  sql.join(
    [
      ...(actor === undefined ? [] : [sql`and person_id = ${actor}::uuid`]),
      ...(about === undefined ? [] : [sql`and about = ${about}::uuid`]),
      ...(action === undefined ? [] : [sql`and action = ${action}`]),
      ...(from === undefined ? [] : [sql`and at >= ${moment(from)}`]),
      ...(to === undefined ? [] : [sql`and at < ${moment(to)} + interval '1 day'`]),
      ...(failed === undefined ? [] : [sql`and outcome = 'failure'`]),
    ],
    sql` `,
  )

type Asked = { columns: RawBuilder<unknown>; cursor: Cursor | null; most: number }
/** Rows in one direction from a cursor: each page costs the same, however deep it lies. */
const rowsFrom = async <T>(scope: Scope, trail: Trail, filters: Filters, { columns, cursor, most }: Asked): Promise<T[]> => {
  const isNewer = cursor?.side === 'newer'
  const beyond =
    cursor === null ? sql`` : sql`and (at, seq) ${isNewer ? sql`>` : sql`<`} (${cursor.at}::timestamptz, ${cursor.seq}::bigint)`
  const order = isNewer ? sql`at, seq` : sql`at desc, seq desc`
  // The page has a second column of this name, its text: the order is that of the moment.
  const { rows } = await sql<T>`select ${columns} from (select * from ${await source(scope, trail, filters)} ${narrowed(filters)} ${beyond}
    order by ${order} limit ${most}) page order by page.${isNewer ? sql`at, page.seq` : sql`at desc, page.seq desc`}`.execute(scope)
  return rows
}

/** One page, the latest first. Filters name people by their ids. */
export const listTrail = async (scope: Scope, trail: Trail, filters: Filters, cursor: Cursor | null): Promise<Page> => {
  const found = await rowsFrom<TrailRow>(scope, trail, filters, { columns: SHOWN, cursor, most: PAGE + 1 })
  const isNewer = cursor?.side === 'newer'
  const hasMore = found.length > PAGE
  const rows = isNewer ? found.slice(0, PAGE).reverse() : found.slice(0, PAGE)
  const [first, last] = [rows.at(0), rows.at(-1)]
  const isFirst = cursor === null || (isNewer && !hasMore)
  const isLast = isNewer ? false : !hasMore
  return {
    rows,
    newer: first === undefined || isFirst ? null : { side: 'newer', at: first.at, seq: first.seq },
    older: last === undefined || isLast ? null : { side: 'older', at: last.at, seq: last.seq },
  }
}

export const BATCH = 2000
/** The next rows for a file, the oldest first, with all that their hashes cover. */
export const nextBatch = (scope: Scope, trail: Trail, filters: Filters, last: ChainRow | null): Promise<ChainRow[]> =>
  rowsFrom(scope, trail, filters, {
    columns: WHOLE,
    cursor: { side: 'newer', ...(last === null ? { at: '1970-01-01T00:00:00.000000Z', seq: 0 } : { at: last.at, seq: last.seq }) },
    most: BATCH,
  })

/** What was ever done in a network, each act once: each step looks for the next one in the index. */
export const listActions = async (scope: Scope, network: string): Promise<string[]> => {
  const { rows } = await sql<{ action: string }>`with recursive act as (
      (select action from platform.audit where network_id = ${network} order by action limit 1)
      union all select (select a.action from platform.audit a where a.network_id = ${network} and a.action > act.action order by a.action limit 1)
        from act where act.action is not null)
    select action from act where action is not null`.execute(scope)
  return rows.map(({ action }) => action)
}
