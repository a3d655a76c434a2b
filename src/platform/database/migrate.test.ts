import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withLogin } from './address.server.ts'
import { appLogin } from './app-role.server.ts'
import { withClient } from './client.server.ts'
import { projectOf, testServer } from './database.test-support.ts'
import { createDatabase, dropDatabase } from './databases.server.ts'
import { migrate } from './migrate.server.ts'
import { migrationFiles } from './migration-files.server.ts'

let server: Awaited<ReturnType<typeof testServer>>
let project: ReturnType<typeof projectOf>
let ownerUrl: string
const NAME = `maillage_test_migrate_${process.pid}`
const ROLES = { quoted: `maillage_test "quoted" ${process.pid}`, own: `maillage_test_own_${process.pid}` }

beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.stop())
beforeEach(async () => {
  ownerUrl = await createDatabase(server.ownerUrl, NAME)
  project = projectOf({
    'src/platform/migrations/0001-ground.sql':
      'create schema ground; grant usage on schema ground to :app; create table ground.one (id integer primary key)',
    'src/modules/late/migrations/0010-late.sql': 'create table ground.three (id integer primary key)',
    'src/modules/early/migrations/0002-early.sql':
      '-- the second\ncreate table ground.two (id integer primary key);\ngrant select on ground.two to :app',
  })
})
afterEach(async () => {
  project.remove()
  await dropDatabase(server.ownerUrl, NAME)
  // Their rights went with the database.
  await withClient(server.ownerUrl, async (client) => {
    for (const role of Object.values(ROLES)) await client.query(`drop role if exists ${pg.escapeIdentifier(role)}`)
  })
})

const run = () => migrate({ ownerUrl, root: project.root })
const ask = async <T>(sql: string, url = ownerUrl): Promise<T[]> =>
  withClient(url, async (client) => (await client.query({ text: sql, rowMode: 'array' })).rows.map((row) => row[0]))
const tables = () =>
  ask<string>("select relname::text from pg_class where relnamespace = 'ground'::regnamespace and relkind = 'r' order by 1")

describe('migrations', () => {
  it('are applied in the order of their numbers, whatever module they belong to, and noted with their checksum', async () => {
    const lines: string[] = []
    expect(await migrate({ ownerUrl, root: project.root, progress: (line) => lines.push(line) })).toEqual([
      '0001-ground',
      '0002-early',
      '0010-late',
    ])
    expect(lines.map((line) => line.split(':')[0])).toEqual(['Migration 0001-ground', 'Migration 0002-early', 'Migration 0010-late'])
    expect(await ask('select checksum from platform_migration order by id')).toEqual(
      migrationFiles(project.root).map(({ checksum }) => checksum),
    )
  })

  it('are applied once', async () => {
    await run()
    expect(await run()).toEqual([])
  })

  it('are applied when they are added', async () => {
    await run()
    project.write('src/modules/early/migrations/0011-more.sql', 'create table ground.four (id integer primary key)')
    expect(await run()).toEqual(['0011-more'])
  })

  it('name the file that was changed after it had been applied, and change nothing then', async () => {
    await run()
    project.write('src/modules/early/migrations/0002-early.sql', 'create table ground.other (id integer primary key)')
    project.write('src/modules/early/migrations/0011-more.sql', 'create table ground.four (id integer primary key)')
    await expect(run()).rejects.toThrow('src/modules/early/migrations/0002-early.sql was changed after it had been applied')
    expect(await tables()).toEqual(['one', 'three', 'two'])
  })

  it('refuse a database that a newer version has migrated', async () => {
    await run()
    await ask("insert into platform_migration (id, checksum) values ('0099-future', 'x') returning 1")
    await expect(run()).rejects.toThrow('the database is newer than this code: it has 0099-future')
  })

  it('leave nothing of one that fails, keep those before it, and say where it failed', async () => {
    project.write(
      'src/modules/early/migrations/0002-early.sql',
      'create table ground.two (id integer);\ninsert into ground.two values (1);\nselect nonsense from :app;',
    )
    await expect(run()).rejects.toThrow(/^src\/modules\/early\/migrations\/0002-early\.sql, line 3: .*; nothing of it was applied$/)
    expect(await tables()).toEqual(['one'])
    expect(await ask('select id from platform_migration')).toEqual(['0001-ground'])
    project.write('src/modules/early/migrations/0002-early.sql', 'create table ground.two (id integer)')
    expect(await run()).toEqual(['0002-early', '0010-late'])
  })

  it('may not end their own transaction', async () => {
    project.write(
      'src/modules/early/migrations/0002-early.sql',
      'create table ground.two (id integer); commit; create table ground.half (id integer)',
    )
    await expect(run()).rejects.toThrow('0002-early.sql ends its own transaction')
  })

  it('are applied once when several processes start together', async () => {
    const results = await Promise.all([run(), run(), run()])
    expect(results.flat().sort()).toEqual(['0001-ground', '0002-early', '0010-late'])
    expect(await tables()).toEqual(['one', 'three', 'two'])
  })

  it('must have a name with a number of their own', () => {
    project.write('src/modules/early/migrations/0010-twin.sql', 'select 1')
    expect(() => migrationFiles(project.root)).toThrow(/0010-.*\.sql and .*0010-.*\.sql have the same number/)
    project.write('src/modules/early/migrations/0010-twin.sql', 'select 1')
    project.write('src/modules/early/migrations/notes.sql', 'select 1')
    expect(() => migrationFiles(project.root)).toThrow(/notes\.sql: a migration is named like|have the same number/)
  })
})

