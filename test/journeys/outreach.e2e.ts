import type { Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { dayIn, today } from '#platform/today.ts'
import { violations } from './axe.ts'
import { at, pressed, sayIn, sessionFor, sessionOf, useBrowser, visit } from './journey.ts'

const browser = useBrowser()
const say = sayIn('fr')
const easy = sayIn('fr-x-falc')
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true } as const
const TEAM = '/fr/outreach/ccoms/teams/demo-sortie'

const enter = async (page: Page, cookie: string) => {
  const [name = '', value = ''] = cookie.split('=')
  await page.context().addCookies([{ name, value, url: inject('address') }])
  return page
}
const isAsWideAsThePhone = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

describe('a visitor with a telephone', () => {
  test('finds from the home page where and when the team stops next, also in easy-to-read French', async () => {
    const page = await browser.open(PHONE)
    await visit(page, '/fr')
    await page.getByRole('link', { name: say('home.act.outreach') }).click()
    await page.locator('main a[href$="/outreach/ccoms"]').click()
    await page.getByRole('heading', { name: say('outreach.next') }).waitFor()
    expect(await page.locator('#next').innerText()).toMatch(/\d\d:\d\d – \d\d:\d\d/)
    expect(await page.locator('#next a[href^="tel:"]').count()).toBe(1)
    expect(await isAsWideAsThePhone(page)).toBe(true)
    expect(await violations(page)).toEqual([])
    await visit(page, '/falc/outreach/ccoms')
    await page.getByRole('heading', { name: easy('outreach.next') }).waitFor()
    expect(await violations(page)).toEqual([])
  })

  test('reads why a stop falls out, takes the stops into a calendar, and sees a month that can be printed', async () => {
    const page = await browser.open(PHONE)
    await visit(page, '/fr/outreach/ccoms')
    await page.getByText(say('outreach.reason.vehicle')).first().waitFor()
    const file = await fetch(at('/fr/outreach/ccoms/calendar.ics'))
    expect(file.headers.get('content-type')).toContain('text/calendar')
    const text = await file.text()
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/)
    expect(text).toContain('STATUS:CANCELLED')
    await page.getByRole('link', { name: say('outreach.month') }).click()
    await page.getByRole('link', { name: say('outreach.month.after') }).click()
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('link', { name: say('outreach.month.after') }).isVisible()).toBe(false)
    expect(await page.locator('.stop-time').count()).toBeGreaterThan(8)
    await page.emulateMedia({ media: 'screen' })
    expect(await violations(page)).toEqual([])
  })
})

test('a worker writes an encounter down in three taps, without a script: there is no field in which a name could stand', async () => {
  const page = await enter(await browser.open({ ...PHONE, javaScriptEnabled: false }), await sessionFor('equipe@demo.example'))
  await page.goto(TEAM)
  await pressed(page.getByRole('link', { name: say('outreach.team.record') }).first())
  expect(await page.locator('main form input[type=text], main form textarea').count()).toBe(0)
  const met = async () =>
    Number(
      /(\d+)/.exec(
        await page
          .getByText(/rencontres? (notées? ici|à cet arrêt)/)
          .first()
          .innerText(),
      )?.[1] ?? 0,
    )
  const before = (await page.getByText(/rencontres? notées? ici/).count()) === 0 ? 0 : await met()
  await page.getByLabel(say('outreach.team.to.social_service'), { exact: true }).check()
  await page.getByLabel(say('outreach.team.age.40_59'), { exact: true }).check()
  await page.getByRole('button', { name: say('outreach.team.note'), exact: true }).click()
  await page.getByText(say('outreach.team.saved.noted', { n: before + 1 })).waitFor()
  expect(await isAsWideAsThePhone(page)).toBe(true)
})

test('a team says by keyboard alone that a round falls out, on a day on which it goes out', async () => {
  const page = await enter(await browser.open(), await sessionFor('equipe@demo.example'))
  await visit(page, `${TEAM}/rounds`)
  expect(await violations(page)).toEqual([])
  const dayOf = (weekday: number) => {
    const ahead = ((weekday - new Date(today()).getUTCDay() + 7) % 7) + 21
    return dayIn(ahead)
  }
  // Wednesday: the Tuesday round does not go out.
  await page.locator('[name=day]').last().fill(dayOf(3))
  await page.getByRole('button', { name: say('outreach.team.change.act') }).focus()
  await page.keyboard.press('Enter')
  await page.getByText(say('outreach.team.fault.notOut')).first().waitFor()
  browser.forgive(/status of 422/)
  await page.locator('[name=day]').last().fill(dayOf(2))
  await page.getByRole('button', { name: say('outreach.team.change.act') }).focus()
  await page.keyboard.press('Enter')
  await page.getByText(say('outreach.team.saved.other')).waitFor()
})

test('a coordinator reads counts, and no team of another does', async () => {
  const page = await enter(await browser.open(), await sessionOf('administrator'))
  // Of the year of a month ago: at its beginning a year has nothing to tell yet.
  await visit(page, `/fr/outreach/ccoms/counts?year=${dayIn(-30).slice(0, 4)}`)
  await page.getByRole('heading', { name: say('outreach.team.by.month') }).waitFor()
  expect(await violations(page)).toEqual([])
  expect((await page.goto(TEAM))?.status()).toBe(404)
  browser.forgive(/status of 404/)
})
