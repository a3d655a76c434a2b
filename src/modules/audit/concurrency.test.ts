import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, OPERATOR } from '#platform/actor.ts'
import { ending, record, recordRead } from '#platform/audit.server.ts'
import { codeOf, withClient } from '#platform/database/client.server.ts'
import { type Database, openDatabase } from '#platform/database/connect.server.ts'
import { testServer } from '#platform/database/database.test-support.ts'
import { createDatabase, dropDatabase } from '#platform/database/databases.server.ts'
import { asActor } from '#platform/db.server.ts'
import { anchorDaily, anchorsIn, readAnchors, takeAnchors } from './anchors.server.ts'
import { archivedLine, retireRows } from './retire.server.ts'
import type { Anchor } from './verifier.server.ts'
import { listChains, readChain, verifyChain } from './verify.server.ts'

// What is committed, by several at once: a database of its own.
const NAME = `maillage_test_audit_${process.pid}`
const WRITERS = 8
let server: Awaited<ReturnType<typeof testServer>>
let databases: Database[] = []
const [ONE, OTHER] = ['one', 'other']
const NOOR: Actor = {
  personId: '00000000-0000-4000-8000-0000000000aa',
  name: 'Noor',
  roles: { one: ['administrator'], other: ['administrator'] },
}
const folder = mkdtempSync(join(tmpdir(), 'maillage-test-audit-'))

const owner = <T extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
  withClient(databases[0]?.ownerUrl ?? '', async (client) => (await client.query<T>(text, values)).rows)
const db = (at = 0) => {
  const database = databases[at % databases.length]
  if (database === undefined) throw new Error('no database')
  return database.db
}
const recordIn = (network: string, target: string, at = 0) => asActor(db(at), NOOR, (scope) => record(scope, network, 'test.write', target))
const verdictOn = (network: string | null, anchors: readonly Anchor[] = []) =>
  asActor(db(), OPERATOR, (scope) => verifyChain(scope, network, anchors))

beforeAll(async () => {
  server = await testServer()
  const ownerUrl = await createDatabase(server.ownerUrl, NAME)
  const open = (migrate: boolean) => openDatabase({ env: { DATABASE_URL: ownerUrl }, migrate })
  databases = [await open(true)]
  databases.push(await open(false), await open(false))
  await owner('insert into platform.network (id, name, country) select n, \'{"en": "Network"}\', \'FR\' from unnest($1::text[]) n', [
    [ONE, OTHER],
  ])
  await owner('insert into identity.person (id, name) values ($1, $2)', [NOOR.personId, NOOR.name])
  await owner("insert into identity.role (network_id, person_id, role) select n, $2, 'administrator' from unnest($1::text[]) n", [
    [ONE, OTHER],
    NOOR.personId,
  ])
})
afterAll(async () => {
  for (const database of databases) await database.close()
  await dropDatabase(server.ownerUrl, NAME)
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('several who write at once', () => {
  test('one chain has no gap and holds, although some give up half-way', async () => {
    const writer = async (at: number) => {
      for (let turn = 0; turn < 25; turn++)
        await asActor(db(at), NOOR, async (scope) => {
          await record(scope, ONE, 'test.write', `${at}/${turn}`)
          if (turn % 5 === 4) throw new Error('gives up')
        }).catch((error: unknown) => expect(error).toMatchObject({ message: 'gives up' }))
    }
    await Promise.all(Array.from({ length: WRITERS }, (_, at) => writer(at)))
    const rows = await asActor(db(), OPERATOR, (scope) => readChain(scope, ONE, 0))
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: WRITERS * 20 }, (_, at) => at + 1))
    expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).toSorted())
    expect(await verdictOn(ONE)).toMatchObject({ faults: 0, rows: WRITERS * 20 })
  })

  test('a network does not wait for another; two writers of one do', async () => {
    await asActor(db(0), NOOR, async (scope) => {
      await record(scope, ONE, 'test.write', 'held')
      const attempt = (network: string) =>
        asActor(db(1), NOOR, async (second) => {
          await sql`set local lock_timeout = '300ms'`.execute(second)
          await record(second, network, 'test.write', 'meanwhile')
        }).then(() => 'written', codeOf)
      expect(await attempt(OTHER)).toBe('written')
      expect(await attempt(ONE)).toBe('55P03')
    })
  })

  test('a reading waits for the end of its transaction: until then nobody waits for it', async () => {
    await asActor(db(0), NOOR, async (scope) => {
      await recordRead(scope, ONE, 'test.read', 'held back')
      await recordIn(ONE, 'meanwhile', 1)
    })
    const rows = await asActor(db(), OPERATOR, (scope) => readChain(scope, ONE, 0, 100_000))
    expect(rows.slice(-2).map(({ kind, target, person }) => [kind, target, person])).toEqual([
      ['write', 'meanwhile', NOOR.personId],
      ['read', 'held back', NOOR.personId],
    ])
  })

  test('whoever only read waits for the disk after letting go of the chain; whoever wrote, before', async () => {
    const mode = async (write: boolean) => {
      let found = ''
      const work = asActor(db(0), NOOR, async (scope) => {
        if (write) await record(scope, ONE, 'test.write', 'x')
        await recordRead(scope, ONE, 'test.read', 'x')
        const [before = '', after = ''] = ending(scope).split('commit;')
        expect(after).toContain('pg_logical_emit_message(true')
        await sql.raw(before).execute(scope)
        found = (await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(scope)).rows[0]?.synchronous_commit ?? ''
        throw new Error('not this time')
      })
      await expect(work).rejects.toThrow('not this time')
      return found
    }
    expect([await mode(false), await mode(true)]).toEqual(['off', 'on'])
    // What was said for one transaction does not stay on its connection.
    const { rows } = await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(db(0))
    expect(rows).toEqual([{ synchronous_commit: 'on' }])
  })

  test('whatever stands in a reading is kept as it is, and is never run', async () => {
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom("'); drop table platform.audit; --", "\\'; commit; --", '$$', "E'\\''", '\\', "''", '?', '$1', '\n'),
    )
    await fc.assert(
      fc.asyncProperty(words, words, async (target, reason) => {
        fc.pre(!`${target}${reason}`.includes('\0') && target.isWellFormed() && reason.isWellFormed())
        await asActor(db(), NOOR, (scope) => recordRead(scope, OTHER, 'test.read', target, { reason, about: NOOR.personId }))
        const [row] = await owner<{ target: string; reason: string | null; about: string }>(
          'select target, reason, about from platform.audit where network_id = $1 order by seq desc limit 1',
          [OTHER],
        )
        expect(row).toEqual({ target, reason: reason.replaceAll(/^ +| +$/g, '') || null, about: NOOR.personId })
      }),
      { numRuns: 60 },
    )
    expect(await verdictOn(OTHER)).toMatchObject({ faults: 0 })
  })

  test('what was read is not shown when it cannot be noted', async () => {
    const read = asActor(db(), NOOR, async (scope) => {
      await recordRead(scope, 'no-such-network', 'test.read', 'x')
      return 'personal data'
    })
    await expect(read).rejects.toMatchObject({ code: '42501' })
    // Nor does the failure stay on the connection.
    expect(await asActor(db(), NOOR, async () => 'goes on')).toBe('goes on')
  })

  test('a chain can be verified while others go on writing to it', async () => {
    let isOver = false
    const writing = (async () => {
      for (let turn = 0; !isOver; turn++) await recordIn(ONE, `busy/${turn}`, 1)
    })()
    try {
      for (let turn = 0; turn < 5; turn++) expect(await verdictOn(ONE)).toMatchObject({ faults: 0 })
    } finally {
      isOver = true
      await writing
    }
  })
})

