import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { OPERATOR, VISITOR } from '#platform/actor.ts'
import { record, recordExport, recordRead, recordSignIn } from '#platform/audit.server.ts'
import { useWorld } from '#test/world.ts'
import { recordOld, verdictOn } from './audit.test-support.ts'
import { canonicalOf } from './chain.server.ts'
import { readChain } from './verify.server.ts'

const world = useWorld()
const rowsOf = (network: string | null) => world.as(OPERATOR, (scope) => readChain(scope, network, 0))

describe('what the trail keeps', () => {
  test('who, in which roles, what, about whom, when and why', async () => {
    const network = await world.network()
    const noor = await world.person({ network, role: 'coordinator' })
    const lea = await world.person()
    await world.seed((owner) =>
      owner
        .insertInto('identity.role')
        .values({ network_id: network, person_id: noor.personId, role: 'administrator', valid_to: null })
        .execute(),
    )
    await world.as(noor, (scope) =>
      record(scope, network, 'care.openEpisode', 'e-1', { about: lea.personId, reason: ' asked by the team ' }),
    )
    const [row] = await rowsOf(network)
    expect(row).toMatchObject({
      seq: 1,
      form: 2,
      person: noor.personId,
      roles: ['administrator', 'coordinator'],
      kind: 'write',
      action: 'care.openEpisode',
      target: 'e-1',
      about: lea.personId,
      outcome: 'success',
      reason: 'asked by the team',
    })
    expect(Math.abs(Date.now() - Date.parse(row?.at ?? ''))).toBeLessThan(60_000)
  })

  test('a role that is over, or of another network, is not one', async () => {
    const [network, other] = [await world.network({ isPublic: true }), await world.network()]
    const former = await world.person({ network, role: 'administrator', validTo: '2024-01-01' })
    await world.seed((owner) =>
      owner.insertInto('identity.role').values({ network_id: other, person_id: former.personId, role: 'reader', valid_to: null }).execute(),
    )
    await world.as(former, (scope) => record(scope, network, 'a.b', 'x'))
    expect((await rowsOf(network))[0]?.roles).toEqual([])
  })

  test('the operator stands there as the operator', async () => {
    const network = await world.network()
    await world.as(OPERATOR, (scope) => record(scope, network, 'a.b', 'x'))
    expect((await rowsOf(network))[0]).toMatchObject({ person: OPERATOR.personId, roles: ['operator'] })
  })

  test('reads and exports of people who are signed in, and nothing of visitors', async () => {
    const network = await world.network({ isPublic: true })
    const eve = await world.person({ network })
    for (const actor of [eve, VISITOR]) {
      await world.as(actor, (scope) => recordRead(scope, network, 'journal.readParticipants', 'a-1'))
      await world.as(actor, (scope) => recordExport(scope, network, 'journal.export', 'csv'))
    }
    expect((await rowsOf(network)).map(({ kind, person }) => [kind, person])).toEqual([
      ['read', eve.personId],
      ['export', eve.personId],
    ])
  })

  test('every session that opens or ends, and every sign-in that fails, in the chain of the installation', async () => {
    const ada = await world.person()
    await world.seed(async (owner) => {
      const session = { person: ada.personId, hash: Buffer.alloc(32, 7) }
      await sql`insert into identity.session (token_hash, person_id, expires_at) values (${session.hash}, ${session.person}, now() + interval '1 hour')`.execute(
        owner,
      )
      await sql`delete from identity.session where token_hash = ${session.hash}`.execute(owner)
      await sql`insert into identity.session (token_hash, person_id, expires_at) values (${session.hash}, ${session.person}, now() - interval '1 hour')`.execute(
        owner,
      )
      await sql`delete from identity.session where token_hash = ${session.hash}`.execute(owner)
    })
    await world.as(VISITOR, (scope) => recordSignIn(scope, { personId: ada.personId, how: 'password', succeeded: false }))
    await world.as(VISITOR, (scope) => recordSignIn(scope, { personId: null, how: 'password', succeeded: false }))
    const rows = (await rowsOf(null)).filter(({ person }) => person === ada.personId || person === null).slice(-5)
    expect(rows.map(({ action, outcome, person }) => [action, outcome, person])).toEqual([
      ['identity.signIn', 'success', ada.personId],
      ['identity.signOut', 'success', ada.personId],
      ['identity.signIn', 'success', ada.personId],
      ['identity.signIn', 'failure', ada.personId],
      ['identity.signIn', 'failure', null],
    ])
    expect(await verdictOn(world, null)).toMatchObject({ faults: 0 })
  })
})

describe('the canonical text of a row', () => {
  test('is the same in the database and here, whatever the words', async () => {
    const network = await world.network({ isPublic: true })
    const noor = await world.person({ network, role: 'administrator' })
    const text = fc
      .oneof(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: fc.constantFrom('"', '\\', '\n', '\u0001', '\u007f', '\u2028', '/', 'é', '😀', "'") }),
      )
      .map((raw) => raw.replaceAll('\0', '').toWellFormed())
    await fc.assert(
      fc.asyncProperty(text, fc.option(text), fc.option(fc.uuid()), async (target, reason, about) => {
        await world.as(noor, (scope) => record(scope, network, 'a.b', target, { reason, about }))
      }),
      { numRuns: 60 },
    )
    const rows = await rowsOf(network)
    expect(rows.length).toBe(60)
    for (const row of rows) {
      const { rows: theirs } = await world.seed((owner) =>
        sql<{
          text: string
        }>`select platform.audit_canonical(network_id, seq, at, person_id, roles, kind, action, target, about, outcome, reason_digest) as text
          from platform.audit where network_id = ${network} and seq = ${row.seq}`.execute(owner),
      )
      expect(canonicalOf(network, row)).toBe(theirs[0]?.text)
    }
    expect(await verdictOn(world, network)).toMatchObject({ faults: 0, rows: 60 })
  })

  test('is canonical JSON: members in order, no space, nothing escaped that need not be', async () => {
    const network = await world.network()
    const noor = await world.person({ network, role: 'administrator' })
    await world.as(noor, (scope) => record(scope, network, 'a.b', 'é/"'))
    const [row] = await rowsOf(network)
    if (row === undefined) throw new Error('no row')
    const canonical = canonicalOf(network, row)
    expect(canonical).toContain('"target":"é/\\""}')
    const read = JSON.parse(canonical) as Record<string, unknown>
    expect(Object.keys(read)).toEqual(Object.keys(read).toSorted())
    expect(JSON.stringify(read)).toBe(canonical)
  })

  test('rows of the first release are verified as they were written, before those of now', async () => {
    const network = await world.network()
    const noor = await world.person({ network, role: 'administrator' })
    await world.seed(async (owner) => {
      for (const target of ['x', 'é "y"', 'z\n\u0001\\']) await recordOld(owner, network, noor.personId, 'journal.recordActivity', target)
    })
    await world.as(noor, (scope) => record(scope, network, 'a.b', 'now'))
    expect((await rowsOf(network)).map(({ form }) => form)).toEqual([1, 1, 1, 2])
    expect(await verdictOn(world, network)).toMatchObject({ faults: 0, rows: 4 })
    await world.seed((owner) => sql`update platform.audit set target = 'w' where network_id = ${network} and seq = 2`.execute(owner))
    expect((await verdictOn(world, network)).findings).toEqual([expect.objectContaining({ fault: 'changed', seq: 2 })])
  })
})
