import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Actor, VISITOR } from '#platform/actor.ts'
import { asActor } from '#platform/db.server.ts'
import { newAdministrator, newMember, signedIn, trailOf } from '../accounts.test-support.ts'
import { newBrowser, newPerson, owner, theDb, useDoor } from '../factors/factors.test-support.ts'
import { canChange, canGrant, holdsOn } from './policy.ts'
import { changeRole, endRole, grantRole } from './roles.commands.server.ts'

useDoor()

type Admin = Awaited<ReturnType<typeof newAdministrator>>
const dayAt = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const actorOf = (person: { personId: string; network: string }): Actor => ({
  personId: person.personId,
  name: '',
  roles: { [person.network]: ['administrator'] },
})
const held = (network: string, person: string) =>
  owner<{ id: string; role: string; valid_from: string; valid_to: string | null; version: number; organisation_id: string | null }>(
    'select id, role, valid_from::text, valid_to::text, version, organisation_id from identity.role where network_id = $1 and person_id = $2 order by valid_from, role',
    [network, person],
  )
const roleIdOf = async (admin: Admin) => (await held(admin.network, admin.personId))[0]?.id ?? ''
const term = (more: Record<string, string> = {}) => ({ from: '2020-01-01', to: '', organisation: '', reason: '', version: '1', ...more })
const isOfNetwork = async (person: { personId: string }, network: string) => {
  const { rows } = await asActor(theDb(), { personId: person.personId, name: '', roles: {} }, (scope) =>
    sql<{ id: string }>`select platform.my_networks() as id`.execute(scope),
  )
  return rows.some(({ id }) => id === network)
}

describe('the page of people', () => {
  test('shows who holds what, where, from when to when, and notes that it was read', async () => {
    const admin = await newAdministrator()
    const member = await newMember(admin.network, 'coordinator', '2099-12-31')
    const past = await newMember(admin.network, 'reader', '2020-12-31')
    const elsewhere = await newAdministrator()
    const { present, past: former } = (await admin.browser.get(admin.people)).data as Record<
      'present' | 'past',
      { personId: string; email: string; roles: object[] }[]
    >
    expect(present.map(({ personId }) => personId).sort()).toEqual([admin.personId, member.personId].sort())
    expect(present.find(({ personId }) => personId === member.personId)).toMatchObject({
      email: member.email,
      hasFactor: false,
      roles: [{ role: 'coordinator', from: '2020-01-01', to: '2099-12-31', state: 'now' }],
    })
    expect(former.map(({ personId }) => personId)).toEqual([past.personId])
    expect(JSON.stringify([present, former])).not.toContain(elsewhere.email)
    const rows = await owner("select person_id from platform.audit where network_id = $1 and action = 'identity.readPeople'", [
      admin.network,
    ])
    expect(rows).toEqual([{ person_id: admin.personId }])
  })

  test('is there for administrators of today only, and does not tell a closed network from none', async () => {
    const admin = await newAdministrator()
    const member = await newMember(admin.network, 'coordinator')
    const absent = '/fr/admin/people/n-absent'
    const paths = (base: string) => [base, `${base}/invite`, `${base}/persons/${member.personId}`, `${base}/roles/${member.roleId}`]
    const strangers = [
      await newMember(admin.network, 'programme_manager'),
      await newMember(admin.network, 'administrator', '2020-12-31'),
      await newAdministrator(),
    ]
    for (const stranger of strangers) {
      const browser = await signedIn(stranger)
      for (const [at, path] of paths(admin.people).entries()) {
        const [here, nowhere] = [await browser.get(path), await browser.get(paths(absent)[at] ?? '')]
        expect(here, path).toEqual(nowhere)
        expect(here.status, path).toBe(404)
        const [sent, lost] = [
          await browser.post(path, term({ role: 'administrator', intent: 'revoke' })),
          await browser.post(paths(absent)[at] ?? '', term({ role: 'administrator', intent: 'revoke' })),
        ]
        expect(sent, path).toEqual(lost)
        expect(sent.status, path).toBe(404)
      }
    }
    for (const path of paths(admin.people)) expect((await newBrowser().get(path)).status).toBe(401)
    expect((await newBrowser().get('/fr/admin')).status).toBe(401)
    expect((await (await signedIn(await newPerson())).get('/fr/admin')).status).toBe(404)
    expect((await admin.browser.get('/fr/admin')).data).toMatchObject({ networks: [{ id: admin.network }] })
    expect((await admin.browser.get('/fr/admin/people')).location).toBe(admin.people)
  })

  test('shows no person and no role of another network under the address of one’s own', async () => {
    const [admin, other] = [await newAdministrator(), await newAdministrator()]
    for (const path of [`persons/${other.personId}`, `roles/${await roleIdOf(other)}`, 'persons/x', "roles/'", `persons/${'0'.repeat(36)}`])
      expect((await admin.browser.get(`${admin.people}/${path}`)).status, path).toBe(404)
  })
})

