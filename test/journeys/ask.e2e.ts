import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { withClient } from '#platform/database/client.server.ts'
import { violations } from './axe.ts'
import { pressed, sayIn, signedIn, useBrowser } from './journey.ts'

const browser = useBrowser()
const say = sayIn('fr-x-falc')
const OLD_PHONE = { javaScriptEnabled: false, viewport: { width: 360, height: 640 } } as const
// A network of its own, so that the demonstration stays as all other journeys know it.
const NETWORK = `night-${randomUUID().slice(0, 8)}`
const owner = (text: string, values: unknown[] = []) =>
  withClient(inject('ownerUrl'), async (client) => (await client.query(text, values)).rows)

beforeAll(async () => {
  await owner(`insert into platform.network (id, name, country, is_public) values ($1, '{"fr":"Réseau de la nuit"}', 'FR', true)`, [
    NETWORK,
  ])
  await owner(
    `insert into directory.organisation (network_id, id, name, kind, country, phone) values ($1, 'house', 'Maison inventée', 'association', 'FR', '03 00 00 00 00')`,
    [NETWORK],
  )
  for (const [id, name, code] of [
    ['crisis', 'Équipe de crise inventée', '2A'],
    ['long', 'Équipe de suivi inventée', '2B'],
  ]) {
    await owner('insert into directory.service (network_id, id, organisation_id, name, care_function) values ($1, $2, $3, $4, $5)', [
      NETWORK,
      id,
      'house',
      name,
      code,
    ])
    await owner('insert into care.team (network_id, service_id, is_public) values ($1, $2, true)', [NETWORK, id])
  }
})
// What was asked stays in the trail, so the network stays as well; nobody else sees it.
afterAll(async () => {
  await owner('update care.team set is_public = false where network_id = $1', [NETWORK])
  await owner('update platform.network set is_public = false where id = $1', [NETWORK])
})

const press = (page: Page, name: string) => pressed(page.locator('main').getByRole('button', { name, exact: true }))
const next = (page: Page) => press(page, say('ask.next'))
const isAt = (page: Page, step: 'who' | 'team' | 'what' | 'urgency' | 'agreement' | 'person' | 'reply' | 'send') =>
  page.getByRole('heading', { level: 1, name: say(`ask.step.${step}`) }).waitFor()

const MOTHER = 'Mon fils ne dort plus. Il a très peur.'

/** From the first page to the last question, as a tired mother answers. */
const answerAll = async (page: Page, look = async () => {}) => {
  await page.getByLabel(say('ask.who.carer')).check()
  await next(page)
  await isAt(page, 'team')
  await look()
  await page.getByLabel(say('ask.team.any')).check()
  await next(page)
  await isAt(page, 'what')
  await look()
  await page.getByLabel(say('ask.what.label')).fill(MOTHER)
  await next(page)
  await isAt(page, 'urgency')
  await look()
  await page.getByLabel(say('ask.urgency.today')).check()
  await next(page)
  await isAt(page, 'agreement')
  await look()
  await page.getByLabel(say('ask.agreement.unknown')).check()
  await next(page)
  await isAt(page, 'person')
  await look()
  await next(page)
  await isAt(page, 'reply')
  await look()
  await page.getByLabel(say('ask.way.code')).check()
  await next(page)
  await isAt(page, 'send')
  await look()
}

