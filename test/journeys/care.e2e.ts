import type { Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { dayIn } from '#platform/today.ts'
import { sayIn, sessionFor, useBrowser } from './journey.ts'

const browser = useBrowser()
const say = sayIn('fr')
const PHONE = { viewport: { width: 390, height: 760 }, hasTouch: true }
const CRISIS = '/fr/care/ccoms/teams/demo-crise'
const LONG_TERM = '/fr/care/ccoms/teams/demo-suivi'

const as = async (email: string, options = {}): Promise<Page> => {
  const page = await browser.open(options)
  const [name = '', value = ''] = (await sessionFor(email)).split('=')
  await page.context().addCookies([{ name, value, url: inject('address') }])
  return page
}
const fill = (page: Page, field: 'what' | 'given' | 'family' | 'purpose', text: string) => page.locator(`[name=${field}]`).fill(text)
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

describe.each([
  ['with JavaScript', {}],
  ['without JavaScript', { javaScriptEnabled: false }],
])('a request is declined and redirected, %s', (what, options) => {
  test('a call is taken down on a phone, followed, sent on with consent, redirected, and comes back to be asked again', async () => {
    const family = `Voyage ${what.length}`
    const sam = await as('equipe@demo.example', { ...PHONE, ...options })
    // A worker gets to the team from the home page.
    await sam.goto('/fr')
    await sam.locator('.menu > summary').click()
    await sam
      .locator('.menu')
      .getByRole('link', { name: say('nav.care') })
      .click()
    await sam
      .getByRole('link', { name: /mobile de crise/ })
      .first()
      .click()
    await sam.goto(CRISIS)
    await sam.getByRole('link', { name: say('care.team.call') }).click()

    // Rubbish first: what was typed stays, and what is wrong is told at its field.
    await fill(sam, 'family', family)
    await sam.locator('[name=birth_date]').fill('2090-01-01')
    await sam
      .locator('form')
      .last()
      .evaluate((form) => (form as HTMLFormElement).setAttribute('novalidate', ''))
    await press(sam, say('care.call.keep'))
    await sam.locator('[role=alert]').first().waitFor()
    expect(await sam.locator('[name=family]').inputValue()).toBe(family)
    expect(await sam.locator('#field-birth_date-error, [id$="birth_date-error"]').count()).toBeGreaterThan(0)
    browser.forgive(/status of 422/)

    await fill(sam, 'what', 'Ne mange plus depuis trois jours.')
    await fill(sam, 'given', 'Invention')
    await sam.locator('[name=birth_date]').fill('1990-05-06')
    await sam.locator('[name=urgency]').selectOption('today')
    await sam.locator('[name=reason_kind]').selectOption('low_mood')
    await sam.locator('[name=from_kind]').selectOption('carer')
    await press(sam, say('care.call.keep'))
    await sam.getByText(say('care.done.taken')).waitFor()
    await press(sam, say('care.request.accept'))
    await sam.getByText(say('care.done.accepted')).waitFor()
    await press(sam, say('care.request.begin'))
    await sam.getByText(say('care.done.begun')).waitFor()

    // A visit is written down in under a minute.
    await sam.getByRole('link', { name: say('care.person.contact') }).click()
    await sam.locator('[name=note]').fill('Thé et longue promenade.')
    await press(sam, say('care.contact.keep'))
    await sam.getByText('Thé et longue promenade.').waitFor()

    await sam.getByRole('link', { name: say('care.person.send') }).click()
    await sam.locator('[name=to]').selectOption('demo-suivi')
    await sam.locator('[name=urgency]').selectOption('weeks')
    await fill(sam, 'what', 'Souhaite être accompagné plus longtemps.')
    await sam.locator('[name=reason_kind]').selectOption('daily_life')
    await sam.locator('[name=ground]').selectOption('spoken')
    await fill(sam, 'purpose', 'Être suivi chez moi.')
    await sam.locator('[name=until]').fill(dayIn(60))
    await press(sam, say('care.request.send'))
    await sam.getByText(say('care.done.sent')).waitFor()

    const paz = await as('pair@demo.example', options)
    await paz.goto(LONG_TERM)
    await paz
      .getByRole('link', { name: new RegExp(family) })
      .first()
      .click()
    await paz.getByText('Souhaite être accompagné plus longtemps.').waitFor()
    await paz.getByText(say('care.request.turn'), { exact: true }).click()
    await paz.locator('[name=refusal]').selectOption('not_our_need')
    await paz.locator('[name=proposed]').selectOption('demo-retablissement')
    await press(paz, say('care.request.turn.act'))
    await paz.getByText(say('care.done.drafted')).waitFor()
    expect(await paz.locator('#incoming').getByText(family).count()).toBe(0)

    // It is a draft for another team now: the person is asked again before it leaves.
    await sam.goto(CRISIS)
    const draft = sam.locator('#outgoing tr', { hasText: family }).filter({ hasText: say('care.state.draft') })
    await draft.getByRole('link').first().click()
    await sam.locator('[name=ground]').selectOption('together')
    await fill(sam, 'purpose', 'Reprendre un atelier.')
    await sam.locator('[name=until]').fill(dayIn(60))
    await press(sam, say('care.request.send'))
    await sam.getByText(say('care.done.sent')).waitFor()
  })
})

test('whoever works in no team finds nobody: no list, no person, no count', async () => {
  const reader = await as('lecture@demo.example')
  await reader.goto('/fr/care')
  await reader.getByText(say('care.none')).waitFor()
  for (const path of [CRISIS, LONG_TERM, '/fr/care/ccoms', '/fr/care/ccoms/emergencies'])
    expect((await reader.goto(path))?.status(), path).toBe(404)
  browser.forgive(/status of 404/)
})
