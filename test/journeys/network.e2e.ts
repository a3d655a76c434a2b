import { describe, expect, test } from 'vitest'
import { at, sayIn, signedIn, useBrowser, visit } from './journey.ts'

const browser = useBrowser()
const say = sayIn('fr')
const BASE = '/fr/network/belgium'
const PHONE = { width: 390, height: 844 }

describe('whoever steers a network', () => {
  test('prepares a committee: from the home page to a late decision, notes what came of it, and finds it there', async () => {
    const page = await signedIn(await browser.open(), 'programme_manager')
    await visit(page, '/fr')
    await page.getByRole('link', { name: say('home.act.network') }).click()
    await page.getByRole('link', { name: /Réforme belge/ }).click()
    await page
      .getByRole('navigation', { name: say('network.parts') })
      .getByRole('link', { name: say('network.part.preparation') })
      .click()
    await page.getByRole('heading', { level: 1, name: say('network.part.preparation') }).waitFor()
    const waiting = page.getByRole('region', { name: say('network.preparation.decisions'), exact: true })
    const late = waiting.getByRole('row').filter({ hasText: say('network.late') })
    await late.first().getByRole('link').click()
    await page.getByRole('heading', { level: 1, name: say('network.decision.title') }).waitFor()
    await page.getByLabel(say('network.decision.state')).selectOption('done')
    await page.getByLabel(say('network.decision.outcome')).fill('Elle a changé l’heure des réunions')
    await page.getByRole('button', { name: say('form.save') }).click()
    await page.getByText(say('form.saved')).waitFor()
    await visit(page, `${BASE}/preparation`)
    const settled = page.getByRole('region', { name: say('network.preparation.settled') })
    await settled.getByText('Elle a changé l’heure des réunions').waitFor()
  })

  test('freezes planned beds, and is told that a closure is final', async () => {
    const page = await signedIn(await browser.open(), 'programme_manager')
    await visit(page, `${BASE}/beds/invented-tilleuls-t-2`)
    await page.getByLabel(say('network.beds.state')).selectOption('closed')
    await page.getByLabel(say('network.beds.reason')).fill('L’unité déménage')
    await page.getByRole('button', { name: say('network.beds.move') }).click()
    await page.getByText(say('network.beds.final')).waitFor()
    await page.getByText(say('network.beds.back')).click()
    await page.getByRole('button', { name: say('network.beds.back.act') }).click()
    await page.getByLabel(say('network.beds.reason')).waitFor()
  })

  test('of two who edit an action at once the second keeps what was typed, beside what the first wrote', async () => {
    const [first, second] = [
      await signedIn(await browser.open(), 'programme_manager'),
      await signedIn(await browser.open(), 'administrator'),
    ]
    for (const page of [first, second]) await visit(page, `${BASE}/plan/actions/invented-aim-crisis-3/edit`)
    await first.getByLabel(say('network.action.responsible')).fill('Direction des soins')
    await first.getByRole('button', { name: say('form.save') }).click()
    await first.getByText(say('form.saved')).waitFor()
    await second.getByLabel(say('network.action.title')).fill('Mes mots')
    await second.getByRole('button', { name: say('form.save') }).click()
    await second.getByText(say('form.conflict.title')).waitFor()
    browser.forgive(/status of 409/)
    expect(await second.locator('main').innerText()).toContain('Direction des soins')
    expect(await second.getByLabel(say('network.action.title')).inputValue()).toBe('Mes mots')
  })

  test('states the load of a team on a phone without a script, in two fields', async () => {
    const page = await signedIn(await browser.open({ viewport: PHONE, javaScriptEnabled: false }), 'programme_manager')
    await page.goto(`${BASE}/load/invented-2b-nord`)
    await page.getByLabel(say('network.load.followed')).fill('131')
    await page.getByLabel(say('network.load.waiting')).fill('12')
    await page.getByRole('button', { name: say('form.save') }).click()
    await page.getByText(say('form.saved')).waitFor()
    expect(await page.getByLabel(say('network.load.followed')).inputValue()).toBe('131')
  })
})

describe('a visitor', () => {
  test('reads the plan and who sits where, in easy French too, and nothing else', async () => {
    const page = await browser.open({ viewport: PHONE })
    const easy = sayIn('fr-x-falc')
    await visit(page, '/falc/network/belgium/committees')
    await page.getByText(easy('network.seat.aloud'), { exact: true }).waitFor()
    await visit(page, `${BASE}/plan`)
    expect(await page.getByRole('link', { name: say('form.edit') }).count()).toBe(0)
    for (const part of ['beds', 'load', 'training', 'preparation', 'meetings/invented-network-5'])
      expect((await fetch(at(`${BASE}/${part}`))).status, part).toBe(401)
  })
})
