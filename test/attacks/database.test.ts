import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Actor, VISITOR } from '#platform/actor.ts'
import { withLogin } from '#platform/database/address.server.ts'
import { appLogin } from '#platform/database/app-role.server.ts'
import { codeOf, connected } from '#platform/database/client.server.ts'
import { asActor, type Scope } from '#platform/db.server.ts'
import { projectRoot } from '#platform/root.server.ts'
import { REFUSED } from './refused-statements.test-support.ts'
import { CLOSED, MARK, OTHER, useSite } from './site.test-support.ts'

vi.setConfig({ testTimeout: 60_000 })
const site = useSite()
let app: pg.Client

// Somebody runs SQL of his own with the login of the application: the worst that a fault of the program could come to.
beforeAll(async () => {
  const { ownerUrl } = site.database
  app = await connected({ connectionString: withLogin(ownerUrl, appLogin(ownerUrl)) })
})
afterAll(() => app?.end())

const as = async <T>(person: string, work: () => Promise<T>): Promise<T> => {
  await app.query(`begin; set local app.person = '${person}'`)
  try {
    return await work()
  } finally {
    await app.query('rollback')
  }
}
/** What PostgreSQL says to a statement: its code, or that it was done. */
const said = (sql: string, values: unknown[] = []): Promise<string> => app.query(sql, values).then(() => 'done', codeOf)
const outsider = () => site.outsiders.find(({ who }) => who === 'an administrator of another network')?.id ?? ''
type Table = { name: string; columns: string[]; rows: number }

/** The tables of the networks in which the closed one has something, with the columns that the application may fill in. */
const filled = async (): Promise<Table[]> => {
  const tables = await site.owner<{ name: string; columns: string[] }>(
    `select c.oid::regclass::text as name,
        (select array_agg(b.attname::text order by b.attnum) from pg_attribute b where b.attrelid = c.oid and b.attnum > 0 and not b.attisdropped and b.attgenerated = ''
          and has_column_privilege('maillage_app', c.oid, b.attnum, 'insert')) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'network_id'
      where c.relkind = 'r' and c.relrowsecurity order by 1`,
  )
  const counted = await site.owner<{ name: string; rows: number }>(
    tables.map(({ name }) => `select '${name}' as name, count(*)::integer as rows from ${name} where network_id = $1`).join(' union all '),
    [CLOSED],
  )
  return tables.flatMap(({ name, columns }) => {
    const rows = counted.find((each) => each.name === name)?.rows ?? 0
    return rows > 0 ? [{ name, columns: columns ?? [], rows }] : []
  })
}

describe('the login of the application', () => {
  test('becomes nobody else', async () => {
    const roles = (await site.owner<{ name: string }>("select rolname as name from pg_roles where rolname <> 'maillage_app'")).map(
      ({ name }) => name,
    )
    expect(roles.length).toBeGreaterThan(5)
    for (const role of roles) {
      expect(await said(`set role "${role}"`), role).toBe('42501')
      expect(await said(`set session authorization "${role}"`), role).toBe('42501')
      expect(await said(`grant "${role}" to maillage_app`), role).toMatch(/^(42501|0LP01|42704|0A000)$/)
    }
  })

  test.each(REFUSED)('may not: %s', async (statement) => {
    expect(await said(statement)).toMatch(/^(42501|55P02|42P17|3D000|42883|58P01)$/)
  })

  test('cannot turn row-level security off: it gets an error, and no rows', async () => {
    const tables = await filled()
    await as(outsider(), async () => {
      await app.query('set local row_security = off')
      for (const { name } of tables) {
        await app.query('savepoint s')
        expect(await said(`select * from ${name}`), name).toBe('42501')
        await app.query('rollback to savepoint s')
      }
    })
  })

  test('learns nothing of others from statistics or from what they are doing', async () => {
    await site.owner('analyze')
    const { rows: statistics } = await app.query(
      "select tablename from pg_stats where schemaname in ('directory', 'journal', 'account', 'platform', 'identity') and tablename in (select relname from pg_class where relrowsecurity)",
    )
    expect(statistics).toEqual([])
    const { rows: busy } = await app.query<{ query: string }>(
      'select query from pg_stat_activity where usename <> current_user and query is not null',
    )
    expect(busy.filter(({ query }) => !/^(<insufficient privilege>)?$/.test(query))).toEqual([])
  })
})

