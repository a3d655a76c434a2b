import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { asActor } from '#platform/db.server.ts'
import { newAdministrator, newMember, signedIn, trailOf } from '../accounts.test-support.ts'
import { newPerson, owner, theDb, useDoor } from '../factors/factors.test-support.ts'
import { actorOf, dayAt, held, isOfNetwork, term } from './members.test-support.ts'

useDoor()

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
