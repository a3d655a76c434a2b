import { connect, createServer, type Server, type Socket } from 'node:net'
import { type Kysely, PostgresDialect, Kysely as Query, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OPERATOR, VISITOR } from '../actor.ts'
import { asActor, type Tables } from '../db.server.ts'
import { loginOf } from './address.server.ts'
import { withClient } from './client.server.ts'
import { type Database, openDatabase } from './connect.server.ts'
import { testServer } from './database.test-support.ts'
import { createDatabase, dropDatabase } from './databases.server.ts'
import { openPool } from './pool.server.ts'
import { createNames, isPooled, preparing } from './prepared.server.ts'

const NAME = `maillage_test_prepared_${process.pid}`
let server: Awaited<ReturnType<typeof testServer>>
let database: Database
const one = async <T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> => {
  const pool = openPool({ address: database.appUrl, size: 1, statementTimeout: 10_000, onLost: () => undefined })
  const db = new Query<Tables>({ dialect: new PostgresDialect({ pool: preparing(pool) }) })
  return work(db).finally(() => db.destroy())
}
const prepared = async (db: Kysely<Tables>) =>
  (await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(db)).rows.map(({ statement }) => statement)

beforeAll(async () => {
  server = await testServer()
  database = await openDatabase({ env: { DATABASE_URL: await createDatabase(server.ownerUrl, NAME) } })
  await withClient(database.ownerUrl, (owner) =>
    owner.query(`insert into platform.network (id, name, country) values ('closed', '{"fr": "Fermé"}', 'FR')`),
  )
})
afterAll(async () => {
  await database.close()
  await dropDatabase(server.ownerUrl, NAME)
  await server.stop()
})

describe('a plan that is kept', () => {
  test('finds for each person their own rows, on one connection, however often it is used', () =>
    one(async (db) => {
      const count = (actor: typeof OPERATOR) =>
        asActor(
          db,
          actor,
          async (scope) => (await scope.selectFrom('platform.network').select('id').where('id', '=', 'closed').execute()).length,
        )
      // More than five times each: PostgreSQL then stops to plan for the values at hand.
      for (let turn = 0; turn < 8; turn++) expect([await count(VISITOR), await count(OPERATOR)]).toEqual([0, 1])
      expect((await prepared(db)).filter((text) => text.includes('"platform"."network"'))).toHaveLength(1)
    }))

  test('is that of a statement that comes again, not of one that comes once or says nothing', () =>
    one(async (db) => {
      await sql`select ${'again'}::text as twice`.execute(db)
      await sql`select ${'again'}::text as twice`.execute(db)
      await sql`select ${'once'}::text as single`.execute(db)
      for (let turn = 0; turn < 3; turn++) await asActor(db, VISITOR, async () => undefined)
      expect(await prepared(db)).toEqual([expect.stringContaining('twice')])
    }))

  test('that no longer fits, after a migration, fails once and is made anew', async () => {
    await withClient(database.ownerUrl, async (owner) => {
      await owner.query(
        'create table public.changing (a integer); grant select on public.changing to maillage_app; insert into public.changing values (1)',
      )
      await one(async (db) => {
        const read = () =>
          asActor(db, VISITOR, async (scope) => (await sql`select * from public.changing where a = ${1}`.execute(scope)).rows)
        for (let turn = 0; turn < 3; turn++) expect(await read()).toEqual([{ a: 1 }])
        await owner.query('alter table public.changing add column b text')
        await expect(read()).rejects.toMatchObject({ code: '0A000' })
        expect(await read()).toEqual([{ a: 1, b: null }])
      })
      await owner.query('drop table public.changing')
    })
  })
})

test('a commit that keeps nothing is an error: a statement failed, and its error was swallowed', () =>
  one(async (db) => {
    const work = asActor(db, OPERATOR, async (scope) => {
      await sql`select 1 / 0`.execute(scope).catch(() => undefined)
      return 'all is well'
    })
    await expect(work).rejects.toThrow('nothing of this was kept')
    expect(await asActor(db, OPERATOR, async () => 'next')).toBe('next')
  }))

test('names are few, whatever is asked', () => {
  const nameOf = createNames()
  const names = new Set<string | undefined>()
  for (let n = 0; n < 2000; n++) for (let turn = 0; turn < 3; turn++) names.add(nameOf(`select ${n}`))
  expect(names.size - 1).toBe(400)
  expect(nameOf('select 0')).toBe('m1')
  expect(createNames()('x'.repeat(9000))).toBeUndefined()
})

describe('behind a program that shares connections', () => {
  /** Passes everything on, and like PgBouncer tells a number of its own in place of the server's process. */
  const between = async (address: string) => {
    const { hostname, port } = new URL(address)
    const sockets = new Set<Socket>()
    const proxy: Server = createServer((client) => {
      const real = connect(Number(port), hostname)
      for (const socket of [client, real]) sockets.add(socket.on('error', () => undefined))
      client.pipe(real)
      real.on('data', (bytes) => {
        const at = bytes.indexOf(Buffer.from([0x4b, 0, 0, 0]))
        if (at >= 0) bytes.writeInt32BE(1, at + 5)
        client.write(bytes)
      })
      real.on('end', () => client.end())
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    const { port: own } = proxy.address() as { port: number }
    const url = Object.assign(new URL(address), { port: String(own) })
    const stop = () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => proxy.close(resolve))
    }
    return { address: url.href, stop }
  }

  test('is noticed, and then no plan is kept', async () => {
    const proxy = await between(database.appUrl)
    try {
      expect(await withClient(database.appUrl, isPooled)).toBe(false)
      expect(await withClient(proxy.address, isPooled)).toBe(true)
      const env = { DATABASE_URL: database.ownerUrl, DATABASE_APP_URL: proxy.address }
      const shared = await openDatabase({ env, migrate: false })
      for (let turn = 0; turn < 3; turn++) await sql`select ${'again'}::text as twice`.execute(shared.db)
      expect(await prepared(shared.db)).toEqual([])
      await shared.close()
      expect(loginOf(proxy.address).user).toBe('maillage_app')
    } finally {
      await proxy.stop()
    }
  })
})
