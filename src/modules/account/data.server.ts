import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { Locale } from '#platform/languages/locales.ts'
import { found } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import { countCare } from './care-facts.server.ts'
import { computeStatements } from './computed.server.ts'
import { INDICATORS } from './indicators/index.ts'
import { checkDates, checkRelations, type FigureRelation, type Relation } from './relations/index.ts'
import type { Statement } from './vocabulary.ts'

/** An account before it is put into words: what a frozen edition keeps, in no language or in all. */
export type AccountData = {
  format: 1
  network: { id: string; name: Words; isDemonstration: boolean; threshold: number }
  year: number
  computedAt: string
  statements: readonly Statement[]
  relations: readonly Relation[]
  programmes: readonly { id: string; name: Words }[]
  activities: readonly ActivityLine[]
  outcomes: readonly OutcomeLine[]
  places: readonly Place[]
  sources: readonly SourceLine[]
  templates: Partial<Record<Locale, string>>
}
export type ActivityLine = {
  id: string
  programme: string
  kind: string
  title: Words
  starts: string
  ends: string
  precision: string
  place: string | null
  country: string | null
  occurrences: number
}
export type OutcomeLine = {
  id: string
  programme: string
  kind: string
  title: string
  on: string
  precision: string
  publisher: string | null
  doi: string | null
  address: string | null
  occurrences: number
}
export type Place = { organisation: string; name: string; group: string; latitude: number; longitude: number }
export type SourceLine = { id: string; title: string; publisher: string | null; published: string | null; address: string | null }

// A table of more lines than this is not read: the account says how many there are and the journal shows them.
const LINES_PER_PROGRAMME = 100

/** Everything an account of this year needs, computed now from what the actor may read. */
export const computeAccount = async (scope: Scope, { network: id, year }: { network: string; year: number }): Promise<AccountData> => {
  const network = found(
    await scope
      .selectFrom('platform.network')
      .select(['id', 'name', 'is_demonstration as isDemonstration', 'disclosure_threshold as threshold'])
      .where('id', '=', id)
      .executeTakeFirst(),
  )
  const asked = { network: id, year }
  await countCare(scope, asked)
  const published = await publishedStatements(scope, asked)
  const computed = await computeStatements(scope, INDICATORS, asked)
  const before = await computeStatements(scope, INDICATORS, { ...asked, year: year - 1 })
  const statements = [...published, ...computed, ...before]
  return {
    format: 1,
    network,
    year,
    computedAt: new Date().toISOString(),
    statements,
    relations: [...checkRelations(INDICATORS, statements).filter(saysSomething), ...checkDates(await datedInsideOthers(scope, asked))],
    programmes: await scope
      .selectFrom('journal.programme')
      .select(['id', 'name'])
      .where('network_id', '=', id)
      .orderBy('position')
      .execute(),
    activities: await activityLines(scope, asked),
    outcomes: await outcomeLines(scope, asked),
    places: await memberPlaces(scope, asked),
    sources: await scope
      .selectFrom('journal.source')
      .select(['id', 'title', 'publisher', 'published', 'address'])
      .where('network_id', '=', id)
      .orderBy('id')
      .execute(),
    templates: Object.fromEntries(
      (await scope.selectFrom('account.template').select(['language', 'body']).where('network_id', '=', id).execute()).map(
        ({ language, body }) => [language, body],
      ),
    ),
  }
}
/** Parts and totals that were all counted from the same records agree by construction: that says nothing. */
const saysSomething = ({ kind, terms }: FigureRelation) =>
  (kind !== 'part' && kind !== 'sum') || terms.some(({ origin }) => origin.kind === 'published')

type Asked = { network: string; year: number }