describe('the role of the application', () => {
  it('is named where a migration says :app as a word of its own, and nowhere else', async () => {
    project.write(
      'src/platform/migrations/0001-ground.sql',
      "create schema ground; create domain ground.apple as text; grant usage on schema ground to :app; create table ground.one (kind text default 'x'::ground.apple, note text default ':apples')",
    )
    await migrate({ ownerUrl, root: project.root, appRole: ROLES.quoted })
    expect(await ask("select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = 'ground.one'::regclass order by adnum")).toEqual([
      expect.stringContaining('ground.apple'),
      "':apples'::text",
    ])
    expect(await ask(`select has_schema_privilege(${pg.escapeLiteral(ROLES.quoted)}, 'ground', 'usage')`)).toEqual([true])
  })

  it('has no rights but those that the migrations give, and cannot read which migrations there are', async () => {
    await run()
    expect(
      await ask(
        "select row(rolcanlogin, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication)::text from pg_roles where rolname = 'maillage_app'",
      ),
    ).toEqual(['(t,f,f,f,f,f)'])
    const appUrl = withLogin(ownerUrl, appLogin(ownerUrl))
    expect(await ask('select count(*)::int from ground.two', appUrl)).toEqual([0])
    await expect(ask('select * from platform_migration', appUrl)).rejects.toThrow('permission denied')
    await expect(ask('create table public.mine (id integer)', appUrl)).rejects.toThrow('permission denied')
  })

  it('gets the password that follows from the owner’s again when another one was set', async ({ skip }) => {
    if (appLogin(ownerUrl).password === '') skip('the server lets the owner in without a password')
    const login = appLogin(ownerUrl, ROLES.own)
    await migrate({ ownerUrl, root: project.root, appRole: login.user })
    await withClient(ownerUrl, (client) => client.query(`alter role ${login.user} password 'other'`))
    await migrate({ ownerUrl, root: project.root, appRole: login.user })
    expect(await ask('select 1', withLogin(ownerUrl, login))).toEqual([1])
  })

  it('keeps the password that an operator gave', async () => {
    const login = { user: ROLES.own, password: 'given' }
    for (const appPassword of ['given', 'mistyped']) await migrate({ ownerUrl, root: project.root, appRole: login.user, appPassword })
    expect(await ask('select 1', withLogin(ownerUrl, login))).toEqual([1])
  })
})
