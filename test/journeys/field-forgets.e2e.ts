import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { violations } from './axe.ts'
import { sayIn, signedIn, useBrowser } from './journey.ts'
import * as road from './road.ts'

const { OFFLINE, SOON, allSent, countIn, cut, go, keep, openPhone, owner, ready, synced, tom, writeContact } = road
const browser = useBrowser()
const say = sayIn('fr')
const left = async (page: Page) => [await countIn(page, 'keys'), await countIn(page, 'records')]

describe('a device forgets', { timeout: 90_000 }, () => {
  test('on signing out, also without a network; what was not sent waits closed for the same person', async () => {
    const { person } = await tom()
    const page = await ready(await openPhone(browser))
    await cut(page)
    await writeContact(page, person, 'Pas encore parti')
    await keep(page)
    await go(page, 'today')
    await page.getByText(say('nav.signOut')).click()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: say('field.leave.act') }).click()
    await page.getByText(say('field.shut.wiped')).waitFor()
    await page.getByText(say('field.shut.waits', { count: 1 })).waitFor()
    expect(await violations(page)).toEqual([])
    expect(await left(page)).toEqual([0, 0])
    await page.reload()
    await page.getByText(say('field.shut.wiped')).waitFor()

    await cut(page, false)
    await page.reload()
    await page.getByRole('link', { name: say('nav.signIn') }).waitFor()
    // The page is there before the answer to the signing out that waited for a network.
    const session = async () => (await page.context().cookies()).filter(({ name }) => name === 'session')
    await expect.poll(session, SOON).toEqual([])
    await synced(await signedIn(page, 'worker'))
    await allSent(page)
    browser.forgive(OFFLINE)
    browser.forgive(/401/)
  })

  test('on signing out in any other page of the site', async () => {
    const page = await ready(await openPhone(browser, { viewport: { width: 1280, height: 900 } }))
    await page.goto('/fr/care')
    await page.getByRole('button', { name: say('nav.signOut') }).click()
    await page
      .getByRole('link', { name: say('nav.signIn') })
      .first()
      .waitFor()
    // While a page is being left nothing can be asked of it.
    await expect.poll(() => left(page).catch(() => ['leaving']), SOON).toEqual([0, 0])
    browser.forgive(/401/)
  })

  test('when an administrator ends its session meanwhile, at the next contact; what was written waits', async () => {
    const { person } = await tom()
    const page = await ready(await openPhone(browser))
    expect(await countIn(page, 'records')).toBeGreaterThan(1)
    await cut(page)
    await writeContact(page, person, 'Écrit après la fin')
    await keep(page)
    const [cookie] = await page.context().cookies()
    await owner("delete from identity.session where token_hash = sha256(convert_to($1, 'UTF8'))", [cookie?.value])
    await cut(page, false)
    await page.getByText(say('field.shut.ended')).waitFor()
    await page.getByText(say('field.shut.waits', { count: 1 })).waitFor()
    expect(await left(page)).toEqual([0, 0])
    await synced(await signedIn(page, 'worker'))
    await allSent(page)
    browser.forgive(OFFLINE)
    browser.forgive(/401/)
  })

  test('when the hours without contact are over', async () => {
    const page = await ready(await openPhone(browser))
    await cut(page)
    await page.context().clock.install({ time: Date.now() + 13 * 3_600_000 })
    await page.reload()
    await page.getByText(say('field.shut.late')).waitFor()
    expect(await left(page)).toEqual([0, 0])
    browser.forgive(OFFLINE)
  })

  test('nothing of what it wrote is believed to be sent when the server knows its key no longer', async () => {
    const { person } = await tom()
    const page = await ready(await openPhone(browser))
    await cut(page)
    await writeContact(page, person, 'Sous une autre clé')
    await keep(page)
    await page.getByText(say('field.contacts.waits', { count: 1 })).waitFor()
    await go(page, 'today')
    await page.getByText(say('nav.signOut')).click()
    await page.getByRole('button', { name: say('field.leave.act') }).click()
    await page.getByText(say('field.shut.wiped')).waitFor()
    // As after the backup of a day before this device was known.
    await owner("delete from field.device where person_id = (select id from identity.person where email = 'equipe@demo.example')")
    await cut(page, false)
    await page.reload()
    await page.getByRole('link', { name: say('nav.signIn') }).waitFor()
    await synced(await signedIn(page, 'worker'))
    await go(page, 'waiting')
    await page.getByText(say('field.waiting.closed', { count: 1 })).waitFor()
    expect(await page.getByText(say('field.waiting.none')).count()).toBe(0)
    expect(await violations(page)).toEqual([])
    browser.forgive(OFFLINE)
    browser.forgive(/401/)
  })
})
