import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'otplib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newBrowser, newPerson, owner, useDoor, withPassword } from '../factors/factors.test-support.ts'
import { publicKeys } from './keys.server.ts'
import { goThrough, keyIn, ORIGIN, pathOf, startProvider, type TestProvider, through } from './openid.test-support.ts'

useDoor()
const former = process.env.MAILLAGE_SETTINGS
let folder: string
let one: TestProvider
let two: TestProvider
let network: string

// The first is an ordinary provider; the second is strict and encrypts, as national ones do.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'maillage-openid-'))
  const [signing, encryption] = [keyIn(folder, 'signing', 'sig'), keyIn(folder, 'encryption', 'enc')]
  one = await startProvider('one')
  two = await startProvider('two', {
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'RS256',
    id_token_encrypted_response_alg: 'RSA-OAEP-256',
    id_token_encrypted_response_enc: 'A256GCM',
    jwks: { keys: [signing.jwk, { ...encryption.jwk, alg: 'RSA-OAEP-256' }] },
  })
  network = (await newPerson({ role: 'administrator' })).network
  const common = { clientId: 'maillage', scopes: ['openid', 'profile'] }
  const settings = {
    openid: {
      one: {
        ...common,
        name: 'One',
        issuer: one.issuer,
        clientSecret: 'a secret between the two of us',
        acr: { asked: ['high', 'low'] },
        countsAsTwoFactors: ['high'],
        roles: [
          { network, role: 'reader', when: { profession: ['nurse', 'doctor'] } },
          { network, role: 'coordinator', when: { 'realm_access.roles': ['coordinators'], profession: ['nurse'] } },
          { network: 'nowhere', role: 'reader', when: {} },
        ],
      },
      two: {
        ...common,
        name: { fr: 'Deux', nl: 'Twee', en: 'Two' },
        issuer: two.issuer,
        authentication: 'private_key_jwt',
        clientKeyFile: signing.file,
        clientKeyId: 'signing',
        decryptionKeyFile: encryption.file,
        decryptionKeyId: 'encryption',
        userinfo: true,
        maxAge: 300,
        acr: { asked: ['high'], accepted: ['high'] },
        countsAsTwoFactors: true,
        roles: [{ network, role: 'reader', when: { profession: ['nurse'] } }],
      },
    },
  }
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings))
  process.env.MAILLAGE_SETTINGS = join(folder, 'settings.json')
})
afterAll(() => {
  one?.stop()
  two?.stop()
  rmSync(folder, { recursive: true, force: true })
  if (former === undefined) delete process.env.MAILLAGE_SETTINGS
  else process.env.MAILLAGE_SETTINGS = former
})

let count = 0
const someone = (more: { acr?: string; profession?: string; email?: string; roles?: string[]; at?: number } = {}) => {
  count += 1
  const { profession = 'nurse', email = `${count}@elsewhere.example`, acr = 'high', roles = [], at } = more
  const claims = { profession, email, name: `Person ${count}`, realm_access: { roles } }
  return { subject: `subject-${count}`, acr, claims, ...(at === undefined ? {} : { at }) }
}
const rolesOf = async (personId: string) =>
  (await owner<{ role: string }>('select role from identity.role where person_id = $1 order by role', [personId])).map(({ role }) => role)
const enter = (provider: string, browser = newBrowser(ORIGIN)) => goThrough(browser, `/fr/sign-in/with?provider=${provider}`)

