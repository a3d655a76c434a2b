import { createServer, type Server } from 'node:http'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addAuthenticator, withAuthenticator } from '#test/authenticator.ts'
import { openBrowser } from '#test/chromium.ts'
import { newChallenge, takeChallenge } from './challenge.server.ts'
import { newBrowser, newPerson, owner, type Someone, type TestBrowser, theDb, useDoor, withPassword } from './factors.test-support.ts'

// A real browser with Chromium's virtual authenticator (WebDriver level 3, "Virtual Authenticators"), at our address and at another.
useDoor()
let chromium: Browser
let servers: Server[]
let here: string
let elsewhere: string
let page: Page
let cdp: CDPSession
let authenticatorId: string

const blankPage = () =>
  new Promise<Server>((resolve) => {
    const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<!doctype html><title>blank</title>'))
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
const addressOf = (server: Server) => {
  const address = server.address()
  return `http://localhost:${typeof address === 'object' ? address?.port : ''}`
}

beforeAll(async () => {
  chromium = await openBrowser()
  servers = [await blankPage(), await blankPage()]
  ;[here = '', elsewhere = ''] = servers.map(addressOf)
})
afterAll(async () => {
  await chromium?.close()
  for (const server of servers ?? []) server.close()
})
beforeEach(async () => {
  await page?.context().close()
  page = await (await chromium.newContext()).newPage()
  await page.goto(here)
  ;({ cdp, authenticatorId } = await withAuthenticator(page))
})
type Options = Record<string, unknown>
const made = (options: Options): Promise<string> =>
  page.evaluate(async (json) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(json as never)
    const credential = await navigator.credentials.create({ publicKey })
    return JSON.stringify((credential as PublicKeyCredential).toJSON())
  }, options)
const signed = (options: Options): Promise<string> =>
  page.evaluate(async (json) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(json as never)
    const credential = await navigator.credentials.get({ publicKey })
    return JSON.stringify((credential as PublicKeyCredential).toJSON())
  }, options)

const optionsFor = async (browser: TestBrowser) => (await browser.get('/fr/sign-in/passkey.json?for=sign-in')).data as Options
const proofOptionsFor = async (browser: TestBrowser) => (await browser.get('/fr/sign-in/passkey.json')).data as Options
const newOptionsFor = async (browser: TestBrowser) => (await browser.get('/fr/account/security/new-passkey.json')).data as Options

/** Signs in with the password and adds a passkey of the virtual authenticator. */
const withPasskey = async (person: Someone) => {
  const browser = newBrowser(here)
  await browser.post('/fr/sign-in', withPassword(person))
  const answer = await made(await newOptionsFor(browser))
  const added = await browser.post('/fr/account/security/passkey', { name: 'my key', answer })
  return { browser, added, answer }
}