describe('what somebody does who owns the database', () => {
  const tampered = async (statement: string, undo: string) => {
    await owner(statement)
    const verdict = await verdictOn(ONE)
    await owner(undo)
    expect(await verdictOn(ONE), 'undone').toMatchObject({ faults: 0 })
    return verdict.findings.map(({ fault, seq, to }) => [fault, seq, to ?? seq])
  }
  beforeAll(() => recordIn(ONE, 'last'))

  test('a row that was changed, removed, moved or pushed in is found and named', async () => {
    expect(
      await tampered(
        "create table public.kept as select * from platform.audit where network_id = 'one'; update platform.audit set target = 'x' where network_id = 'one' and seq = 7",
        RESTORE,
      ),
    ).toEqual([['changed', 7, 7]])
    expect(await tampered("delete from platform.audit where network_id = 'one' and seq between 5 and 6", RESTORE)).toEqual([
      ['missing', 5, 6],
    ])
    const swap = [
      [3, -1],
      [4, 3],
      [-1, 4],
    ].map(([from, to]) => `update platform.audit set seq = ${to} where network_id = 'one' and seq = ${from}`)
    expect(await tampered(swap.join(';'), RESTORE)).toEqual([
      ['moved', 3, 3],
      ['moved', 4, 4],
    ])
    const copy =
      "insert into platform.audit select (jsonb_populate_record(a, '{\"seq\": 0}')).* from platform.audit a where network_id = 'one' and seq = 1"
    expect(await tampered(copy, RESTORE)).toEqual([['inserted', 0, 0]])
    await owner('drop table public.kept')
  })
  const RESTORE = "delete from platform.audit where network_id = 'one'; insert into platform.audit select * from public.kept"

  test('an end that was cut off with its head is found by the anchor of the day, and by nothing else', async () => {
    const { file, count, lines } = await asActor(db(), OPERATOR, (scope) => anchorDaily(scope, { folder }))
    expect(count).toBe(2)
    expect(readFileSync(file, 'utf8')).toBe(`${lines}\n`)
    const anchors = readAnchors(folder)
    const [chain] = anchors.filter(({ network }) => network === ONE)
    const last = chain?.seq ?? 0
    expect(await verdictOn(ONE, anchors)).toMatchObject({ faults: 0, anchored: 1 })
    await owner(
      `create table public.kept as select * from platform.audit where network_id = 'one' and seq > ${last - 3}; delete from platform.audit where network_id = 'one' and seq > ${last - 3};
       update platform.audit_head h set (seq, hash) = (select seq, hash from platform.audit where network_id = 'one' order by seq desc limit 1) where network_id = 'one'`,
    )
    expect(await verdictOn(ONE)).toMatchObject({ faults: 0 })
    expect((await verdictOn(ONE, anchors)).findings).toEqual([expect.objectContaining({ fault: 'cut', seq: last - 2, to: last })])
    await owner(
      `insert into platform.audit select * from public.kept; drop table public.kept;
       update platform.audit_head h set (seq, hash) = (select seq, hash from platform.audit where network_id = 'one' order by seq desc limit 1) where network_id = 'one'`,
    )
  })

  test('a network whose whole trail is gone is missed by its anchors', async () => {
    const gone: Anchor = { network: 'gone', seq: 3, hash: Buffer.alloc(32, 1), at: '2026-11-22T03:00:00.000Z' }
    const chains = await asActor(db(), OPERATOR, (scope) => listChains(scope, [gone]))
    expect(chains).toEqual([null, 'gone', ONE, OTHER])
    expect((await verdictOn('gone', [gone])).findings).toEqual([expect.objectContaining({ fault: 'cut', seq: 1, to: 3 })])
  })
})

