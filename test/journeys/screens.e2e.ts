import { describe, expect, test } from 'vitest'
import { LANGUAGES } from './addresses.ts'
import { violations } from './axe.ts'
import { isAlive, useBrowser } from './journey.ts'
import { type Looked, lookAtAll, screens, screensOf } from './look.ts'

const browser = useBrowser()
const KB = 1000
const MOST = 130 * KB
const SLOW = { timeout: 300_000 }
// Who reads which screens: some are for who works in a team, all others an administrator reads.
const READERS = ['administrator', 'worker'] as const

const looks = new Map<string, Promise<Looked>>()
/** All screens of a reader in a language are looked at once; each test asks something else of what was seen. */
const look = async (role: (typeof READERS)[number], language: string): Promise<Looked> => {
  const key = `${role} ${language}`
  const known = looks.get(key) ?? screensOf(role).then((all) => lookAtAll(browser, { role, language, screens: all }))
  looks.set(key, known)
  return known
}

describe('every screen', () => {
  for (const language of LANGUAGES)
    for (const role of READERS)
      test(`has no violation of WCAG 2.2 AA: ${role}, ${language}`, SLOW, async () => {
        const { axe } = await look(role, language)
        expect(axe).toEqual([])
      })

  test('was seen, in each language', SLOW, async () => {
    const all = await Promise.all(LANGUAGES.flatMap((language) => READERS.map((role) => look(role, language))))
    expect(all.flatMap(({ weights }) => weights).length).toBe((await screens()).length * LANGUAGES.length)
    const ofTeams = (await screensOf('worker')).length
    expect(ofTeams).toBeGreaterThan(6)
    for (const language of LANGUAGES) expect((await look('worker', language)).seen).toBe(ofTeams)
  })

  test('needs at most 130 kB of compressed JavaScript, in any language', SLOW, async () => {
    const all = await Promise.all(LANGUAGES.flatMap((language) => READERS.map((role) => look(role, language))))
    const weights = all.flatMap((one) => one.weights)
    expect(weights.filter(([, bytes]) => bytes > MOST).map(([where, bytes]) => `${where}: ${Math.round(bytes / KB)} kB`)).toEqual([])
    expect(Math.max(...weights.map(([, bytes]) => bytes))).toBeGreaterThan(50 * KB)
  })

  test('slides nowhere sideways on 320 px, nor at 200 % on a small screen', SLOW, async () => {
    for (const role of READERS) expect((await look(role, 'fr')).wide).toEqual([])
  })

  test('lets whatever is touched be at least 24 px wide and high, or stand in a line of text', SLOW, async () => {
    for (const role of READERS) expect((await look(role, 'fr')).small).toEqual([])
  })

  test('has no violation for a visitor, on a phone', SLOW, async () => {
    const page = await browser.open({ viewport: { width: 360, height: 740 }, hasTouch: true })
    const found: string[] = []
    // What is closed to a visitor is told on one page, with one text for each status: looked at once for each.
    const told = new Set<number>()
    for (const { path } of await screensOf('administrator')) {
      const status = (await page.request.get(`/fr${path}`)).status()
      if (status >= 400 && told.has(status)) continue
      told.add(status)
      await page.goto(`/fr${path}`)
      await isAlive(page)
      for (const line of await violations(page)) found.push(`${path}: ${line}`)
    }
    browser.forgive(/status of 40[134]/)
    expect(found).toEqual([])
  })
})

describe('any size, any taste', () => {
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
})
