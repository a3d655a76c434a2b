import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { asActor } from '#platform/db.server.ts'
import { attemptKey } from '../factors/attempts.server.ts'
import {
  newBrowser,
  newPerson,
  owner,
  stillWaits,
  type TestBrowser,
  theDb,
  useDoor,
  withPassword,
} from '../factors/factors.test-support.ts'
import { newFlow } from './flow.server.ts'
import { cardWith, openWithPasskey } from './opening.server.ts'
import { newCard, openedAccount, rowsOf, serveOpening, somePasskey } from './person-account.test-support.ts'

serveOpening()
useDoor()

const PHRASE = 'quatre chaises vertes dehors'
const step = async (browser: TestBrowser, page: string, fields: Record<string, string>) => {
  const answer = await browser.post(`/fr/open${page}`, fields)
  return answer.location ?? { status: answer.status, why: (answer.data as { why: string }).why }
}
/** The code of the last mail to an address, as its reader finds it. */
const codeMailedTo = async (email: string) =>
  (
    await owner<{ values: { code: string } }>('select "values" from mail.message where to_address = $1 order by asked_at desc limit 1', [
      email,
    ])
  )[0]?.values.code ?? ''
const openedWithAddress = async (first: Record<string, string>, email = `${randomUUID()}@people.example`) => {
  const browser = newBrowser()
  expect(await step(browser, '', first)).toBe('/fr/open/name')
  expect(await step(browser, '/name', { name: 'Noa' })).toBe('/fr/open/how')
  expect(await step(browser, '/address', { email })).toBe('/fr/open/letter')
  expect(await step(browser, '/letter', { code: (await codeMailedTo(email)).toLowerCase().replace('-', ' ') })).toBe('/fr/open/password')
  return { browser, email, last: await step(browser, '/password', { password: PHRASE }) }
}

describe('an account is opened', () => {
  test('with a card and an address: questions one by one, and then its holder is signed in, without a second factor', async () => {
    const { code, network } = await newCard()
    const { browser, email, last } = await openedWithAddress({ code: code.toLowerCase() })
    expect(last).toBe('/fr/open/done')
    const personId = await browser.whoAmI()
    expect(personId).not.toBe('')
    expect(await rowsOf('identity.tie', personId)).toEqual([expect.objectContaining({ network_id: network, kind: 'person' })])
    expect(await rowsOf('identity.role', personId)).toEqual([])
    const again = newBrowser()
    expect((await again.post('/fr/sign-in', withPassword({ personId, email, password: PHRASE }))).location).toBe('/fr')
    expect(await again.whoAmI()).toBe(personId)
  })

  test('by somebody alone, tied to nothing', async () => {
    const { browser, last } = await openedWithAddress({ alone: 'yes' })
    expect(last).toBe('/fr/open/done')
    expect(await rowsOf('identity.tie', await browser.whoAmI())).toEqual([])
  })

  test('with a passkey alone: no address, no telephone number, and a key on paper', async () => {
    const account = await openedAccount()
    expect(account.actor).toMatchObject({ personId: account.personId, name: 'Camille', roles: {} })
    const [person] = await owner('select email, password_hash from identity.person where id = $1', [account.personId])
    expect(person).toEqual({ email: null, password_hash: null })
    expect(await rowsOf('identity.passkey', account.personId)).toHaveLength(1)
    expect(account.paperKey).toMatch(/^(\w{4}-){3}\w{4}$/)
  })

  test('and sees nothing of the network that gave the card', async () => {
    const { actor, network } = await openedAccount()
    await asActor(theDb(), actor, async (scope) => {
      expect(await scope.selectFrom('platform.network').select('id').where('id', '=', network).execute()).toEqual([])
      expect(await scope.selectFrom('identity.card').select('id').execute()).toEqual([])
      expect(await scope.selectFrom('identity.tie').select('network_id').execute()).toEqual([{ network_id: network }])
    })
  })
})

