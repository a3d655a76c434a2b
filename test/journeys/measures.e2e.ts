import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { callsIn } from '#modules/measures/vocabulary.ts'
import { isAlive, sayIn, sessionFor, useBrowser } from './journey.ts'

const browser = useBrowser()
const say = sayIn('fr')
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PERSON = 'sacha@demo.example'
const WORKER = 'equipe-mesures@demo.example'
const FILE = '0021de00-0000-4000-8000-0000000000f1'
const LIST = '/fr/my/measures/belgium'

const enter = async (email: string, options: Parameters<typeof browser.open>[0]) => {
  const page = await browser.open(options)
  const [name = '', value = ''] = (await sessionFor(email)).split('=')
  await page.context().addCookies([{ name, value, url: inject('address') }])
  return page
}
const button = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true })
const choose = (page: Page, value: number) => page.locator(`input[name=answer][value="${value}"]`).check()
const answer = async (page: Page, value: number) => {
  await choose(page, value)
  await button(page, say('measures.fill.next')).click()
}
const stepOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1)

describe('measures: a person alone, on a phone, without a script', () => {
  test('stops and goes on, goes back, is shown whom to call at once, and the team writes down what it did', {
    timeout: 90_000,
  }, async () => {
    const page = await enter(PERSON, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
    await page.goto(LIST)
    await button(page, say('measures.begin.in', { name: 'PHQ-9', language: say('measures.language.fr') })).click()
    await page.getByText(say('measures.fill.tells.title', { item: 9 })).waitFor()
    await page.getByRole('link', { name: say('measures.begin'), exact: true }).click()

    await button(page, say('measures.fill.next')).click()
    await page.getByText(say('measures.fill.wanting')).waitFor()
    browser.forgive(/status of 422/)
    await answer(page, 2)
    await answer(page, 1)
    await choose(page, 3)
    await button(page, say('measures.fill.stop')).click()
    await page.getByText(say('measures.later')).waitFor()

    await page.getByRole('link', { name: say('measures.draft.goOn'), exact: true }).click()
    await page.getByRole('link', { name: say('measures.draft.goOn'), exact: true }).click()
    expect(stepOf(page)).toBe('4')
    await choose(page, 1)
    await button(page, say('measures.fill.back')).click()
    expect(stepOf(page)).toBe('3')
    expect(await page.locator('input[name=answer][value="3"]').isChecked()).toBe(true)
    await button(page, say('measures.fill.next')).click()
    expect(await page.locator('input[name=answer][value="1"]').isChecked()).toBe(true)
    for (let item = 4; item <= 8; item += 1) await answer(page, 1)

    await answer(page, 1)
    expect(stepOf(page)).toBe('safe')
    for (const number of callsIn('BE')) await page.locator(`a[href="tel:${number.replaceAll(' ', '')}"]`).waitFor()
    await page
      .getByText(/Équipe inventée des mesures/)
      .first()
      .waitFor()
    await button(page, say('measures.safe.yes')).click()
    await page.getByText(say('measures.safe.asked')).waitFor()
    await page.getByRole('link', { name: say('measures.safe.goOn'), exact: true }).click()
    await button(page, say('measures.fill.finish')).click()
    await page.getByText(say('measures.done.score', { total: 12, max: 27 })).waitFor()

    const team = await enter(WORKER, { javaScriptEnabled: false })
    await team.goto('/fr/measures/belgium')
    await team.getByText(say('measures.team.alert.asks')).first().waitFor()
    await team
      .getByRole('link', { name: say('measures.team.alert.open') })
      .first()
      .click()
    await team.getByLabel(say('measures.team.how.spoke')).check()
    await button(team, say('measures.team.record.save')).click()
    await team.getByText(say('measures.team.saved')).waitFor()
    await page.goto(LIST)
    // One of the demonstration, and this one.
    expect(await page.getByText(say('measures.own.done.spoke')).count()).toBe(2)
  })
})

describe('measures: every screen', () => {
  const violations = async (page: Page): Promise<string[]> => {
    await page.evaluate(AXE)
    const found = await page.evaluate(() =>
      (
        globalThis as unknown as {
          axe: { run(options: object): Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }> }
        }
      ).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
    )
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${page.url()} ${id} at ${target.join(' ')}`))
  }
  test('has no violation of WCAG 2.2 AA, light and dark, and scrolls nowhere sideways on a phone', { timeout: 120_000 }, async () => {
    const found: string[] = []
    const look = async (page: Page, path: string) => {
      await page.goto(path)
      await isAlive(page)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        found.push(...(await violations(page)))
      }
      if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)) found.push(`${path} scrolls sideways`)
    }
    const phone = { viewport: { width: 320, height: 740 } }
    const page = await enter(PERSON, phone)
    for (const language of ['fr', 'falc', 'nl', 'en']) await look(page, LIST.replace('fr', language))
    await page.goto(LIST)
    await isAlive(page)
    await button(page, say('measures.begin.in', { name: 'PHQ-9', language: say('measures.language.en') })).click()
    await page.waitForURL(/\/start$/)
    const base = page.url().replace(/\/start$/, '')
    for (const step of ['start', '1']) await look(page, `${base}/${step}`)
    await page.goto(`${base}/9`)
    await isAlive(page)
    await answer(page, 3)
    await page.waitForURL(/\/safe$/)
    for (const step of ['safe', 'look'])
      for (const language of ['fr', 'falc']) await look(page, `${base}/${step}`.replace('/fr/', `/${language}/`))
    await button(page, say('measures.fill.finish')).click()
    await page.waitForURL(/\/done$/)
    await look(page, page.url())

    const team = await enter(WORKER, phone)
    for (const path of ['', `/${FILE}`, `/${FILE}/new`]) await look(team, `/fr/measures/belgium${path}`)
    await team.goto('/fr/measures/belgium')
    const alert = await team
      .getByRole('link', { name: say('measures.team.alert.open') })
      .first()
      .getAttribute('href')
    await look(team, alert ?? '')
    expect(found).toEqual([])
  })
})
