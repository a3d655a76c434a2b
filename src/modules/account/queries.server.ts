import { type Compilable, sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import type { Edition } from './compose/document.server.ts'
import { type AccountData, computeAccount, hashOfContent } from './data.server.ts'
import { type FactRow, rowsOf } from './facts.server.ts'
import { type Figure, figureId, figuresOf } from './figures.ts'
import { INDICATORS, indicatorOf } from './indicators/index.ts'
import { canReadLive } from './policy.ts'

export type Editions = {
  network: string
  name: Words
  year: number
  live: boolean
  editions: { edition: number; frozenAt: Date; isPublic: boolean }[]
  /** Published figures, activities, committee meetings and changes of beds of the year, each counted as far as `FEW`. */
  entries: number
}

// A document about one year names a few figures of the years around it: that makes no account of those.
const FEW = 20
/** Whether a year holds so little that an account of it would be nearly empty. A frozen edition was judged worth it by somebody. */
export const isFew = ({ entries, editions }: Pick<Editions, 'entries' | 'editions'>) => editions.length === 0 && entries < FEW

/** The accounts that the actor may read: frozen editions, and for members the years that have something in them. The latest first. */
export const listAccounts = async (scope: Scope, actor: Actor): Promise<Editions[]> => {
  const { rows } = await sql<Omit<Editions, 'editions' | 'live'> & { editions: Editions['editions'] | null }>`
    with years as (
      select network_id, extract(year from period_to)::integer as year from account.statement group by 1, 2
      union select network_id, year from account.snapshot
      -- From the first to the last year of the journal, by its index: never a scan of the whole.
      union select n.id, y from platform.network n
        cross join lateral (select extract(year from min(starts_on))::integer as first, extract(year from max(starts_on))::integer as last from journal.activity a where a.network_id = n.id) span
        cross join lateral generate_series(span.first, span.last) y
      union select network_id, extract(year from held_on)::integer from network.meeting where state = 'held'
      union select network_id, extract(year from on_day)::integer from network.conversion_event)
    select n.id as network, n.name, y.year,
      (select count(*) from (
        (select 1 from account.statement f where f.network_id = n.id and f.period_to between make_date(y.year, 1, 1) and make_date(y.year, 12, 31) limit ${FEW})
        union all (select 1 from journal.activity a where a.network_id = n.id and a.starts_on between make_date(y.year, 1, 1) and make_date(y.year, 12, 31) limit ${FEW})
        union all (select 1 from network.meeting m where m.network_id = n.id and m.state = 'held' and m.held_on between make_date(y.year, 1, 1) and make_date(y.year, 12, 31) limit ${FEW})
        union all (select 1 from network.conversion_event e where e.network_id = n.id and e.on_day between make_date(y.year, 1, 1) and make_date(y.year, 12, 31) limit ${FEW})) as held) as entries,
      (select jsonb_agg(jsonb_build_object('edition', s.edition, 'frozenAt', s.frozen_at, 'isPublic', s.is_public) order by s.edition desc)
         from account.snapshot s where s.network_id = n.id and s.year = y.year) as editions
    from years y join platform.network n on n.id = y.network_id order by y.year desc, n.id`.execute(scope)
  return rows.map(({ editions, ...row }) => ({
    ...row,
    live: canReadLive(actor, row.network),
    editions: (editions ?? []).map((each) => ({ ...each, frozenAt: new Date(each.frozenAt) })),
  }))
}

export type Asked = { network: string; year: number; edition?: number | 'live' }
/** A frozen edition without its content. `state` changes whenever anything in the row does, whoever changes it. */
export type FrozenRow = { network: string; year: number; number: number; frozenAt: Date; hash: string; state: string }

/**
 * Which edition is asked for: the one of that number, or "live" (null) for members; by default live for members and the last for others.
 * @throws Problem not_found when there is none that the actor may read
 */
export const findEdition = async (scope: Scope, actor: Actor, { network, year, edition }: Asked): Promise<FrozenRow | null> => {
  const mayLive = canReadLive(actor, network)
  if (edition === 'live' || (edition === undefined && mayLive)) {
    if (!mayLive) throw new Problem('not_found')
    return null
  }
  return found(
    await scope
      .selectFrom('account.snapshot')
      // xmin: the transaction that wrote the row as it is now.
      .select(['network_id as network', 'year', 'edition as number', 'frozen_at as frozenAt', 'hash', sql<string>`xmin::text`.as('state')])
      .where('network_id', '=', network)
      .where('year', '=', year)
      .$if(typeof edition === 'number', (query) => query.where('edition', '=', Number(edition)))
      .orderBy('edition', 'desc')
      .limit(1)
      .executeTakeFirst(),
  )
}

export type Reading = { data: AccountData; edition: Edition; isLive: boolean }

/** What an edition says, and whether that is what was frozen. @throws Problem not_found when the actor may not read it */
export const readEdition = async (scope: Scope, { network, year, number, frozenAt, hash }: FrozenRow): Promise<Reading> => {
  const { content } = found(
    await scope
      .selectFrom('account.snapshot')
      .select('content')
      .where('network_id', '=', network)
      .where('year', '=', year)
      .where('edition', '=', number)
      .executeTakeFirst(),
  )
  const data = contentOf(content)
  return { data, edition: { number, frozenAt: frozenAt.toISOString(), hash, isIntact: hashOfContent(data) === hash }, isLive: false }
}

/** The account as asked. @throws Problem as findEdition */
export const readAccount = async (scope: Scope, actor: Actor, asked: Asked): Promise<Reading> => {
  const row = await findEdition(scope, actor, asked)
  return row === null ? { data: await computeAccount(scope, asked), edition: null, isLive: true } : readEdition(scope, row)
}

// What an older version froze in another form is never read as if it were of this one.
const contentOf = (content: unknown): AccountData => {
  if (typeof content !== 'object' || content === null || !('format' in content) || content.format !== 1)
    throw new Error('an edition of a form that this version does not know')
  return content as AccountData
}

export const ROWS_SHOWN = 50

/** The records that a computed figure counts, newest first, and the query that counts them. Empty for a figure carried from a document. */
export const readRows = async (scope: Scope, network: string, figure: Figure): Promise<{ rows: FactRow[]; query: string | null }> => {
  const { from } = indicatorOf(figure.indicator)
  if (figure.origin.kind !== 'computed' || from === undefined) return { rows: [], query: null }
  const facts = rowsOf(from, { network, year: Number(figure.period.to.slice(0, 4)) })
  const [part] = Object.values(figure.dimensions)
  const ofPart = part === undefined ? sql`` : sql`where part = ${part}`
  // Of care there are counts alone: what each was counted from is in its definition and in the query.
  if (from.fact === 'care') return { rows: [], query: readable(facts.compile(scope)) }
  const { rows } =
    await sql<FactRow>`select * from (${facts}) as r ${ofPart} order by "on" desc nulls last, record limit ${ROWS_SHOWN}`.execute(scope)
  return { rows, query: readable(facts.compile(scope)) }
}

/**
 * The records of each computed figure that counts few, by the figure's id: what an account gives to other programs. They are given
 * whole or not at all: of a million entries the figure's page shows the newest.
 */
export const readAllRows = async (scope: Scope, { network, statements }: AccountData): Promise<ReadonlyMap<string, FactRow[]>> => {
  const computed = figuresOf(INDICATORS, statements).filter(({ origin }) => origin.kind === 'computed' && origin.rows <= ROWS_SHOWN)
  const queries = computed.flatMap((figure) => {
    const { from } = indicatorOf(figure.indicator)
    if (from === undefined || from.fact === 'care') return []
    const [part] = Object.values(figure.dimensions)
    const ofPart = part === undefined ? sql`` : sql`where part = ${part}`
    const facts = rowsOf(from, { network: network.id, year: Number(figure.period.to.slice(0, 4)) })
    return [
      sql`(select ${figureId(figure)} as figure, record, title, "on", precision, amount, exactness, address from (${facts}) as r ${ofPart})`,
    ]
  })
  if (queries.length === 0) return new Map()
  const { rows } = await sql<FactRow & { figure: string }>`${sql.join(queries, sql` union all `)}`.execute(scope)
  const inOrder = rows.toSorted((a, b) => (a.on ?? '').localeCompare(b.on ?? '') || a.record.localeCompare(b.record))
  return Map.groupBy(inOrder, ({ figure }) => figure)
}

// The query as it is sent, with its parameters in their places: to be read, never to be run.
const readable = ({ sql: text, parameters }: ReturnType<Compilable['compile']>) =>
  text.replaceAll(/\s+/g, ' ').replaceAll(/\$(\d+)/g, (_, at) => {
    const value = parameters[Number(at) - 1]
    return typeof value === 'number' ? String(value) : `'${Array.isArray(value) ? `{${value.join(',')}}` : String(value)}'`
  })