describe('a question is not answered', () => {
  test('before the ones that come first', async () => {
    const browser = newBrowser()
    for (const page of ['name', 'how', 'address', 'letter', 'password'])
      expect((await browser.get(`/fr/open/${page}`)).location).toBe('/fr/open')
    await step(browser, '', { alone: 'yes' })
    expect((await browser.get('/fr/open/password')).location).toBe('/fr/open/name')
    await step(browser, '/name', { name: 'Noa' })
    expect((await browser.get('/fr/open/password')).location).toBe('/fr/open/address')
    expect(await step(browser, '/password', { password: PHRASE })).toBe('/fr/open/address')
    await step(browser, '/address', { email: `${randomUUID()}@people.example` })
    expect(await step(browser, '/password', { password: PHRASE })).toBe('/fr/open/letter')
  })

  test('by answers that were changed on their way', async () => {
    const browser = newBrowser()
    await step(browser, '', { alone: 'yes' })
    browser.cookies.set('opening', `${browser.cookies.get('opening')?.slice(0, -4)}AAAA`)
    expect((await browser.get('/fr/open/name')).location).toBe('/fr/open')
    expect((await browser.get('/fr/open/passkey.json')).data).toBeNull()
  })

  test('by an empty name, half an address, a password that is guessed first, or the code of another mail', async () => {
    const browser = newBrowser()
    await step(browser, '', { alone: 'yes' })
    expect(await step(browser, '/name', { name: '  ' })).toMatchObject({ status: 422 })
    await step(browser, '/name', { name: 'Noa' })
    expect(await step(browser, '/address', { email: 'noa@' })).toMatchObject({ status: 422 })
    const email = `${randomUUID()}@people.example`
    await step(browser, '/address', { email })
    const former = await codeMailedTo(email)
    await step(browser, '/address', { email })
    expect(await step(browser, '/letter', { code: former })).toMatchObject({ status: 422, why: 'wrong' })
    await step(browser, '/letter', { code: await codeMailedTo(email) })
    expect(await step(browser, '/password', { password: 'motdepasse2026' })).toMatchObject({ status: 422 })
    expect(await browser.whoAmI()).toBe('')
  })
})

describe('a code on a card', () => {
  test('is good for one account, also when two open it at the same moment', async () => {
    const { code } = await newCard()
    const card = await cardWith(theDb(), code, { remoteAddress: randomUUID() })
    const openings = [1, 2, 3].map((n) =>
      openWithPasskey(
        theDb(),
        { flow: { ...newFlow(card), name: `Noa ${n}` }, locale: 'fr', former: null, from: { remoteAddress: randomUUID() } },
        somePasskey(),
        'clé',
      ).then(
        () => 'opened',
        (error: { code: string }) => error.code,
      ),
    )
    expect((await Promise.all(openings)).sort()).toEqual(['not_found', 'not_found', 'opened'])
    expect(await cardWith(theDb(), code, { remoteAddress: randomUUID() })).toBeNull()
  })

  test('that is too old or was withdrawn opens nothing, and the answer is that for no card', async () => {
    const [old, withdrawn] = [await newCard(), await newCard()]
    await owner("update identity.card set expires_at = now() - interval '1 second' where network_id = $1", [old.network])
    await owner('update identity.card set withdrawn_at = now() where network_id = $1', [withdrawn.network])
    for (const code of [old.code, withdrawn.code, '0000-0000', 'x'])
      expect(await step(newBrowser(), '', { code })).toEqual({ status: 422, why: 'wrong' })
  })

  test('is guessed five times from one address and then slowly, also when all guesses come at once', async () => {
    const remoteAddress = randomUUID()
    const guesses = Array.from({ length: 12 }, () =>
      cardWith(theDb(), '0000-0000', { remoteAddress }).then(
        () => 'no',
        (error: { code: string }) => error.code,
      ),
    )
    expect((await Promise.all(guesses)).filter((answer) => answer === 'no')).toHaveLength(5)
    const { code } = await newCard()
    await stillWaits(attemptKey('code', `card ${remoteAddress}`))
    await expect(cardWith(theDb(), code, { remoteAddress })).rejects.toMatchObject({ code: 'too_many' })
  })

  test('stands in the database only as a hash', async () => {
    const { code, network } = await newCard()
    const rows = await owner('select * from identity.card where network_id = $1', [network])
    expect(JSON.stringify(rows)).not.toContain(code.replace('-', ''))
  })

  test('stays good when something goes wrong in the opening: all or nothing', async () => {
    const { code } = await newCard()
    const card = await cardWith(theDb(), code, { remoteAddress: randomUUID() })
    const taken = somePasskey()
    const opening = (n: number) => ({
      flow: { ...newFlow(card), name: `${n}` },
      locale: 'fr' as const,
      former: null,
      from: { remoteAddress: randomUUID() },
    })
    const other = await newPerson()
    await owner('insert into identity.passkey (id, person_id, public_key, counter, transports, name) values ($1, $2, $3, 0, $4, $5)', [
      taken.id,
      other.personId,
      taken.publicKey,
      [],
      'clé',
    ])
    const first = opening(1)
    await expect(openWithPasskey(theDb(), first, taken, 'clé')).rejects.toMatchObject({ code: 'conflict' })
    expect(await owner('select from identity.person where id = $1', [first.flow.personId])).toEqual([])
    expect(await cardWith(theDb(), code, { remoteAddress: randomUUID() })).not.toBeNull()
    expect((await openWithPasskey(theDb(), opening(2), somePasskey(), 'clé')).token).toMatch(/^[\w-]{43}$/)
  })
})

