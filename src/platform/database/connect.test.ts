import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { OPERATOR, VISITOR } from '../actor.ts'
import { asActor } from '../db.server.ts'
import { ZONE } from '../today.ts'
import { withLogin } from './address.server.ts'
import { appLogin } from './app-role.server.ts'
import { codeOf, withClient } from './client.server.ts'
import { type Database, openDatabase } from './connect.server.ts'
import { temporaryFolder, testServer } from './database.test-support.ts'
import { createDatabase, dropDatabase } from './databases.server.ts'
import { openPool } from './pool.server.ts'
import { assertRestricted } from './restricted.server.ts'

const NAME = `maillage_test_connect_${process.pid}`
const ROLE = `maillage_test_role_${process.pid}`
let server: Awaited<ReturnType<typeof testServer>>
let ownerUrl: string
const opened: Database[] = []

beforeAll(async () => {
  server = await testServer()
  ownerUrl = await createDatabase(server.ownerUrl, NAME)
})
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close()
})
afterAll(async () => {
  await dropDatabase(server.ownerUrl, NAME)
  await server.stop()
})

const open = async (env: NodeJS.ProcessEnv = { DATABASE_URL: ownerUrl }) => {
  const database = await openDatabase({ serve: true, env, log: () => undefined })
  opened.push(database)
  return database
}
const asOwner = (text: string) => withClient(ownerUrl, (client) => client.query(text))

describe('opening the database', () => {
  it('migrates it, and serves with a login that cannot pass row-level security', async () => {
    const { db, pool } = await open()
    await assertRestricted(pool)
    const count = (actor: typeof OPERATOR) =>
      asActor(db, actor, async (scope) => (await scope.selectFrom('platform.network').select('id').execute()).length)
    await asOwner(`insert into platform.network (id, name, country) values ('closed', '{"fr": "Fermé"}', 'FR') on conflict do nothing`)
    expect(await count(VISITOR)).toBe(0)
    expect(await count(OPERATOR)).toBe(1)
  })

  it('uses the embedded one in the folder that a setting names, without a server', async () => {
    const { folder, remove } = temporaryFolder()
    try {
      const database = await openDatabase({ env: { MAILLAGE_DATA: `${folder}/data` } })
      expect((await sql<{ me: string }>`select current_user as me`.execute(database.db)).rows).toEqual([{ me: 'maillage_app' }])
      await database.close()
      await database.close()
    } finally {
      remove()
    }
  })

  it('says in one line, without the password, that nobody answers', async () => {
    const failure = openDatabase({ env: { DATABASE_URL: 'postgres://owner:secret@127.0.0.1:1/none' } })
    await expect(failure).rejects.toThrow(
      /^the database at 127\.0\.0\.1:1\/none does not let us in \([^\n]*ECONNREFUSED[^\n]*\): is it running, and is DATABASE_URL right\?$/,
    )
    await expect(failure).rejects.not.toThrow('secret')
  })

  it('gives numbers as numbers, days as text and moments as dates, and never rounds silently', async () => {
    const { db } = await open()
    const { rows } = await sql`select count(*) as n, 1.5::numeric as d, date '2025-06-24' as day, timestamptz '2025-06-24 10:00+02' as at,
      array[date '2025-06-24', null] as days, array[1::bigint, null] as ns, array['a', null] as ts, null::bigint as nothing`.execute(db)
    expect(rows).toEqual([
      {
        n: 1,
        d: 1.5,
        day: '2025-06-24',
        at: new Date('2025-06-24T08:00:00Z'),
        days: ['2025-06-24', null],
        ns: [1, null],
        ts: ['a', null],
        nothing: null,
      },
    ])
    await expect(sql`select 9007199254740993::bigint as n`.execute(db)).rejects.toThrow('9007199254740993 is too large')
    expect((await sql`select 1 as still`.execute(db)).rows).toEqual([{ still: 1 }])
  })
})

