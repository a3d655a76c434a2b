import { createHash } from 'node:crypto'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { filtersOf } from '#modules/directory/filters.ts'
import { readFilterNames, readGroups, searchDirectory } from '#modules/directory/search.queries.server.ts'
import { actorOf, sessionOf } from '#modules/identity/session.server.ts'
import { listActivities } from '#modules/journal/activities.queries.server.ts'
import { readActivity, readAround } from '#modules/journal/activity.queries.server.ts'
import { listActivityCountries, listKinds, listOrganisations, listProgrammes, listYears } from '#modules/journal/choices.server.ts'
import { journalOf } from '#modules/journal/networks.queries.server.ts'
import type { Actor } from '#platform/actor.ts'
import { type Database, openDatabase } from '#platform/database/connect.server.ts'
import { openPool } from '#platform/database/pool.server.ts'
import { asActor, type Db, type Scope, type Tables } from '#platform/db.server.ts'
import { type Bench, perSecond, type Result, signIn, startServer, temporaryFolder } from './bench.ts'

const SECONDS = 6
const AT_ONCE = 8
const ROUNDS = 3
const ENTRIES = 100_000
const ORGANISATIONS = 5000
const NETWORK = 'ccoms'
// The journal offers the organisations of its own network to choose from: those of another do not weigh on it.
const OTHER = 'belgium'
const ACTIVITY = 'bench-event'

// An event with forty people by name, each reading of whom is noted, in a journal of a large network.
const FILL = `
  insert into journal.activity (network_id, id, programme_id, kind, title, starts_on, ends_on)
    select '${NETWORK}', case n when 0 then '${ACTIVITY}' else 'bench-' || n end, (select id from journal.programme where network_id = '${NETWORK}' order by position limit 1),
      (array['meeting', 'visit', 'training_session'])[1 + n % 3], jsonb_build_object('fr', 'Rencontre ' || n), date '2015-01-01' + n % 3900, date '2015-01-01' + n % 3900
      from generate_series(0, ${ENTRIES}) n;
  insert into journal.participant (network_id, activity_id, category, name) select '${NETWORK}', '${ACTIVITY}', 'professionals', 'Participante ' || n from generate_series(1, 40) n;
  insert into directory.organisation (network_id, id, name, kind, country) select '${OTHER}', 'bench-' || n, 'Association des ' || (array['Alpes', 'Pyrénées', 'Landes', 'Vosges'])[1 + n % 4] || ' ' || n, 'association', 'FR' from generate_series(1, ${ORGANISATIONS}) n;
  vacuum analyze journal.activity, journal.participant, directory.organisation`

type Loader = (scope: Scope, actor: Actor) => Promise<unknown>
/** What the loaders of three pages ask of the database, in their order. */
const PAGES: readonly { what: string; path: string; route: string; load: Loader }[] = [
  {
    what: 'an event with the names of who came (reading noted in the trail)',
    path: `/fr/journal/${NETWORK}/${ACTIVITY}`,
    route: 'modules/journal/routes/activity',
    load: async (scope, actor) => {
      await journalOf(scope, actor, NETWORK)
      await readAround(scope, NETWORK, await readActivity(scope, NETWORK, ACTIVITY))
    },
  },
  {
    what: `the newest of ${ENTRIES.toLocaleString('en')} entries of a journal`,
    path: `/fr/journal/${NETWORK}`,
    route: 'modules/journal/routes/journal',
    load: async (scope, actor) => {
      await journalOf(scope, actor, NETWORK)
      await listActivities(scope, NETWORK, {}, null)
      await listActivityCountries(scope, NETWORK)
      await listProgrammes(scope, NETWORK, 'fr')
      await listKinds(scope, NETWORK)
      await listYears(scope, NETWORK)
      await listOrganisations(scope, NETWORK)
    },
  },
  {
    what: `a search with a typing error among ${ORGANISATIONS.toLocaleString('en')} organisations`,
    path: '/fr/directory?q=pyrennees',
    route: 'modules/directory/routes/search',
    load: async (scope) => {
      const filters = filtersOf(new URLSearchParams({ q: 'pyrennees' }))
      await searchDirectory(scope, filters)
      await readFilterNames(scope, filters)
      await readGroups(scope, filters.network)
    },
  },
]
/** The address from which the browser's program takes the data of a page that is gone to: without what it knows already. */
const dataOf = ({ path, route }: { path: string; route: string }) => {
  const { pathname, searchParams } = new URL(path, 'http://localhost')
  searchParams.set('_routes', `shell/language-layout,${route}`)
  return `${pathname}.data?${searchParams}`
}

