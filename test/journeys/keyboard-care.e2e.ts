import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { INVENTED_FILE } from '#modules/plans/demonstration.server.ts'
import { isAlive, sayIn, sessionFor, useBrowser, visit } from './journey.ts'
import { choose, pressOn, tabTo, typeInto } from './keys.ts'
import { NETWORK, owner, PHONE } from './road.ts'

// Journeys that others walk with a finger, here with a keyboard and nothing else, on a screen as narrow as a phone.
const browser = useBrowser()
const say = sayIn('fr')
const as = async (email: string): Promise<Page> => {
  const page = await browser.open(PHONE)
  const [name = '', value = ''] = (await sessionFor(`${email}@demo.example`)).split('=')
  await page.context().addCookies([{ name, value, url: inject('address') }])
  return page
}
const button = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true })

describe('by keyboard alone', { timeout: 90_000 }, () => {
  test('a request is declined with a reason and redirected with a proposal', async () => {
    const [person, request, family] = [randomUUID(), randomUUID(), `Touches ${randomUUID().slice(0, 8)}`]
    await owner("insert into care.person (network_id, id, given_name, family_name) values ($1, $2, 'Ida', $3)", [NETWORK, person, family])
    await owner(
      `insert into care.request (network_id, id, person_id, chain_id, from_kind, channel, urgency, reason_kind, agreement, may_pass_on, state, sent_at, to_service_id)
        values ($1, $2, $3, $2, 'carer', 'form', 'days', 'low_mood', 'yes', true, 'sent', now(), 'demo-suivi')`,
      [NETWORK, request, person],
    )
    const page = await as('pair')
    await visit(page, `/fr/care/${NETWORK}/teams/demo-suivi`)
    await pressOn(page, page.getByRole('link', { name: new RegExp(family) }))
    await page.getByText(say('care.request.turn'), { exact: true }).waitFor()
    await isAlive(page)
    await pressOn(page, page.locator('summary', { hasText: say('care.request.turn') }))
    await choose(page, page.locator('[name=refusal]'), 'not_our_need')
    await choose(page, page.locator('[name=proposed]'), 'demo-retablissement')
    await pressOn(page, button(page, say('care.request.turn.act')))
    await expect
      .poll(async () => (await owner('select state from care.request where id = $1', [request]))[0], { timeout: 15_000 })
      .toEqual({ state: 'redirected' })
  })

  test('a person adds to their crisis plan, and a worker on duty finds it with a slip in the name and opens it', async () => {
    const person = await as('personne')
    await visit(person, `/fr/my/${NETWORK}/crisis`)
    await pressOn(person, person.locator('main').getByRole('link', { name: say('crisisPlan.change') }))
    await person.locator('main textarea[name=signs]').waitFor()
    await isAlive(person)
    await typeInto(person, person.locator('main textarea[name=signs]'), 'Je parle moins, et plus bas.')
    await pressOn(person, button(person, say('crisisPlan.keep')))
    await person.getByText(say('crisisPlan.saved.written')).waitFor()

    const duty = await as('equipe')
    await visit(duty, `/fr/crisis/${NETWORK}`)
    await typeInto(duty, duty.getByRole('searchbox'), 'demonstratoin ana')
    await duty.keyboard.press('Enter')
    const found = duty.locator('main summary', { hasText: 'Démonstration' })
    await found.first().waitFor()
    await pressOn(duty, found)
    await pressOn(duty, button(duty, say('duty.reason.visit')))
    await duty.getByText('Une voix calme').first().waitFor()
  })

  test('a curious colleague is refused, breaks the glass with a reason, and an administrator reviews it', async () => {
    const colleague = await as('equipe')
    expect((await colleague.goto(`/fr/plans/${NETWORK}/${INVENTED_FILE}`))?.status()).toBe(404)
    browser.forgive(/status of 404/)
    await visit(colleague, `/fr/glass/${NETWORK}`)
    await typeInto(colleague, colleague.getByLabel(say('glass.name')), 'Ana Demonstration')
    const born = colleague.getByLabel(say('duty.born'))
    await tabTo(colleague, born)
    // A field of dates takes its parts in the order of the browser's language: the other one, where that was wrong.
    for (const digits of ['05171990', '17051990']) {
      if ((await born.inputValue()) === '1990-05-17') break
      for (const key of ['ArrowLeft', 'ArrowLeft']) await colleague.keyboard.press(key)
      await colleague.keyboard.type(digits)
    }
    expect(await born.inputValue()).toBe('1990-05-17')
    const reason = `Trouvée seule, ne répond pas. ${randomUUID().slice(0, 8)}`
    await typeInto(colleague, colleague.getByLabel(say('glass.reason')), reason)
    await pressOn(colleague, button(colleague, say('glass.act', { minutes: 60 })))
    await colleague.getByRole('heading', { name: 'Ana Démonstration' }).first().waitFor()

    const review = await as('administration')
    await visit(review, `/fr/admin/glass/${NETWORK}`)
    const line = review.locator('main .plan-list > li', { hasText: reason })
    await tabTo(review, line.getByRole('radio'))
    while (!(await line.getByLabel(say('glass.review.yes')).isChecked())) await review.keyboard.press('ArrowDown')
    await typeInto(review, line.getByLabel(say('glass.review.words')), 'Danger réel.')
    await pressOn(review, line.getByRole('button'))
    await review.getByText(say('glass.review.saved')).waitFor()
  })
})
