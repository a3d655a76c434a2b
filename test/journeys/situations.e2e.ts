import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { withClient } from '#platform/database/client.server.ts'
import { dayIn } from '#platform/today.ts'
import { violations } from './axe.ts'
import { sayIn, sessionFor, sessionOf, useBrowser } from './journey.ts'

const browser = useBrowser()
const say = sayIn('fr')
const easy = sayIn('fr-x-falc')
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true } as const

let file = ''
beforeAll(async () => {
  file = await withClient(inject('ownerUrl'), async (owner) => {
    const { rows } = await owner.query<{ id: string }>(
      "select f.id from care.person f join identity.person p on p.id = f.account_id where f.network_id = 'ccoms' and p.email = 'personne@demo.example'",
    )
    return rows[0]?.id ?? ''
  })
})
const as = async (email: string, options = {}): Promise<Page> => {
  const page = await browser.open(options)
  const [name = '', value = ''] = (await sessionFor(email)).split('=')
  await page.context().addCookies([{ name, value, url: inject('address') }])
  return page
}
const press = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true }).first().click()
const isAsWideAsThePhone = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

/** A worker drafts a meeting about Ana and proposes another team. @returns the address of the team's page */
const drafted = async (worker: Page, said: string) => {
  await worker.goto(`/fr/care/ccoms/people/${file}`)
  await worker.getByRole('link', { name: say('care.person.situations') }).click()
  await worker.locator('[name=subject]').fill('Le logement')
  await worker.locator('[name=said]').fill(said)
  await press(worker, say('situations.team.new.act'))
  await worker.getByText(say('situations.team.saved.call')).waitFor()
  const invite = worker.locator('[name=service]')
  if (!(await invite.isVisible())) await worker.getByText(say('situations.team.invite'), { exact: true }).click()
  const crisis = await invite.locator('option', { hasText: /crise/i }).first().getAttribute('value')
  await invite.selectOption(crisis ?? '')
  await press(worker, say('situations.team.invite.act'))
  await worker.getByText(say('situations.team.saved.invite')).waitFor()
  return new URL(worker.url()).pathname
}

describe('a person refuses', () => {
  test('on an old phone, in easy-to-read French: yes and no weigh the same, and nothing is shared', async () => {
    const worker = await as('pair@demo.example')
    const address = await drafted(worker, 'Une phrase que personne ne lira.')
    const id = address.split('/').at(-1) ?? ''
    const ana = await as('personne@demo.example', { ...PHONE, javaScriptEnabled: false })
    await ana.goto('/falc/my')
    await ana.getByRole('link', { name: easy('space.situations.open') }).click()
    await ana.locator(`main a[href$="${id}"]`).click()
    await ana.getByText('Une phrase que personne ne lira.').waitFor()
    const [yes, no] = await Promise.all(
      [easy('situations.yes'), easy('situations.no')].map((name) =>
        ana.getByRole('button', { name, exact: true }).evaluate((button) => {
          const { width, height } = button.getBoundingClientRect()
          return { width, height, kind: button.className }
        }),
      ),
    )
    expect(yes).toEqual(no)
    expect(await isAsWideAsThePhone(ana)).toBe(true)
    await press(ana, easy('situations.no'))
    await ana.getByText(easy('situations.saved.no').split('\n')[0] ?? '').waitFor()

    // The team keeps the day and the fact; the team that was proposed never learned of it.
    await worker.goto(address)
    expect(await worker.locator('main').innerText()).not.toContain('Une phrase que personne ne lira.')
    expect(await worker.locator('main').innerText()).toContain(say('situations.state.refused'))
    const guest = await as('equipe@demo.example')
    expect((await guest.goto(address))?.status()).toBe(404)
    browser.forgive(/status of 404/)
  })
})

