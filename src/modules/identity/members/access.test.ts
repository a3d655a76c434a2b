import { describe, expect, test } from 'vitest'
import { hashOfToken, linkIn, mailsTo, newAdministrator, newMember, signedIn, trailOf } from '../accounts.test-support.ts'
import { newBrowser, newPerson, owner, useDoor, withPassword } from '../factors/factors.test-support.ts'
import { codeAt, withTotp } from '../factors/totp.test-support.ts'
import type { ShownSession } from '../sessions/sessions.queries.server.ts'

useDoor()

type Admin = Awaited<ReturnType<typeof newAdministrator>>
const pageOf = ({ people }: Pick<Admin, 'people'>, { personId }: { personId: string }) => `${people}/persons/${personId}/access`
const sessionsIn = (data: unknown) => (data as { sessions: ShownSession[] }).sessions
const age = ({ personId }: { personId: string }) =>
  owner("update identity.session set fresh_at = now() - interval '11 minutes' where person_id = $1", [personId])
const factorsOf = async ({ personId }: { personId: string }) =>
  (
    await owner<{ n: number }>(
      'select ((select count(*) from identity.totp where person_id = $1) + (select count(*) from identity.recovery_code where person_id = $1))::integer as n',
      [personId],
    )
  )[0]?.n

describe('the sessions of a member', () => {
  test('are seen by an administrator of the network, without a token, and that is noted', async () => {
    const admin = await newAdministrator()
    const member = await newMember(admin.network, 'reader')
    await signedIn(member)
    const { status, data } = await admin.browser.get(pageOf(admin, member))
    expect(status).toBe(200)
    expect(sessionsIn(data)).toHaveLength(1)
    expect(Object.keys(sessionsIn(data)[0] ?? {}).sort()).toEqual(
      ['browser', 'endsAt', 'how', 'id', 'isOwn', 'openedAt', 'provider', 'seenAt', 'system', 'withSecond'].sort(),
    )
    const read = await owner("select about from platform.audit where network_id = $1 and action = 'identity.readSessionsOf'", [
      admin.network,
    ])
    expect(read).toEqual([{ about: member.personId }])
  })

  test('end one by one, at once; the member is told by mail and the trail says who did it and why', async () => {
    const admin = await newAdministrator()
    const member = await newMember(admin.network, 'reader')
    const [here, there] = [await signedIn(member), await signedIn(member)]
    const [first] = sessionsIn((await admin.browser.get(pageOf(admin, member))).data)
    const ended = await admin.browser.post(pageOf(admin, member), { intent: 'one', id: first?.id ?? '', reason: 'téléphone volé' })
    expect(ended.location).toBe(`${pageOf(admin, member)}?done=one`)
    expect([await here.whoAmI(), await there.whoAmI()].filter((who) => who !== '')).toEqual([member.personId])
    expect(sessionsIn((await admin.browser.get(pageOf(admin, member))).data)).toHaveLength(1)
    expect((await admin.browser.post(pageOf(admin, member), { intent: 'one', id: first?.id ?? '' })).status).toBe(404)
    expect((await mailsTo(member.personId)).map(({ template }) => template)).toEqual(['sessionsEnded'])
    const rows = await owner("select person_id, reason from platform.audit where network_id = $1 and action = 'identity.endSessionOf'", [
      admin.network,
    ])
    expect(rows).toEqual([{ person_id: admin.personId, reason: 'téléphone volé' }])
  })

  test('end all together, also one that still waits for its second factor', async () => {
    const admin = await newAdministrator()
    const member = await newMember(admin.network, 'reader')
    const { browser, secret } = await withTotp(member)
    const half = newBrowser()
    await half.post('/fr/sign-in', withPassword(member))
    expect((await admin.browser.post(pageOf(admin, member), { intent: 'all' })).status).toBe(302)
    expect(await browser.whoAmI()).toBe('')
    expect((await half.post('/fr/sign-in/second', { code: await codeAt(secret) })).status).toBe(401)
  })

  test('are nobody’s business who does not administer a network where that person holds a role today', async () => {
    const [admin, elsewhere] = [await newAdministrator(), await newAdministrator()]
    const [member, former, stranger] = [
      await newMember(admin.network, 'reader'),
      await newMember(admin.network, 'reader', '2020-12-31'),
      await newPerson(),
    ]
    const open = await Promise.all([member, former, stranger].map((person) => signedIn(person)))
    const programmes = await newMember(admin.network, 'programme_manager')
    const browser = await signedIn(programmes)
    for (const intent of ['all', 'reset']) {
      // The administrator of another network, somebody of this one who does not administer it, and a visitor.
      for (const [who, page] of [
        [elsewhere.browser, pageOf(elsewhere, member)],
        [elsewhere.browser, pageOf(admin, member)],
        [browser, pageOf(admin, member)],
        [admin.browser, pageOf(admin, former)],
        [admin.browser, pageOf(admin, stranger)],
      ] as const) {
        const { status } = await who.post(page, { intent })
        expect([404, 409], `${intent} ${page}`).toContain(status)
        expect((await who.get(page)).status, page).toBe(404)
      }
      expect((await newBrowser().post(pageOf(admin, member), { intent })).status).toBe(401)
    }
    expect(await Promise.all(open.map((each) => each.whoAmI()))).toEqual([member.personId, former.personId, stranger.personId])
    for (const person of [member, former, stranger]) expect(await mailsTo(person.personId)).toEqual([])
  })

  test('ask for fresh proof, and are not one’s own: those end in one’s account', async () => {
    const admin = await newAdministrator()
    const member = await newMember(admin.network, 'reader')
    expect((await admin.browser.get(pageOf(admin, admin))).data).toMatchObject({ isMay: false, sessions: [] })
    expect((await admin.browser.post(pageOf(admin, admin), { intent: 'all' })).status).toBe(403)
    expect(await admin.browser.whoAmI()).toBe(admin.personId)
    await age(admin)
    for (const answer of [
      await admin.browser.get(pageOf(admin, member)),
      await admin.browser.post(pageOf(admin, member), { intent: 'all' }),
    ])
      expect(answer.location).toContain('/fr/account/confirm')
  })
})

