import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newBrowser, newPerson, useDoor, withPassword } from '../factors/factors.test-support.ts'
import { ORIGIN, pathOf, startProvider, type TestProvider, through } from './openid.test-support.ts'
import { enter, folder, one, someone, two, useProviders } from './providers.test-support.ts'

useDoor()
useProviders()

describe('an answer of a provider', () => {
  const begin = async (provider = 'one') => {
    one.visitor = someone()
    two.visitor = someone()
    const browser = newBrowser(ORIGIN)
    const { location } = await browser.get(`/fr/sign-in/with?provider=${provider}`)
    return { browser, answer: new URL(await through(location ?? '')) }
  }
  const refused = async (browser: ReturnType<typeof newBrowser>, answer: URL) => {
    const { location } = await browser.get(pathOf(answer.href))
    expect(location).toMatch(/^\/fr\/sign-in\?failure=(wrong|refused)$/)
    expect(await browser.whoAmI()).toBe('')
  }

  test('asks with PKCE, a state and a nonce, each new every time', async () => {
    const asked = await Promise.all(
      [0, 1].map(async () => new URL((await newBrowser(ORIGIN).get('/fr/sign-in/with?provider=one')).location ?? '')),
    )
    const [first, second] = asked.map(({ searchParams }) => searchParams)
    expect(first?.get('code_challenge_method')).toBe('S256')
    for (const name of ['code_challenge', 'state', 'nonce']) {
      expect(first?.get(name)?.length, name).toBeGreaterThanOrEqual(43)
      expect(first?.get(name), name).not.toBe(second?.get(name))
    }
  })

  test('counts once', async () => {
    const { browser, answer } = await begin()
    const copy = newBrowser(ORIGIN, new Map(browser.cookies))
    expect((await browser.get(pathOf(answer.href))).location).toBe('/fr')
    await refused(copy, answer)
  })

  test('counts in the browser that asked, and in no other', async () => {
    const { answer } = await begin()
    await refused(newBrowser(ORIGIN), answer)
    const { browser: other } = await begin()
    await refused(other, answer)
  })

  test('with another state, another issuer or an error is refused', async () => {
    const state = await begin()
    state.answer.searchParams.set('state', 'x'.repeat(43))
    await refused(state.browser, state.answer)
    const issuer = await begin()
    issuer.answer.searchParams.set('iss', two.issuer)
    await refused(issuer.browser, issuer.answer)
    const error = await begin()
    error.answer.searchParams.delete('code')
    error.answer.searchParams.set('error', 'access_denied')
    await refused(error.browser, error.answer)
  })

  test('with a code that was made for somebody else’s question is refused', async () => {
    const [mine, theirs] = [await begin(), await begin()]
    mine.answer.searchParams.set('code', theirs.answer.searchParams.get('code') ?? '')
    await refused(mine.browser, mine.answer)
  })

  test('of one provider is not taken for one of another', async () => {
    const [mine, theirs] = [await begin('one'), await begin('two')]
    for (const [name, value] of theirs.answer.searchParams) if (name !== 'state') mine.answer.searchParams.set(name, value)
    await refused(mine.browser, mine.answer)
  })

  test('comes back to an address of its provider alone, so that a mix-up shows even where the answer names no issuer', async () => {
    const addresses = await Promise.all(
      ['one', 'two'].map(async (id) =>
        new URL((await newBrowser(ORIGIN).get(`/fr/sign-in/with?provider=${id}`)).location ?? '').searchParams.get('redirect_uri'),
      ),
    )
    expect(addresses).toEqual([`${ORIGIN}/openid/return/one`, `${ORIGIN}/openid/return/two`])
    const { browser, answer } = await begin('one')
    answer.searchParams.delete('iss')
    answer.pathname = '/openid/return/two'
    await refused(browser, answer)
  })

  describe('with an ID token', () => {
    const signedIn = async (forge: TestProvider['forge']) => {
      one.visitor = someone()
      one.forge = forge
      const browser = newBrowser(ORIGIN)
      try {
        return { location: (await enter('one', browser)).location, me: await browser.whoAmI() }
      } finally {
        one.forge = null
      }
    }
    const ago = (seconds: number) => Math.floor(Date.now() / 1000) - seconds

    test('that is as it was is taken, and so is one by a clock that differs by some seconds', async () => {
      expect((await signedIn((claims) => ({ claims }))).me).not.toBe('')
      expect((await signedIn((claims) => ({ claims: { ...claims, exp: ago(15) } }))).me).not.toBe('')
      expect((await signedIn((claims) => ({ claims: { ...claims, iat: ago(-15) } }))).me).not.toBe('')
    })

    test.each<[string, TestProvider['forge']]>([
      ['signed by somebody else', (claims) => ({ claims, signedBy: 'somebody' })],
      ['signed by nobody', (claims) => ({ claims, signedBy: 'nobody' })],
      ['of another issuer', (claims) => ({ claims: { ...claims, iss: two.issuer } })],
      ['for another site', (claims) => ({ claims: { ...claims, aud: 'another' } })],
      ['for us and another, whom it was given to', (claims) => ({ claims: { ...claims, aud: ['maillage', 'another'], azp: 'another' } })],
      ['with another nonce', (claims) => ({ claims: { ...claims, nonce: 'x'.repeat(43) } })],
      ['without a nonce', ({ nonce, ...claims }) => ({ claims })],
      ['whose time is over', (claims) => ({ claims: { ...claims, exp: ago(120) } })],
      ['without a subject', ({ sub, ...claims }) => ({ claims })],
    ])('%s is refused', async (_, forge) => {
      const { location, me } = await signedIn(forge)
      expect(location).toMatch(/^\/fr\/sign-in\?failure=(wrong|old)$/)
      expect(me).toBe('')
    })
  })

  test('to a cookie that somebody changed is refused', async () => {
    const { browser, answer } = await begin()
    const cookie = browser.cookies.get('openid') ?? ''
    browser.cookies.set('openid', `${cookie.slice(0, 60)}${cookie[60] === 'A' ? 'B' : 'A'}${cookie.slice(61)}`)
    await refused(browser, answer)
  })

  test('ends the session that this browser held before, under a new token', async () => {
    const laid = 'A'.repeat(43)
    const person = await newPerson()
    const browser = newBrowser(ORIGIN, new Map([['session', laid]]))
    await browser.post('/fr/sign-in', withPassword(person))
    const before = browser.cookies.get('session') ?? ''
    one.visitor = someone()
    await enter('one', browser)
    for (const token of [laid, before]) expect(await newBrowser(ORIGIN, new Map([['session', token]])).whoAmI()).toBe('')
    expect(await browser.whoAmI()).not.toBe(person.personId)
  })
})

