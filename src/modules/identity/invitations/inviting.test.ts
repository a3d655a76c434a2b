import { describe, expect, test } from 'vitest'
import { type Actor, VISITOR } from '#platform/actor.ts'
import { asActor } from '#platform/db.server.ts'
import { hashOfToken, mailsTo, newAdministrator, newMember, signedIn } from '../accounts.test-support.ts'
import { newBrowser, owner, theDb, useDoor } from '../factors/factors.test-support.ts'
import { invite, revokeInvitation, sendAgain } from './invitations.commands.server.ts'
import { actorOf, address, invited, openIn, send, today } from './invitations.test-support.ts'

useDoor()

describe('who may invite', () => {
  test('administrators, shortly after they showed who they are; nobody else sees the page or its answer', async () => {
    const admin = await newAdministrator()
    const absent = '/fr/admin/people/n-absent'
    const email = address()
    const fields = { email, locale: 'fr', roles: 'reader', from: today(), to: '' }
    const reader = await newMember(admin.network, 'programme_manager')
    const expired = await newMember(admin.network, 'administrator', '2020-12-31')
    const elsewhere = await newAdministrator()
    for (const browser of [await signedIn(reader), await signedIn(expired), elsewhere.browser]) {
      for (const page of ['', '/invite']) {
        const [here, nowhere] = [await browser.get(`${admin.people}${page}`), await browser.get(`${absent}${page}`)]
        expect(here).toEqual(nowhere)
        expect(here.status).toBe(404)
      }
      expect(await browser.post(`${admin.people}/invite`, fields)).toEqual(await browser.post(`${absent}/invite`, fields))
      expect((await browser.post(`${admin.people}/invite`, fields)).status).toBe(404)
    }
    expect((await newBrowser().get(`${admin.people}/invite`)).status).toBe(401)
    expect((await newBrowser().post(`${admin.people}/invite`, fields)).status).toBe(401)
    await owner("update identity.session set fresh_at = now() - interval '11 minutes' where person_id = $1", [admin.personId])
    expect((await admin.browser.post(`${admin.people}/invite`, fields)).location).toContain('/fr/account/confirm')
    expect(await mailsTo(email)).toEqual([])
  })

  test('each command refuses a stranger, by its policy and by the database', async () => {
    const admin = await newAdministrator()
    await invited(admin)
    const [row] = await openIn(admin.network)
    const id = row?.id ?? ''
    const input = {
      email: address(),
      locale: 'fr' as const,
      roles: ['reader' as const],
      from: today(),
      to: null,
      organisation: null,
      reason: null,
    }
    const [member, elsewhere] = [await newMember(admin.network, 'reader'), await newAdministrator()]
    const strangers: Actor[] = [
      VISITOR,
      { personId: member.personId, name: '', roles: { [admin.network]: ['reader'] } },
      { personId: elsewhere.personId, name: '', roles: { [elsewhere.network]: ['administrator'] } },
    ]
    for (const stranger of strangers) {
      const code = stranger === VISITOR ? 'signed_out' : 'not_found'
      for (const act of [
        (actor: Actor) => asActor(theDb(), stranger, (scope) => invite(scope, actor, admin.network, input)),
        (actor: Actor) => asActor(theDb(), stranger, (scope) => sendAgain(scope, actor, admin.network, id, 1)),
        (actor: Actor) => asActor(theDb(), stranger, (scope) => revokeInvitation(scope, actor, admin.network, id)),
      ]) {
        await expect(act(stranger)).rejects.toMatchObject({ code })
        // Also when the program is wrong about who it is.
        await expect(
          act({ ...stranger, roles: { [admin.network]: ['administrator'] }, personId: stranger.personId || elsewhere.personId }),
        ).rejects.toThrow()
      }
      expect(
        await asActor(theDb(), stranger, (scope) =>
          scope.selectFrom('identity.invitation').select('id').where('network_id', '=', admin.network).execute(),
        ),
      ).toEqual([])
    }
    expect(await openIn(admin.network)).toHaveLength(1)
  })

  test('two who invite the same address at once: the second is told and keeps what was typed', async () => {
    const admin = await newAdministrator()
    const email = address()
    const answers = await Promise.all([send(admin, email), send(admin, email)])
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 409])
    const refused = answers.find(({ status }) => status === 409)?.data
    expect(refused).toMatchObject({ refusal: 'open', typed: { email, roles: 'reader', locale: 'nl' } })
    expect(await mailsTo(email)).toHaveLength(1)
  })

  test('two who send again or take back at once: the second is told how it stands', async () => {
    const admin = await newAdministrator()
    await invited(admin)
    const [row] = await openIn(admin.network)
    const fields = { id: row?.id ?? '', version: String(row?.version) }
    const again = await Promise.all([1, 2].map(() => admin.browser.post(admin.people, { ...fields, intent: 'again' })))
    expect(again.map(({ status }) => status).sort()).toEqual([302, 409])
    const back = await Promise.all([1, 2].map(() => admin.browser.post(admin.people, { ...fields, intent: 'revoke' })))
    expect(back.map(({ status }) => status).sort()).toEqual([302, 409])
    expect(await openIn(admin.network)).toEqual([])
  })

  test('what is wrong in the form is told at the field, and what was typed stays', async () => {
    const admin = await newAdministrator()
    const answer = await admin.browser.post(`${admin.people}/invite`, {
      email: 'nobody',
      roles: 'king',
      from: '2026-02-30',
      to: '2020-01-01',
      organisation: '',
    })
    expect([answer.status, answer.data]).toEqual([
      422,
      {
        typed: { email: 'nobody', roles: 'king', from: '2026-02-30', to: '2020-01-01', organisation: '' },
        faults: { email: 'members.fault.email', roles: 'members.fault.role', from: 'members.fault.day', to: 'members.fault.gone' },
        refusal: null,
      },
    ])
    const foreign = await newAdministrator()
    await owner(
      "insert into directory.organisation (network_id, id, name, kind, country) values ($1, 'ailleurs', 'Ailleurs', 'association', 'FR')",
      [foreign.network],
    )
    const email = address()
    const asked = await admin.browser.post(`${admin.people}/invite`, {
      email,
      locale: 'fr',
      roles: 'reader',
      from: today(),
      to: '',
      organisation: 'ailleurs',
    })
    expect(asked.data).toMatchObject({ refusal: 'organisation', typed: { email } })
  })

  test('only the hash of a link is kept, and the program cannot read even that', async () => {
    const admin = await newAdministrator()
    const { link, email } = await invited(admin)
    const token = link.split('/').at(-1) ?? ''
    const [row] = await owner<{ token_hash: Buffer; text: string }>(
      'select token_hash, i::text as text from identity.invitation i where email = $1',
      [email],
    )
    expect(row?.token_hash.equals(hashOfToken(token))).toBe(true)
    expect(row?.text).not.toContain(token)
    await expect(
      asActor(theDb(), actorOf(admin), (scope) =>
        scope.selectFrom('identity.invitation').select('token_hash').where('network_id', '=', admin.network).execute(),
      ),
    ).rejects.toMatchObject({ code: '42501' })
  })
})
