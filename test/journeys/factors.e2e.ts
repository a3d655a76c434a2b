import { randomUUID } from 'node:crypto'
import { generate } from 'otplib'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { hashPassword } from '#modules/identity/password.server.ts'
import { withClient } from '#platform/database/client.server.ts'
import { withAuthenticator } from '../authenticator.ts'
import { isAlive, PASSWORD, pressed, sayIn, signIn, useBrowser } from './journey.ts'

const browser = useBrowser()
const say = sayIn('fr')
let hash = ''
beforeAll(async () => {
  hash = await hashPassword(PASSWORD, { logN: 14 })
})

/** A professional of a network that is no demonstration: a second factor is asked of them. */
const newProfessional = async () => {
  const [person, network] = [randomUUID(), `n-${randomUUID()}`]
  const email = `${person}@people.example`
  await withClient(inject('ownerUrl'), async (owner) => {
    await owner.query('insert into identity.person (id, name, email, password_hash) values ($1, $2, $3, $4)', [
      person,
      'Dominique',
      email,
      hash,
    ])
    await owner.query(`insert into platform.network (id, name, country) values ($1, '{"fr": "Réseau fermé"}', 'FR')`, [network])
    await owner.query("insert into identity.role (network_id, person_id, role) values ($1, $2, 'reader')", [network, person])
  })
  return { person, email }
}
const click = (page: Page, name: string) => pressed(page.locator('main').getByRole('link', { name }))
const press = (page: Page, name: string) => pressed(page.locator('main').getByRole('button', { name }))
const typeCode = async (page: Page, secret: string, epoch: number, act: string) => {
  await page.getByLabel(say('factors.code.label')).fill(await generate({ secret, epoch }))
  await press(page, act)
}

describe('a second factor', () => {
  test('is set up and used by a professional without JavaScript', async () => {
    const { person, email } = await newProfessional()
    const page = await browser.open({ javaScriptEnabled: false })
    await page.goto('/fr/sign-in?next=/fr/journal')
    await signIn(page, email, PASSWORD)
    await page.getByText(say('factors.limited.title')).waitFor()
    await click(page, say('factors.totp.add'))
    const secret = (await page.locator('.secret').innerText()).replaceAll(/\s/g, '')
    const epoch = Math.floor(Date.now() / 1000)
    await typeCode(page, secret, epoch, say('factors.totp.setUp.act'))
    await page.locator('.recovery-codes li').first().waitFor()
    const codes = await page.locator('.recovery-codes li').allInnerTexts()
    expect(codes).toHaveLength(10)
    await click(page, say('factors.codes.kept'))
    expect(new URL(page.url()).pathname).toMatch(/^\/fr\/journal/)
    await page.getByRole('button', { name: say('nav.signOut') }).click()
    await page.goto('/fr/sign-in')
    await signIn(page, email, PASSWORD)
    await page.getByRole('heading', { level: 1, name: say('factors.second.title') }).waitFor()
    // It was used.
    await typeCode(page, secret, epoch, say('factors.goOn'))
    expect(await page.locator('[role=alert]').innerText()).toContain(say('factors.wrong.totp'))
    browser.forgive(/status of 422/)
    await page.locator('summary', { hasText: say('factors.recovery.instead') }).click()
    await page.getByLabel(say('factors.recovery.label')).fill(codes[3] ?? '')
    await page
      .locator('details form')
      .getByRole('button', { name: say('factors.goOn') })
      .click()
    await page.getByText('Dominique').first().waitFor()
    const [left] = (
      await withClient(inject('ownerUrl'), (owner) =>
        owner.query('select count(*)::integer as left from identity.recovery_code where person_id = $1 and used_at is null', [person]),
      )
    ).rows
    expect(left).toEqual({ left: 9 })
  })
})

describe('a passkey', () => {
  test('is made on the screen, and then opens the account alone, by the button or where the browser proposes it', async () => {
    const { email } = await newProfessional()
    // Passkeys belong to a name, and the address of the journeys has none.
    const page = await browser.open({ baseURL: inject('address').replace('127.0.0.1', 'localhost') })
    await withAuthenticator(page)
    const signedOut = async () => {
      await page.getByRole('button', { name: say('nav.signOut') }).click()
      await page.getByRole('link', { name: say('nav.signIn') }).waitFor()
    }
    await page.goto('/fr/sign-in')
    await isAlive(page)
    await signIn(page, email, PASSWORD)
    await page.getByText(say('factors.limited.title')).waitFor()
    await click(page, say('factors.passkeys.add'))
    await page.getByLabel(say('factors.passkey.name')).fill('clé bleue')
    await press(page, say('factors.passkey.new.act'))
    await page.locator('.recovery-codes li').first().waitFor()
    expect(await page.locator('.recovery-codes li').count()).toBe(10)
    await click(page, say('factors.codes.kept'))
    await page.getByText('clé bleue').first().waitFor()
    await signedOut()
    // The browser proposes it, and this authenticator says yes at once.
    await page.goto('/fr/sign-in')
    await page.getByRole('button', { name: say('nav.signOut') }).waitFor()
    await signedOut()
    // One that proposes nothing has the button.
    await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = async () => false
    })
    await page.goto('/fr/sign-in')
    await isAlive(page)
    await press(page, say('factors.passkey.use'))
    await page.getByRole('button', { name: say('nav.signOut') }).waitFor()
    expect(await page.getByText('Dominique').count()).toBeGreaterThan(0)
    await page.context().close()
  })
})
