import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { OPERATOR, VISITOR } from '#platform/actor.ts'
import { record, recordSignIn } from '#platform/audit.server.ts'
import { useWorld } from '#test/world.ts'
import { clarified, listTrails, namesOf, trailOf } from './people.queries.server.ts'
import { listActions, listTrail, nextBatch } from './trail.queries.server.ts'
import { readChain, readHeads } from './verify.server.ts'

const world = useWorld()
const denied = (error: unknown) => (error as { code?: string }).code ?? (error as { cause?: { code?: string } }).cause?.code

describe('nobody writes the trail but by its functions', () => {
  const attempts: [string, ReturnType<typeof sql>][] = [
    ...['platform.audit', 'platform.installation_audit'].flatMap((table): [string, ReturnType<typeof sql>][] => [
      [`insert into ${table}`, sql`insert into ${sql.table(table)} (seq) values (1)`],
      [`change ${table}`, sql`update ${sql.table(table)} set target = 'x'`],
      [`delete from ${table}`, sql`delete from ${sql.table(table)}`],
      [`empty ${table}`, sql`truncate ${sql.table(table)}`],
      [`lock ${table}`, sql`lock table ${sql.table(table)} in exclusive mode`],
    ]),
    ...['platform.audit_head', 'platform.installation_audit_head'].flatMap((table): [string, ReturnType<typeof sql>][] => [
      [`read ${table}`, sql`select * from ${sql.table(table)}`],
      [`change ${table}`, sql`update ${sql.table(table)} set seq = 0`],
    ]),
    ['append without the checks', sql`select platform.append_audit(null, null, 'write', 'a.b', 'x', null, null, 'success')`],
    ['retire rows', sql`select * from platform.retire_audit(null, '2020-01-01')`],
  ]
  test.each(attempts)('the application cannot %s, whoever acts', async (_, attempt) => {
    const network = await world.network()
    for (const actor of [VISITOR, await world.person({ network, role: 'administrator' }), OPERATOR])
      expect(await world.as(actor, (scope) => attempt.execute(scope)).then(() => 'done', denied)).toBe('42501')
  })

  test('nobody records in a network that is closed to them, in the name of nobody, or what a person does not do', async () => {
    const network = await world.network()
    const stranger = await world.person()
    expect(await world.as(stranger, (scope) => record(scope, network, 'a.b', 'x')).catch(denied)).toBe('42501')
    expect(await world.as(VISITOR, (scope) => record(scope, null, 'a.b', 'x')).catch(denied)).toBe('42501')
    const forged = sql`select platform.record_event(null, 'sign_in', 'a.b', 'x', null, null)`
    expect(await world.as(stranger, (scope) => forged.execute(scope)).catch(denied)).toBe('22023')
  })
})

describe('who reads the trail', () => {
  const trails = async () => {
    const [network, other] = [await world.network({ isPublic: true }), await world.network()]
    const administrator = await world.person({ network, role: 'administrator' })
    const member = await world.person({ network, role: 'coordinator' })
    const elsewhere = await world.person({ network: other, role: 'administrator' })
    const former = await world.person({ network, role: 'administrator', validTo: '2024-01-01' })
    await world.as(member, (scope) => record(scope, network, 'a.b', 'x', { about: administrator.personId }))
    for (const { personId } of [member, elsewhere, former])
      await world.as(VISITOR, (scope) => recordSignIn(scope, { personId, how: 'password', succeeded: true }))
    await world.as(VISITOR, (scope) => recordSignIn(scope, { personId: null, how: 'password', succeeded: false }))
    return { network, other, administrator, member, elsewhere, former }
  }

  test('administrators of the network do', async () => {
    const { network, administrator, member } = await trails()
    expect(await world.as(administrator, (scope) => listTrails(scope, administrator))).toEqual([expect.objectContaining({ id: network })])
    const page = await world.as(administrator, (scope) => listTrail(scope, { network, signIns: false }, {}, null))
    expect(page.rows).toEqual([expect.objectContaining({ action: 'a.b', person: member.personId, about: administrator.personId })])
  })

  test('nobody else does: not members, administrators of other networks, former administrators, strangers or visitors', async () => {
    const { network, member, elsewhere, former } = await trails()
    for (const actor of [member, elsewhere, former, await world.person()]) {
      await expect(world.as(actor, (scope) => trailOf(scope, actor, network))).rejects.toMatchObject({ code: 'not_found' })
      await expect(world.as(actor, (scope) => trailOf(scope, actor, 'absent'))).rejects.toMatchObject({ code: 'not_found' })
      expect(await world.as(actor, (scope) => listTrail(scope, { network, signIns: false }, {}, null))).toEqual({
        rows: [],
        newer: null,
        older: null,
      })
      expect((await world.as(actor, (scope) => listTrail(scope, { network, signIns: true }, {}, null))).rows).toEqual([])
      expect(await world.as(actor, (scope) => nextBatch(scope, { network, signIns: false }, {}, null))).toEqual([])
      expect(await world.as(actor, (scope) => listActions(scope, network))).toEqual([])
      expect(await world.as(actor, (scope) => namesOf(scope, network, [member.personId]))).toEqual({})
      expect((await world.as(actor, (scope) => clarified(scope, network, { actor: 'Somebody' }))).unclear?.people).toEqual([])
      expect(await world.as(actor, (scope) => readHeads(scope))).toEqual([])
      expect(await world.as(actor, (scope) => readChain(scope, network, 0))).toEqual([])
    }
    await expect(world.as(VISITOR, (scope) => trailOf(scope, VISITOR, network))).rejects.toMatchObject({ code: 'signed_out' })
    await expect(world.as(VISITOR, (scope) => listTrails(scope, VISITOR))).rejects.toMatchObject({ code: 'signed_out' })
  })

  test('the sign-ins of the people of today are shown, and those of nobody else', async () => {
    const { network, administrator, member } = await trails()
    const { rows } = await world.as(administrator, (scope) => listTrail(scope, { network, signIns: true }, {}, null))
    expect(rows.map(({ person }) => person)).toEqual([member.personId])
    const all = await world.as(administrator, (scope) => readChain(scope, null, 0, 100_000))
    expect(all.map(({ person }) => person)).toEqual([member.personId])
  })

  test('each person sees their own sign-ins', async () => {
    const { elsewhere } = await trails()
    const stranger = await world.person()
    await world.as(VISITOR, (scope) => recordSignIn(scope, { personId: stranger.personId, how: 'password', succeeded: false }))
    expect(await world.as(stranger, (scope) => readChain(scope, null, 0, 100_000))).toEqual([
      expect.objectContaining({ person: stranger.personId }),
    ])
    expect((await world.as(elsewhere, (scope) => readChain(scope, null, 0, 100_000))).map(({ person }) => person)).toEqual([
      elsewhere.personId,
    ])
  })
})