describe('a mother calls at night', () => {
  test('on an old phone, without JavaScript, in easy-to-read French: she asks, gets a code, and follows it the next morning', async () => {
    const page = await browser.open(OLD_PHONE)
    await page.goto('/falc')
    await page
      .locator('main')
      .getByRole('link', { name: say('home.act.ask') })
      .click()
    expect(await page.locator('.emergency a').first().getAttribute('href')).toBe('tel:112')
    await page.goto(`/falc/ask/${NETWORK}`)
    // Too quick: she is told what is missing, and nothing else.
    await next(page)
    expect(await page.locator('[role=alert]').innerText()).toContain(say('ask.fault.who'))
    await answerAll(page)
    expect(await page.locator('main').innerText()).toContain(MOTHER)
    expect(await page.locator('.emergency a').first().getAttribute('href')).toBe('tel:112')
    // She goes back for a word, and finds what she wrote.
    await page.getByRole('button', { name: `${say('ask.change')} : ${say('ask.step.what')}` }).click()
    expect(await page.getByLabel(say('ask.what.label')).inputValue()).toBe(MOTHER)
    for (let pages = 0; pages < 5; pages += 1) await next(page)
    await isAt(page, 'send')
    await press(page, say('ask.send'))
    await page.getByRole('heading', { level: 1, name: say('ask.sent.title') }).waitFor()
    const code = (await page.locator('.ask-code code').allInnerTexts()).join('').replaceAll(/\s/g, '')
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
    // The connection was slow and she sends again: the same code, one request.
    await page.reload()
    expect((await page.locator('.ask-code code').allInnerTexts()).join('').replaceAll(/\s/g, '')).toBe(code)
    expect(
      await owner('select to_service_id, state, story is not null as has_story from care.request where network_id = $1', [NETWORK]),
    ).toEqual([{ to_service_id: 'crisis', state: 'sent', has_story: true }])

    // In the morning, on another phone, the team has said yes.
    await owner("update care.request set state = 'accepted', answered_at = now() where network_id = $1", [NETWORK])
    const morning = await browser.open(OLD_PHONE)
    await morning.goto('/falc/ask')
    await morning.getByRole('link', { name: say('ask.haveCode') }).click()
    await morning.getByLabel(say('ask.follow.label')).fill('0000 0000 0000')
    await press(morning, say('ask.follow.act'))
    expect(await morning.locator('[role=alert]').innerText()).toContain(say('ask.follow.wrong'))
    await morning.getByLabel(say('ask.follow.label')).fill(code.toLowerCase().replace(/(....)(....)/, '$1 $2-'))
    await press(morning, say('ask.follow.act'))
    await morning.getByText(say('ask.state.accepted', { team: 'Équipe de crise inventée' })).waitFor()
    expect(await morning.locator('main').innerText()).not.toContain(MOTHER)

    // Taken back in two steps, and erased.
    await press(morning, say('ask.withdraw.act'))
    await press(morning, say('ask.withdraw.yes'))
    await morning.getByText(say('ask.withdrawn')).waitFor()
    expect(await owner('select state, story from care.request where network_id = $1', [NETWORK])).toEqual([
      { state: 'withdrawn', story: null },
    ])
    browser.forgive(/status of 422/)
  })

  test('with JavaScript and by keyboard alone, all questions are on one page for who wants that', async () => {
    const page = await browser.open({ viewport: { width: 390, height: 800 } })
    await page.goto(`/fr/ask/${NETWORK}?service=crisis&whole`)
    expect(await page.locator('input[name=team][value=crisis]').isChecked()).toBe(true)
    for (const [name, value] of [
      ['who', 'general_practitioner'],
      ['urgency', 'days'],
      ['agreement', 'yes'],
      ['way', 'mail'],
    ]) {
      await page.locator(`input[name=${name}][value=${value}]`).focus()
      await page.keyboard.press('Space')
    }
    await page.locator('textarea[name=what]').focus()
    await page.keyboard.type('Une dame très seule depuis un deuil.')
    await page.locator('input[name=reach]').focus()
    await page.keyboard.type('cabinet@people.example')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: sayIn('fr')('ask.sent.title') }).waitFor()
  })

  test('no question is hard to reach with a screen reader, light and dark, in easy-to-read French', async () => {
    const page = await browser.open({ reducedMotion: 'reduce', viewport: { width: 360, height: 740 } })
    await page.goto(`/falc/ask/${NETWORK}`)
    const found: string[] = []
    const look = async () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        for (const line of await violations(page)) found.push(`${await page.locator('h1').innerText()} ${colorScheme}: ${line}`)
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth), 'nothing is wider than the phone').toBeLessThanOrEqual(360)
    }
    await look()
    await next(page)
    await page.locator('[role=alert]').waitFor()
    await look()
    await answerAll(page, look)
    expect(found).toEqual([])
    browser.forgive(/status of 422/)
  })

  test('a coordinator sees the delays as counts', async () => {
    const page = await signedIn(await browser.open(), 'administrator')
    await page.goto('/fr/care/ccoms/delays')
    await page.getByRole('heading', { level: 1, name: sayIn('fr')('ask.delays.title') }).waitFor()
  })
})