describe('anchors', () => {
  test('a second anchor of a day is added to the first, and a mail as it was saved is read as well', async () => {
    const now = new Date('2026-11-23T03:00:00Z')
    const inside = mkdtempSync(join(folder, 'mails-'))
    const anchors = await asActor(db(), OPERATOR, (scope) => takeAnchors(scope, now))
    for (let turn = 0; turn < 2; turn++) await asActor(db(), OPERATOR, (scope) => anchorDaily(scope, { folder: inside, now }))
    expect(readAnchors(inside)).toEqual([...anchors, ...anchors])
    const [line = ''] = readFileSync(join(inside, '2026-11-23.txt'), 'utf8').split('\n')
    const mail = `Subject: anchors\r\n\r\n> ${line.slice(0, 70)}=\r\n${line.slice(70)}\r\n`
    expect(anchorsIn(mail)).toEqual(anchors.slice(0, 1))
  })
  test('nobody but the operator gets any, and a folder without one is told', async () => {
    expect(await asActor(db(), NOOR, (scope) => takeAnchors(scope))).toEqual([])
    const empty = mkdtempSync(join(folder, 'empty-'))
    writeFileSync(join(empty, 'note.txt'), 'nothing here')
    expect(() => readAnchors(empty)).toThrow('holds no anchor')
  })
})

describe('rows whose time is over', () => {
  test('leave for a file, the chain says so and still holds; the last year stays', async () => {
    const archive = join(folder, 'old.jsonl')
    const database = databases[0]
    if (database === undefined) throw new Error('no database')
    const anchors = await asActor(db(), OPERATOR, (scope) => takeAnchors(scope))
    // Rows of long ago, written as they are written now: only the clock is another.
    await owner(
      "create or replace function public.aged() returns void language plpgsql as $$ declare r record; p bytea := '\\x'; begin for r in select * from platform.audit where network_id = 'other' order by seq loop update platform.audit set at = r.at - interval '3 years', prev = p, hash = sha256(p || convert_to(platform.audit_canonical(r.network_id, r.seq, r.at - interval '3 years', r.person_id, r.roles, r.kind, r.action, r.target, r.about, r.outcome, r.reason_digest), 'UTF8')) where network_id = 'other' and seq = r.seq returning hash into p; end loop; update platform.audit_head set hash = p where network_id = 'other'; end $$; select public.aged(); drop function public.aged()",
    )
    await recordIn(OTHER, 'young')
    const before = await asActor(db(), OPERATOR, (scope) => readChain(scope, OTHER, 0))
    const day = (years: number) => new Date(Date.now() - years * 365.25 * 86_400_000).toISOString().slice(0, 10)
    await expect(retireRows(database, { network: OTHER, before: day(0.9), archive })).rejects.toThrow('last year is kept')
    expect(existsSync(archive)).toBe(false)
    const { removed, lastSeq } = await retireRows(database, { network: OTHER, before: day(2), archive })
    const old = before.filter(({ at }) => at < day(2))
    expect([removed, lastSeq]).toEqual([old.length, old.at(-1)?.seq])
    expect(readFileSync(archive, 'utf8').trim().split('\n')).toEqual(old.map((row) => archivedLine(OTHER, row)))
    expect(await verdictOn(OTHER)).toMatchObject({ faults: 0, rows: before.length - removed + 1 })
    await expect(retireRows(database, { network: OTHER, before: day(2), archive })).rejects.toThrow('EEXIST')
    await recordIn(OTHER, 'after')
    await owner("delete from platform.audit where network_id = 'other' and action = 'audit.retire'")
    expect((await verdictOn(OTHER)).findings.map(({ fault }) => fault)).toEqual(['missing', 'retired'])
    expect(anchors.length).toBeGreaterThan(0)
  })
})
