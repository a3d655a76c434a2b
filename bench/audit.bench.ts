import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { OPERATOR } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import { withClient } from '#platform/database/client.server.ts'
import { type Database, openDatabase } from '#platform/database/connect.server.ts'
import { asActor } from '#platform/db.server.ts'
import { type Bench, command, median, memoryOf, type Result, signIn, startServer, temporaryFolder, timesOf } from './bench.ts'

const ROWS = 1_000_000
const SIGN_INS = 300_000
const RUNS = 15
const NETWORK = 'ccoms'

// A chain as it is written, only quicker: two years, 200 people who act, 5,000 people whom it is about, most of it done by few.
const FILL = `
insert into identity.person (id, name) select md5('actor' || n)::uuid, 'Actor ' || n from generate_series(1, 200) n on conflict do nothing;
insert into identity.person (id, name) select md5('person' || n)::uuid, 'Person ' || n from generate_series(1, 5000) n on conflict do nothing;
insert into identity.role (network_id, person_id, role) select '${NETWORK}', md5('actor' || n)::uuid, 'coordinator' from generate_series(1, 200) n on conflict do nothing;
create procedure public.fill(rows integer) language plpgsql as $$
declare n integer; last bigint; link bytea; before bytea; actor uuid; person uuid; act text; moment timestamptz;
begin
  select seq, hash into last, link from platform.audit_head where network_id = '${NETWORK}';
  for n in 1..rows loop
    last := last + 1;
    before := link;
    actor := md5('actor' || 1 + (power(random(), 3) * 199)::integer)::uuid;
    person := case when n % 3 = 0 then md5('person' || 1 + (random() * 4999)::integer)::uuid end;
    act := (array['journal.readParticipants', 'journal.recordActivity', 'directory.changeService', 'journal.export', 'account.correctFigure', 'directory.undoImport'])[1 + (power(random(), 3) * 5)::integer];
    moment := clock_timestamp() - (rows - n) * interval '63 seconds';
    link := sha256(before || convert_to(platform.audit_canonical('${NETWORK}', last, moment, actor, '{coordinator}', 'write', act, 'record-' || n % 20000, person, 'success', null), 'UTF8'));
    insert into platform.audit (network_id, seq, at, person_id, action, target, hash, form, kind, roles, about, outcome, prev)
      values ('${NETWORK}', last, moment, actor, act, 'record-' || n % 20000, link, 2, 'write', '{coordinator}', person, 'success', before);
    if n % 20000 = 0 then commit; end if;
  end loop;
  update platform.audit_head set seq = last, hash = link where network_id = '${NETWORK}';
end $$`
const SIGN_IN = `insert into platform.installation_audit (seq, at, person_id, action, target, hash, form, kind, roles, outcome, prev)
  select n + 1000, now() - n * interval '3 minutes', md5('actor' || 1 + n % 4000)::uuid, 'identity.signIn', 'password', '\\x', 2, 'sign_in', '{}', case when n % 50 = 0 then 'failure' else 'success' end, '\\x'
    from generate_series(1, ${SIGN_INS}) n`

const fill = (ownerUrl: string) =>
  withClient(ownerUrl, async (owner) => {
    await owner.query(FILL)
    await owner.query(`call public.fill(${ROWS})`)
    await owner.query(SIGN_IN)
    for (const table of ['platform.audit', 'platform.installation_audit', 'identity.person', 'identity.role'])
      await owner.query(`vacuum analyze ${table}`)
    const { rows } = await owner.query<{ size: string; actor: string; person: string; day: string; cursor: string }>(
      `select pg_size_pretty(pg_total_relation_size('platform.audit')) as size, md5('actor1')::uuid::text as actor, md5('person7')::uuid::text as person,
        to_char(at, 'YYYY-MM-DD') as day, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '~' || seq as cursor
        from platform.audit where network_id = '${NETWORK}' and seq > ${ROWS / 2} order by seq limit 1`,
    )
    return rows[0] ?? { size: '', actor: '', person: '', day: '', cursor: '' }
  })

const PAGES = ({ actor, person, day, cursor }: Awaited<ReturnType<typeof fill>>) => {
  const year = day.slice(0, 4)
  return [
    ['first page', ''],
    ['by one who acts often', `?actor=${actor}`],
    ['about one person', `?about=${person}`],
    ['one act, the rarest', '?action=directory.undoImport'],
    ['one person, one act, one month', `?actor=${actor}&action=journal.export&from=${year}-03-01&to=${year}-03-31`],
    ['filters that leave nothing', `?actor=${actor}&about=${person}&action=directory.undoImport&to=${day}`],
    ['a name as it is typed', '?actor=actor%20137'],
    ['the middle of the trail', `?older=${cursor}`],
    ['sign-ins that failed', '/sign-ins?failed=yes'],
  ] as const
}

