import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { hashPassword } from '#modules/identity/password.server.ts'
import { withClient } from '#platform/database/client.server.ts'
import { dayIn } from '#platform/today.ts'
import { violations } from './axe.ts'
import { at, emailOf, PASSWORD, pressed, sayIn, sessionFor, useBrowser, visit } from './journey.ts'

const browser = useBrowser()
const say = sayIn('fr')
const easy = sayIn('fr-x-falc')
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true } as const
const OLD_PHONE = { ...PHONE, javaScriptEnabled: false } as const
const NETWORK = 'ccoms'
const WISH = 'Nager le mardi matin'
const inDays = (days: number) => dayIn(days)

const owner = (statement: string, values: unknown[]) => withClient(inject('ownerUrl'), (client) => client.query(statement, values))
type Cast = { file: string; person: string; worker: string; club: string }

/** Somebody with a file and an account, a worker of the team of function 3 that follows them, and a sport club of the directory. */
const cast = async (): Promise<Cast> => {
  const hash = await hashPassword(PASSWORD, { logN: 14 })
  const [mark, file, person, worker] = [randomUUID().slice(0, 8), randomUUID(), randomUUID(), randomUUID()]
  const email = (name: string) => `${name}-${mark}@people.example`
  for (const [id, name] of [
    [person, 'zoe'],
    [worker, 'paul'],
  ] as const)
    await owner('insert into identity.person (id, name, email, password_hash) values ($1, $2, $3, $4)', [id, name, email(name), hash])
  await owner(
    `with o as (insert into directory.organisation (network_id, id, name, kind, country) values ($1, 'house-' || $2, 'Maison', 'other', 'FR'), ($1, 'club-' || $2, 'Club ' || $2, 'association', 'FR')),
       s as (insert into directory.service (network_id, id, organisation_id, name, care_function) values ($1, 'team-' || $2, 'house-' || $2, 'Équipe ' || $2, '3')),
       t as (insert into care.team (network_id, service_id) values ($1, 'team-' || $2)),
       r as (insert into identity.role (network_id, person_id, role) values ($1, $5, 'worker')),
       w as (insert into care.worker (network_id, service_id, person_id, profession) values ($1, 'team-' || $2, $5, 'nurse')),
       p as (insert into care.person (network_id, id, given_name, family_name, account_id) values ($1, $3, 'Zoé', 'Lefèvre', $4))
     insert into care.episode (network_id, person_id, service_id, care_function) values ($1, $3, 'team-' || $2, '3')`,
    [NETWORK, mark, file, person, worker],
  )
  return { file, person: email('zoe'), worker: email('paul'), club: `club-${mark}` }
}
const as = async (email: string, options: Parameters<typeof browser.open>[0]) => {
  const page = await browser.open(options)
  const [name = '', value = ''] = (await sessionFor(email)).split('=')
  await page.context().addCookies([{ name, value, url: inject('address') }])
  return page
}
const press = (page: Page, name: string) => pressed(page.locator('main').getByRole('button', { name, exact: true }).first())

let all: Cast
let code = ''
beforeAll(async () => {
  all = await cast()
})