describe('an address that somebody has', () => {
  test('gets the same mail and the same pages; only who reads the mail learns that there is an account', async () => {
    const person = await newPerson()
    const { last, browser } = await openedWithAddress({ alone: 'yes' }, person.email)
    expect(last).toEqual({ status: 409, why: 'taken' })
    expect(await browser.whoAmI()).toBe('')
    expect(await owner('select id from identity.person where email = $1', [person.email])).toEqual([{ id: person.personId }])
  })

  test('gets five mails at most in a short time', async () => {
    const email = `${randomUUID()}@people.example`
    const browser = newBrowser()
    await step(browser, '', { alone: 'yes' })
    await step(browser, '/name', { name: 'Noa' })
    for (let n = 0; n < 5; n += 1) await step(browser, '/address', { email })
    await stillWaits(attemptKey('code', `letter to ${email}`))
    expect(await step(browser, '/address', { email })).toEqual({ status: 429, why: 'wait' })
  })
})

describe('a key on paper', () => {
  test('opens the account once, and then another one and another passkey can be made', async () => {
    const { paperKey, personId } = await openedAccount()
    const browser = newBrowser()
    expect((await browser.post('/fr/sign-in/paper', { key: paperKey.toLowerCase().replaceAll('-', ' ') })).location).toBe(
      '/fr/account/paper?used',
    )
    expect(await browser.whoAmI()).toBe(personId)
    expect((await newBrowser().post('/fr/sign-in/paper', { key: paperKey })).status).toBe(422)
    const next = ((await browser.post('/fr/account/paper', {})).data as { paperKey: string }).paperKey
    expect(next).not.toBe(paperKey)
    const [session] = await rowsOf('identity.session', personId).then((rows) => rows.filter(({ how }) => how === 'paper'))
    expect(session).toBeDefined()
    expect((await newBrowser().post('/fr/sign-in/paper', { key: next })).status).toBe(302)
  })

  test('opens nothing for whom a second factor is required', async () => {
    const { paperKey, personId } = await openedAccount()
    const { network } = await newPerson({ role: 'reader' })
    await owner("insert into identity.role (network_id, person_id, role) values ($1, $2, 'reader')", [network, personId])
    expect((await newBrowser().post('/fr/sign-in/paper', { key: paperKey })).status).toBe(422)
  })

  test('is made only after a fresh proof, and is seen by nobody else', async () => {
    const account = await openedAccount()
    await owner("update identity.session set fresh_at = now() - interval '11 minutes' where person_id = $1", [account.personId])
    const browser = newBrowser(undefined, new Map([['session', account.token]]))
    expect((await browser.post('/fr/account/paper', {})).location).toMatch(/^\/fr\/account\/confirm/)
    const stranger = await openedAccount()
    const seen = await asActor(theDb(), stranger.actor, (scope) => scope.selectFrom('identity.paper_key').select('person_id').execute())
    expect(seen).toEqual([{ person_id: stranger.personId }])
  })
})
