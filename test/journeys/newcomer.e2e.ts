import { describe, expect, test } from 'vitest'
import type { MessageId } from '#platform/languages/message-id.ts'
import { at, isAlive, sayIn, signedIn, useBrowser, visit } from './journey.ts'

const browser = useBrowser()
const say = sayIn('fr')
const ACCOUNT = '/fr/accounts/ccoms/2025'
const heading = (title: string | RegExp) => ({ name: title, level: 1 }) as const

describe('a newcomer: arriving', () => {
  test('the bare address leads to the home page in the language of the browser, French when in doubt', async () => {
    for (const [language, path] of [
      ['nl-BE', '/nl'],
      ['en-GB', '/en'],
      ['fr-FR', '/fr'],
      ['pt-PT', '/fr'],
    ] as const) {
      const page = await browser.open({ locale: language })
      await visit(page, '/')
      expect(new URL(page.url()).pathname).toBe(path)
      expect(await page.locator('html').getAttribute('lang')).toBe(path.slice(1))
      await page.context().close()
    }
  })

  test('a page keeps its address and its place when the language changes', async () => {
    const page = await browser.open()
    await visit(page, `${ACCOUNT}?edition=1`)
    await page.getByRole('link', { name: 'Nederlands' }).click()
    await page.waitForURL(/\/nl\/accounts\/ccoms\/2025\?edition=1$/)
    await page.locator('html[lang=nl]').waitFor()
    await page.getByRole('link', { name: 'Facile à lire' }).click()
    await page.waitForURL(/\/falc\/accounts\/ccoms\/2025\?edition=1$/)
  })

  test('the whole menu is walked through without loading a page anew, and every page has its words', async () => {
    const page = await signedIn(await browser.open(), 'reader')
    await visit(page, '/en')
    await page.evaluate(() => document.body.setAttribute('data-same-page', ''))
    const english = sayIn('en')
    for (const [link, title] of [
      ['nav.directory', 'directory.title'],
      ['nav.accounts', 'accounts.title'],
      ['nav.journal', 'journal.title'],
      ['nav.help', 'help.title'],
    ] satisfies [MessageId, MessageId][]) {
      await page.getByRole('link', { name: english(link), exact: true }).click()
      await page.getByRole('heading', heading(english(title))).waitFor()
    }
    expect(await page.locator('body[data-same-page]').count()).toBe(1)
  })

  test('easy-to-read French greets in few words and in larger type', async () => {
    const page = await browser.open()
    const bodySize = () =>
      page
        .locator('main p')
        .first()
        .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))
    await visit(page, '/fr')
    const usual = await bodySize()
    await visit(page, '/falc')
    await page.getByRole('heading', heading(sayIn('fr-x-falc')('home.title'))).waitFor()
    expect(await bodySize()).toBeGreaterThan(usual)
    expect(await page.locator('html').getAttribute('data-locale')).toBe('fr-x-falc')
  })
})

