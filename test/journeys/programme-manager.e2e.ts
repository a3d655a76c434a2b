import { describe, expect, inject, test } from 'vitest'
import { withClient } from '#platform/database/client.server.ts'
import { at, emailOf, PASSWORD, sayIn, signedIn, signIn, useBrowser, visit } from './journey.ts'

const browser = useBrowser()
const say = sayIn('fr')
const ACCOUNT = '/fr/accounts/ccoms/2025'

describe('a programme manager: the session', () => {
  test('a wrong password is told at the field, and the address that was typed stays', async () => {
    const page = await browser.open()
    await visit(page, '/fr/sign-in')
    await signIn(page, emailOf('programme_manager'), 'not this one')
    await page.locator('[role=alert]').waitFor()
    browser.forgive(/status of 422/)
    expect(await page.getByLabel(say('signIn.email')).inputValue()).toBe(emailOf('programme_manager'))
    expect(await page.locator('main').innerText()).toContain(say('signIn.failure.wrong'))
    expect(await page.getByLabel(say('signIn.email')).getAttribute('aria-invalid')).toBe('true')
  })

  test('the right password opens the home page by name, and signing out ends the session for good', async () => {
    const page = await browser.open()
    await visit(page, '/fr/sign-in')
    await signIn(page, emailOf('programme_manager'), PASSWORD)
    await page.getByRole('heading', { level: 1, name: /Camille/ }).waitFor()
    const session = async () => (await page.context().cookies()).find(({ name }) => name === 'session')
    const cookie = await session()
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })

    await page.getByRole('button', { name: say('nav.signOut') }).click()
    await page.getByRole('link', { name: say('nav.signIn') }).waitFor()
    expect(await session()).toBeUndefined()
    const replayed = await fetch(at('/fr'), { headers: { cookie: `${cookie?.name}=${cookie?.value}` } })
    expect(await replayed.text()).not.toContain('Camille')
  })
})

describe('a programme manager: led to the door', () => {
  test('who asks for a page of members is asked to sign in, and then stands on that page', async () => {
    const page = await browser.open()
    await page.goto('/fr/journal/ccoms')
    browser.forgive(/status of 401/)
    await page.getByRole('heading', { level: 1, name: say('problem.signed_out.title') }).waitFor()
    await page
      .locator('main')
      .getByRole('link', { name: say('nav.signIn') })
      .click()
    await page.getByRole('heading', { level: 1, name: say('signIn.title') }).waitFor()
    await signIn(page, emailOf('programme_manager'), 'not this one')
    await page.locator('[role=alert]').waitFor()
    browser.forgive(/status of 422/)
    await signIn(page, emailOf('programme_manager'), PASSWORD)
    await page.waitForURL(/\/fr\/journal\/ccoms$/)
    expect(await page.getByRole('heading', { level: 1 }).innerText()).not.toBe(say('problem.signed_out.title'))
  })
})

describe('a programme manager: the account', () => {
  test('a computed figure opens the records that it counts and the query that counts them', async () => {
    const page = await signedIn(await browser.open(), 'programme_manager')
    const { figures } = JSON.parse(await (await page.request.get(`${ACCOUNT}/export/json`)).text()) as {
      figures: { id: string; kind: string; rows: unknown[]; rowCount: number; suppressed: boolean }[]
    }
    const counted = figures.find(({ kind, rowCount, suppressed }) => kind === 'computed' && rowCount > 1 && !suppressed)
    expect(counted?.rows.length).toBe(counted?.rowCount)
    await visit(page, `${ACCOUNT}/figures/${encodeURIComponent(counted?.id ?? '')}`)
    expect(await page.getByRole('rowheader').count()).toBeGreaterThan(1)
    await page.getByText(say('figure.query'), { exact: true }).click()
    expect(await page.locator('pre.query').innerText()).toMatch(/^select .+ from /i)
  })

  test('freezing makes no second edition of the same; a correction shows against it, and makes the next one', async () => {
    const page = await signedIn(await browser.open(), 'programme_manager')
    await visit(page, ACCOUNT)
    await page.getByRole('button', { name: say('account.freeze.act') }).click()
    await page.getByText(say('account.freeze.same', { edition: 1 })).waitFor()
    await page.waitForURL(/\?edition=1$/)
    await page.getByText(say('account.corrections.none')).waitFor()
    expect(await page.locator('.account-state').innerText()).toMatch(/[0-9a-f]{64}/)

    const statement = await withClient(inject('ownerUrl'), async (owner) => {
      const { rows } = await owner.query<{ id: string }>(
        "update account.statement set value = value + 1 where network_id = 'ccoms' and indicator = 'qr.interviews' and dimensions = '{}' and period_from = '2025-01-01' and period_to = '2025-12-31' returning id",
      )
      return rows[0]?.id
    })
    try {
      await visit(page, `${ACCOUNT}?edition=1`)
      const correction = page.getByText(say('account.corrections.title')).locator('..')
      expect(await correction.innerText()).toMatch(/454.*455/s)
      await visit(page, ACCOUNT)
      await page.getByRole('button', { name: say('account.freeze.act') }).click()
      await page.getByText(say('account.freeze.done', { edition: 2 })).waitFor()
    } finally {
      await withClient(inject('ownerUrl'), (owner) =>
        owner.query("update account.statement set value = value - 1 where network_id = 'ccoms' and id = $1", [statement]),
      )
    }
  })

  test('a reader of the network sees the account of now and cannot freeze it, not even by a form of their own', async () => {
    const page = await signedIn(await browser.open(), 'reader')
    await visit(page, ACCOUNT)
    expect(await page.getByRole('button', { name: say('account.freeze.act') }).count()).toBe(0)
    const refused = await page.request.post(ACCOUNT, { form: { public: 'yes' }, headers: { origin: inject('address') } })
    expect(refused.status()).toBe(403)
  })
})

describe('a programme manager: the journal', () => {
  test('an activity that was noted by mistake is removed after a look at what goes with it', async () => {
    const id = await withClient(inject('ownerUrl'), async (owner) => {
      const { rows } = await owner.query<{ id: string }>(
        `insert into journal.activity (network_id, programme_id, kind, title, starts_on, ends_on)
         values ('ccoms', 'communication', 'visit', '{"fr": "Visite notée par erreur"}', '2026-03-02', '2026-03-02') returning id`,
      )
      return rows[0]?.id
    })
    const page = await signedIn(await browser.open(), 'programme_manager')
    await visit(page, `/fr/journal/ccoms/${id}`)
    await page.getByRole('link', { name: say('journal.remove.act') }).click()
    await page.getByText(say('journal.remove.counts', { n: 0 })).waitFor()
    await page.getByRole('button', { name: say('journal.remove.act') }).click()
    await page.getByText(say('journal.removed')).waitFor()
    await page.waitForURL(/\/fr\/journal\/ccoms$/)
    expect(await page.getByText('Visite notée par erreur').count()).toBe(0)
  })

  test('an activity that published figures are about cannot be removed, and each figure is a link away', async () => {
    const page = await signedIn(await browser.open(), 'programme_manager')
    await visit(page, '/fr/journal/ccoms/2025-11-05-sfsp-congress/remove')
    await page.getByText(say('journal.remove.held.title')).waitFor()
    expect(await page.getByRole('button', { name: say('journal.remove.act') }).count()).toBe(0)
    await page.locator('main a[href*="/statements/"]').first().click()
    await page.getByRole('heading', { level: 1, name: /Participants à un événement/ }).waitFor()
  })
})
