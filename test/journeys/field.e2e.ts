import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Command } from '#modules/field/vocabulary.ts'
import { INVENTED_FILE } from '#modules/plans/demonstration.server.ts'
import { violations } from './axe.ts'
import { emailOf, sayIn, sessionFor, signedIn, useBrowser } from './journey.ts'
import * as road from './road.ts'

const { NETWORK, OFFLINE, allSent, cut, everythingKept, go, keep, openPhone, owner, ready, send, tom, writeContact } = road
const browser = useBrowser()
const say = sayIn('fr')

describe('a worker loses the network in a stairwell', { timeout: 120_000 }, () => {
  test('reads, writes a contact with a photograph, opens a crisis plan, and all of it arrives once', async () => {
    const [{ person }, since] = [await tom(), await road.nowThere()]
    const page = await ready(await openPhone(browser))
    await go(page, 'duty')
    await page.getByRole('button', { name: say('field.duty.take') }).click()
    await page.getByText(say('field.duty.find')).first().waitFor()
    await cut(page)
    await page.reload()
    await road.isOffline(page)

    await go(page, 'people')
    await page.getByLabel(say('field.people.find')).fill('inevnté tom')
    await page.getByRole('link', { name: 'Tom Inventé' }).first().waitFor()
    await writeContact(page, person, 'Monté à pied, il a ouvert.')
    await road.addPhoto(page)
    expect(await violations(page)).toEqual([])
    await keep(page)
    await page.getByText(say('field.contacts.waits', { count: 1 })).waitFor()
    expect(await violations(page)).toEqual([])

    const [born] = await owner<{ born: string | null }>('select birth_date::text as born from care.person where id = $1', [INVENTED_FILE])
    await go(page, 'duty')
    const look = async (name: string) => {
      await page.getByLabel(say('field.duty.name')).fill(name)
      await page.getByLabel(say('field.duty.born')).fill(born?.born ?? '')
      await page.getByRole('button', { name: say('field.duty.look') }).click()
    }
    await look('quelqu’un')
    await page.getByText(say('field.duty.notFound')).waitFor()
    // Two letters changed places, in a hurry.
    await look('demonstratoin')
    await page.getByText(say('field.duty.there')).waitFor()
    expect(await page.getByText('Une voix calme').count()).toBe(0)
    await page.getByLabel(say('duty.reason.visit')).check()
    await page.getByRole('button', { name: say('field.duty.open') }).click()
    await page.getByText('Une voix calme').waitFor()
    expect(await page.getByText('une bonne semaine').count(), 'a part for nobody else').toBe(0)
    expect(await violations(page)).toEqual([])

    const kept = await everythingKept(page)
    for (const word of ['Inventé', 'Tom', 'Monté à pied', 'Une voix calme', 'Mistigri', 'porte.jpg']) expect(kept, word).not.toContain(word)
    expect(kept).toContain('key false')
    expect(kept).not.toContain('key true')
    expect(await road.countIn(page, 'outbox')).toBe(3)

    await cut(page, false)
    await allSent(page)
    browser.forgive(OFFLINE)
    expect(await road.contactsSince(person, since)).toMatchObject([{ files: 1 }])
    const told = await owner('select reason from platform.audit where action = $1 and about = $2', ['field.openInCrisis', INVENTED_FILE])
    expect(told).toEqual([{ reason: 'visit' }])

    // On the page of the person in the office, with its file.
    const office = await signedIn(await browser.open(), 'worker')
    await office.goto(`/fr/care/${NETWORK}/people/${person}`)
    await office.getByText('Monté à pied, il a ouvert.').waitFor()
    const download = office.waitForEvent('download')
    const file = office.getByRole('link', { name: say('care.contact.file', { name: 'porte.jpg' }) })
    await file.first().click()
    expect((await download).suggestedFilename()).toBe('porte.jpg')
  })

  test('a tab that is killed, as by the camera of a phone, keeps the words that were being typed and the photographs', async () => {
    const { person } = await tom()
    const page = await ready(await openPhone(browser))
    await cut(page)
    await writeContact(page, person, 'À moitié écrit')
    await road.addPhoto(page)
    for (const drawer of ['drafts', 'draftFiles']) await expect.poll(() => road.countIn(page, drawer), road.SOON).toBe(1)
    await go(page, `reach/${NETWORK}/${person}`)
    await page.getByLabel(say('care.field.how')).fill('Par la cour')
    await go(page, `people/${NETWORK}/${person}`)
    await page.getByText(say('care.field.third'), { exact: true }).first().click()
    await page.locator('textarea[name=note]').fill('Sa sœur s’inquiète')
    await expect.poll(() => road.countIn(page, 'drafts'), road.SOON).toBe(3)
    expect(await everythingKept(page)).not.toMatch(/À moitié|porte\.jpg|Par la cour|Sa sœur/)
    const context = page.context()
    await page.close({ runBeforeUnload: false })
    const again = await context.newPage()
    await again.goto('/fr/field#/waiting')
    await again.getByText(say('field.drafts')).waitFor()
    for (const words of ['À moitié écrit', 'Par la cour', 'Sa sœur s’inquiète']) await again.getByText(words).waitFor()
    const first = again.getByRole('listitem').filter({ hasText: 'À moitié écrit' })
    await first.getByRole('link', { name: say('field.drafts.go') }).click()
    await again.getByText('porte.jpg').first().waitFor()
    expect(await again.getByLabel(say('care.field.note')).inputValue()).toBe('À moitié écrit')
    await road.isOffline(again)
    browser.forgive(OFFLINE)
  })

  test('an answer that is lost after the server did it makes no second contact', async () => {
    const [{ person }, since] = [await tom(), await road.nowThere()]
    const page = await ready(await openPhone(browser))
    const network = road.networkOf(page)
    network.change({ isDeaf: true })
    await writeContact(page, person, 'Une seule fois')
    await keep(page)
    await expect.poll(network.lost, road.SOON).toBeGreaterThan(0)
    network.change({ isDeaf: false })
    await road.sendNow(page)
    browser.forgive(OFFLINE)
    expect(await road.contactsSince(person, since)).toHaveLength(1)
  })

  test('the same contact sent ten times at once is written once', async () => {
    const { person, episode } = await tom()
    const cookie = await sessionFor(emailOf('worker'))
    const its = { id: randomUUID(), network: NETWORK, person, episode, typed: road.typed({ note: 'Dix fois.' }) }
    const command: Command = { kind: 'contact', ...its, workers: [], who: [] }
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(cookie, [command])))
    const outcomes = answers.flat().map(({ outcome }) => outcome)
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'already')).toHaveLength(9)
    expect(await owner('select from care.contact where id = $1', [command.id])).toHaveLength(1)
  })
})
