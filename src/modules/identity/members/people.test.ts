import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Actor, VISITOR } from '#platform/actor.ts'
import { asActor } from '#platform/db.server.ts'
import { newAdministrator, newMember, signedIn } from '../accounts.test-support.ts'
import { newBrowser, newPerson, owner, theDb, useDoor } from '../factors/factors.test-support.ts'
import { actorOf, dayAt, held, roleIdOf, term } from './members.test-support.ts'
import { canChange, canGrant, holdsOn } from './policy.ts'
import { changeRole, endRole, grantRole } from './roles.commands.server.ts'

useDoor()

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