describe('signing in with an OpenID provider', () => {
  test('lets in somebody new whom a rule gives a role, with the roles of the rules and no other', async () => {
    one.visitor = someone({ roles: ['coordinators'] })
    const browser = newBrowser(ORIGIN)
    expect((await enter('one', browser)).location).toBe('/fr')
    const me = await browser.whoAmI()
    expect(await rolesOf(me)).toEqual(['coordinator', 'reader'])
    const [person] = await owner<{ name: string; email: string | null }>('select name, email from identity.person where id = $1', [me])
    expect(person).toEqual({ name: one.visitor.claims?.name, email: null })
  })

  test('refuses somebody for whom no rule speaks, and makes no account', async () => {
    one.visitor = someone({ profession: 'clown' })
    const browser = newBrowser(ORIGIN)
    expect((await enter('one', browser)).location).toBe('/fr/sign-in?failure=unknown')
    expect(await browser.whoAmI()).toBe('')
    expect(await owner('select from identity.openid where subject = $1', [one.visitor.subject])).toHaveLength(0)
  })

  test('finds the same person again, and gives and takes only the roles of its own rules', async () => {
    one.visitor = someone({ roles: ['coordinators'] })
    const first = newBrowser(ORIGIN)
    await enter('one', first)
    const me = await first.whoAmI()
    await owner("insert into identity.role (network_id, person_id, role) values ($1, $2, 'programme_manager')", [network, me])
    one.visitor = { ...one.visitor, claims: { ...one.visitor.claims, realm_access: { roles: [] } } }
    const second = newBrowser(ORIGIN)
    await enter('one', second)
    expect(await second.whoAmI()).toBe(me)
    expect(await rolesOf(me)).toEqual(['programme_manager', 'reader'])
    const [given] = await owner<{ days: number }>(
      "select valid_to - current_date as days from identity.role where person_id = $1 and role = 'reader'",
      [me],
    )
    expect(given?.days).toBe(30)
    const trail = await owner<{ said: string }>(
      "select action || ' ' || split_part(target, ' ', 1) as said from platform.audit where network_id = $1 and about = $2 order by seq",
      [network, me],
    )
    expect(trail.map(({ said }) => said)).toEqual([
      'identity.gainRole coordinator',
      'identity.gainRole reader',
      'identity.loseRole coordinator',
    ])
  })

  test('takes the same address at two providers, and here, for three people', async () => {
    const email = 'same@people.example'
    const here = await newPerson()
    await owner('update identity.person set email = $1 where id = $2', [email, here.personId])
    one.visitor = someone({ email })
    two.visitor = { ...someone({ email }), subject: one.visitor.subject }
    const [first, second] = [newBrowser(ORIGIN), newBrowser(ORIGIN)]
    await enter('one', first)
    await enter('two', second)
    const people = [here.personId, await first.whoAmI(), await second.whoAmI()]
    expect(people).not.toContain('')
    expect(new Set(people).size).toBe(3)
  })

  test('reads encrypted ID tokens and signs for itself with a key', async () => {
    two.visitor = someone()
    const browser = newBrowser(ORIGIN)
    expect((await enter('two', browser)).location).toBe('/fr')
    expect(await browser.whoAmI()).not.toBe('')
  })

  test('is not enough for a professional where the provider recognised them weakly, and asks for the second factor that they have', async () => {
    one.visitor = someone({ acr: 'low' })
    const browser = newBrowser(ORIGIN)
    expect((await enter('one', browser)).location).toBe('/fr/account/security')
    expect(await browser.whoAmI()).toBe('')
    const { offer } = (await browser.get('/fr/account/security/totp')).data as { offer: { offer: string; secret: string } }
    const secret = offer.secret.replaceAll(' ', '')
    const before = await generate({ secret, epoch: Date.now() / 1000 - 30 })
    await browser.post('/fr/account/security/totp', { offer: offer.offer, code: before })
    const again = newBrowser(ORIGIN)
    expect((await enter('one', again)).location).toBe('/fr/sign-in/second')
    expect(await again.whoAmI()).toBe('')
    expect((await again.post('/fr/sign-in/second', { code: await generate({ secret }) })).location).toBe('/fr')
  })

  test('is refused where the settings ask for a recognition that was not given', async () => {
    two.visitor = someone({ acr: 'low' })
    const browser = newBrowser(ORIGIN)
    const { location } = await browser.get('/fr/sign-in/with?provider=two')
    // As a provider that does not care for what it was asked.
    const careless = new URL(location ?? '')
    careless.searchParams.delete('acr_values')
    expect((await browser.get(pathOf(await through(careless.href)))).location).toBe('/fr/sign-in?failure=weak')
  })

  test('is refused when the proof given there is older than the settings allow', async () => {
    two.visitor = someone({ at: Math.floor(Date.now() / 1000) - 3600 })
    const browser = newBrowser(ORIGIN)
    const { location } = await browser.get('/fr/sign-in/with?provider=two')
    const careless = new URL(location ?? '')
    careless.searchParams.delete('max_age')
    expect((await browser.get(pathOf(await through(careless.href)))).location).toBe('/fr/sign-in?failure=old')
  })

  test('leads on to where the person wanted to go, on this site only', async () => {
    one.visitor = someone()
    const browser = newBrowser(ORIGIN)
    expect((await goThrough(browser, '/fr/sign-in/with?provider=one&next=/fr/journal')).location).toBe('/fr/journal')
    expect((await goThrough(browser, '/fr/sign-in/with?provider=one&next=//evil.example')).location).toBe('/fr')
  })
})

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