describe('giving a role', () => {
  test('to a member, in an organisation, for a period, with a reason in the trail', async () => {
    const admin = await newAdministrator()
    const member = await newMember(admin.network, 'reader')
    await owner(
      "insert into directory.organisation (network_id, id, name, kind, country) values ($1, 'maison', 'La Maison', 'association', 'FR')",
      [admin.network],
    )
    const page = `${admin.people}/persons/${member.personId}`
    const sent = await admin.browser.post(
      page,
      term({ role: 'coordinator', from: dayAt(0), to: '2099-06-30', organisation: 'maison', reason: 'New team' }),
    )
    expect(sent.location).toBe(`${page}?done=granted`)
    expect((await held(admin.network, member.personId)).at(-1)).toMatchObject({
      role: 'coordinator',
      valid_from: dayAt(0),
      valid_to: '2099-06-30',
      organisation_id: 'maison',
    })
    expect(await trailOf(admin.network, member.personId)).toEqual(['identity.grantRole'])
    const [row] = await owner("select reason from platform.audit where network_id = $1 and action = 'identity.grantRole'", [admin.network])
    expect(row).toEqual({ reason: 'New team' })
  })

  test('that somebody holds already at that time and place is refused, and what was typed stays', async () => {
    const admin = await newAdministrator()
    const member = await newMember(admin.network, 'reader')
    const answer = await admin.browser.post(
      `${admin.people}/persons/${member.personId}`,
      term({ role: 'reader', from: dayAt(0), to: '2099-06-30' }),
    )
    expect([answer.status, answer.data]).toMatchObject([422, { refusal: 'twice', typed: { role: 'reader', to: '2099-06-30' } }])
  })

  test('to oneself, or to somebody whom the network does not know, is refused', async () => {
    const admin = await newAdministrator()
    const [stranger, second] = [await newPerson(), await newMember(admin.network, 'administrator')]
    expect(
      (await admin.browser.post(`${admin.people}/persons/${admin.personId}`, term({ role: 'programme_manager', from: dayAt(0) }))).status,
    ).toBe(403)
    expect(
      (await admin.browser.post(`${admin.people}/persons/${stranger.personId}`, term({ role: 'reader', from: dayAt(0) }))).status,
    ).toBe(404)
    expect((await admin.browser.get(`${admin.people}/persons/${stranger.personId}`)).status).toBe(404)
    expect(
      (
        await (
          await signedIn(second)
        ).post(`${admin.people}/persons/${admin.personId}`, term({ role: 'programme_manager', from: dayAt(0) }))
      ).status,
    ).toBe(302)
  })

  test('to oneself is refused by the database, whatever the program does', async () => {
    const admin = await newAdministrator()
    const give = (person: string, network: string) =>
      asActor(theDb(), actorOf(admin), (scope) =>
        scope.insertInto('identity.role').values({ network_id: network, person_id: person, role: 'reader', valid_to: null }).execute(),
      )
    const other = await newAdministrator()
    await expect(give(admin.personId, admin.network)).rejects.toMatchObject({ code: '42501' })
    await expect(give(other.personId, other.network)).rejects.toMatchObject({ code: '42501' })
    await expect(give(admin.personId, other.network)).rejects.toMatchObject({ code: '42501' })
    const raise = (set: string) =>
      asActor(theDb(), actorOf(admin), (scope) =>
        sql`update identity.role set ${sql.raw(set)} where person_id = ${admin.personId}`.execute(scope),
      )
    await newMember(admin.network, 'administrator')
    for (const set of ["valid_from = '2019-01-01'", "valid_to = '2019-01-01', valid_from = '2018-01-01'"])
      await expect(raise(set), set).rejects.toMatchObject({ code: '42501' })
    for (const set of ["role = 'reader'", `person_id = '${other.personId}'`, `network_id = '${other.network}'`, "provider = 'x'"])
      await expect(raise(set), set).rejects.toMatchObject({ code: '42501' })
    await expect(
      asActor(theDb(), actorOf(admin), (scope) => sql`delete from identity.role where network_id = ${admin.network}`.execute(scope)),
    ).rejects.toMatchObject({ code: '42501' })
  })
})

