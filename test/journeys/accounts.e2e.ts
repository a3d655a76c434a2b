import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { withClient } from '#platform/database/client.server.ts'
import { withAuthenticator } from '../authenticator.ts'
import { LANGUAGES } from './addresses.ts'
import { at, sayIn, sessionOf, signedIn, signIn, useBrowser } from './journey.ts'

const browser = useBrowser()
const say = sayIn('fr')
const GOOD = 'trois barques vertes au port'
const owner = <Row>(sql: string, values: unknown[] = []) =>
  withClient(inject('ownerUrl'), async (client) => (await client.query(sql, values)).rows as Row[])
const press = (page: Page, name: string) => page.locator('main').getByRole('button', { name }).click()

/** The link in the last mail of a kind to an address, once it has been written. */
const linkTo = async (address: string, template: string): Promise<string> => {
  for (let tries = 0; tries < 150; tries += 1) {
    const [row] = await owner<{ link: string }>(
      `select m."values"->>'link' as link from mail.message m left join identity.person p on p.id = m.to_person
        where coalesce(m.to_address, p.email) = $1 and m.template = $2 and m."values" ? 'link' order by m.asked_at desc limit 1`,
      [address, template],
    )
    if (row !== undefined) return row.link
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no mail ${template} to ${address}`)
}

describe('an invitation, from the administrator to the password that is forgotten again, without JavaScript', () => {
  const address = `${randomUUID()}@people.example`

  test('is sent, accepted, shown, changed and ended', async () => {
    const admin = await signedIn(await browser.open({ javaScriptEnabled: false }), 'administrator')
    await admin.goto('/fr')
    await admin.getByRole('link', { name: say('nav.admin') }).click()
    await admin
      .locator('main')
      .getByRole('link', { name: say('members.title') })
      .first()
      .click()
    const people = new URL(admin.url()).pathname
    await admin.getByRole('link', { name: say('members.invite.title') }).click()
    await press(admin, say('members.invite.act'))
    await admin.getByText(say('members.fault.email')).first().waitFor()
    await admin.getByLabel(say('members.field.email')).fill(address)
    await admin.getByLabel(say('role.reader')).check()
    await press(admin, say('members.invite.act'))
    await admin.getByText(say('members.done.invited')).waitFor()

    const guest = await browser.open({ javaScriptEnabled: false })
    await guest.goto(`/fr${await linkTo(address, 'invitation')}`)
    await guest.getByLabel(say('invitation.name')).first().fill('Noor Peeters')
    await guest.getByLabel(say('access.password.new')).fill(GOOD)
    await press(guest, say('invitation.new.act'))
    await guest.getByRole('link', { name: 'Noor Peeters' }).click()
    await guest.getByRole('heading', { level: 1, name: say('access.account.title') }).waitFor()

    await admin.goto(people)
    await admin.getByRole('link', { name: 'Noor Peeters' }).click()
    await admin.getByRole('link', { name: say('members.change', { role: say('role.reader') }) }).click()
    await admin.getByLabel(say('members.field.to')).fill('2099-12-31')
    await press(admin, say('form.save'))
    await admin.getByText(say('members.done.changed')).waitFor()
    await admin.getByRole('link', { name: 'Noor Peeters' }).click()
    await admin.getByRole('link', { name: say('members.change', { role: say('role.reader') }) }).click()
    await press(admin, say('members.end.act'))
    await admin.getByText(say('members.done.ended')).waitFor()
    await guest.goto('/fr/journal/ccoms')
    await guest.getByRole('heading', { level: 1, name: say('problem.not_found.title') }).waitFor()
    browser.forgive(/status of (404|422)/)
  })

  test('and the guest’s password is replaced by a link, which works once', async () => {
    const page = await browser.open({ javaScriptEnabled: false })
    await page.goto('/fr/sign-in')
    await page.getByRole('link', { name: say('access.forgotten.link') }).click()
    await page.getByLabel(say('signIn.email')).fill(address)
    await press(page, say('access.forgotten.act'))
    await page.getByText(say('access.forgotten.look')).waitFor()
    const link = `/fr${await linkTo(address, 'newPassword')}`
    await page.goto(link)
    await page.getByLabel(say('access.password.new')).fill('quatre oies sur un vieux mur')
    await press(page, say('access.reset.act'))
    await page.getByText(say('access.reset.done')).waitFor()
    await signIn(page, address, 'quatre oies sur un vieux mur')
    await page.getByRole('link', { name: 'Noor Peeters' }).waitFor()
    await page.goto(link)
    await page.getByRole('heading', { level: 1, name: say('access.over.title') }).waitFor()
    browser.forgive(/status of 404/)
  })
})

describe('an invitation with a passkey', () => {
  test('opens an account without a password, and shows the recovery codes', async () => {
    const [address, network, person] = [`${randomUUID()}@people.example`, `n-${randomUUID()}`, randomUUID()]
    const token = randomUUID().replaceAll('-', '').padEnd(43, 'x')
    await owner(`insert into platform.network (id, name, country) values ($1, '{"fr": "Réseau fermé"}', 'FR')`, [network])
    await owner("insert into identity.person (id, name) values ($1, 'Claude')", [person])
    await owner("insert into identity.role (network_id, person_id, role) values ($1, $2, 'administrator')", [network, person])
    await owner(
      `insert into identity.invitation (network_id, email, locale, roles, token_hash, invited_by, expires_at)
        values ($1, $2, 'fr', '{reader}', sha256($3::text::bytea), $4, now() + interval '1 day')`,
      [network, address, token, person],
    )
    // Passkeys belong to a name, and the address of the journeys has none.
    const page = await browser.open({ baseURL: inject('address').replace('127.0.0.1', 'localhost') })
    await withAuthenticator(page)
    await page.goto(`/fr/invitation/${token}`)
    await page.getByText(say('invitation.passkey.title')).click()
    await page.locator('details').getByLabel(say('invitation.name')).fill('Sam Dubois')
    await press(page, say('invitation.passkey.act'))
    await page.locator('.recovery-codes li').first().waitFor()
    await page.getByRole('link', { name: say('factors.codes.kept') }).click()
    await page.getByRole('link', { name: 'Sam Dubois' }).waitFor()
    const [made] = await owner<{ passkeys: number; password: boolean }>(
      `select (select count(*)::integer from identity.passkey k where k.person_id = p.id) as passkeys, password_hash is not null as password
        from identity.person p where email = $1`,
      [address],
    )
    expect(made).toEqual({ passkeys: 1, password: false })
    await page.context().close()
  })
})

test('the demonstration says on every page that it is one, in every language, whether somebody is signed in or not', async () => {
  const cookies = ['', await sessionOf('administrator')]
  for (const language of LANGUAGES) {
    const locale = language === 'falc' ? 'fr-x-falc' : language
    const banner = sayIn(locale)('demonstration.banner')
    for (const path of [
      '',
      '/sign-in',
      '/forgotten',
      '/account',
      '/admin/people/ccoms',
      '/directory',
      '/leads/nowhere',
      `/invitation/${'A'.repeat(43)}`,
    ])
      for (const cookie of cookies) {
        const body = await (await fetch(at(`/${language}${path}`), { headers: cookie === '' ? {} : { cookie } })).text()
        expect(body.includes(banner), `${language}${path}`).toBe(true)
      }
  }
})
