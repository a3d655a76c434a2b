import { describe, expect, test } from 'vitest'
import { asActor } from '#platform/db.server.ts'
import { GOOD_PASSWORD, linkIn, mailsTo, newAdministrator, newMember, signedIn, trailOf } from '../accounts.test-support.ts'
import { newBrowser, newPerson, owner, PASSWORD, theDb, useDoor } from '../factors/factors.test-support.ts'
import { invite } from './invitations.commands.server.ts'
import { accept, actorOf, address, invited, openIn, rolesOf, send, today } from './invitations.test-support.ts'

useDoor()

describe('an invitation', () => {
  test('opens an account with the roles that it says, and nothing else', async () => {
    const admin = await newAdministrator()
    const { email, link } = await invited(admin, address(), [['roles', 'coordinator']])
    const seen = (await newBrowser().get(link)).data as { offer: object; holder: null }
    expect(seen).toMatchObject({ holder: null, offer: { organisation: null, roles: ['reader', 'coordinator'], to: null } })
    const { browser, answer } = await accept(link)
    expect(answer.location).toBe('/fr')
    const me = await browser.whoAmI()
    expect(await owner('select name, email, locale from identity.person where id = $1', [me])).toEqual([
      { name: 'Noor Peeters', email, locale: 'fr' },
    ])
    expect((await rolesOf(admin.network, me)).map(({ role }) => role)).toEqual(['coordinator', 'reader'])
    expect(await owner('select network_id from identity.role where person_id = $1 and network_id <> $2', [me, admin.network])).toEqual([])
    expect(await trailOf(admin.network, me)).toEqual(['identity.acceptInvitation'])
    const [sent] = await mailsTo(email)
    expect([sent?.locale, sent?.asked_by]).toEqual(['nl', admin.personId])
  })

  test('gives its period and its organisation', async () => {
    const admin = await newAdministrator()
    await owner(
      "insert into directory.organisation (network_id, id, name, kind, country) values ($1, 'maison', 'La Maison', 'association', 'FR')",
      [admin.network],
    )
    const email = address()
    await asActor(theDb(), actorOf(admin), (scope) =>
      invite(scope, actorOf(admin), admin.network, {
        email,
        locale: 'fr',
        roles: ['reader'],
        from: '2020-01-01',
        to: '2099-12-31',
        organisation: 'maison',
        reason: null,
      }),
    )
    const { browser } = await accept(await linkIn(email, 'invitation'))
    expect(await rolesOf(admin.network, await browser.whoAmI())).toEqual([
      { role: 'reader', organisation_id: 'maison', valid_from: today(), valid_to: '2099-12-31' },
    ])
  })

  test('works once, also when two accept at the same moment', async () => {
    const admin = await newAdministrator()
    const { link } = await invited(admin)
    const answers = await Promise.all([accept(link), accept(link, { name: 'Somebody Else' })])
    expect(answers.map(({ answer }) => answer.status).sort()).toEqual([302, 404])
    expect((await newBrowser().get(link)).status).toBe(404)
    const third = await signedIn(await newPerson())
    expect((await third.post(link, { way: 'join' })).status).toBe(404)
    expect(await owner('select id from identity.role where network_id = $1', [admin.network])).toHaveLength(2)
  })

  test('is over when it is too old, taken back, sent again, or its last day is past', async () => {
    const admin = await newAdministrator()
    const spoil = [
      "update identity.invitation set expires_at = now() - interval '1 second' where network_id = $1 and id = $2",
      'update identity.invitation set revoked_at = now() where network_id = $1 and id = $2',
      "update identity.invitation set valid_from = '2020-01-01', valid_to = current_date - 1 where network_id = $1 and id = $2",
      "update identity.invitation set token_hash = sha256('another') where network_id = $1 and id = $2",
    ]
    for (const sql of spoil) {
      const { link, email } = await invited(admin)
      await owner(sql, [
        admin.network,
        (await owner<{ id: string }>('select id from identity.invitation where email = $1', [email]))[0]?.id,
      ])
      expect((await newBrowser().get(link)).status, sql).toBe(404)
      expect((await accept(link)).answer.status, sql).toBe(404)
      expect(await owner('select from identity.person where email = $1', [email]), sql).toEqual([])
    }
    expect((await newBrowser().get(`/fr/invitation/${'A'.repeat(43)}`)).status).toBe(404)
  })

  test('holds as long as whoever made it administers the network, and again when another one sends it', async () => {
    const admin = await newAdministrator()
    const { link, email } = await invited(admin)
    const second = await newMember(admin.network, 'administrator')
    await owner("insert into identity.role (network_id, person_id, role) values ($1, $2, 'programme_manager')", [
      admin.network,
      admin.personId,
    ])
    await owner("update identity.role set valid_to = '2020-12-31' where person_id = $1 and network_id = $2 and role = 'administrator'", [
      admin.personId,
      admin.network,
    ])
    expect((await newBrowser().get(link)).status).toBe(404)
    expect((await accept(link)).answer.status).toBe(404)
    const browser = await signedIn(second)
    const [row] = await openIn(admin.network)
    expect(((await browser.get(admin.people)).data as { invitations: { isOver: boolean }[] }).invitations).toMatchObject([{ isOver: true }])
    expect((await browser.post(admin.people, { intent: 'again', id: row?.id ?? '', version: '1' })).location).toBe(
      `${admin.people}?done=sent`,
    )
    expect((await accept(link)).answer.status).toBe(404)
    expect((await accept(await linkIn(email, 'invitation'))).answer.status).toBe(302)
  })

  test('leaves the link good when the password is too easy or the name is missing', async () => {
    const admin = await newAdministrator()
    const { link } = await invited(admin)
    expect((await accept(link, { password: 'azerty' })).answer.data).toMatchObject({ failure: 'short', typed: 'Noor Peeters' })
    expect((await accept(link, { password: 'NoorPeeters2026' })).answer.data).toMatchObject({ failure: 'own' })
    expect((await accept(link, { name: ' ' })).answer.data).toMatchObject({ failure: 'name' })
    expect((await accept(link)).answer.status).toBe(302)
  })

  test('starts a session under a new token, whatever token was laid in the browser before', async () => {
    const admin = await newAdministrator()
    const { link } = await invited(admin)
    const laid = newBrowser(undefined, new Map([['session', 'B'.repeat(43)]]))
    await laid.post(link, { way: 'password', name: 'Noor Peeters', password: GOOD_PASSWORD })
    expect(laid.cookies.get('session')).not.toBe('B'.repeat(43))
    expect(await laid.whoAmI()).not.toBe('')
    expect(await newBrowser(undefined, new Map([['session', 'B'.repeat(43)]])).whoAmI()).toBe('')
  })

  test('to a role that asks for a second factor opens nothing until there is one', async () => {
    const admin = await newAdministrator()
    await owner("update identity.factor_rule set is_required = true where network_id = $1 and role = 'reader'", [admin.network])
    const { link } = await invited(admin)
    const { browser, answer } = await accept(link)
    expect(answer.location).toBe('/fr/account/security')
    expect(await browser.whoAmI()).toBe('')
  })
})