describe('an identity', () => {
  const connectLink = async (browser: ReturnType<typeof newBrowser>) => {
    const { connectable } = (await browser.get('/fr/account/security')).data as { connectable: { name: string; address: string }[] }
    return connectable.find(({ name }) => name === 'One')?.address ?? ''
  }

  test('is added to an account by its holder only, by the link on his page, and then opens it', async () => {
    const person = await newPerson()
    const browser = newBrowser(ORIGIN)
    await browser.post('/fr/sign-in', withPassword(person))
    one.visitor = someone({ profession: 'clown' })
    expect((await goThrough(browser, await connectLink(browser))).location).toBe('/fr/account/security?done=connected')
    const fresh = newBrowser(ORIGIN)
    await enter('one', fresh)
    expect(await fresh.whoAmI()).toBe(person.personId)
  })

  test('is not added by a link from elsewhere', async () => {
    const [person, thief] = [await newPerson(), await newPerson()]
    const [browser, other] = [newBrowser(ORIGIN), newBrowser(ORIGIN)]
    await browser.post('/fr/sign-in', withPassword(person))
    await other.post('/fr/sign-in', withPassword(thief))
    for (const link of ['/fr/sign-in/with?provider=one&act=connect', await connectLink(other)])
      expect((await browser.get(link)).location).toBe('/fr/sign-in')
  })

  test('that somebody has is not given to another', async () => {
    one.visitor = someone()
    const theirs = newBrowser(ORIGIN)
    await enter('one', theirs)
    const owner = await theirs.whoAmI()
    const person = await newPerson()
    const browser = newBrowser(ORIGIN)
    await browser.post('/fr/sign-in', withPassword(person))
    expect((await goThrough(browser, await connectLink(browser))).location).toBe('/fr/account/security?done=taken')
    const again = newBrowser(ORIGIN)
    await enter('one', again)
    expect(await again.whoAmI()).toBe(owner)
  })

  test('is asked for once more before a sensitive act: new proof counts, that of before and that of another do not', async () => {
    one.visitor = someone()
    const browser = newBrowser(ORIGIN)
    await enter('one', browser)
    const me = await browser.whoAmI()
    await owner("update identity.session set fresh_at = now() - interval '11 minutes' where person_id = $1", [me])
    const link = '/fr/sign-in/with?provider=one&act=confirm&next=/fr/account/security/totp'
    const mine = one.visitor
    one.visitor = { ...mine, at: Math.floor(Date.now() / 1000) - 3600 }
    const careless = new URL((await browser.get(link)).location ?? '')
    expect(careless.searchParams.get('max_age')).toBe('0')
    for (const name of ['max_age', 'prompt']) careless.searchParams.delete(name)
    expect((await browser.get(pathOf(await through(careless.href)))).location).toContain('failure=old')
    one.visitor = someone()
    expect((await goThrough(browser, link)).location).toContain('failure=unknown')
    one.visitor = mine
    const former = browser.cookies.get('session')
    expect((await goThrough(browser, link)).location).toBe('/fr/account/security/totp')
    expect(browser.cookies.get('session')).not.toBe(former)
    expect((await browser.get('/fr/account/security/totp')).status).toBe(200)
  })

  test('is left at the provider, too, when its holder signs out', async () => {
    one.visitor = someone()
    const browser = newBrowser(ORIGIN)
    await enter('one', browser)
    expect((await browser.post('/fr/sign-out', {})).location).toBe('/fr/signed-out')
    const { leave } = (await browser.get('/fr/signed-out')).data as { leave: { name: string; address: string } }
    expect(leave.name).toBe('One')
    const there = await fetch(leave.address)
    expect(there.url.startsWith(one.issuer)).toBe(true)
    expect(there.status).toBe(200)
    expect(await there.text()).not.toContain('invalid_request')
  })
})

test('our public keys are there for providers to fetch, and nothing private is', async () => {
  const { keys } = await publicKeys()
  expect(keys.map(({ kid, use, alg }) => ({ kid, use, alg }))).toEqual([
    { kid: 'signing', use: 'sig', alg: 'RS256' },
    { kid: 'encryption', use: 'enc', alg: 'RSA-OAEP-256' },
  ])
  for (const key of keys) expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
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