describe('a passkey', () => {
  test('alone signs in a professional, without an address, a password or a phone', async () => {
    const person = await newPerson({ role: 'reader' })
    const { added, browser } = await withPasskey(person)
    expect((added.data as { codes: string[] }).codes).toHaveLength(10)
    expect(await browser.whoAmI()).toBe(person.personId)
    const fresh = newBrowser(here)
    const answer = await signed(await optionsFor(fresh))
    expect((await fresh.post('/fr/sign-in', { answer })).location).toBe('/fr')
    expect(await fresh.whoAmI()).toBe(person.personId)
  })

  test('signs once: the same answer a second time is refused', async () => {
    const person = await newPerson({ role: 'reader' })
    await withPasskey(person)
    const first = newBrowser(here)
    const answer = await signed(await optionsFor(first))
    const thief = newBrowser(here, new Map(first.cookies))
    expect((await first.post('/fr/sign-in', { answer })).status).toBe(302)
    // Also where the authenticator does not count: the challenge itself is used up.
    await owner('update identity.passkey set counter = 0 where person_id = $1', [person.personId])
    expect((await thief.post('/fr/sign-in', { answer })).status).toBe(422)
    expect(await thief.whoAmI()).toBe('')
  })

  test('signs for the browser that asked: an answer that somebody overheard opens nothing elsewhere', async () => {
    const person = await newPerson({ role: 'reader' })
    await withPasskey(person)
    const [browser, thief] = [newBrowser(here), newBrowser(here)]
    const answer = await signed(await optionsFor(browser))
    await optionsFor(thief)
    expect((await thief.post('/fr/sign-in', { answer })).status).toBe(422)
    expect((await newBrowser(here).post('/fr/sign-in', { answer })).status).toBe(422)
    expect((await browser.post('/fr/sign-in', { answer })).status).toBe(302)
    // A second step, too: another session of the same person is another.
    const [first, second] = [newBrowser(here), newBrowser(here)]
    for (const each of [first, second]) await each.post('/fr/sign-in', withPassword(person))
    const proof = await signed(await proofOptionsFor(first))
    expect((await second.post('/fr/sign-in/second', { answer: proof })).status).toBe(422)
    expect((await first.post('/fr/sign-in/second', { answer: proof })).status).toBe(302)
  })

  test('that does not say whom it signs for signs nobody in', async () => {
    const person = await newPerson({ role: 'reader' })
    await withPasskey(person)
    const browser = newBrowser(here)
    const { response, ...rest } = JSON.parse(await signed(await optionsFor(browser)))
    const { userHandle, ...nameless } = response
    expect(userHandle).toBeDefined()
    expect((await browser.post('/fr/sign-in', { answer: JSON.stringify({ ...rest, response: nameless }) })).status).toBe(422)
  })

  test('signs in whoever is signed in already, under a new session', async () => {
    const person = await newPerson({ role: 'reader' })
    const { browser } = await withPasskey(person)
    const former = browser.cookies.get('session')
    expect((await browser.post('/fr/sign-in', { answer: await signed(await optionsFor(browser)) })).location).toBe('/fr')
    expect(browser.cookies.get('session')).not.toBe(former)
  })

  test('that was signed for another address is refused, also when the name is the same', async () => {
    const person = await newPerson({ role: 'reader' })
    await withPasskey(person)
    const browser = newBrowser(here)
    const options = await optionsFor(browser)
    await page.goto(elsewhere)
    const answer = await signed(options)
    expect((await browser.post('/fr/sign-in', { answer })).status).toBe(422)
  })

  test('is not added from another address', async () => {
    const person = await newPerson({ role: 'reader' })
    const browser = newBrowser(here)
    await browser.post('/fr/sign-in', withPassword(person))
    const options = await newOptionsFor(browser)
    await page.goto(elsewhere)
    expect((await browser.post('/fr/account/security/passkey', { name: 'x', answer: await made(options) })).status).toBe(422)
    expect(await owner('select from identity.passkey where person_id = $1', [person.personId])).toHaveLength(0)
  })

  test('whose counter stands still or goes back is a copy, and refused', async () => {
    const person = await newPerson({ role: 'reader' })
    await withPasskey(person)
    const browser = newBrowser(here)
    await browser.post('/fr/sign-in', { answer: await signed(await optionsFor(browser)) })
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId })
    const [credential] = credentials
    if (credential === undefined) throw new Error('no credential')
    const again = newBrowser(here)
    await cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId: credential.credentialId })
    await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: { ...credential, signCount: 0 } })
    expect((await again.post('/fr/sign-in', { answer: await signed(await optionsFor(again)) })).status).toBe(422)
    await cdp.send('WebAuthn.removeCredential', { authenticatorId, credentialId: credential.credentialId })
    await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: { ...credential, signCount: 50 } })
    expect((await again.post('/fr/sign-in', { answer: await signed(await optionsFor(again)) })).status).toBe(302)
  })

  test('that asked neither finger nor PIN is refused', async () => {
    const person = await newPerson({ role: 'reader' })
    await withPasskey(person)
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
    const browser = newBrowser(here)
    const answer = await signed({ ...(await optionsFor(browser)), userVerification: 'discouraged' })
    expect((await browser.post('/fr/sign-in', { answer })).status).toBe(422)
  })

  test('that is changed in one letter is refused', async () => {
    const person = await newPerson({ role: 'reader' })
    await withPasskey(person)
    const browser = newBrowser(here)
    for (const part of ['signature', 'authenticatorData', 'userHandle'] as const) {
      const answer = JSON.parse(await signed(await optionsFor(browser)))
      const text: string = answer.response[part]
      const middle = Math.floor(text.length / 2)
      const changed = `${text.slice(0, middle)}${text[middle] === 'A' ? 'B' : 'A'}${text.slice(middle + 1)}`
      const forged = JSON.stringify({ ...answer, response: { ...answer.response, [part]: changed } })
      expect((await browser.post('/fr/sign-in', { answer: forged })).status, part).toBe(422)
    }
    for (const nonsense of ['', 'null', '{}', '[]', '{"id":"x"}', 'x'.repeat(100_000)])
      expect((await browser.post('/fr/sign-in', { answer: nonsense })).status).toBe(422)
  })

  test('of one person proves nothing of another', async () => {
    const [person, other] = [await newPerson({ role: 'reader' }), await newPerson({ role: 'reader' })]
    await withPasskey(person)
    await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
    authenticatorId = await addAuthenticator(cdp)
    await withPasskey(other)
    const browser = newBrowser(here)
    await browser.post('/fr/sign-in', withPassword(person))
    // Of the other's passkey, with the challenge that was made for this person.
    const answer = await signed({ ...(await proofOptionsFor(browser)), allowCredentials: [] })
    expect((await browser.post('/fr/sign-in/second', { answer })).status).toBe(422)
    expect(await browser.whoAmI()).toBe('')
  })

  test('is a second step after the password, with a challenge that serves for nothing else', async () => {
    const person = await newPerson({ role: 'reader' })
    await withPasskey(person)
    const [browser, visitor] = [newBrowser(here), newBrowser(here)]
    expect((await browser.post('/fr/sign-in', withPassword(person))).location).toBe('/fr/sign-in/second')
    const forSignIn = await signed(await optionsFor(visitor))
    expect((await browser.post('/fr/sign-in/second', { answer: forSignIn })).status).toBe(422)
    const forSecond = await signed(await proofOptionsFor(browser))
    expect((await visitor.post('/fr/sign-in', { answer: forSecond })).status).toBe(422)
    expect((await browser.post('/fr/sign-in/second', { answer: await signed(await proofOptionsFor(browser)) })).status).toBe(302)
    expect(await browser.whoAmI()).toBe(person.personId)
  })

  test('is added by nobody but whom it was offered to', async () => {
    const [person, other] = [await newPerson({ role: 'reader' }), await newPerson({ role: 'reader' })]
    const [browser, thief] = [newBrowser(here), newBrowser(here)]
    await browser.post('/fr/sign-in', withPassword(person))
    await thief.post('/fr/sign-in', withPassword(other))
    const answer = await made(await newOptionsFor(browser))
    expect((await thief.post('/fr/account/security/passkey', { name: 'x', answer })).status).toBe(422)
  })

  test('has a name that its holder changes, is removed, and then opens nothing; nobody else touches it', async () => {
    const [person, other] = [await newPerson(), await newPerson()]
    const { browser } = await withPasskey(person)
    const [row] = await owner<{ id: string }>("select encode(id, 'base64') as id from identity.passkey where person_id = $1", [
      person.personId,
    ])
    const id = Buffer.from(row?.id ?? '', 'base64').toString('base64url')
    const stranger = newBrowser(here)
    await stranger.post('/fr/sign-in', withPassword(other))
    expect((await stranger.post('/fr/account/security', { intent: 'rename', id, name: 'mine now' })).status).toBe(404)
    expect((await stranger.post('/fr/account/security', { intent: 'removePasskey', id })).status).toBe(404)
    expect((await browser.post('/fr/account/security', { intent: 'rename', id, name: '  ' })).status).toBe(422)
    await browser.post('/fr/account/security', { intent: 'rename', id, name: 'blue key' })
    const shown = (await browser.get('/fr/account/security')).data as { passkeys: { name: string }[] }
    expect(shown.passkeys.map(({ name }) => name)).toEqual(['blue key'])
    const options = await optionsFor(newBrowser(here))
    expect((await browser.post('/fr/account/security', { intent: 'removePasskey', id })).status).toBe(302)
    expect((await newBrowser(here).post('/fr/sign-in', { answer: await signed(options) })).status).toBe(422)
  })

  test('is not offered where no name stands in the address', async () => {
    const answer = await newBrowser('http://127.0.0.1:3000').get('/fr/sign-in')
    expect((answer.data as { isPasskeyPossible: boolean }).isPasskeyPossible).toBe(false)
  })
})