it('lives in the day of the people, whoever asks: a role that begins today holds from midnight on their clocks', async () => {
  const { db } = await open()
  const evening = `select ('2026-11-22T23:30:00Z'::timestamptz)::date::text as evening, current_setting('timezone') as zone`
  const { rows } = await sql.raw(evening).execute(db)
  for (const told of [rows, (await asOwner(evening)).rows]) expect(told).toEqual([{ evening: '2026-11-23', zone: ZONE }])
})

describe('a login that row-level security does not hold', () => {
  const refused = async (url: string, why: RegExp) => {
    const pool = openPool({ address: url, size: 1, statementTimeout: 0, onLost: () => undefined })
    try {
      await expect(assertRestricted(pool)).rejects.toThrow(why)
    } finally {
      await pool.end()
    }
  }
  const withRole = async (rights: string, after: string, check: (url: string) => Promise<void>) => {
    const { rows } = await asOwner("select current_setting('is_superuser') as yes")
    if (rows[0]?.yes !== 'on')
      return expect(await asOwner(`create role ${ROLE} superuser`).catch(codeOf), 'the owner cannot make such logins either').toBe('42501')
    await asOwner(`create role ${ROLE} login ${rights} password 'test'; grant connect on database ${NAME} to ${ROLE}; ${after}`)
    try {
      await check(withLogin(ownerUrl, { user: ROLE, password: 'test' }))
    } finally {
      await asOwner(`reassign owned by ${ROLE} to current_user; drop owned by ${ROLE}; drop role ${ROLE}`)
    }
  }

  it('is refused: the owner', async () => {
    await refused(ownerUrl, /^the login of the application \([^)]*\) (is a superuser|may make roles|owns objects)[^\n]*DATABASE_APP_URL/)
  })
  it.each([
    ['bypasses row-level security', 'bypassrls', 'select 1', /bypasses row-level security/],
    ['may make roles', 'createrole', 'select 1', /may make roles/],
    ['owns a table', '', `create table public.of_role (id integer); alter table public.of_role owner to ${ROLE}`, /owns objects/],
    [
      'owns a function',
      '',
      `create function public.of_role() returns integer language sql return 1; alter function public.of_role owner to ${ROLE}`,
      /owns objects/,
    ],
    ['may read the files of the server', '', `grant pg_read_server_files to ${ROLE}`, /reaches the files/],
    [
      'may make temporary objects',
      '',
      `do $$ begin execute format('grant temporary on database %I to ${ROLE}', current_database()); end $$`,
      /temporary objects/,
    ],
    ['may become the owner', '', `do $$ begin execute format('grant %I to ${ROLE}', current_user); end $$`, /is a superuser|owns objects/],
  ])('is refused: one that %s', async (_, rights, after, why) => {
    await withRole(rights, after, (url) => refused(url, why))
  })
  it('is not found where there is none: a login without rights is let in', async () => {
    await withRole('', 'select 1', async (url) => {
      const pool = openPool({ address: url, size: 1, statementTimeout: 0, onLost: () => undefined })
      await assertRestricted(pool)
      await pool.end()
    })
  })
  it('is refused when the database is opened with it, and the setting is named', async () => {
    await expect(open({ DATABASE_URL: ownerUrl, DATABASE_APP_URL: ownerUrl })).rejects.toThrow('DATABASE_APP_URL')
  })
})

describe('a connection that is lost', () => {
  // As the application itself: everybody may end his own.
  const cut = () =>
    withClient(withLogin(ownerUrl, appLogin(ownerUrl)), (client) =>
      client.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'maillage' and datname = '${NAME}'`),
    )

  it('fails the work that used it, and the next gets a new one', async () => {
    const { db } = await open()
    const cutInside = asActor(db, VISITOR, async (scope) => {
      await cut()
      await sql`select 1`.execute(scope)
    })
    await expect(cutInside).rejects.toThrow()
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
    await cut() // while nobody uses it
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
  })

  it('does not end the process when it is lost between two statements', async () => {
    const { db } = await open()
    const waits = asActor(db, VISITOR, async (scope) => {
      await sql`select 1`.execute(scope)
      await cut()
      await new Promise((resolve) => setTimeout(resolve, 100))
      return 'alive'
    })
    await expect(waits).rejects.toThrow()
  })
})
