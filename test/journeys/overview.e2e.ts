import { describe, expect, test } from 'vitest'
import { today } from '#platform/today.ts'
import { violations } from './axe.ts'
import { at, sayIn, sessionOf, signedIn, useBrowser, visit } from './journey.ts'

const browser = useBrowser()
const say = sayIn('fr')
const BASE = '/fr/overview/belgium'
// The demonstration lays a year and a half that ends today.
const YEAR = Number(today().slice(0, 4))
const LAST = `${YEAR - 1}`
const DELAYS: readonly string[] = [say('ask.delays.answer'), say('ask.delays.meeting')]

const counts = async (period: string) => {
  const response = await fetch(at(`${BASE}/counts.csv?period=${period}`), { headers: { cookie: await sessionOf('programme_manager') } })
  expect(response.headers.get('content-type')).toContain('text/csv')
  const [head = '', ...lines] = (await response.text()).trim().split('\r\n')
  expect(head).toContain('hidden')
  return lines.map((line) => line.split(','))
}

describe('a coordinator prepares the committee', () => {
  test('opens the counts from home, changes the period, sees the ways as a picture and a table, and brings a number to the agenda', async () => {
    const page = await signedIn(await browser.open(), 'programme_manager')
    await visit(page, '/fr')
    await page.getByRole('link', { name: say('home.act.network') }).click()
    await page.getByRole('link', { name: /Réforme belge/ }).click()
    await page.locator('main a[href="/fr/overview/belgium"]').first().click()
    await page.getByRole('heading', { level: 1, name: say('overview.title') }).waitFor()

    await page.getByLabel(say('overview.period')).selectOption(LAST)
    await page.getByRole('button', { name: say('overview.show') }).click()
    await page.waitForURL(new RegExp(`period=${LAST}`))
    // The address changes before the page does.
    await page.locator(`main a[href*="/figures/"][href$="period=${LAST}"]`).first().waitFor()
    const flows = page.getByRole('region', { name: say('overview.flows'), exact: true })
    await flows
      .getByRole('img', { name: say('overview.flows') })
      .first()
      .waitFor()
    const row = flows.getByRole('row').filter({ hasText: `2A ${say('function.2A')}` })
    expect(Number(await row.getByRole('cell').last().innerText())).toBeGreaterThan(20)
    await page.getByText(say('overview.how')).first().click()
    await page.getByText(say('overview.how.requests')).first().waitFor()

    const answers = page.getByRole('region', { name: say('overview.requests.answer'), exact: true })
    await answers.getByRole('link', { name: say('overview.answer.declined') }).click()
    await page.getByRole('heading', { name: say('overview.figure.how') }).waitFor()
    await page.getByText(say('overview.how.requests')).waitFor()
    expect(await violations(page)).toEqual([])
    expect(await page.getByRole('row').filter({ hasText: LAST }).first().innerText()).toMatch(/\d/)
    const agenda = page.getByRole('region', { name: say('overview.agenda') })
    const figure = await agenda.getByLabel(say('overview.agenda.figure')).locator('option').first().innerText()
    await agenda.getByLabel(say('overview.agenda.remark')).fill('Pourquoi si peu ?')
    await agenda.getByRole('button', { name: say('overview.agenda.act') }).click()
    await page.waitForURL(/\/network\/belgium\/meetings\//)
    await page.getByText('Pourquoi si peu ?').waitFor()
    expect(await page.locator('main').innerText()).toContain(`${figure} (${say('overview.period.year', { year: LAST })}`)
  })

  test('sees whether a reinforcement of 2B works, quarter by quarter', async () => {
    const page = await signedIn(await browser.open(), 'programme_manager')
    await visit(page, '/fr/network/belgium/plan')
    await page.getByRole('link', { name: say('network.plan.works') }).click()
    const table = page.getByRole('region', { name: say('overview.function.quarters') }).last()
    await table.getByRole('columnheader', { name: say('overview.caseload.perFte') }).waitFor()
    const row = table.getByRole('row').nth(1)
    expect(Number(await row.getByRole('cell').nth(4).innerText())).toBeGreaterThan(20)
    expect(await row.getByRole('cell').last().innerText()).toMatch(/\d/)
    expect(await violations(page)).toEqual([])
  })

  test('takes the same numbers along as a file: what is hidden on the page is hidden in it, and no small number is in either', async () => {
    const page = await signedIn(await browser.open(), 'programme_manager')
    let hidden = 0
    for (const period of [LAST, `${LAST}-4`, `${YEAR}`]) {
      const lines = await counts(period)
      expect(lines.length).toBeGreaterThan(20)
      for (const cells of lines) {
        const [kind, value, isHidden] = cells.slice(-3)
        if (kind !== 'count') continue
        if (isHidden === 'true') expect(value).toBe('')
        else expect(Number(value) === 0 || Number(value) >= 5, cells.join(',')).toBe(true)
        hidden += isHidden === 'true' ? 1 : 0
      }
      await visit(page, `${BASE}?period=${period}`)
      const onPage = await page.locator('.overview-hidden').count()
      // The delays have a page of their own.
      const ofPage = lines.filter((cells) => !DELAYS.includes(cells[4] ?? ''))
      expect(onPage).toBe(ofPage.filter((cells) => cells.at(-3) === 'count' && cells.at(-1) === 'true').length)
    }
    expect(hidden).toBeGreaterThan(0)
  })

  test('without a script, by form alone', async () => {
    const page = await signedIn(await browser.open({ javaScriptEnabled: false }), 'administrator')
    await page.goto(BASE)
    await page.getByLabel(say('overview.period')).selectOption(LAST)
    await page.getByRole('button', { name: say('overview.show') }).click()
    await page.waitForURL(new RegExp(`period=${LAST}`))
    await page.getByRole('link', { name: say('overview.answer.taken') }).click()
    await page.getByLabel(say('overview.agenda.figure')).selectOption({ index: 1 })
    await page.getByRole('button', { name: say('overview.agenda.act') }).click()
    await page.waitForURL(/\/meetings\//)
    expect(await page.locator('main').innerText()).toContain(say('overview.period.year', { year: LAST }))
  })

  test('on a phone, light and dark, by keyboard: nothing is wider than it, and nothing is hard to reach', async () => {
    const page = await signedIn(await browser.open({ viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' }), 'programme_manager')
    await visit(page, `${BASE}?period=${LAST}`)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await violations(page)).toEqual([])
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await page.getByLabel(say('overview.period')).focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForFunction((last) => !location.search.includes(`period=${last}`) || location.search === '', LAST)
  })
})

test('nobody else opens the counts: not a reader, not a worker, not a visitor', async () => {
  for (const [role, status] of [
    ['reader', 404],
    ['worker', 404],
  ] as const) {
    const response = await fetch(at(BASE), { headers: { cookie: await sessionOf(role) } })
    expect(response.status, role).toBe(status)
    expect(await response.text()).not.toContain(say('overview.flows'))
    expect((await fetch(at(`${BASE}/counts.csv`), { headers: { cookie: await sessionOf(role) } })).status).toBe(status)
  }
  expect((await fetch(at(`${BASE}/counts.csv`))).status).toBe(401)
})
