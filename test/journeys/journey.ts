import '../../src/catalogues/all.server.ts'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { DEMONSTRATION_PASSWORD, DEMONSTRATION_PEOPLE } from '#modules/identity/demonstration.ts'
import type { Role } from '#platform/actor.ts'
import { intlOf, sayWith } from '#platform/languages/intl.tsx'
import type { Locale } from '#platform/languages/locales.ts'
import { openBrowser } from '../chromium.ts'

/** The server of all journeys: the built program with the demonstration. */
export const at = (path: string) => `${inject('address')}${path}`

/** A message as the screens say it, so that a better wording breaks no journey. */
export const sayIn = (locale: Locale) => sayWith(intlOf(locale))

export type Journey = {
  /** Somebody new with a browser of their own: no cookies, nothing stored. */
  open(options?: BrowserContextOptions): Promise<Page>
  /** What went wrong in the browser and was expected to: taken from the list that fails the test. */
  forgive(expected: RegExp): void
}

/** One Chromium for a file. A line on the console, an error in a script or a request to another host fails the test in which it happens. */
export const useBrowser = (): Journey => {
  let browser: Browser
  let troubles: string[] = []
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(async () => browser?.close())
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
    const told = troubles
    troubles = []
    expect(told, 'what went wrong in the browser').toEqual([])
  })
  const watch = (page: Page, home: string) => {
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()))
        troubles.push(`${page.url()} console: ${message.text()} (${message.location().url})`)
    })
    page.on('pageerror', (error) => troubles.push(`${page.url()} script: ${error.message}`))
    page.on('request', (request) => {
      if (!request.url().startsWith(home) && !request.url().startsWith('data:'))
        troubles.push(`${page.url()} asks elsewhere: ${request.url()}`)
    })
  }
  return {
    open: async (options = {}) => {
      const home = options.baseURL ?? inject('address')
      const context = await browser.newContext({ baseURL: home, locale: 'fr-FR', ...options })
      context.setDefaultTimeout(15_000)
      context.on('page', (page) => watch(page, home))
      return context.newPage()
    },
    forgive: (expected) => {
      troubles = troubles.filter((trouble) => !expected.test(trouble))
    },
  }
}

/** Opens an address and waits until the page's own program has taken over, where there is one. */
export const visit = async (page: Page, path: string) => {
  const response = await page.goto(path)
  await isAlive(page)
  return response
}

/** React marks the elements that it looks after; until then a click is a plain link or form. */
export const isAlive = (page: Page) =>
  page.waitForFunction(() => Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__react')))

/** Presses a button or a link. Without a script another page comes: this waits until all of it is there, and not only its beginning. */
export const pressed = async (target: Locator): Promise<void> => {
  await target.click()
  await target.page().waitForLoadState()
}

export const emailOf = (role: Role) => DEMONSTRATION_PEOPLE.find((person) => person.role === role)?.email ?? ''

/** The cookie of a new session, without a browser. */
export const sessionFor = async (email: string, address = inject('address')): Promise<string> => {
  const response = await fetch(`${address}/fr/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: address },
    body: new URLSearchParams({ email, password: DEMONSTRATION_PASSWORD }),
  })
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  if (response.status !== 302 || cookie === undefined) throw new Error(`nobody was signed in: ${response.status}`)
  return cookie
}
export const sessionOf = (role: Role) => sessionFor(emailOf(role))

/** Gives a browser the session of somebody who has signed in. */
export const signedIn = async (page: Page, role: Role): Promise<Page> => {
  const [name = '', value = ''] = (await sessionOf(role)).split('=')
  await page.context().addCookies([{ name, value, url: inject('address') }])
  return page
}

/** Fills and sends the form of the sign-in page. */
export const signIn = async (page: Page, email: string, password: string, locale: Locale = 'fr') => {
  const say = sayIn(locale)
  await page.getByLabel(say('signIn.email')).fill(email)
  await page.getByLabel(say('signIn.password')).fill(password)
  await page
    .locator('main')
    .getByRole('button', { name: say('signIn.act') })
    .click()
}
export const PASSWORD = DEMONSTRATION_PASSWORD
