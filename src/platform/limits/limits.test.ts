import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { withClient } from '../database/client.server.ts'
import { type Database, openDatabase } from '../database/connect.server.ts'
import { type Limits, takeTurn } from './limits.server.ts'

// Two processes, as far as the database can tell: each with connections of its own.
let one: Database
let other: Database
const key = randomBytes(32)
beforeAll(async () => {
  const open = () => openDatabase({ env: { DATABASE_URL: inject('ownerUrl') }, migrate: false, serve: true })
  ;[one, other] = await Promise.all([open(), open()])
})
afterAll(async () => {
  await Promise.all([one.close(), other.close()])
})

const limits = (account: Limits['write']['account'], address: Limits['write']['address'] = 'off'): Limits => ({
  'sign-in': { account: 'off', address: 'off' },
  write: { account, address },
  export: { account: 'off', address: 'off' },
})
const somebody = () => ({ personId: randomUUID(), address: '203.0.113.7' })

describe('a limit', () => {
  test('lets so many through at once and then says how long to wait', async () => {
    const who = somebody()
    const waits = []
    for (let n = 0; n < 7; n += 1) waits.push(await takeTurn(one.db, limits({ count: 5, seconds: 100 }), key, 'write', who))
    expect(waits.slice(0, 5)).toEqual([0, 0, 0, 0, 0])
    expect(waits[5]).toBeGreaterThan(10)
    expect(waits[5]).toBeLessThanOrEqual(20)
    expect(waits[6]).toBeLessThanOrEqual(20)
  })

  test('counts for all processes on the database together, also when everything comes at once', async () => {
    const who = somebody()
    const asks = Array.from({ length: 60 }, (_, n) =>
      takeTurn((n % 2 === 0 ? one : other).db, limits({ count: 20, seconds: 3600 }), key, 'write', who),
    )
    expect((await Promise.all(asks)).filter((wait) => wait === 0)).toHaveLength(20)
  })

  test('gives its turns back evenly', async () => {
    const who = somebody()
    const two = limits({ count: 2, seconds: 2000 })
    const turn = () => takeTurn(one.db, two, key, 'write', who)
    for (let n = 0; n < 2; n += 1) expect(await turn()).toBe(0)
    expect(await turn()).toBeGreaterThan(900)
    // As if half of the time had passed.
    const row = createHmac('sha256', key).update(`write account ${who.personId}`).digest()
    await withClient(inject('ownerUrl'), (owner) =>
      owner.query("update platform.rate set used_until = used_until - interval '1000 seconds' where key = $1", [row]),
    )
    expect(await turn()).toBe(0)
    expect(await turn()).toBeGreaterThan(900)
  })

  test('holds by account and by address, each for itself, and two that cross do not block each other', async () => {
    const both = limits({ count: 3, seconds: 3600 }, { count: 5, seconds: 3600 })
    const address = `10.1.${Math.floor(Math.random() * 256)}.1`
    const [anna, bert] = [randomUUID(), randomUUID()].map((personId) => ({ personId, address }))
    const of = async (who = anna) => takeTurn(other.db, both, key, 'write', who ?? somebody())
    for (let n = 0; n < 3; n += 1) expect(await of(anna)).toBe(0)
    expect(await of(anna)).toBeGreaterThan(0)
    const waits = await Promise.all(Array.from({ length: 8 }, (_, n) => of(n % 2 === 0 ? bert : anna)))
    expect(waits.filter((wait) => wait === 0).length).toBeLessThanOrEqual(2)
  })

  test('that is off asks nobody, and a visitor is counted by address alone', async () => {
    const gone = { selectFrom: () => expect.unreachable() } as never
    expect(await takeTurn(gone, limits('off'), key, 'write', somebody())).toBe(0)
    expect(await takeTurn(gone, limits({ count: 1, seconds: 1 }), key, 'write', { personId: '', address: '10.0.0.1' })).toBe(0)
  })

  test('leaves in the database nothing that says who, and nothing that a crash must keep', async () => {
    const who = somebody()
    await takeTurn(one.db, limits({ count: 5, seconds: 100 }, { count: 5, seconds: 100 }), key, 'write', who)
    await withClient(inject('ownerUrl'), async (owner) => {
      const { rows } = await owner.query<{ row: string }>('select r::text as row from platform.rate r')
      expect(rows.length).toBeGreaterThan(0)
      for (const { row } of rows) expect(row).toMatch(/^\("\\\\x[0-9a-f]{64}","?[\d :.+-]+"?\)$/)
      const kind = await owner.query("select relpersistence from pg_class where oid = 'platform.rate'::regclass")
      expect(kind.rows).toEqual([{ relpersistence: 'u' }])
    })
  })
})
