import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { violations } from './axe.ts'
import { sayIn, sessionFor, useBrowser } from './journey.ts'
import * as road from './road.ts'

const { NETWORK, OFFLINE, allSent, cut, go, keep, openPhone, owner, ready, send, tom, writeContact } = road
const browser = useBrowser()
const say = sayIn('fr')
const COLLEAGUE = 'pair@demo.example'

describe('what does not simply arrive', { timeout: 90_000 }, () => {
  test('somebody wrote meanwhile: both texts are shown, and the one on the road puts them together', async () => {
    const { person } = await tom()
    const page = await ready(await openPhone(browser))
    await cut(page)
    await go(page, `reach/${NETWORK}/${person}`)
    await page.getByLabel(say('care.field.phone')).fill('01 11 11 11 11')
    await keep(page)
    const [row] = await owner<{ version: number }>('select version from care.person where id = $1', [person])
    const theirs = { phone: '02 22 22 22 22', email: '', address: 'Rue inventée 2', how: '' }
    const change = { kind: 'reach', id: randomUUID(), network: NETWORK, person, version: row?.version ?? 0, reach: theirs } as const
    expect(await send(await sessionFor(COLLEAGUE), [change], COLLEAGUE)).toMatchObject([{ outcome: 'done' }])
    await cut(page, false)
    await go(page, 'waiting')
    await page.getByText('02 22 22 22 22').waitFor()
    expect(await page.getByLabel(say('care.field.phone')).inputValue()).toBe('01 11 11 11 11')
    expect(await violations(page)).toEqual([])
    await page.getByLabel(say('care.field.address')).fill('Rue inventée 2')
    await page.getByRole('button', { name: say('field.conflict.keep') }).click()
    await page.getByText(say('field.waiting.none')).waitFor()
    await go(page, `people/${NETWORK}/${person}`)
    await page.getByText('01 11 11 11 11').waitFor()
    await page.getByText('Rue inventée 2').waitFor()
    browser.forgive(OFFLINE)
  })

  test('a phone whose clock is two days ahead writes the right day, and says that its clock is wrong', async () => {
    const [{ person }, since] = [await tom(), await road.nowThere()]
    const phone = await openPhone(browser)
    await phone.context().clock.install({ time: Date.now() + 2 * 86_400_000 })
    const page = await ready(phone)
    await page.getByText(say('field.clock', { time: '' }).slice(0, 20)).waitFor()
    await cut(page)
    await writeContact(page, person, 'Horloge fausse')
    expect(await page.getByLabel(say('care.field.at'), { exact: false }).inputValue()).toBe(
      new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date()),
    )
    await road.addPhoto(page)
    await keep(page)
    await cut(page, false)
    await allSent(page)
    expect(await road.contactsSince(person, since)).toMatchObject([{ files: 1 }])
    browser.forgive(OFFLINE)
  })

  test('one that the server refuses stays with its reason, is corrected, and takes its photograph along', async () => {
    const [{ person }, since] = [await tom(), await road.nowThere()]
    const page = await ready(await openPhone(browser))
    // The server is told another length than was typed, as by a program that is older than its rules.
    road.networkOf(page).change({ sent: (body) => body.replace('"minutes":"1234"', '"minutes":"9999"') })
    await writeContact(page, person, 'À corriger')
    await page.getByLabel(say('care.field.minutes')).fill('1234')
    await road.addPhoto(page)
    await keep(page)
    await go(page, 'waiting')
    await page.getByText(say('field.reason.fields', { fields: say('care.field.minutes') })).waitFor()
    expect(await violations(page)).toEqual([])
    road.networkOf(page).change({ sent: (body) => body })
    await page.getByRole('link', { name: say('field.waiting.correct') }).click()
    await page.getByLabel(say('care.field.minutes')).fill('1 h 30')
    expect(await page.getByLabel(say('care.field.note')).inputValue()).toBe('À corriger')
    await keep(page)
    await allSent(page)
    expect(await road.contactsSince(person, since)).toMatchObject([{ files: 1 }])
  })

  test('a device that is full keeps nothing half, leaves the words in the form, and keeps them when there is room', async () => {
    const { person } = await tom()
    const page = await ready(await openPhone(browser))
    await cut(page)
    await writeContact(page, person, 'Pas de place')
    await road.addPhoto(page)
    // The contact would still go in, its photograph no more.
    await page.evaluate(() => {
      const { put } = IDBObjectStore.prototype
      IDBObjectStore.prototype.put = function (...given) {
        if (this.name === 'files' && !('isRoom' in window)) throw new DOMException('full', 'QuotaExceededError')
        return put.apply(this, given)
      }
    })
    await road.pressKeep(page)
    await page.getByText(say('field.trouble.full'), { exact: true }).waitFor()
    expect(await page.getByLabel(say('care.field.note')).inputValue()).toBe('Pas de place')
    for (const drawer of ['outbox', 'files']) expect(await road.countIn(page, drawer), drawer).toBe(0)
    expect(await violations(page)).toEqual([])
    await page.evaluate(() => Object.assign(window, { isRoom: true }))
    await keep(page)
    await page.getByText(say('field.contacts.waits', { count: 1 })).waitFor()
    await cut(page, false)
    await allSent(page)
    browser.forgive(OFFLINE)
  })
})
