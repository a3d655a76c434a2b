import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { asActor, type Scope } from '#platform/db.server.ts'
import { newAdministrator, newMember, signedIn } from '../accounts.test-support.ts'
import { owner, theDb, useDoor } from '../factors/factors.test-support.ts'
import { actorOf, dayAt, held, isOfNetwork, roleIdOf, term } from './members.test-support.ts'
import { endRole } from './roles.commands.server.ts'

useDoor()

describe('the last administrator of a network', () => {
  test('cannot leave, and cannot be given an end', async () => {
    const admin = await newAdministrator()
    const page = `${admin.people}/roles/${await roleIdOf(admin)}`
    await newMember(admin.network, 'programme_manager')
    await newMember(admin.network, 'administrator', '2020-12-31')
    await newAdministrator()
    for (const fields of [term({ intent: 'end' }), term({ to: dayAt(30) })])
      expect((await admin.browser.post(page, fields)).data).toMatchObject({ refusal: 'last' })
    expect((await held(admin.network, admin.personId))[0]).toMatchObject({ valid_to: null })
  })

  test('can when others are there for all of the time that is lost, and not when a day is left without', async () => {
    const admin = await newAdministrator()
    const page = `${admin.people}/roles/${await roleIdOf(admin)}`
    const bridge = await newMember(admin.network, 'administrator', dayAt(10))
    const next = await newMember(admin.network, 'administrator')
    await owner('update identity.role set valid_from = current_date + 12 where id = $1', [next.roleId])
    expect((await admin.browser.post(page, term({ intent: 'end' }))).data).toMatchObject({ refusal: 'last' })
    await owner('update identity.role set valid_from = current_date + 11 where id = $1', [next.roleId])
    expect((await admin.browser.post(page, term({ intent: 'end' }))).status).toBe(302)
    expect((await (await signedIn(bridge)).get(admin.people)).status).toBe(200)
  })

  test('is not somebody whose role a provider gave, who may lose it at any moment', async () => {
    const admin = await newAdministrator()
    const byProvider = await newMember(admin.network, 'administrator')
    await owner("update identity.role set provider = 'psc' where id = $1", [byProvider.roleId])
    expect((await admin.browser.post(`${admin.people}/roles/${await roleIdOf(admin)}`, term({ intent: 'end' }))).data).toMatchObject({
      refusal: 'last',
    })
  })

  test('stays when two end each other’s role at the same moment, four times over', async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      const admin = await newAdministrator()
      const second = await newMember(admin.network, 'administrator')
      const acts = [
        { by: admin, id: second.roleId },
        { by: { ...second, network: admin.network }, id: await roleIdOf(admin) },
      ]
      const outcomes = await Promise.allSettled(
        acts.map(({ by, id }) => asActor(theDb(), actorOf(by), (scope) => endRole(scope, actorOf(by), admin.network, id, 1, null))),
      )
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const left = await owner("select from identity.role where network_id = $1 and role = 'administrator' and valid_to is null", [
        admin.network,
      ])
      expect(left).toHaveLength(1)
    }
  })

  test('is no longer one to end others’ roles: of three who end one another at once, nobody acts after losing the right', async () => {
    const admin = await newAdministrator()
    const [second, third] = [await newMember(admin.network, 'administrator'), await newMember(admin.network, 'administrator')]
    const ring = [
      { by: admin.personId, id: second.roleId },
      { by: second.personId, id: await roleIdOf(admin) },
    ]
    const outcomes = await Promise.allSettled(
      ring.map(({ by, id }) => {
        const actor = actorOf({ personId: by, network: admin.network })
        return asActor(theDb(), actor, (scope) => endRole(scope, actor, admin.network, id, 1, null))
      }),
    )
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await isOfNetwork(third, admin.network)).toBe(true)
  })

  // The commands write to the trail first, which makes them wait for each other: here the database is asked without them.
  test('stays by the database alone: the second of two waits for the first, and then is refused', async () => {
    const ending = async (by: { personId: string; network: string }, id: string, then = async (_: Scope) => {}) =>
      asActor(theDb(), actorOf(by), async (scope) => {
        await sql`update identity.role set valid_to = current_date - 1 where id = ${id}`.execute(scope)
        await then(scope)
      })
    /** Ends the one, and then the other, who must wait until the one is done: only then it is. @returns what came of the other */
    const oneAfterOther = async (one: Parameters<typeof ending>, other: Parameters<typeof ending>) => {
      let later: Promise<unknown> = Promise.resolve()
      await ending(one[0], one[1], async (scope) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(scope)
        later = ending(...other).catch((error: unknown) => error)
        const waits = () => owner('select from pg_stat_activity where $1 = any(pg_blocking_pids(pid))', [rows[0]?.pid])
        await vi.waitUntil(async () => (await waits()).length > 0, { timeout: 20_000, interval: 20 })
      })
      return later
    }
    const admin = await newAdministrator()
    const second = await newMember(admin.network, 'administrator')
    const ofSecond = await oneAfterOther([admin, second.roleId], [second, await roleIdOf(admin)])
    expect(ofSecond).toMatchObject({ code: '42501' })
    const third = await newMember(admin.network, 'administrator')
    const ofAdmin = await oneAfterOther([third, third.roleId], [admin, await roleIdOf(admin)])
    expect(ofAdmin).toMatchObject({ constraint: 'last_administrator' })
  })

  test('stays whatever way the account goes: the database refuses to delete it', async () => {
    const admin = await newAdministrator()
    await expect(owner('delete from identity.person where id = $1', [admin.personId])).rejects.toMatchObject({
      constraint: 'last_administrator',
    })
    await newMember(admin.network, 'administrator')
    await owner('delete from identity.person where id = $1', [admin.personId])
  })
})