describe('a step that is wished for, and a club that is told of it', () => {
  test('the worker proposes a step, without JavaScript', async () => {
    const page = await as(all.worker, OLD_PHONE)
    await page.goto(`/fr/paths/${NETWORK}/${all.file}`)
    await press(page, say('pathTeam.send'))
    await page.getByText(say('form.wrong')).first().waitFor()
    await page.locator('[name=domain]').selectOption('sport')
    await page.locator('[name=what]').fill(WISH)
    await page.locator('[name=helper]').selectOption('partner')
    await press(page, say('pathTeam.send'))
    await page.getByText(say('pathTeam.saved.proposed')).waitFor()
    expect(await page.locator('#waiting').innerText()).toContain(WISH)
    expect(await page.locator('.path-line').count()).toBe(0)
    browser.forgive(/status of 422/)
  })

  test('the person takes it on a phone, in easy-to-read French, and begins', async () => {
    const page = await as(all.person, PHONE)
    await visit(page, `/falc/my/${NETWORK}`)
    await page.getByRole('link', { name: easy('space.path.open') }).click()
    await page.getByText(WISH).waitFor()
    expect(await violations(page)).toEqual([])
    await press(page, easy('path.proposals.accept'))
    await page.getByText(easy('path.saved.accept')).waitFor()
    await page.locator('.path-line').getByRole('link').first().click()
    await press(page, easy('path.move.begin'))
    await page.getByText(easy('path.saved.moved')).waitFor()
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })

  test('the person pauses it by keyboard alone, with a reason in their words', async () => {
    const page = await as(all.person, { viewport: { width: 1280, height: 800 } })
    await visit(page, `/fr/my/path/${NETWORK}`)
    const reach = async (name: RegExp) => {
      for (let n = 0; n < 60; n += 1) {
        await page.keyboard.press('Tab')
        if (name.test(await page.evaluate(() => document.activeElement?.textContent ?? ''))) return
      }
      throw new Error(`nothing that says ${name} is reached by keyboard`)
    }
    await reach(new RegExp(`${say('path.step.open')}.*${WISH}`))
    await page.keyboard.press('Enter')
    await page.getByLabel(say('path.field.reason')).focus()
    await page.keyboard.type('Trop froid dehors')
    await reach(new RegExp(`^${say('path.move.pause')}$`))
    await page.keyboard.press('Enter')
    await page.getByText(say('path.why', { why: 'Trop froid dehors' })).waitFor()
  })

  test('the worker shows what the club will read, notes the consent and gets a code, once', async () => {
    const page = await as(all.worker, PHONE)
    await visit(page, `/fr/paths/${NETWORK}/${all.file}/refer`)
    for (const name of ['name', 'reach', 'wanted', 'from']) expect(await page.locator(`main [name=${name}]`).inputValue(), name).toBe('')
    await page.locator('[name=partner]').selectOption(all.club)
    await page.locator('[name=kind]').selectOption('sport')
    await page.locator('[name=name]').fill('Zoé')
    await page.locator('[name=way][value=comes]').check()
    await page.locator('[name=wanted]').fill('Essayer la natation')
    await page.locator('[name=from]').fill('en mars')
    await press(page, say('pathTeam.refer.show'))
    await page.locator('.path-told').waitFor()
    expect(await violations(page)).toEqual([])
    await page.locator('[name=how][value=together]').check()
    await page.locator('[name=until]').fill(inDays(40))
    await page.locator('[name=mail][value=hand]').check()
    await press(page, say('pathTeam.consent.send'))
    await page.getByText(say('pathTeam.fault.read')).first().waitFor()
    await page.locator('[name=read]').check()
    await press(page, say('pathTeam.consent.send'))
    code = await page.locator('.path-code').innerText()
    expect(code).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/)
    await page.reload()
    expect(await page.locator('main').innerText()).not.toContain(code)
    browser.forgive(/status of 422/)
  })

  test('the club reads exactly four fields without an account or JavaScript, and says yes', async () => {
    const page = await browser.open(OLD_PHONE)
    await page.goto(`/fr/partner/${code}`)
    // A program that follows links in mails has opened nothing.
    expect(await page.locator('main').innerText()).not.toContain('Zoé')
    await press(page, say('partner.read'))
    expect(await page.locator('main dt').allInnerTexts()).toEqual(
      (['name', 'reach', 'wanted', 'from'] as const).map((name) => say(`referral.field.${name}`)),
    )
    expect(await page.locator('main dd').allInnerTexts()).toEqual(['Zoé', say('referral.comes'), 'Essayer la natation', 'en mars'])
    expect(await page.content()).not.toMatch(/Lefèvre|Trop froid/)
    await page.locator('[name=answer][value=no]').check()
    await press(page, say('partner.send'))
    await page.getByText(say('form.wrong')).waitFor()
    await page.locator('[name=answer][value=yes]').check()
    await press(page, say('partner.send'))
    await page.getByText(say('partner.thanks')).waitFor()
    browser.forgive(/status of 422/)
  })

  test('the page of the club is fit for everybody, in every language that it has', async () => {
    for (const language of ['fr', 'nl', 'en']) {
      const page = await browser.open(PHONE)
      await visit(page, `/${language}/partner/${code}`)
      await press(page, sayIn(language as 'fr')('partner.read'))
      await page.locator('.path-told').waitFor()
      expect(await violations(page), language).toEqual([])
    }
  })

  test('the person sees that the club has looked', async () => {
    const page = await as(all.person, PHONE)
    await visit(page, `/fr/my/${NETWORK}/looked`)
    await page.getByText(say('looked.action.paths.partnerRead')).first().waitFor()
    await page.getByText(say('looked.action.paths.sendReferral')).first().waitFor()
  })

  test('the person sees what was told to whom, withdraws, and the link is dead like one that never was', async () => {
    const page = await as(all.person, OLD_PHONE)
    await page.goto(`/fr/my/path/${NETWORK}`)
    const told = page.locator('#told')
    expect(await told.innerText()).toContain('Essayer la natation')
    await told.locator('summary').first().click()
    await press(page, say('referral.withdraw.act'))
    await page.getByText(say('path.saved.withdrawn')).waitFor()
    const answerTo = async (typed: string) => {
      const response = await fetch(at('/fr/partner'), {
        method: 'POST',
        headers: { origin: inject('address') },
        body: new URLSearchParams({ code: typed }),
      })
      const body = (await response.text()).replaceAll(/nonce="[^"]*"|"nonce":"[^"]*"/g, '').replaceAll(typed, '')
      return { status: response.status, body }
    }
    const [dead, never] = [await answerTo(code), await answerTo('0000-1111-2222-3333')]
    expect(dead.status).toBe(422)
    expect(dead).toEqual(never)
    expect(dead.body).not.toContain('natation')
  })

  test('whoever guesses is made to wait', async () => {
    const page = await browser.open(OLD_PHONE)
    await page.goto('/fr/partner')
    const guess = async () => {
      await page.locator('[name=code]').fill('2222-3333-4444-5555')
      await press(page, say('partner.read'))
    }
    // What was typed before from here counts as well.
    await owner('delete from identity.attempt', [])
    for (let n = 0; n < 5; n += 1) {
      await guess()
      await page.getByText(say('partner.wrong')).waitFor()
    }
    // The first wait is of four seconds, which a busy machine may spend on a page.
    await owner("update identity.attempt set last_at = last_at + interval '10 minutes' where failures >= 5", [])
    await guess()
    await page
      .getByText(/secondes/)
      .first()
      .waitFor()
    browser.forgive(/status of 4(22|29)/)
  })

  test('a team writes the first days as far as they are known, and a session with the family', async () => {
    const page = await as(all.worker, OLD_PHONE)
    await page.goto(`/fr/paths/${NETWORK}/${all.file}/early`)
    await page.locator('[name=signs]').fill('03/2024')
    await page.locator('[name=treated]').fill('2023')
    await press(page, say('pathTeam.send'))
    expect(await page.locator('main').innerText()).toContain(say('pathTeam.fault.treatedFirst'))
    await page.locator('[name=treated]').fill('02/06/2024')
    await press(page, say('pathTeam.send'))
    await page.getByText(say('pathTeam.saved.days')).waitFor()
    await page.getByText(say('firstDays.untreated.months', { from: 2, to: 4 })).waitFor()
    await page.locator('[name=on_day]').fill(inDays(-2))
    await page.locator('[name=who][value=parent]').check()
    await page.locator('[name=members]').fill('2')
    await page.locator('[name=theme]').selectOption('early_signs')
    await page.locator('#session button').click()
    await page.getByText(say('pathTeam.saved.session')).waitFor()
    const person = await as(all.person, OLD_PHONE)
    await person.goto(`/fr/my/path/${NETWORK}`)
    await person.getByText(say('family.theme.early_signs')).waitFor()
    browser.forgive(/status of 422/)
  })

  test('the pages of teams and of who sets the days are fit for everybody, also on a phone', async () => {
    for (const [email, paths] of [
      [all.worker, ['', '?early', `/${all.file}`, `/${all.file}/early`, `/${all.file}/refer`]],
      [emailOf('administrator'), ['/settings']],
    ] as const) {
      const page = await as(email, PHONE)
      for (const path of paths) {
        expect((await visit(page, `/fr/paths/${NETWORK}${path}`))?.status(), path).toBe(200)
        expect(await violations(page), path).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path).toBe(true)
      }
    }
  })
})
