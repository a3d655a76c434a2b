import { sql } from 'kysely'
import type { Exactness } from '#modules/journal/index.ts'
import type { Scope } from '#platform/db.server.ts'
import { idIn } from '#platform/forms/typed.ts'
import { found } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import { isIndicator } from '../indicators/index.ts'
import type { PeriodKind } from '../vocabulary.ts'

export const PAGE = 50
/** `activity`: figures that are about one activity of the journal. */
export type StatementFilters = { indicator?: string; source?: string; year?: number; activity?: string }
/** Dimensions whose parts are activities of the journal. */
export const ACTIVITY_DIMENSIONS: readonly string[] = ['activity', 'delegation']

export type StatementRecord = {
  id: string
  indicator: string
  dimensions: Record<string, string>
  value: number | null
  value_to: number | null
  exactness: Exactness
  rounding: number | null
  period_kind: PeriodKind
  period_from: string | null
  period_to: string
  source_id: string
  locator: string
  note: Words | null
  version: number
}
/** `names`: what the records call the parts that are records: the title of an activity, the name of a programme. */
export type StatementLine = StatementRecord & { source: string; names: Record<string, Words> | null }

const SLUG = /^[a-z0-9][a-z0-9._-]{0,99}$/
/** What an address narrows the list to; what cannot be a filter is left out. */
export const statementFiltersOf = (search: URLSearchParams): StatementFilters => {
  const [indicator, source, year] = ['indicator', 'source', 'year'].map((name) => search.get(name) ?? '')
  return {
    ...(indicator !== undefined && isIndicator(indicator) ? { indicator } : {}),
    ...(source !== undefined && SLUG.test(source) ? { source } : {}),
    ...(year !== undefined && /^[1-9]\d{3}$/.test(year) ? { year: Number(year) } : {}),
  }
}

const isAbout = (activity: string) =>
  sql<boolean>`(${sql.join(
    ACTIVITY_DIMENSIONS.map((dimension) => sql`f.dimensions ->> ${dimension} = ${activity}`),
    sql` or `,
  )})`

const where = (scope: Scope, network: string, { indicator, source, year, activity }: StatementFilters) =>
  scope
    .selectFrom('account.statement as f')
    .where('f.network_id', '=', network)
    .$if(indicator !== undefined, (query) => query.where('f.indicator', '=', String(indicator)))
    .$if(source !== undefined, (query) => query.where('f.source_id', '=', String(source)))
    .$if(activity !== undefined, (query) => query.where(isAbout(String(activity))))
    .$if(year !== undefined, (query) => query.where('f.period_to', '>=', `${year}-01-01`).where('f.period_to', '<=', `${year}-12-31`))

const COLUMNS = [
  'f.id',
  'f.indicator',
  'f.dimensions',
  'f.value',
  'f.value_to',
  'f.exactness',
  'f.rounding',
  'f.period_kind',
  'f.period_from',
  'f.period_to',
  'f.source_id',
  'f.locator',
  'f.note',
  'f.version',
] as const

const NAMES = sql<Record<string, Words> | null>`(
  select jsonb_object_agg(part.key, coalesce(a.title, p.name)) from jsonb_each_text(f.dimensions) part
    left join journal.activity a on a.network_id = f.network_id and a.id = part.value
    left join journal.programme p on part.key = 'programme' and p.network_id = f.network_id and p.id = part.value
   where coalesce(a.title, p.name) is not null)`

/** The page that an address asks for, from 1. */
export const pageOf = (search: URLSearchParams): number =>
  /^[1-9]\d{0,5}$/.test(search.get('page') ?? '') ? Number(search.get('page')) : 1

/** A page of the published figures, the latest period first. `page` from 1. */
export const listStatements = async (
  scope: Scope,
  network: string,
  filters: StatementFilters,
  page: number,
): Promise<{ lines: StatementLine[]; count: number }> => {
  const lines = await where(scope, network, filters)
    .innerJoin('journal.source as s', (join) => join.onRef('s.network_id', '=', 'f.network_id').onRef('s.id', '=', 'f.source_id'))
    .select([...COLUMNS, 's.title as source', NAMES.as('names')])
    .orderBy('f.period_to', 'desc')
    .orderBy('f.indicator')
    .orderBy('f.id')
    .limit(PAGE)
    .offset((page - 1) * PAGE)
    .execute()
  const { count } = await where(scope, network, filters)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { lines, count }
}

/** One published figure. @throws Problem not_found */
export const readStatement = async (scope: Scope, network: string, id: string): Promise<StatementLine> =>
  found(
    await scope
      .selectFrom('account.statement as f')
      .innerJoin('journal.source as s', (join) => join.onRef('s.network_id', '=', 'f.network_id').onRef('s.id', '=', 'f.source_id'))
      .select([...COLUMNS, 's.title as source', NAMES.as('names')])
      .where('f.network_id', '=', network)
      .where('f.id', '=', idIn(id))
      .executeTakeFirst(),
  )

/** The years in which periods of published figures end, newest first. */
export const listStatementYears = async (scope: Scope, network: string): Promise<number[]> => {
  const { rows } = await sql<{
    year: number
  }>`select distinct extract(year from period_to)::integer as year from account.statement where network_id = ${network} order by year desc`.execute(
    scope,
  )
  return rows.map(({ year }) => year)
}

/** Which indicators have published figures here. */
export const listStatedIndicators = async (scope: Scope, network: string): Promise<string[]> => {
  const rows = await scope
    .selectFrom('account.statement')
    .select('indicator')
    .distinct()
    .where('network_id', '=', network)
    .orderBy('indicator')
    .execute()
  return rows.map(({ indicator }) => indicator)
}

/** The parts of an indicator that were stated before along one dimension: what a new figure probably is about too. */
export const listStatedParts = async (scope: Scope, network: string, dimension: string): Promise<string[]> => {
  const { rows } = await sql<{ part: string }>`
    select distinct dimensions ->> ${dimension} as part from account.statement where network_id = ${network} and dimensions ? ${dimension} order by part limit 200`.execute(
    scope,
  )
  return rows.map(({ part }) => part)
}