describe('a person agrees', () => {
  test('another team is let in, the meeting is held, what was decided comes back, and withdrawing shuts it', async () => {
    const worker = await as('pair@demo.example')
    const address = await drafted(worker, 'Cherche un appartement calme.')
    const id = address.split('/').at(-1) ?? ''
    const ana = await as('personne@demo.example', PHONE)
    await ana.goto(`/fr/my/situations/ccoms/${id}`)
    expect(await violations(ana)).toEqual([])
    await ana.locator('[name=yes]').first().check()
    await press(ana, say('situations.yes'))
    await ana.getByText(say('situations.saved.yes')).waitFor()
    await ana.locator('[name=words]').fill('Je veux rester près de ma sœur.')
    await press(ana, say('situations.words.act'))
    await ana.getByText(say('situations.saved.words')).waitFor()

    // Let in: they read what she agreed to, and say that they come.
    const guest = await as('equipe@demo.example', PHONE)
    await guest.goto(address)
    await guest.getByText('Cherche un appartement calme.').waitFor()
    await guest.getByText('Je veux rester près de ma sœur.').waitFor()
    expect(await violations(guest)).toEqual([])
    await press(guest, say('situations.team.comes'))
    await guest.getByText(say('situations.reply.comes'), { exact: true }).waitFor()
    // They read the meeting, and nothing else of her.
    expect((await guest.goto(`/fr/care/ccoms/people/${file}`))?.status()).toBe(404)
    browser.forgive(/status of 404/)

    // Rubbish first: what was typed stays, what is wrong stands at its field.
    await worker.goto(address)
    await worker.locator('#plan [name=place]').fill('Maison de quartier')
    await press(worker, say('situations.team.plan.act'))
    await worker.locator('[role=alert]').first().waitFor()
    expect(await worker.locator('#plan [name=place]').inputValue()).toBe('Maison de quartier')
    browser.forgive(/status of 422/)
    await worker.locator('[name=day]').fill(dayIn(5))
    await worker.locator('[name=time]').fill('14:30')
    await press(worker, say('situations.team.plan.act'))
    await worker.getByText(say('situations.team.saved.plan')).waitFor()
    await press(worker, say('situations.team.hold.act'))
    await worker.getByText(say('situations.team.saved.hold')).waitFor()
    await worker.locator('[name=what]').fill('Visiter deux appartements ensemble.')
    await worker.locator('[name=who]').fill('L’équipe de suivi')
    await press(worker, say('situations.team.decide'))
    await worker.getByText('Visiter deux appartements ensemble.').waitFor()
    expect(await violations(worker)).toEqual([])
    // Not yet hers: she reads it once it is given to her.
    await ana.goto(`/fr/my/situations/ccoms/${id}`)
    expect(await ana.locator('main').innerText()).not.toContain('Visiter deux appartements')
    await press(worker, say('situations.team.tell'))
    await worker.getByText(say('situations.team.saved.tell')).waitFor()

    await ana.goto(`/fr/my/situations/ccoms/${id}`)
    await ana.getByText('Visiter deux appartements ensemble.').waitFor()
    await ana.getByText(say('situations.decision.answer'), { exact: true }).click()
    await ana.locator('[name=answer]').fill('Pas le matin.')
    await press(ana, say('situations.decision.act'))
    await ana.getByText(say('situations.saved.respond')).waitFor()
    expect(await violations(ana)).toEqual([])
    await worker.goto(address)
    await worker.getByText('Pas le matin.').waitFor()

    await ana.getByText(say('situations.withdraw'), { exact: true }).click()
    await press(ana, say('situations.withdraw.act'))
    await ana.getByText(say('situations.saved.withdraw')).waitFor()
    expect((await guest.goto(address))?.status()).toBe(404)
    browser.forgive(/status of 404/)
  })

  test('a lesson waits for a second person, and coordinators read those of months that are over', async () => {
    const page = await browser.open()
    const [name = '', value = ''] = (await sessionOf('administrator')).split('=')
    await page.context().addCookies([{ name, value, url: inject('address') }])
    await page.goto('/fr/situations/ccoms/lessons')
    await page.getByText('évite de perdre le logement').waitFor()
    expect(await page.locator('main').innerText()).not.toMatch(/Ana/)
    expect(await violations(page)).toEqual([])
  })
})
