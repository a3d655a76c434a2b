import { get } from 'node:http'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Role } from '#platform/actor.ts'
import { type Example, examples, isForTeams } from './addresses.ts'
import { violations } from './axe.ts'
import { at, isAlive, signedIn, type useBrowser } from './journey.ts'

/** What was found on the screens of a reader: a line for each place, and the weight in bytes of each address. */
export type Looked = { axe: string[]; wide: string[]; small: string[]; weights: [where: string, bytes: number][]; seen: number }
type Browser = ReturnType<typeof useBrowser>
type Reader = { role: Role; language: string; screens: readonly Example[] }

const MAIN = ['', 'sign-in', 'directory', 'accounts/:network/:year', 'accounts/:network/:year/figures/:figure', 'journal/:network']
const TABS = 3
const DESK = { width: 1280, height: 900 }
const PHONE = { width: 390, height: 760 }
// WCAG 1.4.10: 320 px, and a small screen of 1280 px at twice its size.
const NARROW = [
  { width: 320, height: 640 },
  { width: 640, height: 400 },
]
const THUMB = { width: 360, height: 740 }

// Of the pages that are somebody else's own, an administrator sees one and the same answer, which the last address of all has too.
export const screens = async () =>
  (await examples()).filter(({ kind, pattern }) => kind === 'page' || (kind === 'nowhere' && /^\*$|:token/.test(pattern)))
export const screensOf = async (role: Role) => (await screens()).filter(({ pattern }) => isForTeams(pattern) === (role === 'worker'))

const sizes = new Map<string, Promise<number>>()
/** Bytes of a script on the way to a browser of today, which reads brotli. */
export const weightOf = (address: string): Promise<number> => {
  const known =
    sizes.get(address) ??
    new Promise<number>((resolve, reject) => {
      get(address, { headers: { 'accept-encoding': 'gzip, deflate, br, zstd' } }, (answer) => {
        let bytes = 0
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length
        })
        answer.on('end', () => resolve(bytes))
      }).on('error', reject)
    })
  sizes.set(address, known)
  return known
}

/** Opens an address, and says how many bytes of compressed JavaScript it asked for. */
const opened = async (tab: Page, where: string) => {
  const scripts = new Set<string>()
  const note = (request: { url(): string }) => {
    if (/\.js(\?|$)/.test(request.url())) scripts.add(request.url())
  }
  tab.on('request', note)
  const told = await tab.goto(at(where))
  await isAlive(tab)
  tab.off('request', note)
  const status = told?.status() ?? 0
  expect(status, where).toBeLessThan(500)
  expect(scripts.size, `${where}: a page without a script was not measured`).toBeGreaterThan(3)
  return { status, bytes: (await Promise.all([...scripts].map(weightOf))).reduce((sum, size) => sum + size, 0) }
}

/** What is folded counts as well. */
const unfold = (page: Page) =>
  page.locator('main details').evaluateAll((folds) => {
    for (const fold of folds) fold.setAttribute('open', '')
  })

const smallIn = (tab: Page) =>
  tab.evaluate(() =>
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

/** The same page at other sizes: what is wider than a small screen, and what is too small for a thumb. */
const atOtherSizes = async (tab: Page, where: string, found: Looked) => {
  const before = tab.viewportSize() ?? DESK
  for (const size of NARROW) {
    await tab.setViewportSize(size)
    const over = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (over > 0) found.wide.push(`${where} at ${size.width} px: ${over} px too wide`)
  }
  await tab.setViewportSize(THUMB)
  found.small.push(...(await smallIn(tab)).map((line) => `${where}: ${line}`))
  await tab.setViewportSize(before)
}

const lookAt = async (tab: Page, { path, pattern }: Example, language: string, found: Looked) => {
  const where = `/${language}${path}`
  const { status, bytes } = await opened(tab, where)
  found.seen += status === 200 ? 1 : 0
  found.weights.push([where, bytes])
  expect(await tab.locator('html').getAttribute('lang'), where).toMatch(language === 'falc' ? /^fr/ : new RegExp(`^${language}$`))
  await unfold(tab)
  for (const line of await violations(tab)) found.axe.push(`${where} light: ${line}`)
  if (MAIN.includes(pattern)) {
    await tab.emulateMedia({ colorScheme: 'dark' })
    for (const line of await violations(tab)) found.axe.push(`${where} dark: ${line}`)
    await tab.emulateMedia({ colorScheme: 'light' })
  }
  // The layout does not know the language; French has the longest words of ours but for Dutch, and is read the most.
  if (language === 'fr') await atOtherSizes(tab, where, found)
}

/** Each screen of a reader once, in some tabs at the same time: as fast as a browser goes. */
export const lookAtAll = async (browser: Browser, { role, language, screens: all }: Reader): Promise<Looked> => {
  const found: Looked = { axe: [], wide: [], small: [], weights: [], seen: 0 }
  // Without movement: a colour that is still on its way from light to dark is no finding.
  const viewport = role === 'worker' ? PHONE : DESK
  const page = await signedIn(await browser.open({ viewport, hasTouch: role === 'worker', reducedMotion: 'reduce' }), role)
  const rest = [...all]
  const tabs = [page, ...(await Promise.all(Array.from({ length: TABS - 1 }, () => page.context().newPage())))]
  await Promise.all(
    tabs.map(async (tab) => {
      for (let next = rest.shift(); next !== undefined; next = rest.shift()) await lookAt(tab, next, language, found)
    }),
  )
  await Promise.all(tabs.slice(1).map((tab) => tab.close()))
  browser.forgive(/status of 40[134]/)
  return found
}
