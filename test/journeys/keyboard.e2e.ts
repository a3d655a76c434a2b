import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { emailOf, PASSWORD, sayIn, signedIn, useBrowser, visit } from './journey.ts'

const browser = useBrowser()
const say = sayIn('fr')

const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    const box = element?.getBoundingClientRect()
    const style = element === null ? null : getComputedStyle(element)
    return {
      tag: element?.tagName ?? '',
      id: element?.id ?? '',
      text: (element?.textContent ?? '').trim(),
      // An outline, or a shadow that stands for one; and on the screen.
      isSeen:
        style !== null &&
        box !== undefined &&
        ((style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none') &&
        box.width > 0 &&
        box.bottom > 0 &&
        box.top < innerHeight,
      at: Math.round((box?.top ?? 0) + scrollY),
    }
  })

/** Presses Tab until the element that is wanted has the focus, as somebody does who has no mouse. */
const tabTo = async (page: Page, isIt: (element: Awaited<ReturnType<typeof focused>>) => boolean, most = 80) => {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab')
    const element = await focused(page)
    if (isIt(element)) return element
  }
  throw new Error(`not reached with ${most} presses of Tab`)
}

describe('by keyboard alone', () => {
  test('the first Tab offers to skip the navigation, and Enter does so', async () => {
    const page = await browser.open()
    await visit(page, '/fr/accounts')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toMatchObject({ tag: 'A', text: say('platform.ui.skip'), isSeen: true })
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement))).toBe(true)
  })

  test('everything that takes the focus shows it, in the order of the page', async () => {
    const page = await browser.open()
    for (const path of ['/fr', '/fr/sign-in', '/fr/accounts', '/fr/accounts/ccoms/2025']) {
      await visit(page, path)
      const seen: Awaited<ReturnType<typeof focused>>[] = []
      for (let presses = 0; presses < 30; presses += 1) {
        await page.keyboard.press('Tab')
        const element = await focused(page)
        if (element.tag === 'BODY') break
        expect(element, `${path}: ${element.tag} ${element.text.slice(0, 40)}`).toMatchObject({ isSeen: true })
        seen.push(element)
      }
      expect(seen.length, path).toBeGreaterThan(8)
      const order = await page.evaluate(() => {
        const reachable = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
        return reachable.every(({ tabIndex }) => tabIndex === 0)
      })
      expect(order, `${path}: nothing jumps the queue with a tabindex of its own`).toBe(true)
    }
  })

  test('a navigation is announced and moves the focus to the heading of the new page', async () => {
    const page = await browser.open()
    await visit(page, '/fr')
    await tabTo(page, ({ text }) => text === say('nav.accounts'))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: say('accounts.title') }).waitFor()
    await expect.poll(async () => (await focused(page)).id).toBe('title')
    await expect.poll(() => page.locator('[aria-live=polite]').first().textContent()).toContain(say('accounts.title'))
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: say('home.title') }).waitFor()
    await expect.poll(() => page.locator('[aria-live=polite]').first().textContent()).toContain(say('home.title'))
  })

  test('somebody is told of a wrong password, is led to the field, and signs in', async () => {
    const page = await browser.open()
    await visit(page, '/fr/sign-in')
    await tabTo(page, ({ id }) => id === 'field-email')
    await page.keyboard.type(emailOf('programme_manager'))
    await page.keyboard.press('Tab')
    await page.keyboard.type('not this one')
    await page.keyboard.press('Enter')
    // The summary of what is wrong takes the focus and leads to the field.
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert')
    browser.forgive(/status of 422/)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await focused(page)).id).toBe('field-email')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Control+a')
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /Camille/ }).waitFor()
  })

  test('a fold opens with Enter, and a figure opens from the text', async () => {
    const page = await browser.open()
    await visit(page, '/fr/accounts/ccoms/2025')
    const fold = page.locator('#relations summary').first()
    await fold.focus()
    await page.keyboard.press('Enter')
    expect(await fold.locator('..').getAttribute('open')).not.toBeNull()
    await page.locator('.figure-inline').first().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: say('figure.back') }).waitFor()
    await expect.poll(async () => (await focused(page)).id).toBe('title')
  })

  test('the menu of a phone opens, leads on and is folded again on the next page', async () => {
    const page = await signedIn(await browser.open({ viewport: { width: 360, height: 740 } }), 'reader')
    await visit(page, '/fr')
    await tabTo(page, ({ tag, text }) => tag === 'SUMMARY' && text === say('platform.ui.menu'))
    await page.keyboard.press('Enter')
    await tabTo(page, ({ text }) => text === say('nav.help'))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: say('help.title') }).waitFor()
    await expect.poll(() => page.locator('.menu').getAttribute('open')).toBeNull()
  })
})
