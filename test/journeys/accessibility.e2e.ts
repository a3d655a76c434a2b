import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { examples, isForTeams, LANGUAGES } from './addresses.ts'
import { violations } from './axe.ts'
import { isAlive, signedIn, useBrowser } from './journey.ts'

const browser = useBrowser()
const MAIN = ['', 'sign-in', 'directory', 'accounts/:network/:year', 'accounts/:network/:year/figures/:figure', 'journal/:network']

// Of the pages that are somebody else's own, an administrator sees one and the same answer, which the last address of all has too.
const screens = async () =>
  (await examples()).filter(({ kind, pattern }) => kind === 'page' || (kind === 'nowhere' && /^\*$|:token/.test(pattern)))
type Screen = Awaited<ReturnType<typeof screens>>[number]

const TABS = 3
/** Each screen once, in some tabs at the same time: as fast as a browser goes. */
const inTabs = async (
  page: Page,
  all: readonly Screen[],
  language: string,
  look: (tab: Page, where: string, pattern: string, status: number) => Promise<void>,
) => {
  const rest = [...all]
  const tabs = [page, ...(await Promise.all(Array.from({ length: TABS - 1 }, () => page.context().newPage())))]
  await Promise.all(
    tabs.map(async (tab) => {
      for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
        const where = `/${language}${next.path}`
        const told = await tab.goto(where)
        await isAlive(tab)
        expect(told?.status(), where).toBeLessThan(500)
        await look(tab, where, next.pattern, told?.status() ?? 0)
      }
    }),
  )
  await Promise.all(tabs.slice(1).map((tab) => tab.close()))
  browser.forgive(/status of 40[134]/)
}
const everyScreen = async (page: Page, language: string, look: (tab: Page, where: string, pattern: string) => Promise<void>) =>
  inTabs(
    page,
    (await screens()).filter(({ pattern }) => !isForTeams(pattern)),
    language,
    look,
  )
/** What is folded counts as well. */
const unfold = (page: Page) =>
  page.locator('main details').evaluateAll((folds) => {
    for (const fold of folds) fold.setAttribute('open', '')
  })

describe('accessibility: axe', () => {
  for (const language of LANGUAGES) {
    test(`no screen has a violation of WCAG 2.2 AA for an administrator, light and dark: ${language}`, { timeout: 240_000 }, async () => {
      // Without movement: a colour that is still on its way from light to dark is no finding.
      const page = await signedIn(await browser.open({ reducedMotion: 'reduce' }), 'administrator')
      const found: string[] = []
      await everyScreen(page, language, async (tab, where, pattern) => {
        expect(await tab.locator('html').getAttribute('lang'), where).toMatch(language === 'falc' ? /^fr/ : new RegExp(`^${language}$`))
        await unfold(tab)
        for (const line of await violations(tab)) found.push(`${where} light: ${line}`)
        if (!MAIN.includes(pattern)) return
        await tab.emulateMedia({ colorScheme: 'dark' })
        for (const line of await violations(tab)) found.push(`${where} dark: ${line}`)
        await tab.emulateMedia({ colorScheme: 'light' })
      })
      expect(found).toEqual([])
    })
  }

  test('no screen of care has a violation for who works in a team, in each language', { timeout: 240_000 }, async () => {
    const page = await signedIn(await browser.open({ viewport: { width: 390, height: 760 }, reducedMotion: 'reduce' }), 'worker')
    const found: string[] = []
    const care = (await screens()).filter(({ pattern }) => isForTeams(pattern))
    let seen = 0
    for (const language of LANGUAGES)
      await inTabs(page, care, language, async (tab, where, _, status) => {
        seen += status === 200 ? 1 : 0
        await unfold(tab)
        for (const line of await violations(tab)) found.push(`${where}: ${line}`)
      })
    expect(found).toEqual([])
    expect(care.length).toBeGreaterThan(6)
    expect(seen).toBe(care.length * LANGUAGES.length)
  })

  test('no screen has a violation for a visitor, on a phone', { timeout: 240_000 }, async () => {
    const page = await browser.open({ viewport: { width: 360, height: 740 }, hasTouch: true })
    const found: string[] = []
    await everyScreen(page, 'fr', async (tab, where) => {
      for (const line of await violations(tab)) found.push(`${where}: ${line}`)
    })
    expect(found).toEqual([])
  })
})

describe('accessibility: any size, any taste', () => {
  test('nothing slides sideways on 320 px, nor at 200 % on a small screen', { timeout: 240_000 }, async () => {
    const wide: string[] = []
    for (const [what, options] of [
      ['320 px', { viewport: { width: 320, height: 640 } }],
      ['200 %', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
    ] as const) {
      const page = await signedIn(await browser.open(options), 'administrator')
      await everyScreen(page, 'fr', async (tab, where) => {
        const over = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        if (over > 0) wide.push(`${where} at ${what}: ${over} px too wide`)
      })
    }
    expect(wide).toEqual([])
  })

  test('text at twice its size stays readable: nothing is cut off', async () => {
    const page = await browser.open({ viewport: { width: 1280, height: 900 } })
    for (const path of ['/fr', '/fr/accounts/ccoms/2025', '/fr/sign-in']) {
      await page.goto(path)
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('h1, h2, h3, p, li, a, button, label, td, th')]
          .filter(
            (element) =>
              element.offsetParent !== null &&
              ['hidden', 'clip'].includes(getComputedStyle(element).overflowX) &&
              element.scrollWidth > element.clientWidth + 1 &&
              element.closest('.visually-hidden') === null,
          )
          .map((element) => `${element.tagName} ${element.textContent?.slice(0, 30)}`),
      )
      expect(cut, path).toEqual([])
    }
  })

  test('who asks for less movement gets none', async () => {
    const page = await browser.open({ reducedMotion: 'reduce' })
    for (const path of ['/fr', '/fr/accounts/ccoms/2025']) {
      await page.goto(path)
      const moving = await page.evaluate(() => {
        const seconds = (value: string) =>
          Math.max(...value.split(',').map((part) => Number.parseFloat(part) * (part.trim().endsWith('ms') ? 0.001 : 1)))
        return [...document.querySelectorAll('*')]
          .filter((element) => {
            const style = getComputedStyle(element)
            return (
              seconds(style.transitionDuration) > 0.01 ||
              (style.animationName !== 'none' && seconds(style.animationDuration) > 0.01) ||
              style.scrollBehavior === 'smooth'
            )
          })
          .map(({ tagName, className }) => `${tagName} ${className}`)
      })
      expect(moving, path).toEqual([])
    }
  })

  test('whatever is touched is at least 24 px wide and high, or stands in a line of text', { timeout: 240_000 }, async () => {
    const page = await signedIn(await browser.open({ viewport: { width: 360, height: 740 }, hasTouch: true }), 'administrator')
    const small: string[] = []
    await everyScreen(page, 'fr', async (tab, where) => {
      const found = await tab.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')]
          .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.closest('.visually-hidden, .skip') === null)
          .filter((element) => getComputedStyle(element).display !== 'inline')
          .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
          .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
          .map(
            ({ element, box }) =>
              `${element.tagName} ${element.textContent?.trim().slice(0, 30)} ${Math.round(box.width)}×${Math.round(box.height)}`,
          ),
      )
      small.push(...found.map((line) => `${where}: ${line}`))
    })
    expect(small).toEqual([])
  })
})
