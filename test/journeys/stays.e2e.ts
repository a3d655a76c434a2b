import type { Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { violations } from './axe.ts'
import { isAlive, sayIn, sessionFor, useBrowser } from './journey.ts'

const browser = useBrowser()
const [say, easy] = [sayIn('fr'), sayIn('fr-x-falc')]
const [LEAD, PEER, PERSON] = ['equipe@demo.example', 'pair@demo.example', 'sejour@demo.example']
const [STAY, HOUSE] = ['/fr/stays/ccoms/demo-sejour', '/fr/stays/ccoms/demo-habitat']
const PHONE = { viewport: { width: 360, height: 760 } }

const enter = async (email: string, options: Parameters<typeof browser.open>[0] = {}) => {
  const page = await browser.open(options)
  const [name = '', value = ''] = (await sessionFor(email)).split('=')
  await page.context().addCookies([{ name, value, url: inject('address') }])
  return page
}
const button = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true })
const unfold = (page: Page, title: string) => page.locator('main').getByText(title, { exact: true }).first().click()
const openPerson = async (page: Page, board: string) => {
  await page.goto(board)
  await page.getByRole('link', { name: 'Lou Inventé·e' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Lou Inventé·e' }).waitFor()
}

describe('a seclusion', () => {
  test('is written down with what was tried before, ended, reviewed by a colleague, and read by the person, who adds their own words', {
    timeout: 90_000,
  }, async () => {
    const lead = await enter(LEAD, { ...PHONE, javaScriptEnabled: false })
    await openPerson(lead, STAY)
    await lead.getByRole('link', { name: say('stays.measure.new') }).click()
    await lead.getByLabel(say('stays.kind.seclusion')).check()
    await lead.getByLabel(say('stays.field.reason')).fill('Raison inventée pour ce parcours.')
    await button(lead, say('stays.measure.keep')).click()
    // Nothing is written before it is said what was tried; what was typed is still there.
    await lead.getByText(say('stays.fault.tried')).first().waitFor()
    browser.forgive(/status of 422/)
    expect(await lead.getByLabel(say('stays.field.reason')).inputValue()).toBe('Raison inventée pour ce parcours.')
    await lead.getByLabel(say('stays.alternative.talk')).check()
    await lead.getByLabel(say('stays.field.decided_by')).selectOption({ label: `Sam Démonstration, ${say('care.profession.nurse')}` })
    await button(lead, say('stays.measure.keep')).click()
    await lead.getByText(say('stays.saved')).waitFor()
    await button(lead, say('stays.measure.end.act')).click()
    await lead.getByText(say('stays.saved')).waitFor()
    await lead.getByText(say('stays.review.other')).waitFor()
    const measure = new URL(lead.url()).pathname

    const peer = await enter(PEER, { javaScriptEnabled: false })
    await peer.goto(measure)
    await unfold(peer, say('stays.review.new'))
    await peer.getByLabel(say('stays.field.finding')).selectOption('avoidable')
    await button(peer, say('stays.review.keep')).click()
    await peer.getByText(say('stays.saved')).waitFor()

    const person = await enter(PERSON, { ...PHONE, javaScriptEnabled: false })
    await person.goto('/falc/my/ccoms/stays')
    await person.getByRole('link', { name: easy('myStay.measures.open'), exact: true }).click()
    await person.getByText('Raison inventée pour ce parcours.').first().waitFor()
    await person.getByText(easy('myStay.finding.avoidable')).first().waitFor()
    await unfold(person, easy('myStay.words'))
    await person.getByLabel(easy('myStay.words.label')).first().fill('J’avais peur (mots inventés).')
    await person.getByLabel(easy('myStay.words.forTeam')).first().check()
    await button(person, easy('myStay.words.keep')).first().click()
    await person.getByText(easy('myStay.words.saved')).waitFor()

    await lead.goto(measure)
    await lead.getByText('J’avais peur (mots inventés).').waitFor()
  })
})

describe('a house', () => {
  test('is tried by who said yes themselves, and becomes a home by keyboard alone', { timeout: 90_000 }, async () => {
    const person = await enter(PERSON)
    await person.goto('/fr/my/ccoms/stays')
    await isAlive(person)
    await button(person, say('myStay.offered.yes')).focus()
    await person.keyboard.press('Enter')
    await person.getByText(say('myStay.saved')).waitFor()
    await person.getByText(say('myStay.where.trial')).waitFor()

    const host = await enter(LEAD)
    await openPerson(host, HOUSE)
    await isAlive(host)
    await unfold(host, say('stays.path.take'))
    await host.locator('#field-step-after').selectOption('stay')
    await host.locator('#field-step-how').selectOption('together')
    await button(host, say('stays.path.take.act')).click()
    await host.getByText(say('stays.saved')).waitFor()

    await person.goto('/fr/my/ccoms/stays')
    await person.getByText(say('myStay.where.stay')).waitFor()
    await person.goto('/fr/my/ccoms/stays/house')
    await person.getByText('Cuisiner ensemble le dimanche').waitFor()
    // Nobody has taken the shopping: whoever lives there does.
    await person
      .locator('main')
      .getByRole('button', { name: say('myStay.turns.take') })
      .first()
      .click()
    await person.getByText(say('myStay.turns.saved')).waitFor()
  })
})

describe('stays: every screen', () => {
  test('has no violation of WCAG 2.2 AA, light and dark, and scrolls nowhere sideways on a phone', { timeout: 180_000 }, async () => {
    const found: string[] = []
    const look = async (page: Page, path: string) => {
      await page.goto(path)
      await isAlive(page)
      for (const fold of await page.locator('main details').all()) await fold.evaluate((each) => each.setAttribute('open', ''))
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        found.push(...(await violations(page)).map((line) => `${path} ${line}`))
      }
      if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)) found.push(`${path} scrolls sideways`)
    }
    const team = await enter(LEAD, { viewport: { width: 320, height: 740 } })
    for (const path of ['', '/register', '/life', '/settings']) await look(team, `${STAY}${path}`)
    await look(team, HOUSE)
    await openPerson(team, HOUSE)
    await look(team, new URL(team.url()).pathname)
    await openPerson(team, STAY)
    const resident = new URL(team.url()).pathname
    for (const path of ['', '/measure']) await look(team, `${resident}${path}`)
    await team.goto(`${STAY}/register`)
    const measure = await team.locator('tbody th a').first().getAttribute('href')
    for (const path of ['', '/correct']) await look(team, `${measure}${path}`)
    const person = await enter(PERSON, { viewport: { width: 320, height: 740 } })
    for (const path of ['', '/measures', '/house'])
      for (const language of ['fr', 'falc', 'nl', 'en']) await look(person, `/${language}/my/ccoms/stays${path}`)
    expect(found).toEqual([])
  })
})
