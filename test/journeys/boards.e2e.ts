import type { Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { dayIn } from '#platform/today.ts'
import { violations } from './axe.ts'
import { isAlive, pressed, sayIn, sessionFor, useBrowser } from './journey.ts'

const browser = useBrowser()
const say = sayIn('fr')
const PHONE = { viewport: { width: 360, height: 760 }, hasTouch: true }
const BOARD = '/fr/boards/ccoms/demo-crise'

const as = async (email: string, options = {}): Promise<Page> => {
  const page = await browser.open(options)
  const [name = '', value = ''] = (await sessionFor(email)).split('=')
  await page.context().addCookies([{ name, value, url: inject('address') }])
  return page
}
const open = async (page: Page, path: string) => {
  await page.goto(path)
  await isAlive(page)
}
const cardOf = (page: Page, name: string) => page.locator('li.board-visit', { hasText: name }).first()
const tap = (page: Page, name: string, move: string) => pressed(cardOf(page, name).getByRole('button', { name: move, exact: true }))
const shows = (page: Page, name: string, state: string) => cardOf(page, name).locator('strong', { hasText: state }).waitFor()
const line = (page: Page) => page.locator('.board-line')
const LIVE = /En direct/

describe('the live board of a crisis team', () => {
  test('what a colleague says on a phone shows at the desk without a reload, also after the connection was lost', {
    timeout: 90_000,
  }, async () => {
    const sam = await as('equipe@demo.example')
    const paz = await as('pair@demo.example', PHONE)
    await open(sam, BOARD)
    await line(sam).filter({ hasText: LIVE }).waitFor()
    const before = await sam.evaluate(() => performance.timeOrigin)
    await open(paz, BOARD)
    await tap(paz, 'Awa', say('boards.move.leave'))
    await shows(paz, 'Awa', say('boards.state.on_the_way'))
    await shows(sam, 'Awa', say('boards.state.on_the_way'))

    await sam.context().setOffline(true)
    await line(sam).filter({ hasNotText: LIVE }).waitFor()
    await tap(paz, 'Awa', say('boards.move.arrive'))
    await shows(paz, 'Awa', say('boards.state.there'))
    expect(await cardOf(sam, 'Awa').innerText()).toContain(say('boards.state.on_the_way'))
    await sam.context().setOffline(false)
    await shows(sam, 'Awa', say('boards.state.there'))
    await line(sam).filter({ hasText: LIVE }).waitFor()
    // It is the same page as at the beginning.
    expect(await sam.evaluate(() => performance.timeOrigin)).toBe(before)
    browser.forgive(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/)
  })

  test('a lone worker is asked why, is followed in single taps by keyboard, and writes what came of it once, into the file', async () => {
    const paz = await as('pair@demo.example', PHONE)
    await open(paz, `${BOARD}/visit`)
    await paz.locator('[name=person]').selectOption({ label: 'Tom Inventé' })
    await paz.locator('[name=purpose]').fill('Un tour au parc, comme convenu.')
    await paz.getByRole('button', { name: say('boards.plan.keep') }).click()
    await paz.locator('[role=alert]').first().waitFor()
    browser.forgive(/status of 422/)
    expect(await paz.locator('[name=purpose]').inputValue()).toBe('Un tour au parc, comme convenu.')
    await paz.locator('[name=alone]').selectOption('known_well')
    await paz.getByRole('button', { name: say('boards.plan.keep') }).click()
    await paz.waitForURL(/demo-crise/)
    const card = paz
      .locator('li.board-visit', { hasText: 'Tom' })
      .filter({ has: paz.getByRole('button', { name: say('boards.move.leave') }) })
    await card.getByRole('link').first().click()
    await paz.getByRole('heading', { level: 1, name: /Tom/ }).waitFor()
    for (const move of ['leave', 'arrive', 'safe'] as const) {
      const button = paz.getByRole('button', { name: say(`boards.move.${move}`), exact: true })
      await button.focus()
      await paz.keyboard.press('Enter')
      await button.waitFor({ state: 'detached' })
    }
    await paz.locator('[name=note]').fill('Il a parlé de son école.')
    await paz.getByRole('button', { name: say('boards.outcome.keep') }).click()
    await paz.waitForURL((url) => url.pathname.endsWith('/demo-crise'))
    await paz.getByRole('link', { name: 'Tom Inventé', exact: true }).last().click()
    await paz.getByText('Il a parlé de son école.').waitFor()
  })

  test('a tap on the stairs, where there is no network, is not lost: it says so, and arrives when there is one', async () => {
    const [sam, paz] = [await as('equipe@demo.example'), await as('pair@demo.example', PHONE)]
    await open(paz, '/fr/boards')
    const card = paz.locator('li.board-visit').first()
    await card.waitFor()
    // This visit: the same person may be visited twice.
    const onBoard = sam.locator(`#visit-${(await card.getByRole('link').first().getAttribute('href'))?.split('/').at(-1)}`)
    const [move = ''] = (await card.getByRole('button').allInnerTexts()).map((text) => text.trim())
    await open(sam, BOARD)
    const before = await onBoard.locator('strong').first().innerText()
    await paz.context().setOffline(true)
    await card.getByRole('button', { name: move, exact: true }).click()
    await card
      .getByRole('alert')
      .filter({ hasText: /Pas de réseau/ })
      .waitFor()
    await paz.context().setOffline(false)
    await card.getByRole('alert').waitFor({ state: 'detached' })
    await onBoard.locator('strong').first().filter({ hasNotText: before }).waitFor()
    browser.forgive(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/)
  })

  test('works without a script: a plain form, and a link to read again', async () => {
    const sam = await as('equipe@demo.example', { ...PHONE, javaScriptEnabled: false })
    await sam.goto(BOARD)
    await tap(sam, 'Jef', say('boards.move.callOff'))
    expect(await cardOf(sam, 'Jef').innerText()).toContain(say('boards.state.called_off'))
    expect(await line(sam).getByRole('link').count()).toBe(1)
  })

  test('a lead fills the week after next from the one before in one step, and sees first who cannot', async () => {
    const sam = await as('equipe@demo.example', PHONE)
    const week = dayIn(14)
    await open(sam, `${BOARD}/rota?week=${week}`)
    await sam.getByRole('link', { name: say('boards.copy.show') }).click()
    await sam.getByText(say('boards.copy.why.away')).first().waitFor()
    expect(await violations(sam)).toEqual([])
    const ticked = await sam.locator('[name=shifts]:checked').count()
    await sam.getByRole('button', { name: say('boards.copy.act') }).click()
    await sam.getByText(say('boards.copy.done', { made: ticked, left: 0 })).waitFor()
    expect(await sam.getByRole('link', { name: say('boards.rota.fill') }).count()).toBeGreaterThan(0)
  })

  test('a shift is offered, taken by a colleague and confirmed by the lead', async () => {
    const [sam, paz] = [await as('equipe@demo.example', PHONE), await as('pair@demo.example', PHONE)]
    const week = `${BOARD}/rota?week=${dayIn(7)}`
    await open(paz, week)
    const mine = paz.locator('details', { hasText: say('boards.swap.offer') }).first()
    await mine.locator('summary').click()
    await mine.getByRole('button', { name: say('boards.swap.offer.act') }).click()
    await paz.getByText(say('form.saved')).waitFor()
    await open(sam, week)
    await sam
      .getByRole('button', { name: new RegExp(`^${say('boards.swap.take')}`) })
      .first()
      .click()
    await sam
      .getByRole('button', { name: new RegExp(`^${say('boards.swap.confirm')}`) })
      .first()
      .click()
    await sam.getByText(say('form.saved')).waitFor()
  })

  test('reads well for everybody: no violation of WCAG, no sideways scrolling on a phone', async () => {
    const sam = await as('equipe@demo.example', { ...PHONE, reducedMotion: 'reduce' })
    const found: string[] = []
    for (const path of ['', '/rota', '/discussed', '/rules', '/visit']) {
      await open(sam, `${BOARD}${path}`)
      for (const fault of await violations(sam)) found.push(`${path}: ${fault}`)
      if (await sam.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push(`${path} scrolls sideways`)
    }
    expect(found).toEqual([])
  })
})