describe('changing and ending a role', () => {
  test('holds at once, in sessions that are open too', async () => {
    const admin = await newAdministrator()
    const member = await newMember(admin.network, 'reader')
    expect(await isOfNetwork(member, admin.network)).toBe(true)
    const page = `${admin.people}/roles/${member.roleId}`
    expect((await admin.browser.post(page, term({ intent: 'end', reason: 'Left' }))).location).toBe(`${admin.people}?done=ended`)
    expect(await isOfNetwork(member, admin.network)).toBe(false)
    expect((await held(admin.network, member.personId))[0]).toMatchObject({ valid_from: '2020-01-01', valid_to: dayAt(-1), version: 2 })
    expect(await trailOf(admin.network, member.personId)).toEqual(['identity.endRole'])
  })

  test('of one that began today, or begins later, leaves no day of it', async () => {
    const admin = await newAdministrator()
    const member = await newMember(admin.network, 'reader', '2020-06-01')
    for (const from of [dayAt(0), dayAt(30)]) {
      await admin.browser.post(`${admin.people}/persons/${member.personId}`, term({ role: 'coordinator', from }))
      const last = (await held(admin.network, member.personId)).at(-1)
      expect((await admin.browser.post(`${admin.people}/roles/${last?.id}`, term({ intent: 'end' }))).status).toBe(302)
      expect(await isOfNetwork(member, admin.network)).toBe(false)
    }
  })

  test('past its last day it gives nothing: not a network, not a page, not a right to give', async () => {
    const admin = await newAdministrator()
    const second = await newMember(admin.network, 'administrator', dayAt(0))
    const browser = await signedIn(second)
    expect((await browser.get(admin.people)).status).toBe(200)
    await owner('update identity.role set valid_to = current_date - 1 where id = $1', [second.roleId])
    expect((await browser.get(admin.people)).status).toBe(404)
    expect(await isOfNetwork(second, admin.network)).toBe(false)
    const people = await asActor(theDb(), actorOf(second), (scope) =>
      sql`select * from identity.people_of(${admin.network})`.execute(scope),
    )
    expect(people.rows).toEqual([])
    const later = await newMember(admin.network, 'administrator')
    await owner('update identity.role set valid_from = current_date + 1 where id = $1', [later.roleId])
    expect(await isOfNetwork(later, admin.network)).toBe(false)
  })

  test('of one’s own makes it only shorter', async () => {
    const admin = await newAdministrator()
    const second = await newMember(admin.network, 'administrator', '2098-12-31')
    const browser = await signedIn(second)
    const page = `${admin.people}/roles/${second.roleId}`
    expect((await browser.post(page, term({ to: '2099-12-31' }))).data).toMatchObject({ refusal: 'own' })
    expect((await browser.post(page, term({ to: '' }))).data).toMatchObject({ refusal: 'own' })
    expect((await browser.post(page, term({ from: '2019-12-31', to: '2098-12-31' }))).data).toMatchObject({ refusal: 'own' })
    expect((await browser.post(page, term({ to: dayAt(3) }))).status).toBe(302)
    expect((await held(admin.network, second.personId))[0]).toMatchObject({ valid_to: dayAt(3) })
  })

  test('by two at once: the second is told, sees what stands there now, and keeps what was typed', async () => {
    const admin = await newAdministrator()
    const member = await newMember(admin.network, 'reader')
    const second = await signedIn(await newMember(admin.network, 'administrator'))
    const page = `${admin.people}/roles/${member.roleId}`
    expect((await admin.browser.get(page)).data).toMatchObject({ role: { version: 1 } })
    expect((await admin.browser.post(page, term({ to: '2090-01-01' }))).status).toBe(302)
    const late = await second.post(page, term({ to: '2080-01-01' }))
    expect([late.status, late.data]).toMatchObject([409, { version: 2, typed: { to: '2080-01-01' }, theirs: { to: '2090-01-01' } }])
    expect((await held(admin.network, member.personId))[0]).toMatchObject({ valid_to: '2090-01-01' })
    expect((await second.post(page, term({ to: '2080-01-01', version: '2' }))).status).toBe(302)
    const both = await Promise.all([admin.browser, second].map((browser) => browser.post(page, term({ to: dayAt(40), version: '3' }))))
    expect(both.map(({ status }) => status).sort()).toEqual([302, 409])
  })

  test('that a provider gave is not done here', async () => {
    const admin = await newAdministrator()
    const member = await newMember(admin.network, 'reader')
    await owner("update identity.role set provider = 'psc' where id = $1", [member.roleId])
    expect((await admin.browser.get(`${admin.people}/roles/${member.roleId}`)).data).toMatchObject({ isFixed: true })
    for (const fields of [term({ to: '2099-01-01' }), term({ intent: 'end' })])
      expect((await admin.browser.post(`${admin.people}/roles/${member.roleId}`, fields)).status).toBe(403)
    expect((await held(admin.network, member.personId))[0]).toMatchObject({ valid_to: null })
  })

  test('asks for a fresh proof of who it is', async () => {
    const admin = await newAdministrator()
    const member = await newMember(admin.network, 'reader')
    await owner("update identity.session set fresh_at = now() - interval '11 minutes' where person_id = $1", [admin.personId])
    for (const path of [`persons/${member.personId}`, `roles/${member.roleId}`, 'invite']) {
      expect((await admin.browser.get(`${admin.people}/${path}`)).location, path).toContain('/fr/account/confirm')
      expect((await admin.browser.post(`${admin.people}/${path}`, term({ intent: 'end', role: 'reader' }))).location, path).toContain(
        '/fr/account/confirm',
      )
    }
    expect(await held(admin.network, member.personId)).toMatchObject([{ valid_to: null, version: 1 }])
  })
})

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
    const ending = async (by: { personId: string; network: string }, id: string, holdMs: number) =>
      asActor(theDb(), actorOf(by), async (scope) => {
        await sql`update identity.role set valid_to = current_date - 1 where id = ${id}`.execute(scope)
        await new Promise((resolve) => setTimeout(resolve, holdMs))
      })
    const admin = await newAdministrator()
    const second = await newMember(admin.network, 'administrator')
    const first = ending(admin, second.roleId, 300)
    await new Promise((resolve) => setTimeout(resolve, 100))
    await expect(ending(second, await roleIdOf(admin), 0)).rejects.toMatchObject({ code: '42501' })
    await first
    const third = await newMember(admin.network, 'administrator')
    const leaving = ending(third, third.roleId, 300)
    await new Promise((resolve) => setTimeout(resolve, 100))
    await expect(ending(admin, await roleIdOf(admin), 0)).rejects.toMatchObject({ constraint: 'last_administrator' })
    await leaving
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

