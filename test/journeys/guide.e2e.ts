import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from './addresses.ts'
import { violations } from './axe.ts'
import { isAlive, sayIn, signedIn, useBrowser, visit } from './journey.ts'

const browser = useBrowser()
const say = sayIn('fr')
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true }
const CRISIS = 'Équipe mobile de crise (équipe inventée)'

const answer = (page: Page, label: string) => page.locator('.answer').filter({ hasText: label }).first().click()
const question = (page: Page, name: 'urgency' | 'need' | 'age' | 'language') =>
  page.getByRole('heading', { level: 1, name: say(`guide.question.${name}`) }).waitFor()
const team = (page: Page, name: string) => page.locator('.team').filter({ has: page.getByRole('heading', { name }) })
const numbers = (page: Page) => page.locator('.emergency strong').allInnerTexts()

/** From the home page to the question how urgent it is, with a name typed in a hurry. */
const arrive = async (page: Page) => {
  await page.goto('/fr')
  await page.getByRole('link', { name: say('home.need.act') }).click()
  await page.getByLabel(say('guide.place.label')).fill('helemes')
  await page.getByRole('button', { name: say('guide.place.act') }).click()
  await answer(page, 'Hellemmes')
  await question(page, 'urgency')
}

describe('a mother calls at night: finding the team', () => {
  test('on an old phone without a program, from the home page to the crisis team with its hours and number', async () => {
    const page = await browser.open({ ...PHONE, javaScriptEnabled: false })
    await arrive(page)
    await answer(page, say('guide.urgency.today'))
    await question(page, 'need')
    await answer(page, say('guide.need.crisis'))
    await question(page, 'age')
    await answer(page, say('guide.age.16-17'))
    await question(page, 'language')
    await answer(page, 'français')
    await page.getByRole('heading', { level: 1, name: say('guide.result') }).waitFor()
    const first = page.locator('.team').first()
    expect(await first.getByRole('heading', { level: 3 }).innerText()).toBe(CRISIS)
    expect(await first.locator('a[href^="tel:"]').getAttribute('href')).toBe('tel:+33353010020')
    expect(await first.innerText()).toMatch(/de 8 h 30 à 16 h 30/)
    // Whatever the hour at which this runs, it says whether the door is open.
    expect(await first.locator('.team-state').innerText()).toMatch(
      /Ouvert maintenant, jusqu’à 16 h 30|Fermé maintenant\. Ouvre (aujourd’hui|demain) à 8 h 30/,
    )
    expect(await first.innerText()).toMatch(/2 places libres \(indiqué hier/)
    expect(await numbers(page)).toEqual(['112', '15', '3114', '114'])
    expect([...new URL(page.url()).searchParams.keys()]).toEqual(['place', 'urgency', 'need', 'age', 'language'])
  })

  test('goes back one question at a time, by the browser and by the page', async () => {
    const page = await browser.open({ ...PHONE, javaScriptEnabled: false })
    await arrive(page)
    await answer(page, say('guide.urgency.week'))
    await question(page, 'need')
    await page.goBack()
    await question(page, 'urgency')
    await page.goForward()
    await page.getByRole('link', { name: say('guide.back') }).click()
    await question(page, 'urgency')
    expect([...new URL(page.url()).searchParams.keys()]).toEqual(['place'])
  })

  test('in danger sees the numbers first, at once, and who else to tell', async () => {
    const page = await browser.open({ ...PHONE, javaScriptEnabled: false })
    await arrive(page)
    await answer(page, say('guide.urgency.danger'))
    await page.getByRole('heading', { name: say('guide.emergency.now') }).waitFor()
    const places = await page.locator('.emergency, .team').evaluateAll((parts) => parts.map((part) => part.className))
    expect(places[0]).toContain('emergency-now')
    expect(await team(page, CRISIS).innerText()).toContain(say('guide.why.urgency.notEmergency'))
  })

  test('is told before everything else that a team is full, and whom to call instead', async () => {
    const page = await browser.open({ ...PHONE, javaScriptEnabled: false })
    await page.goto('/fr/guide/ccoms?place=FR-59298&urgency=week&need=stay&age=18-25&language=fr')
    await page.getByText(say('guide.nobody'), { exact: true }).waitFor()
    const reasons = await page.locator('.teams-nearest .team').first().locator('.team-state li').first().innerText()
    expect(reasons).toMatch(/^Complet : ne prend personne/)
    expect(await numbers(page)).toContain('3114')
  })
})

test('the guide is gone through by keyboard alone', async () => {
  const page = await browser.open()
  await visit(page, '/fr/guide/ccoms?place=FR-59298')
  const first = page.locator('.answer').first()
  for (let pressed = 0; pressed < 40 && !(await first.evaluate((element) => element === document.activeElement)); pressed += 1)
    await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await question(page, 'need')
  expect(new URL(page.url()).search).toBe('?place=FR-59298&urgency=today')
})

test('somebody who steers the network says in one touch that the places are still as they were', async () => {
  const page = await signedIn(await browser.open(PHONE), 'programme_manager')
  await visit(page, '/fr/guide/ccoms/availability')
  const row = page.locator('.team-rows li').filter({ hasText: 'Maison du rétablissement' })
  expect(await row.innerText()).toMatch(/il y a 40 jours/)
  await row.getByRole('button', { name: new RegExp(say('guide.still')) }).click()
  await page.getByText(say('form.saved')).waitFor()
  expect(await row.innerText()).toMatch(/indiqué aujourd’hui/)
})

test('a team’s places are stated on a phone: what does not go together is told, and what is kept is shown to everybody', async () => {
  const page = await signedIn(await browser.open(PHONE), 'programme_manager')
  await visit(page, '/fr/guide/ccoms/availability/demo-emploi')
  await page.getByLabel(say('guide.field.places_free')).fill('0')
  await page.getByRole('button', { name: say('guide.state.act') }).click()
  await page.locator('[role=alert]').waitFor()
  browser.forgive(/status of 422/)
  await page.getByLabel(say('guide.state.full')).check()
  await page.getByRole('button', { name: say('guide.state.act') }).click()
  await page.getByText(say('form.saved')).waitFor()
  await isAlive(page)
  const visitor = await browser.open(PHONE)
  await visitor.goto('/fr/guide/ccoms?place=FR-59298&urgency=later&need=work&age=18-25&language=fr&when=any')
  expect(await team(visitor, 'Emploi accompagné (équipe inventée)').locator('.team-state').innerText()).toMatch(
    /Complet.*indiqué aujourd’hui/s,
  )
})

test('a worker says from the page of the team how many places there are, and reaches no other team’s', async () => {
  const page = await browser.open(PHONE)
  await signedIn(page, 'worker')
  await visit(page, '/fr/care/ccoms/teams/demo-crise')
  await page.getByRole('link', { name: say('care.team.places') }).click()
  await page.getByLabel(say('guide.state.open')).check()
  await page.getByLabel(say('guide.field.places_free')).fill('3')
  await page.getByRole('button', { name: say('guide.state.act') }).click()
  await page.getByText(say('form.saved')).waitFor()
  await isAlive(page)
  expect(await page.locator('main').innerText()).toMatch(/3 places libres/)
  const refusal = await page.goto('/fr/guide/ccoms/availability/demo-emploi')
  expect(refusal?.status()).toBe(403)
  browser.forgive(/status of 403/)
})

describe('every page of the guide', () => {
  const AT = 'place=FR-59298'
  const PAGES = [
    '/guide?q=helemes',
    `/guide/ccoms?${AT}`,
    `/guide/ccoms?${AT}&urgency=week`,
    `/guide/ccoms?${AT}&urgency=danger`,
    `/guide/ccoms?${AT}&urgency=week&need=support&age=18-25&language=nl&when=day`,
    '/guide/belgium?place=BE-VOV&urgency=week&need=any&age=any&language=any&when=any',
  ]

  test.each(LANGUAGES)('can be read by all, light and dark, and slides nowhere on a small phone: %s', async (language) => {
    const page = await browser.open({ viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' })
    const found: string[] = []
    for (const path of PAGES) {
      await visit(page, `/${language}${path}`)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        for (const line of await violations(page)) found.push(`/${language}${path} ${colorScheme}: ${line}`)
      }
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (over > 0) found.push(`/${language}${path} is ${over} px too wide`)
    }
    expect(found).toEqual([])
  })

  test('keeps all of its answer on paper', async () => {
    const page = await browser.open()
    await visit(page, PAGES[4] === undefined ? '' : `/fr${PAGES[4]}`)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.team').first().isVisible()).toBe(true)
    expect(await page.locator('.emergency strong').first().isVisible()).toBe(true)
    expect(await page.locator('.given strong').first().isVisible()).toBe(true)
    expect(await page.getByRole('link', { name: say('guide.back') }).isVisible()).toBe(false)
  })
})