test('a provider that calls itself by another name is not trusted', async () => {
  const file = join(folder, 'other.json')
  const issuer = 'http://127.0.0.1:9'
  const openid = {
    other: { name: 'Other', issuer, discovery: `${one.issuer}/.well-known/openid-configuration`, clientId: 'maillage', clientSecret: 'x' },
  }
  writeFileSync(file, JSON.stringify({ openid }))
  const before = process.env.MAILLAGE_SETTINGS
  process.env.MAILLAGE_SETTINGS = file
  try {
    expect((await newBrowser(ORIGIN).get('/fr/sign-in/with?provider=other')).location).toBe('/fr/sign-in?failure=unavailable')
  } finally {
    process.env.MAILLAGE_SETTINGS = before
  }
})

test('a provider that does not answer is told on the sign-in page, and the password still opens', async () => {
  const gone = await startProvider('gone')
  gone.stop()
  const file = join(folder, 'gone.json')
  writeFileSync(file, JSON.stringify({ openid: { gone: { name: 'Gone', issuer: gone.issuer, clientId: 'maillage', clientSecret: 'x' } } }))
  const before = process.env.MAILLAGE_SETTINGS
  process.env.MAILLAGE_SETTINGS = file
  try {
    const browser = newBrowser(ORIGIN)
    expect((await browser.get('/fr/sign-in/with?provider=gone')).location).toBe('/fr/sign-in?failure=unavailable')
    const person = await newPerson()
    await browser.post('/fr/sign-in', withPassword(person))
    expect(await browser.whoAmI()).toBe(person.personId)
  } finally {
    process.env.MAILLAGE_SETTINGS = before
  }
})