type Statement = { text: string; values: unknown[] }
/** The queries of a loader as they are sent, without what the session and the trail add to them. */
const queriesOf = async (pool: pg.Pool, actor: Actor, load: Loader): Promise<Statement[]> => {
  const said: Statement[] = []
  const db: Db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query: { sql, parameters } }) => void said.push({ text: sql, values: [...parameters] }),
  })
  await asActor(db, actor, (scope) => load(scope, actor))
  return said.filter(({ text }) => !/^(begin|commit)\b|platform\.record_event/.test(text))
}

/** The same queries on the driver alone: as the owner, with no session, no transaction, no row-level security and no trail. */
const bare = async (pool: pg.Pool, queries: readonly Statement[], nameOf: (text: string) => string | undefined) => {
  const client = await pool.connect()
  try {
    for (const { text, values } of queries) {
      const name = nameOf(text)
      await client.query({ text, values, ...(name === undefined ? {} : { name }) })
    }
  } finally {
    client.release()
  }
}
const UNNAMED = () => undefined
const named = (text: string) => createHash('sha1').update(text).digest('hex')

const requests = async (url: string, cookie: string): Promise<number> => {
  const { requests: made, non2xx } = await autocannon({ url, connections: AT_ONCE, duration: SECONDS, headers: { cookie } })
  if (non2xx > 0) throw new Error(`${url}: ${non2xx} answers were not pages`)
  return made.average
}

const compared = async (page: (typeof PAGES)[number], tools: { database: Database; owner: pg.Pool; address: string; cookie: string }) => {
  const { database, owner, address, cookie } = tools
  const session = sessionOf(cookie, false)
  const queries = await queriesOf(database.pool, await actorOf(database.db, session), page.load)
  const ways: Record<string, () => Promise<number>> = {
    bare: () => perSecond(AT_ONCE, SECONDS, () => bare(owner, queries, UNNAMED)),
    planned: () => perSecond(AT_ONCE, SECONDS, () => bare(owner, queries, named)),
    within: () =>
      perSecond(AT_ONCE, SECONDS, async () => {
        const actor = await actorOf(database.db, session)
        await asActor(database.db, actor, (scope) => page.load(scope, actor))
      }),
    data: () => requests(`${address}${dataOf(page)}`, cookie),
    page: () => requests(`${address}${page.path}`, cookie),
  }
  const counts: Record<string, number[]> = {}
  // One after the other in several rounds, so that a slow minute of the machine strikes all of them.
  for (let round = 0; round < ROUNDS; round++)
    for (const [way, measure] of Object.entries(ways)) counts[way] = [...(counts[way] ?? []), await measure()]
  return resultsOf(page.what, queries.length, counts)
}

const middle = (values: readonly number[] = []) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const resultsOf = (what: string, queries: number, counts: Record<string, number[]>): Result[] => {
  const of = (way: string) => middle(counts[way])
  const figure = (way: string) => `${of(way).toFixed(0)}/s, ratio ${(of(way) / of('bare')).toFixed(2)}`
  return [
    { what: `${what}: its ${queries} queries bare on the driver`, figure: `${of('bare').toFixed(0)}/s` },
    { what: '… bare, with plans that are kept', figure: figure('planned') },
    { what: '… with session, transaction, row-level security and trail', figure: figure('within'), aim: 'ratio at least 0.5' },
    { what: '… as a request over HTTP (data)', figure: figure('data'), aim: 'ratio at least 0.5' },
    { what: '… as a whole page over HTTP', figure: figure('page') },
  ]
}

/** What the safety around a query costs: requests with full session and trail against the same queries bare on the driver. */
export const requestsBench: Bench = {
  name: 'requests',
  title: 'Requests against bare queries',
  run: async (say) => {
    const { folder, remove } = await temporaryFolder()
    const dataFolder = join(folder, 'data')
    const server = await startServer(dataFolder, '--demo')
    const database = await openDatabase({ env: { MAILLAGE_DATA: dataFolder }, serve: true, migrate: false })
    const owner = openPool({ address: database.ownerUrl, size: AT_ONCE, statementTimeout: 30_000, onLost: () => undefined })
    try {
      for (const statement of FILL.split(';')) await owner.query(statement)
      const cookie = await signIn(server.address)
      const results: Result[] = []
      for (const page of PAGES) {
        say(page.what)
        results.push(...(await compared(page, { database, owner, address: server.address, cookie })))
      }
      return results
    } finally {
      await owner.end()
      await server.stop()
      await database.close()
      await remove()
    }
  },
}