describe('a challenge', () => {
  const text = (challenge: Buffer) => challenge.toString('base64url')

  test('serves once, for its purpose, for five minutes', async () => {
    const db = theDb()
    const challenge = text(newChallenge('sign-in'))
    expect(await takeChallenge(db, challenge, 'confirm x')).toBe(false)
    expect(await takeChallenge(db, challenge, 'sign-in')).toBe(true)
    expect(await takeChallenge(db, challenge, 'sign-in')).toBe(false)
    expect(await takeChallenge(db, text(newChallenge('sign-in', Date.now() - 5 * 60_000 - 1)), 'sign-in')).toBe(false)
  })

  test('that is asked for twice at once serves once', async () => {
    const challenge = text(newChallenge('sign-in'))
    const taken = await Promise.all(Array.from({ length: 6 }, () => takeChallenge(theDb(), challenge, 'sign-in')))
    expect(taken.filter(Boolean)).toHaveLength(1)
  })

  test('that was made or changed by somebody else is none', async () => {
    const challenge = newChallenge('sign-in')
    challenge[20] = (challenge[20] ?? 0) ^ 1
    expect(await takeChallenge(theDb(), text(challenge), 'sign-in')).toBe(false)
    expect(await takeChallenge(theDb(), Buffer.alloc(56).toString('base64url'), 'sign-in')).toBe(false)
    expect(await takeChallenge(theDb(), '', 'sign-in')).toBe(false)
  })
})
