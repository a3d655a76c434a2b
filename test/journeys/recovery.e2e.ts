import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { isAlive, sayIn, useBrowser, visit } from './journey.ts'
import { asIn, type Cast, cast, NETWORK, OLD_PHONE, PHONE, press } from './own-space.ts'

const browser = useBrowser()
const as = asIn(browser)
const say = sayIn('fr')
const easy = sayIn('fr-x-falc')

let all: Cast
beforeAll(async () => {
  all = await cast()
})

describe('a recovery plan', () => {
  test('written on two devices at once, one of them without a network, keeps the words of both', async () => {
    const [desk, phone] = [await as(all.person, {}), await as(all.person, PHONE)]
    const well = (page: Page) => page.getByLabel(say('recovery.text.well'))
    const kept = (page: Page) => page.getByText(say('recovery.sync.kept')).waitFor()
    await visit(desk, `/fr/my/${NETWORK}/recovery`)
    await kept(desk)
    await well(desk).fill('Marcher. Dormir.')
    // That it is being written may be said for a moment only: the server is asked.
    const there = async () => (await desk.request.get(`/fr/my/${NETWORK}/recovery`)).text()
    await expect.poll(there).toContain('Marcher. Dormir.')
    await kept(desk)
    await visit(phone, `/fr/my/${NETWORK}/recovery`)
    await kept(phone)
    expect(await well(phone).inputValue()).toBe('Marcher. Dormir.')
    await phone.context().setOffline(true)
    await well(phone).fill('Marcher. Dormir. Chanter.')
    await phone.getByText(say('recovery.sync.offline')).waitFor()
    await well(desk).fill('Marcher. Lire. Dormir.')
    await kept(desk)
    await phone.context().setOffline(false)
    for (const page of [phone, desk]) {
      await page.waitForFunction(
        (words) => [...document.querySelectorAll('textarea')].some(({ value }) => value === words),
        'Marcher. Lire. Dormir. Chanter.',
      )
      await kept(page)
    }
    await desk.getByLabel(say('recovery.goal.new')).fill('Jouer de la guitare')
    await press(desk, say('recovery.goal.add'))
    await desk.getByRole('group', { name: 'Jouer de la guitare' }).waitFor()
    await kept(desk)
    browser.forgive(/ERR_INTERNET_DISCONNECTED/)
    await isAlive(desk)
  })

  test('is read and written without JavaScript too', async () => {
    const page = await as(all.person, OLD_PHONE)
    await page.goto(`/falc/my/${NETWORK}/recovery`)
    expect(await page.getByLabel(easy('recovery.text.well')).inputValue()).toBe('Marcher. Lire. Dormir. Chanter.')
    await page.getByLabel(easy('recovery.text.life')).fill('Un balcon.')
    await press(page, easy('recovery.keep'))
    await page.getByText(easy('recovery.saved.kept')).waitFor()
    expect(await page.getByLabel(easy('recovery.text.life')).inputValue()).toBe('Un balcon.')
    expect(await page.locator('input[name^=title-]').first().inputValue()).toBe('Jouer de la guitare')
  })

  test('is written with somebody of the team whom the person asked, until the person takes it back', async () => {
    const [person, peer] = [await as(all.person, PHONE), await as(all.peer, {})]
    const address = `/fr/circle/${NETWORK}/${all.file}/recovery`
    expect((await peer.goto(address))?.status()).toBe(404)
    const team = (page: Page) => page.getByRole('group', { name: say('recovery.writers.legend') }).getByRole('checkbox')
    await person.goto(`/fr/my/${NETWORK}/recovery`)
    await team(person).check()
    await press(person, say('recovery.readers.act'))
    await person.getByText(say('recovery.saved.readers')).waitFor()
    await visit(peer, `/fr/plans/${NETWORK}/${all.file}`)
    await peer.getByRole('link', { name: say('recovery.together.act') }).click()
    await peer.waitForURL(`**${address}`)
    const life = (page: Page) => page.getByLabel(say('recovery.text.life'))
    await life(peer).fill('Un balcon. Un chat.')
    await person.waitForFunction(
      (words) => [...document.querySelectorAll('textarea')].some(({ value }) => value === words),
      'Un balcon. Un chat.',
    )
    await person.getByText(say('recovery.others', { names: 'Paul' })).waitFor()
    await person.goto(`/fr/my/${NETWORK}/recovery`)
    await team(person).uncheck()
    await person
      .getByRole('group', { name: say('recovery.readers.legend') })
      .getByRole('checkbox')
      .uncheck()
    await press(person, say('recovery.readers.act'))
    await person.getByText(say('recovery.saved.readers')).waitFor()
    // What the other typed since stays on their page, and goes nowhere.
    await life(peer).fill('Trop tard.')
    await peer.getByText(say('recovery.sync.over')).waitFor()
    await person.goto(`/fr/my/${NETWORK}/recovery`)
    expect(await life(person).inputValue()).toBe('Un balcon. Un chat.')
    await person.goto(`/fr/my/${NETWORK}/looked`)
    expect(await person.locator('main').innerText()).toContain(say('looked.action.plans.writeRecovery'))
    browser.forgive(/status of 404/)
  })
})