const pages = async (address: string, known: Awaited<ReturnType<typeof fill>>, say: (line: string) => void): Promise<Result[]> => {
  const cookie = await signIn(address)
  const results: Result[] = []
  for (const [what, search] of PAGES(known)) {
    say(what)
    const url = `${address}/fr/admin/audit/${NETWORK}${search}`
    const times = await timesOf(RUNS, async () => {
      const response = await fetch(url, { headers: { cookie } })
      await response.text()
      if (response.status !== 200) throw new Error(`${url} answers ${response.status}`)
    })
    results.push({
      what: `page: ${what}`,
      figure: `${median(times).toFixed(0)} ms (slowest ${Math.max(...times).toFixed(0)} ms, n = ${RUNS})`,
      aim: 'under 200 ms',
    })
  }
  say('export')
  for (const file of ['trail.csv', 'fhir.ndjson']) {
    const [time = 0] = await timesOf(1, async () =>
      (await fetch(`${address}/fr/admin/audit/${NETWORK}/export/${file}?from=${known.day}`, { headers: { cookie } })).arrayBuffer(),
    )
    results.push({
      what: `export of half of the rows as ${file.split('.')[1]}`,
      figure: `${Math.round(ROWS / 2 / (time / 1000) / 1000)} thousand rows/s`,
    })
  }
  return results
}

/** The program of its own that verifies, with the most memory that it took. */
const verified = (dataFolder: string): Promise<{ seconds: number; memory: number }> =>
  new Promise((resolve, reject) => {
    const started = performance.now()
    let memory = 0
    const child = spawn(process.execPath, ['--enable-source-maps', 'scripts/main.mjs', 'audit', 'verify', '--network', NETWORK], {
      env: { ...process.env, MAILLAGE_DATA: dataFolder },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const watch = setInterval(() => {
      memory = Math.max(memory, memoryOf(child.pid) ?? 0)
    }, 50)
    child.once('exit', (code) => {
      clearInterval(watch)
      if (code === 0) resolve({ seconds: (performance.now() - started) / 1000, memory })
      else reject(new Error(`verify ended with ${code}`))
    })
  })

const WRITERS = 8
const SECONDS = 5
/** Rows a second that several append at once, each in a transaction of its own. */
const appended = async (databases: Database[], networkOf: (writer: number) => string): Promise<number> => {
  const until = performance.now() + SECONDS * 1000
  let rows = 0
  const writer = async (at: number) => {
    const { db } = databases[at % databases.length] ?? databases[0] ?? (await openDatabase())
    for (; performance.now() < until; rows++)
      await asActor(db, OPERATOR, (scope) => record(scope, networkOf(at), 'test.write', randomUUID()))
  }
  await Promise.all(Array.from({ length: WRITERS }, (_, at) => writer(at)))
  return rows / SECONDS
}

/** The trail with a million rows: its pages, its files, its verification, and what is appended in a second. */
export const audit: Bench = {
  name: 'audit',
  title: 'Audit: a trail of a million rows',
  run: async (say) => {
    const { folder, remove } = await temporaryFolder()
    const dataFolder = join(folder, 'data')
    await command(dataFolder, 'demo')
    const database = await openDatabase({ env: { MAILLAGE_DATA: dataFolder }, serve: true })
    try {
      say('filling')
      const known = await fill(database.ownerUrl)
      say('verifying')
      const { seconds, memory } = await verified(dataFolder)
      const server = await startServer(dataFolder)
      const results = await pages(server.address, known, say).finally(server.stop)
      say('appending')
      await withClient(database.ownerUrl, (owner) =>
        owner.query(
          "insert into platform.network (id, name, country) select 'bench-' || n, '{\"en\": \"Bench\"}', 'FR' from generate_series(0, 7) n",
        ),
      )
      return [
        ...results,
        {
          what: `verification of ${ROWS.toLocaleString('en')} rows`,
          figure: `${seconds.toFixed(1)} s, ${Math.round(ROWS / seconds / 1000)} thousand rows/s, at most ${memory.toFixed(0)} MB`,
        },
        {
          what: `rows appended, ${WRITERS} writers on one chain`,
          figure: `${(await appended([database], () => 'bench-0')).toFixed(0)} a second`,
        },
        {
          what: `rows appended, ${WRITERS} writers on ${WRITERS} chains`,
          figure: `${(await appended([database], (at) => `bench-${at}`)).toFixed(0)} a second`,
        },
        { what: 'size of the trail with its indexes', figure: known.size },
      ]
    } finally {
      await database.close()
      await remove()
    }
  },
}