describe('a lost second factor', () => {
  const lost = async () => {
    const admin = await newAdministrator()
    const member = await newMember(admin.network, 'reader')
    const { browser, codes } = await withTotp(member)
    await admin.browser.post(pageOf(admin, member), { intent: 'reset', reason: '' })
    return { admin, member, browser, codes, link: await linkIn(member.personId, 'newFactor') }
  }

  test('is replaced by a link that goes to the address of the account; until it is opened nothing changes', async () => {
    const { admin, member, browser, link } = await lost()
    expect(await browser.whoAmI()).toBe(member.personId)
    expect((await newBrowser().get(link)).data).toEqual({ email: member.email })
    expect(await factorsOf(member)).toBe(11)
    const used = await newBrowser().post(link, {})
    expect(used.location).toBe('/fr/sign-in?reset')
    expect(await browser.whoAmI()).toBe('')
    expect(await factorsOf(member)).toBe(0)
    expect(await trailOf(admin.network, member.personId)).toEqual(['identity.offerFactorReset'])
    expect((await trailOf(null, member.personId)).at(-1)).toBe('identity.resetFactors')
    expect((await mailsTo(member.email)).map(({ template }) => template)).toEqual(['factorChanged'])
  })

  test('is replaced once: the link of before the last, a used one and an old one are no more', async () => {
    const { admin, member, link: first } = await lost()
    await admin.browser.post(pageOf(admin, member), { intent: 'reset' })
    const link = await linkIn(member.personId, 'newFactor')
    expect((await newBrowser().get(first)).status).toBe(404)
    const answers = await Promise.all([newBrowser().post(link, {}), newBrowser().post(link, {})])
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 404])
    const { member: other, link: old } = await lost()
    await owner("update identity.link set expires_at = now() - interval '1 second' where person_id = $1", [other.personId])
    expect((await newBrowser().post(old, {})).status).toBe(404)
    expect(await factorsOf(other)).toBe(11)
  })

  test('lets the password do nothing but set up a new one, even where the network asks for none', async () => {
    const { member, codes, link } = await lost()
    await newBrowser().post(link, {})
    const browser = newBrowser()
    const entered = await browser.post('/fr/sign-in', withPassword(member))
    expect(entered.location).toBe('/fr/account/security')
    expect(await browser.whoAmI()).toBe('')
    expect((await browser.post('/fr/account/confirm', { recovery: codes[0] ?? '' })).status).toBe(422)
    await withTotp(member, browser)
    expect(await browser.whoAmI()).toBe(member.personId)
    const [row] = await owner('select must_renew_factor from identity.person where id = $1', [member.personId])
    expect(row).toEqual({ must_renew_factor: false })
  })

  test('opens nothing by itself: the one who used the link is signed in nowhere, and only the hash of the link is kept', async () => {
    const { link } = await lost()
    const browser = newBrowser()
    const token = link.split('/').at(-1) ?? ''
    const kept = await owner<{ hash: Buffer }>("select hash from identity.link where kind = 'factor' and hash = $1", [hashOfToken(token)])
    expect(kept).toHaveLength(1)
    await browser.post(link, {})
    expect(await browser.whoAmI()).toBe('')
  })

  test('is not there to be replaced for whoever has none, or no address', async () => {
    const admin = await newAdministrator()
    const [without, addressless] = [await newMember(admin.network, 'reader'), await newMember(admin.network, 'reader')]
    await withTotp(addressless)
    await owner('update identity.person set email = null where id = $1', [addressless.personId])
    for (const person of [without, addressless]) {
      expect((await admin.browser.get(pageOf(admin, person))).data).toMatchObject({ mayReset: false })
      expect((await admin.browser.post(pageOf(admin, person), { intent: 'reset' })).status).toBe(409)
      expect((await mailsTo(person.personId)).map(({ template }) => template)).not.toContain('newFactor')
    }
  })
})
