import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { withClient } from '#platform/database/client.server.ts'
import { withAuthenticator } from '../authenticator.ts'
import { isAlive, pressed, sayIn, sessionOf, signIn, useBrowser } from './journey.ts'

const browser = useBrowser()
const say = sayIn('fr-x-falc')
const french = sayIn('fr')
const OLD_PHONE = { javaScriptEnabled: false, viewport: { width: 360, height: 640 } } as const
const PHRASE = 'trois barques vertes au port'
const press = (page: Page, name: string) => pressed(page.locator('main').getByRole('button', { name }).first())
const answer = async (page: Page, label: string, text: string, act = say('open.goOn')) => {
  await page.getByLabel(label).fill(text)
  await press(page, act)
}

/** The code in the mail to an address, once it has been written. */
const codeTo = async (address: string): Promise<string> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const code = await withClient(inject('ownerUrl'), async (owner) => {
      const { rows } = await owner.query<{ code: string }>(
        `select "values"->>'code' as code from mail.message where to_address = $1 and "values" ? 'code'`,
        [address],
      )
      return rows[0]?.code
    })
    if (code !== undefined) return code
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('no mail')
}

/** A card from a professional of the demonstration. */
const cardFromProfessional = async (): Promise<string> => {
  const page = await browser.open({ javaScriptEnabled: false })
  const [name = '', value = ''] = (await sessionOf('programme_manager')).split('=')
  await page.context().addCookies([{ name, value, url: inject('address') }])
  await page.goto('/fr')
  await page
    .locator('main')
    .getByRole('link', { name: french('home.act.cards') })
    .click()
  await page.locator('main li a').first().click()
  await page.getByLabel(french('cards.kind.person')).check()
  await press(page, french('cards.make.act'))
  return page.locator('.card-code code').innerText()
}

describe('the account of a person who is supported', () => {
  test('is opened with a card on an old phone, question by question, in easy-to-read French and without JavaScript', async () => {
    const code = await cardFromProfessional()
    const address = `${randomUUID()}@people.example`
    const page = await browser.open(OLD_PHONE)
    await page.goto('/falc/open')
    await answer(page, say('open.code.label'), '0000 0000')
    expect(await page.locator('[role=alert]').innerText()).toContain(say('open.code.wrong').slice(0, 20))
    await answer(page, say('open.code.label'), code.toLowerCase().replace('-', ' ').replaceAll('0', 'o'))
    await answer(page, say('open.name.label'), 'Camille')
    await page
      .locator('main')
      .getByRole('link', { name: say('open.how.address.act') })
      .click()
    await answer(page, say('signIn.email'), address)
    await answer(page, say('open.letter.label'), await codeTo(address))
    await answer(page, say('open.password.label'), PHRASE, say('open.password.act'))
    await page.getByRole('heading', { level: 1, name: say('open.done.title', { name: 'Camille' }) }).waitFor()

    const again = await browser.open(OLD_PHONE)
    await again.goto('/falc/sign-in')
    await signIn(again, address, PHRASE, 'fr-x-falc')
    await again.goto('/falc/account/sessions')
    expect(await again.locator('.session-list > li').count()).toBe(2)
    await press(again, say('sessions.end'))
    await again.getByText(say('sessions.ended.one')).waitFor()
    await page.goto('/falc/account/sessions')
    await page
      .getByRole('link', { name: say('nav.signIn') })
      .first()
      .waitFor()
    browser.forgive(/status of 4(01|22)/)
  })

  test('is opened with a passkey alone, leaves its data, closes, and lets nobody in again', async () => {
    // Passkeys belong to a name, and the address of the journeys has none.
    const page = await browser.open({ baseURL: inject('address').replace('127.0.0.1', 'localhost'), viewport: { width: 360, height: 640 } })
    await withAuthenticator(page)
    await page.goto('/falc/open')
    await isAlive(page)
    await press(page, say('open.alone.act'))
    await answer(page, say('open.name.label'), 'Noa')
    await page
      .locator('main')
      .getByRole('link', { name: say('open.how.passkey.act') })
      .click()
    await press(page, say('open.passkey.act'))
    const paperKey = (await page.locator('.card-code').innerText()).trim()
    expect(paperKey).toMatch(/^(\w{4}\s*){4}$/)
    await page.getByRole('link', { name: say('paper.written') }).click()
    await page.getByRole('heading', { level: 1, name: say('open.done.title', { name: 'Noa' }) }).waitFor()

    await page.goto('/falc/account/close')
    await isAlive(page)
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: say('data.json') }).click()])
    expect(download.suggestedFilename()).toBe('maillage.json')
    await page.getByLabel(say('closing.sure')).check()
    await press(page, say('closing.act'))
    await page.getByRole('heading', { level: 1, name: say('closing.done') }).waitFor()
    const reference = new URL(page.url()).searchParams.get('reference') ?? ''

    // The browser proposes the passkey by itself; after one that opened nothing it is asked for by the button only.
    await page.goto('/falc/sign-in')
    await page.locator('[role=alert]').first().waitFor()
    await isAlive(page)
    // The page says the same as before: what comes is the answer to it.
    const refused = page.waitForResponse((response) => response.request().method() === 'POST' && response.status() === 422)
    await press(page, say('factors.passkey.use'))
    await refused
    await page.locator('[role=alert]').first().waitFor()
    await page.goto('/falc/sign-in/paper')
    await isAlive(page)
    await answer(page, say('paper.signIn.label'), paperKey)
    await page.locator('[role=alert]').first().waitFor()
    await page.goto(`/falc/proof?reference=${reference}`)
    await page.getByText(say('closing.proof.holds')).waitFor()
    browser.forgive(/status of 422/)
    await page.context().close()
  })
})