describe('the rows of a network', () => {
  test('are there, so that the tests below have something to miss', async () => {
    expect((await filled()).length).toBeGreaterThan(15)
  })

  test('are not seen by a function that tells what it is given: policies come before it', async () => {
    for (const { name } of await filled())
      for (const person of ['', outsider()])
        await as(person, async () => {
          // Divides by zero for the first row that it sees.
          expect(
            await said(`select from ${name} t where network_id = $1 and 1 / (length(t.network_id::text) * 0) = 1`, [CLOSED]),
            name,
          ).toMatch(/^(done|42501)$/)
        })
    await as(site.members.reader.id, async () => {
      expect(await said('select from directory.organisation t where 1 / (length(t.name) * 0) = 1'), 'the test sees nothing').toBe('22012')
    })
  })

  test('are the same to whoever writes over them, whether they are there or not', async () => {
    let tried = 0
    for (const { name, columns } of await filled()) {
      if (columns.length === 0) continue
      const [row] = await site.owner<{ row: Record<string, unknown> }>(
        `select to_jsonb(t) as row from ${name} t where network_id = $1 limit 1`,
        [CLOSED],
      )
      const write = (change: Record<string, unknown>, conflict = '') =>
        as(outsider(), () =>
          said(
            `insert into ${name} (${columns.join(', ')}) select ${columns.join(', ')} from jsonb_populate_record(null::${name}, $1) ${conflict}`,
            [JSON.stringify({ ...row?.row, ...change })],
          ),
        )
      const other = {
        id:
          typeof row?.row.id === 'string' && /^[\da-f-]{36}$/.test(row.row.id)
            ? '00000000-0000-4000-8000-0000000000ff'
            : 'nobody-has-this-id',
      }
      for (const conflict of ['', 'on conflict do nothing']) {
        const there = await write({}, conflict)
        expect(there, `${name} ${conflict}`).toBe('42501')
        if ('id' in (row?.row ?? {})) expect(await write(other, conflict), `${name} ${conflict}`).toBe(there)
      }
      tried += 1
    }
    expect(tried).toBeGreaterThan(10)
  })

  test('are not told by a reference from another network: one that is not there gets the same answer', async () => {
    const references = await site.owner<{ name: string; columns: string[]; target: string; targets: string[] }>(
      `select k.conrelid::regclass::text as name, (select array_agg(a.attname::text order by o) from unnest(k.conkey) with ordinality u(n, o) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n) as columns,
          k.confrelid::regclass::text as target, (select array_agg(a.attname::text order by o) from unnest(k.confkey) with ordinality u(n, o) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n) as targets
        from pg_constraint k where k.contype = 'f' and cardinality(k.conkey) > 1 and has_table_privilege('maillage_app', k.conrelid, 'select')
          and has_any_column_privilege('maillage_app', k.conrelid, 'insert') order by 1`,
    )
    expect(references.length).toBeGreaterThan(10)
    for (const { name, columns, target, targets } of references) {
      expect([columns[0], targets[0]], `${name} to ${target}`).toEqual(['network_id', 'network_id'])
    }
    const [organisation] = await site.owner<{ id: string }>('select id from directory.organisation where network_id = $1 limit 1', [CLOSED])
    const service = (id: string) =>
      as(outsider(), () =>
        said("insert into directory.service (network_id, id, name, organisation_id) values ($1, 'x', 'x', $2)", [OTHER, id]),
      )
    const [there, nowhere] = [await service(organisation?.id ?? ''), await service('nobody-has-this-id')]
    expect(there).toBe(nowhere)
    expect(there).not.toBe('done')
  })

  test('stay in their network: nobody takes them into another', async () => {
    let tried = 0
    for (const { name } of await filled()) {
      await as(site.members.administrator.id, async () => {
        const outcome = await app
          .query(`update ${name} set network_id = $1 where network_id = $2`, [OTHER, CLOSED])
          .then(({ rowCount }) => String(rowCount), codeOf)
        expect(outcome, name).toMatch(/^(0|42501|23503)$/)
        if (outcome !== '0') tried += 1
      })
    }
    expect(tried).toBeGreaterThan(10)
  })

  test('do not come with a plan that was made for somebody else', async () => {
    await app.query('prepare everything as select name from directory.organisation')
    try {
      const seen = (person: string) =>
        as(
          person,
          async () => (await app.query<{ name: string }>('execute everything')).rows.filter(({ name }) => name.startsWith(MARK)).length,
        )
      // A plan is made anew five times before it is kept.
      for (let round = 0; round < 7; round += 1) {
        expect(await seen(site.members.reader.id)).toBeGreaterThan(0)
        expect(await seen(outsider())).toBe(0)
        expect(await seen('')).toBe(0)
      }
    } finally {
      await app.query('deallocate everything')
    }
  })
})

