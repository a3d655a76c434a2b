import { generate } from 'otplib'
import { describe, expect, test } from 'vitest'
import { newBrowser, newPerson, owner, useDoor } from '../factors/factors.test-support.ts'
import { asUnused } from '../factors/totp.test-support.ts'
import { publicKeys } from './keys.server.ts'
import { goThrough, ORIGIN, pathOf, through } from './openid.test-support.ts'
import { enter, network, one, rolesOf, someone, two, useProviders } from './providers.test-support.ts'

useDoor()
useProviders()

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
    await browser.post('/fr/account/security/totp', { offer: offer.offer, code: await generate({ secret }) })
    await asUnused({ personId: await browser.whoAmI() })
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

test('our public keys are there for providers to fetch, and nothing private is', async () => {
  const { keys } = await publicKeys()
  expect(keys.map(({ kid, use, alg }) => ({ kid, use, alg }))).toEqual([
    { kid: 'signing', use: 'sig', alg: 'RS256' },
    { kid: 'encryption', use: 'enc', alg: 'RSA-OAEP-256' },
  ])
  for (const key of keys) expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
})
