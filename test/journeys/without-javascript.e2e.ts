import { describe, expect, test } from 'vitest'
import { examples, isForTeams } from './addresses.ts'
import { emailOf, PASSWORD, sayIn, signedIn, signIn, useBrowser } from './journey.ts'

const browser = useBrowser()
const say = sayIn('fr')
const open = (options = {}) => browser.open({ javaScriptEnabled: false, ...options })

describe('without JavaScript', () => {
  test('the account is read from home to a figure and back', async () => {
    const page = await open()
    await page.goto('/fr')
    await page.getByRole('link', { name: say('home.act.accounts') }).click()
    await page
      .getByRole('link', { name: say('accounts.open', { year: '2025' }) })
      .first()
      .click()
    await page.getByRole('heading', { level: 1, name: /2025/ }).waitFor()
    await page.locator('a[href*="/figures/"]').first().click()
    await page.getByText(say('figure.definition'), { exact: true }).waitFor()
    await page.getByRole('link', { name: say('figure.back') }).click()
    expect(new URL(page.url()).pathname).toBe('/fr/accounts/ccoms/2025')
  })

  test('the contradictions are on the page that the server sends', async () => {
    const page = await open()
    await page.goto('/fr/accounts/ccoms/2025')
    expect(
      await page
        .locator('#relations .relation')
        .filter({ hasText: say('account.verdict.contradicts') })
        .filter({ visible: true })
        .count(),
    ).toBeGreaterThan(0)
  })

  test('the menu of a phone opens and leads on', async () => {
    const page = await open({ viewport: { width: 360, height: 740 } })
    await page.goto('/fr')
    await page.locator('.menu > summary').click()
    await page
      .locator('.menu')
      .getByRole('link', { name: say('nav.accounts') })
      .click()
    await page.getByRole('heading', { level: 1, name: say('accounts.title') }).waitFor()
  })

  test('signing in tells a wrong password at its field, keeps the address, opens with the right one, and ends', async () => {
    const page = await open()
    await page.goto('/fr/sign-in')
    await signIn(page, emailOf('reader'), 'not this one')
    expect(await page.locator('[role=alert]').innerText()).toContain(say('signIn.failure.wrong'))
    expect(await page.getByLabel(say('signIn.email')).inputValue()).toBe(emailOf('reader'))
    browser.forgive(/status of 422/)
    await signIn(page, emailOf('reader'), PASSWORD)
    await page.getByRole('heading', { level: 1, name: /Noor/ }).waitFor()
    await page.getByRole('button', { name: say('nav.signOut') }).click()
    await page.getByRole('link', { name: say('nav.signIn') }).waitFor()
  })

  test('an account is frozen', async () => {
    const page = await signedIn(await open(), 'programme_manager')
    await page.goto('/fr/accounts/ccoms/2025')
    await page.getByRole('button', { name: say('account.freeze.act') }).click()
    // Without a program nothing takes the word out of the address that tells of it.
    await page.waitForURL(/\?edition=\d+&saved=\w+$/)
    await page.getByText(say('account.corrections.none')).waitFor()
  })

  test('every screen says what it is before any program runs', async () => {
    const [administrator, worker] = [await signedIn(await open(), 'administrator'), await signedIn(await open(), 'worker')]
    for (const { path, kind, pattern } of await examples()) {
      if (kind !== 'page') continue
      const page = isForTeams(pattern) ? worker : administrator
      await page.goto(`/fr${path}`)
      expect(await page.getByRole('heading', { level: 1 }).count(), path).toBe(1)
      expect(await page.title(), path).toMatch(/ · Maillage$/)
    }
  })
})