// A key that is the same for all networks tells whoever may write it that somebody has it. Each is reviewed.
const SHARED_KEYS: Readonly<Record<string, string>> = {
  'identity.passkey (id)': 'sixteen bytes and more that an authenticator drew',
  'identity.openid (issuer, subject)': 'told only to who proved to the provider that it is theirs',
  'directory.territory (id)': 'the map of France and Belgium, the same for all',
  'directory.territory_name (territory_id, language)': 'the same',
  'directory.territory_name (territory_id, name)': 'the same',
  'identity.paper_key (hash)': 'the hash of a secret',
  'mail.message (id)': 'a number that the program drew',
  'platform.erased_key (id)': 'a number that the program drew',
  'platform.network (id)': 'networks are made by the operator alone',
}

test('keys that are the same for all networks are few, and what they tell is known', async () => {
  const keys = await site.owner<{ name: string }>(
    `select c.oid::regclass || ' (' || (select string_agg(a.attname, ', ' order by o) from unnest(i.indkey::smallint[]) with ordinality u(n, o) join pg_attribute a on a.attrelid = c.oid and a.attnum = u.n) || ')' as name
      from pg_index i join pg_class c on c.oid = i.indrelid
      where i.indisunique and c.relrowsecurity and has_any_column_privilege('maillage_app', c.oid, 'insert')
        and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname in ('network_id', 'person_id') and a.attnum = i.indkey[0])
        and c.relnamespace::regnamespace::text !~ '^jobs' order by 1`,
  )
  const names = keys.map(({ name }) => name)
  expect(names.filter((name) => !(name in SHARED_KEYS))).toEqual([])
})

describe('a connection of the pool', () => {
  const whoActs = (actor: Actor) =>
    asActor(
      site.database.db,
      actor,
      async (scope) =>
        (await sql<{ person: string | null }>`select platform.person()::text as person`.execute(scope)).rows[0]?.person ?? null,
    )
  const member = (): Actor => ({ personId: site.members.reader.id, name: '', roles: {} })
  /** Every connection that the pool has, so that the one that was used is among them. */
  const everywhere = (actor: Actor) => Promise.all(Array.from({ length: 12 }, () => whoActs(actor)))
  const outside = async () =>
    Promise.all(
      Array.from(
        { length: 12 },
        async () =>
          (await sql<{ person: string | null }>`select platform.person()::text as person`.execute(site.database.db)).rows[0]?.person ??
          null,
      ),
    )
  const nobody = Array.from({ length: 12 }, () => null)

  test('remembers nobody after the work is done, after it failed, and after it was stopped by the database', async () => {
    expect(await everywhere(member())).toEqual(nobody.map(() => site.members.reader.id))
    expect(await everywhere(VISITOR)).toEqual(nobody)
    expect(await outside()).toEqual(nobody)
    const failures: ((scope: Scope) => Promise<unknown>)[] = [
      () => Promise.reject(new Error('failed')),
      (scope) => sql`select 1 / 0`.execute(scope),
      (scope) => sql`set local statement_timeout = 20; select pg_sleep(1)`.execute(scope),
      (scope) => sql`select * from nowhere`.execute(scope),
      (scope) => sql`commit; select 1 / 0`.execute(scope),
    ]
    for (const failure of failures) {
      await expect(asActor(site.database.db, member(), failure)).rejects.toThrow()
      expect(await everywhere(VISITOR)).toEqual(nobody)
      expect(await outside()).toEqual(nobody)
    }
  })

  test('lets no work of one set who acts in the next, even if it tries', async () => {
    await asActor(site.database.db, member(), (scope) =>
      sql`select set_config('app.person', ${site.members.administrator.id}, false)`.execute(scope),
    )
    expect(await everywhere(VISITOR)).toEqual(nobody)
    expect(new Set(await everywhere(member()))).toEqual(new Set([site.members.reader.id]))
    await sql`reset all`.execute(site.database.db)
  })

  test('is told who acts in no other form than that of an id', async () => {
    for (const personId of [
      "' or true --",
      `${site.members.reader.id}'; set role postgres; --`,
      '00000000-0000-4000-8000-00000000000G',
      ' ',
    ])
      await expect(asActor(site.database.db, { ...member(), personId }, async () => 1)).rejects.toThrow('a person id is a UUID')
  })

  test('holds no lock beyond its work: the program takes only locks that end with it', () => {
    const held = site.sources.filter(
      (file) =>
        /pg_advisory_lock|lock table/i.test(readFileSync(join(projectRoot(), 'src', file), 'utf8')) &&
        !file.startsWith('platform/database/') &&
        !file.startsWith('platform/backup/'),
    )
    expect(held).toEqual([])
  })
})