describe('an account that there is already', () => {
  test('accepts with its own by whoever is signed in, whatever its address, and goes on under a new token', async () => {
    const admin = await newAdministrator()
    const { link } = await invited(admin)
    const person = await newPerson()
    const browser = await signedIn(person)
    const token = browser.cookies.get('session') ?? ''
    expect((await browser.get(link)).data).toMatchObject({ holder: { email: person.email } })
    expect(await rolesOf(admin.network, person.personId)).toEqual([])
    expect((await browser.post(link, { way: 'join' })).location).toBe('/fr')
    expect(await rolesOf(admin.network, person.personId)).toHaveLength(1)
    expect(browser.cookies.get('session')).not.toBe(token)
    expect(await newBrowser(undefined, new Map([['session', token]])).whoAmI()).toBe('')
    expect(await browser.whoAmI()).toBe(person.personId)
  })

  test('is never joined by its address alone: nothing of it changes, and the invitation stays open for its holder', async () => {
    const admin = await newAdministrator()
    const person = await newPerson()
    const { link } = await invited(admin, person.email)
    const { browser, answer } = await accept(link)
    expect([answer.status, answer.data]).toEqual([409, { failure: 'taken', typed: 'Noor Peeters', way: 'password', codes: [] }])
    expect(await browser.whoAmI()).toBe('')
    expect(await rolesOf(admin.network, person.personId)).toEqual([])
    expect(await (await signedIn(person)).whoAmI()).toBe(person.personId)
    expect((await (await signedIn(person)).post(link, { way: 'join' })).status).toBe(302)
    expect(await rolesOf(admin.network, person.personId)).toHaveLength(1)
  })

  test('says nothing of itself to who invites: the same answer, the same mail, the same row for any address', async () => {
    const admin = await newAdministrator()
    const person = await newPerson()
    const [known, unknown] = [await send(admin, person.email), await send(admin, address())]
    expect({ ...known }).toEqual({ ...unknown })
    const { invitations } = (await admin.browser.get(admin.people)).data as { invitations: Record<string, unknown>[] }
    const [one, two] = invitations.map(({ id: _, email: __, invitedAt: ___, expiresAt: ____, ...rest }) => rest)
    expect(one).toEqual(two)
    expect((await mailsTo(person.email)).map(({ template, to_person }) => [template, to_person])).toEqual([['invitation', null]])
    expect(await mailsTo(person.personId)).toEqual([])
  })

  test('does not take up what it gave out itself: nobody raises their own rights', async () => {
    const admin = await newAdministrator()
    const { link } = await invited(admin, address(), [['roles', 'programme_manager']])
    expect((await admin.browser.post(link, { way: 'join' })).data).toMatchObject({ failure: 'own' })
    expect((await rolesOf(admin.network, admin.personId)).map(({ role }) => role)).toEqual(['administrator'])
  })

  test('waits for its second factor before it takes up anything', async () => {
    const admin = await newAdministrator()
    const { link } = await invited(admin)
    const limited = await newPerson({ role: 'reader' })
    const browser = await signedIn(limited)
    expect((await browser.get(link)).location).toBe(`/fr/account/security?next=${encodeURIComponent(link)}`)
    expect((await browser.post(link, { way: 'join' })).status).toBe(403)
    expect((await newBrowser().post(link, { way: 'join' })).status).toBe(401)
    expect(await rolesOf(admin.network, limited.personId)).toEqual([])
  })
})

test('a password that an invitation set is that of the new account', async () => {
  const admin = await newAdministrator()
  const { link, email } = await invited(admin)
  const { browser } = await accept(link)
  const me = await browser.whoAmI()
  expect(await (await signedIn({ email, password: GOOD_PASSWORD })).whoAmI()).toBe(me)
  expect(await (await signedIn({ email, password: PASSWORD })).whoAmI()).toBe('')
})
