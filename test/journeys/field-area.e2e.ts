import { brotliCompressSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { violations } from './axe.ts'
import { at, sayIn, signedIn, useBrowser } from './journey.ts'
import { tabTo } from './keys.ts'
import * as road from './road.ts'

const { NETWORK, OFFLINE, cut, go, openPhone, tom } = road
const browser = useBrowser()
const nl = sayIn('nl')

/** How many lines the tabs stand on. */
const linesOfTabs = (page: Page) =>
  page.locator('.field-tab').evaluateAll((tabs) => new Set(tabs.map((tab) => Math.round(tab.getBoundingClientRect().top))).size)
const isNarrow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

describe('the area itself', { timeout: 60_000 }, () => {
  test('says what it is to who is not signed in, holds nothing of anybody, and can be installed', async () => {
    const page = await openPhone(browser)
    const response = await page.goto('/nl/field')
    expect(response?.headers()['content-security-policy']).toContain("script-src 'self'")
    expect(response?.headers()['content-security-policy']).not.toContain('unsafe')
    await page.getByRole('link', { name: nl('nav.signIn') }).waitFor()
    expect(await violations(page)).toEqual([])
    const manifest = (await (await fetch(at('/nl/field/manifest.webmanifest'))).json()) as { scope: string; icons: { src: string }[] }
    expect(manifest.scope).toBe('/nl/field')
    for (const { src } of manifest.icons) expect((await fetch(at(src))).status, src).toBe(200)
    browser.forgive(/401/)
  })

  test('weighs less than 100 kB of compressed script, with all its screens', async () => {
    const html = await (await fetch(at('/fr/field'))).text()
    const script = /\/assets\/field-[\w-]+\.js/.exec(html)?.[0] ?? ''
    const answer = await fetch(at(script), { headers: { 'accept-encoding': 'identity' } })
    const weight = brotliCompressSync(Buffer.from(await answer.arrayBuffer())).length
    expect(weight).toBeGreaterThan(20_000)
    expect(weight).toBeLessThan(100_000)
  })

  test('works in the dark, at 360 pixels and with all its tabs on one line, without scrolling sideways', async () => {
    const page = await road.ready(await openPhone(browser, { colorScheme: 'dark' }))
    for (const place of ['today', 'people', 'waiting', 'duty']) {
      await go(page, place)
      await page.waitForFunction(() => document.activeElement?.id === 'title')
      expect(await violations(page), place).toEqual([])
      expect(await isNarrow(page), place).toBe(true)
      expect(await linesOfTabs(page), place).toBe(1)
    }
  })

  test('by keyboard alone and in Dutch: a person is found by a slip, a contact is kept without a network and arrives', async () => {
    const [{ person }, since] = [await tom(), await road.nowThere()]
    const page = await signedIn(await openPhone(browser), 'worker')
    await page.goto('/nl/field')
    await page.getByRole('status').filter({ hasText: 'Bijgewerkt' }).waitFor()
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    await cut(page)
    await page.reload()
    await page.getByRole('status').filter({ hasText: 'Geen netwerk' }).waitFor()
    expect(await linesOfTabs(page)).toBe(1)
    await tabTo(page, page.locator('.field-tab[href="#/people"]'))
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.id === 'title')
    await tabTo(page, page.getByLabel(nl('field.people.find')))
    await page.keyboard.type('tom invnete')
    await tabTo(page, page.locator(`a[href="#/people/${NETWORK}/${person}"]`))
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.id === 'title')
    await tabTo(page, page.getByRole('link', { name: nl('field.write') }))
    await page.keyboard.press('Enter')
    await page.getByLabel(nl('care.field.note')).waitFor()
    await tabTo(page, page.getByLabel(nl('care.field.minutes')))
    await page.keyboard.type('lang')
    await tabTo(page, page.getByRole('button', { name: nl('care.contact.keep') }))
    await page.keyboard.press('Enter')
    await page.getByText(nl('field.wrong.minutes')).first().waitFor()
    expect(await violations(page)).toEqual([])
    await tabTo(page, page.getByLabel(nl('care.field.minutes')))
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('45')
    await page.keyboard.press('Enter')
    await page.getByText(nl('field.contacts.waits', { count: 1 })).waitFor()
    expect(await linesOfTabs(page)).toBe(1)
    expect(await isNarrow(page)).toBe(true)
    await cut(page, false)
    await go(page, 'waiting')
    await page.getByText(nl('field.waiting.none')).waitFor()
    expect(await road.contactsSince(person, since)).toHaveLength(1)
    browser.forgive(OFFLINE)
  })
})
