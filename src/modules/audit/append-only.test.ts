import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { OPERATOR } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import { codeOf, withClient } from '#platform/database/client.server.ts'
import { type Database, openDatabase } from '#platform/database/connect.server.ts'
import { testServer } from '#platform/database/database.test-support.ts'
import { createDatabase, dropDatabase } from '#platform/database/databases.server.ts'
import { asActor } from '#platform/db.server.ts'
import { verifyChain } from './verify.server.ts'

// The login of the application as it is, on a database of its own: whoever holds it holds all that the server can do there.
const NAME = `maillage_test_append_${process.pid}`
const [NETWORK, CHAINS] = ['one', ['platform.audit', 'platform.installation_audit']]
const HEADS = ['platform.audit_head', 'platform.installation_audit_head']
let server: Awaited<ReturnType<typeof testServer>>
let database: Database
let ownerName: string
// A right that PostgreSQL knows since version 17.
const rightsOfLater = () =>
  withClient(database.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ known: boolean }>("select current_setting('server_version_num')::integer >= 170000 as known")
    return rows[0]?.known === true ? ['MAINTAIN'] : []
  })
const asApp = <T>(work: (client: pg.Client) => Promise<T>) => withClient(database.appUrl, work)
const verdict = () => asActor(database.db, OPERATOR, (scope) => verifyChain(scope, NETWORK, []))

beforeAll(async () => {
  server = await testServer()
  database = await openDatabase({ env: { DATABASE_URL: await createDatabase(server.ownerUrl, NAME) } })
  ownerName = await withClient(database.ownerUrl, async (owner) => {
    await owner.query(`insert into platform.network (id, name, country) values ($1, '{"en": "Network"}', 'FR')`, [NETWORK])
    return (await owner.query<{ me: string }>('select current_user as me')).rows[0]?.me ?? ''
  })
})
beforeEach(() => asActor(database.db, OPERATOR, (scope) => record(scope, NETWORK, 'test.write', 'x')))
afterAll(async () => {
  await database.close()
  await dropDatabase(server.ownerUrl, NAME)
  await server.stop()
})

const ON_CHAINS = (table: string) => [
  `insert into ${table} select * from ${table} limit 1`,
  `update ${table} set target = 'x'`,
  `delete from ${table}`,
  `truncate ${table}`,
  `merge into ${table} a using (select 1) b on true when matched then delete`,
  `select * from ${table} for update`,
  `lock table ${table} in exclusive mode`,
  `copy ${table} from program 'cat'`,
  `alter table ${table} disable row level security`,
  `alter table ${table} no force row level security`,
  `alter table ${table} add column more text`,
  `alter table ${table} owner to current_user`,
  `create policy more on ${table} for all using (true)`,
  `drop policy read on ${table}`,
  `create trigger more before update on ${table} for each row execute function suppress_redundant_updates_trigger()`,
  `create rule more as on select to ${table} do instead nothing`,
  `drop table ${table}`,
]
const AROUND = (owner: string) => [
  `set role ${owner}`,
  `set session authorization ${owner}`,
  'set session_replication_role = replica',
  'alter table identity.session disable trigger trail',
  'drop trigger trail on identity.session',
  'truncate platform.network cascade',
  "update platform.network set id = 'other'",
  'delete from platform.network',
  "create or replace function platform.record(network text, action text, target text) returns void language sql as ''",
  'create table platform.more (a integer)',
  'create schema more',
  'create temp table audit (a integer)',
  'create table public.more (a integer)',
  'drop schema platform cascade',
  'alter role current_user bypassrls',
  'set local row_security = off; select * from platform.audit',
  `grant ${owner} to current_user`,
  'create role more',
  "select pg_read_file('postgresql.conf')",
  "select platform.append_audit('one', null, 'write', 'a.b', 'x', null, null, 'success')",
  "select * from platform.retire_audit('one', '2020-01-01')",
]

describe('the login of the application', () => {
  test('can do nothing to a trail, its end, or what makes it', async () => {
    const heads = HEADS.flatMap((table) => [
      `select * from ${table}`,
      `update ${table} set seq = 0`,
      `delete from ${table}`,
      `insert into ${table} default values`,
    ])
    const before = await verdict()
    for (const attempt of [...CHAINS.flatMap(ON_CHAINS), ...heads, ...AROUND(pg.escapeIdentifier(ownerName))]) {
      const code = await asApp(async (client) => {
        await client.query(`begin; set local app.person = '${OPERATOR.personId}'`)
        return client.query(attempt).then(() => 'done', codeOf)
      })
      expect([attempt, code]).toEqual([attempt, '42501'])
    }
    expect(await verdict()).toEqual(before)
  })

  test('has no right on its tables but to read, cannot give itself any, and is nobody else', async () => {
    // A grant of what one may not grant is answered with a warning.
    await asApp((client) => client.query(`grant all on ${[...CHAINS, ...HEADS].join(', ')} to public`)).catch(() => undefined)
    const later = await rightsOfLater()
    const { rows } = await withClient(database.ownerUrl, (owner) =>
      owner.query<{ right: string }>(
        `select t || ' ' || r as right from unnest($1::text[]) t, unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'] || $2::text[]) r
          where has_table_privilege('maillage_app', t, r)
         union all select t || ' ' || r from unnest($1::text[]) t, unnest(array['INSERT', 'UPDATE', 'REFERENCES']) r where has_any_column_privilege('maillage_app', t, r)
         union all select 'member of ' || g.rolname from pg_auth_members m join pg_roles g on g.oid = m.roleid join pg_roles a on a.oid = m.member where a.rolname = 'maillage_app'
         union all select 'sequence ' || c.relname from pg_class c where c.relkind = 'S' and c.relnamespace = 'platform'::regnamespace`,
        [[...CHAINS, ...HEADS], later],
      ),
    )
    expect(rows).toEqual([])
  })

  test('cannot lead the entry elsewhere with a path of its own', async () => {
    const before = await verdict()
    await asApp(async (client) => {
      await client.query(`begin; set local search_path = pg_temp, public, identity; set local app.person = '${OPERATOR.personId}'`)
      await client.query(`select platform.record_event('${NETWORK}', 'write', 'test.write', 'mine', null, null)`)
      await client.query('commit')
    })
    expect(await verdict()).toMatchObject({ faults: 0, rows: before.rows + 1 })
  })

  test('opens and ends no session without an entry', async () => {
    const ends = () => asActor(database.db, OPERATOR, (scope) => verifyChain(scope, null, []))
    const { personId } = OPERATOR
    const before = await ends()
    await asApp(async (client) => {
      await client.query(`select identity.begin_session('\\x01', $1, 'open', false, 60, null, null, null)`, [personId])
      await client.query(`select * from identity.end_session('\\x01')`)
    })
    expect(await ends()).toMatchObject({ faults: 0, rows: before.rows + 2 })
  })
})
