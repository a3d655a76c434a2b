import { describe, expect, test } from 'vitest'
import { newBrowser, newPerson, owner, useDoor, withPassword } from '../factors/factors.test-support.ts'
import { goThrough, ORIGIN, pathOf, through } from './openid.test-support.ts'
import { enter, one, someone, useProviders } from './providers.test-support.ts'

useDoor()
useProviders()

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