/** The statements about this year and the year before it; what ended earlier is the matter of earlier accounts. */
const publishedStatements = async (scope: Scope, { network, year }: Asked): Promise<Statement[]> => {
  const rows = await scope
    .selectFrom('account.statement')
    .selectAll()
    .where('network_id', '=', network)
    .where('period_to', '>=', `${year - 1}-01-01`)
    .where('period_to', '<=', `${year}-12-31`)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    indicator: row.indicator,
    dimensions: row.dimensions,
    period: { kind: row.period_kind, from: row.period_from, to: row.period_to },
    quantity: { value: row.value, valueTo: row.value_to, exactness: row.exactness, rounding: row.rounding },
    origin: { kind: 'published', source: row.source_id, locator: row.locator, statementId: row.id },
    ...(row.note === null ? {} : { note: row.note }),
  }))
}

const datedInsideOthers = async (scope: Scope, { network, year }: Asked) => {
  const rows = await scope
    .selectFrom('journal.activity as a')
    .innerJoin('journal.activity as p', (join) => join.onRef('p.network_id', '=', 'a.network_id').onRef('p.id', '=', 'a.part_of'))
    .select([
      'a.id',
      'a.title',
      'a.starts_on',
      'a.ends_on',
      'a.precision',
      'a.source_id',
      'a.source_locator',
      'p.id as parent',
      'p.title as parentTitle',
      'p.starts_on as parentStarts',
      'p.ends_on as parentEnds',
      'p.precision as parentPrecision',
      'p.source_id as parentSource',
      'p.source_locator as parentLocator',
    ])
    .where('a.network_id', '=', network)
    .where('a.starts_on', '>=', `${year}-01-01`)
    .where('a.starts_on', '<=', `${year}-12-31`)
    .where('a.part_of', 'is not', null)
    .orderBy('a.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    starts: row.starts_on,
    ends: row.ends_on,
    precision: row.precision,
    source: row.source_id,
    locator: row.source_locator,
    parent: {
      id: row.parent,
      title: row.parentTitle,
      starts: row.parentStarts,
      ends: row.parentEnds,
      precision: row.parentPrecision,
      source: row.parentSource,
      locator: row.parentLocator,
    },
  }))
}

const activityLines = async (scope: Scope, { network, year }: Asked) => {
  const { rows } = await sql<ActivityLine>`
    select a.id, p.id as programme, a.kind, a.title, a.starts_on as starts, a.ends_on as ends, a.precision, a.place, a.country, a.occurrences
    from journal.programme p cross join lateral (
      select * from journal.activity a where a.network_id = p.network_id and a.programme_id = p.id and a.starts_on between ${`${year}-01-01`} and ${`${year}-12-31`}
      order by a.starts_on desc limit ${LINES_PER_PROGRAMME}) a
    where p.network_id = ${network} order by p.position, a.starts_on, a.id`.execute(scope)
  return rows
}

const outcomeLines = async (scope: Scope, { network, year }: Asked) => {
  const { rows } = await sql<OutcomeLine>`
    select id, programme_id as programme, kind, title, published_on as on, precision, publisher, doi, address, occurrences from journal.outcome
    where network_id = ${network} and published_on between ${`${year}-01-01`} and ${`${year}-12-31`} order by published_on, id limit ${10 * LINES_PER_PROGRAMME}`.execute(
    scope,
  )
  return rows
}

const memberPlaces = async (scope: Scope, { network, year }: Asked) => {
  const { rows } = await sql<Place>`
    select o.id as organisation, o.name, m.group_id as "group", coalesce(o.latitude, t.latitude) as latitude, coalesce(o.longitude, t.longitude) as longitude
    from directory.membership m join directory.organisation o on o.network_id = m.network_id and o.id = m.organisation_id left join directory.territory t on t.id = o.territory_id
    where m.network_id = ${network} and (m.valid_from is null or m.valid_from <= ${`${year}-12-31`}) and (m.valid_to is null or m.valid_to >= ${`${year}-12-31`})
      and coalesce(o.latitude, t.latitude) is not null order by o.name`.execute(scope)
  return rows
}

/** JSON with its keys in order, so that the same content always has the same hash. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}
/** Of all that an edition says, without the moment of its computing: equal content has an equal hash. */
export const hashOfContent = ({ computedAt: _, ...content }: AccountData) => createHash('sha256').update(canonical(content)).digest('hex')