describe('the policy', () => {
  const me: Actor = { personId: 'me', name: '', roles: { n: ['administrator'] } }
  const day = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const period = fc.record({ from: day, to: fc.option(day) })

  test('never lets one’s own role cover a day that it did not', () => {
    fc.assert(
      fc.property(period, period, day, (before, after, any) => {
        if (!canChange(me, 'n', 'me', before, after)) return
        if (holdsOn(after, any) === 'now') expect(holdsOn(before, any)).toBe('now')
      }),
    )
  })

  test('says no to everybody who does not administer the network', () => {
    const others: Actor[] = [
      VISITOR,
      { ...me, roles: { n: ['programme_manager', 'coordinator', 'reader'] } },
      { ...me, roles: { m: ['administrator'] } },
    ]
    for (const actor of others) {
      expect(canGrant(actor, 'n', 'you')).toBe(false)
      expect(canChange(actor, 'n', 'you', { from: '2020-01-01', to: null }, { from: '2020-01-01', to: '2021-01-01' })).toBe(false)
    }
  })

  test('each command refuses a stranger, by its policy and by the database', async () => {
    const admin = await newAdministrator()
    const member = await newMember(admin.network, 'reader')
    const elsewhere = await newAdministrator()
    const strangers: Actor[] = [
      VISITOR,
      { personId: member.personId, name: '', roles: { [admin.network]: ['reader'] } },
      actorOf(elsewhere),
    ]
    const input = { from: dayAt(0), to: null, organisation: null, reason: null }
    for (const stranger of strangers) {
      const code = stranger === VISITOR ? 'signed_out' : 'not_found'
      for (const act of [
        (actor: Actor) =>
          asActor(theDb(), stranger, (scope) =>
            grantRole(scope, actor, admin.network, member.personId, { ...input, role: 'administrator' }),
          ),
        (actor: Actor) =>
          asActor(theDb(), stranger, (scope) => changeRole(scope, actor, admin.network, member.roleId, 1, { ...input, to: dayAt(9) })),
        (actor: Actor) => asActor(theDb(), stranger, (scope) => endRole(scope, actor, admin.network, member.roleId, 1, null)),
      ]) {
        await expect(act(stranger)).rejects.toMatchObject({ code })
        await expect(act({ personId: elsewhere.personId, name: '', roles: { [admin.network]: ['administrator'] } })).rejects.toThrow()
      }
    }
    expect(await held(admin.network, member.personId)).toMatchObject([{ role: 'reader', version: 1, valid_to: null }])
  })
})