describe('a newcomer: reading the year', () => {
  test('somebody who reads easy French gets short sentences with pictures, opens a number, and finds the whole account', async () => {
    const easy = sayIn('fr-x-falc')
    const page = await browser.open()
    await visit(page, '/falc/accounts/ccoms/2025')
    await page.getByRole('heading', heading(easy('account.document.title', { year: '2025' }))).waitFor()
    expect(await page.locator('.idea .pictogram').count()).toBeGreaterThan(12)
    expect(await page.locator('.idea .line').count()).toBeGreaterThan(25)
    expect(await page.locator('main table, main figure').count()).toBe(0)
    await page.locator('.idea a').first().click()
    await page.getByRole('link', { name: easy('figure.back') }).click()
    await page.getByRole('link', { name: easy('account.easy.more.act') }).click()
    await page.waitForURL(/\/fr\/accounts\/ccoms\/2025$/)
    await page.getByRole('heading', heading(say('account.document.title', { year: '2025' }))).waitFor()
  })

  test('a network that wrote no easy text says so, and shows the whole', async () => {
    const page = await browser.open()
    await visit(page, '/falc/accounts/belgium/2018')
    await page.getByText(sayIn('fr-x-falc')('account.easy.none').split('.')[0] ?? '').waitFor()
  })

  test('from home to the account of 2025, to a figure, to what it is compared with, and back', async () => {
    const page = await browser.open()
    await visit(page, '/fr')
    await page.getByRole('link', { name: say('home.act.accounts') }).click()
    await page.getByRole('heading', heading(say('accounts.title'))).waitFor()
    await page
      .getByRole('link', { name: say('accounts.open', { year: '2025' }) })
      .first()
      .click()
    await page.getByRole('heading', heading(/2025/)).waitFor()

    const interviews = page
      .locator('.figure-inline, .figure-mark')
      .filter({ visible: true })
      .and(page.locator('[href*="/figures/qr.interviews%3A2025"]'))
      .first()
    await interviews.click()
    await page.waitForURL(/\/figures\/qr\.interviews%3A2025/)
    // The address changes before the page does.
    await page.getByRole('link', { name: say('figure.back') }).waitFor()
    expect((await page.locator('main .figure-value').innerText()).replace(/\s+/g, ' ')).toMatch(/454 /)
    for (const part of ['figure.definition', 'figure.period', 'figure.origin'] satisfies MessageId[])
      await page.getByText(say(part), { exact: true }).first().waitFor()
    const sum = page.locator('.relation').filter({ hasText: '310' })
    // What holds is folded: open it, as a reader does.
    for (const fold of await page.locator('main details:not([open]) > summary').all()) await fold.click()
    for (const part of ['20', '124', '310', '454']) expect(await sum.first().innerText()).toContain(part)

    await page.getByRole('link', { name: say('figure.back') }).click()
    await page.waitForURL(new RegExp(`${ACCOUNT}$`))
    await page.getByRole('heading', heading(/2025/)).waitFor()
  })

  test('every contradiction is open to see, with at least two places', async () => {
    const page = await browser.open()
    await visit(page, ACCOUNT)
    const { relations } = (await (await fetch(at(`${ACCOUNT}/export/json`))).json()) as { relations: { id: string; verdict: string }[] }
    const wanted = relations.filter(({ verdict }) => verdict === 'contradicts')
    expect(wanted.length).toBeGreaterThan(0)
    const shown = page
      .locator('#relations .relation')
      .filter({ visible: true })
      .filter({ hasText: say('account.verdict.contradicts') })
    expect(await shown.count()).toBe(wanted.length)
    for (const contradiction of await shown.all())
      expect(await contradiction.locator('.relation-places > li').count()).toBeGreaterThanOrEqual(2)
    const reports = shown.filter({ hasText: '64' }).filter({ hasText: '74' })
    expect(await reports.count()).toBe(1)
  })

  test('every figure in the text and on the tiles leads to a page of its own', async () => {
    const page = await browser.open()
    await visit(page, ACCOUNT)
    const addresses = new Set(
      await page.locator('a[href*="/figures/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? '')),
    )
    expect(addresses.size).toBeGreaterThan(30)
    const statuses = await Promise.all(
      [...addresses].filter((_, index) => index % 7 === 0).map(async (address) => (await fetch(at(address))).status),
    )
    expect(new Set(statuses)).toEqual(new Set([200]))
  })
})

describe('a newcomer: taking the account along', () => {
  test('the links of the account give an accessible PDF, a page to print, data and a table', async () => {
    const page = await browser.open()
    await visit(page, ACCOUNT)
    const take = async (format: 'pdf' | 'html' | 'json' | 'csv') => {
      const href = await page.getByRole('link', { name: say(`account.export.${format}`) }).getAttribute('href')
      const response = await fetch(at(href ?? ''))
      expect(response.status, format).toBe(200)
      return { type: response.headers.get('content-type') ?? '', body: Buffer.from(await response.arrayBuffer()) }
    }
    const pdf = await take('pdf')
    expect(pdf.type).toBe('application/pdf')
    expect(pdf.body.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.body.toString('latin1')).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/)

    const html = await take('html')
    expect(html.type).toMatch(/^text\/html/)
    expect(html.body.toString()).toMatch(/^<!doctype html>/i)
    expect(html.body.toString()).not.toMatch(/<script|https?:\/\/[^"]+\.(css|js|woff2?)/)

    const csv = await take('csv')
    expect(csv.type).toMatch(/^text\/csv/)
    const [header = '', ...lines] = csv.body
      .toString()
      .replace(/^\uFEFF/, '')
      .trim()
      .split('\n')
    expect(header).toMatch(/^id,indicator,/)
    expect(lines.length).toBeGreaterThan(100)

    const { figures, relations } = JSON.parse((await take('json')).body.toString()) as {
      figures: Record<string, unknown>[]
      relations: Record<string, unknown>[]
    }
    for (const figure of figures) {
      expect(figure).toEqual(
        expect.objectContaining({
          id: expect.any(String),
          label: expect.any(String),
          unit: expect.any(String),
          period: expect.any(Object),
          source: expect.anything(),
          rows: expect.any(Array),
        }),
      )
      expect(figure.rowCount).toEqual(figure.suppressed === true ? null : expect.any(Number))
      expect(figure).toHaveProperty('value')
      expect(['computed', 'published']).toContain(figure.kind)
    }
    for (const relation of relations) {
      expect(['holds', 'holds-within-rounding', 'implies', 'contradicts']).toContain(relation.verdict)
      expect(relation).toEqual(expect.objectContaining({ id: expect.any(String), terms: expect.any(Array), sources: expect.any(Array) }))
      expect(relation).toHaveProperty('difference')
    }
    expect(lines.length).toBeGreaterThanOrEqual(figures.length)
  })

  test('the account reads in Dutch and in English, with the same figures', async () => {
    const read = async (language: string) =>
      (await (await fetch(at(`/${language}/accounts/ccoms/2025/export/json`))).json()) as {
        figures: { id: string; value: unknown; label: string }[]
      }
    const [french, dutch, english] = await Promise.all(['fr', 'nl', 'en'].map(read))
    const values = (account: typeof french) => account?.figures.map(({ id, value }) => [id, value])
    expect(values(dutch)).toEqual(values(french))
    expect(values(english)).toEqual(values(french))
    const labels = (account: typeof french) => account?.figures.map(({ label }) => label).join()
    expect(new Set([labels(french), labels(dutch), labels(english)]).size).toBe(3)
  })

  test('an address that leads nowhere says so in the language of the reader, with a way home', async () => {
    const page = await browser.open()
    const response = await page.goto('/nl/bestaat-niet')
    expect(response?.status()).toBe(404)
    await isAlive(page)
    await page.getByRole('heading', heading(sayIn('nl')('problem.not_found.title'))).waitFor()
    browser.forgive(/status of 404/)
    await page.getByRole('link', { name: sayIn('nl')('problem.home') }).click()
    await page.waitForURL(/\/nl$/)
  })
})
