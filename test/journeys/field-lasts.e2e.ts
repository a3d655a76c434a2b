import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { openLasting } from '../chromium.ts'
import { startBetween } from './between.ts'
import { sayIn, sessionFor, useBrowser } from './journey.ts'
import * as road from './road.ts'

const { OFFLINE, SOON, addPhoto, allSent, contactsSince, countIn, cut, go, keep, nowThere, openPhone, synced, tom, writeContact } = road
const browser = useBrowser()
const say = sayIn('fr')
const WORKER = 'equipe@demo.example'

/** Makes of the store what a program of its first version left there: the same rows, without the drawers that came later. */
const asFirstVersion = (page: Page) =>
  page.evaluate(async () => {
    const answerOf = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const now = await answerOf(indexedDB.open('maillage-field'))
    const drawers = ['meta', 'keys', 'records', 'outbox', 'files', 'drafts']
    const rows: [string, unknown[]][] = []
    for (const drawer of drawers) rows.push([drawer, await answerOf(now.transaction(drawer).objectStore(drawer).getAll())])
    now.close()
    await answerOf(indexedDB.deleteDatabase('maillage-field'))
    const request = indexedDB.open('maillage-field', 1)
    request.onupgradeneeded = () => {
      for (const drawer of drawers) request.result.createObjectStore(drawer, { keyPath: 'key' })
    }
    const first = await answerOf(request)
    const transaction = first.transaction(drawers, 'readwrite')
    for (const [drawer, all] of rows) for (const row of all) transaction.objectStore(drawer).put(row)
    await new Promise((resolve) => {
      transaction.oncomplete = resolve
    })
    first.close()
  })
const versionOf = (page: Page) =>
  page.evaluate(async () => (await indexedDB.databases()).find(({ name }) => name === 'maillage-field')?.version)

/** From a page that is of the same site and runs nothing of ours: an icon. */
const asOlderStore = async (page: Page) => {
  road.networkOf(page).change({ isShut: true })
  await cut(page, false)
  await page.goto('/favicon.svg')
  await asFirstVersion(page)
  expect(await versionOf(page)).toBe(1)
}

describe('what waits on a device lasts', { timeout: 120_000 }, () => {
  test('a newer program takes over only when asked, and sends what the older one left in an older store', async () => {
    const [{ person }, since] = [await tom(), await nowThere()]
    const page = await road.ready(await openPhone(browser))
    const network = road.networkOf(page)
    await cut(page)
    for (const note of ['Un', 'Deux', 'Trois']) {
      await writeContact(page, person, note)
      await keep(page)
    }
    await asOlderStore(page)
    expect(await countIn(page, 'outbox')).toBe(3)

    // The newer one is there, and waits until somebody asks for it: as long as a page of the older one is open.
    await page.goto('/fr/field')
    await page.getByText(/3 textes attendent/).waitFor()
    expect(await versionOf(page)).toBe(2)
    network.change({ worker: (program) => program.replace(/"cache":"field-fr-/, '"cache":"field-fr-newer-') })
    await page.evaluate(() => navigator.serviceWorker.getRegistration('/fr/field').then((its) => its?.update()))
    await page.getByText(say('field.update'), { exact: true }).waitFor()
    expect(await page.evaluate(() => caches.keys())).toHaveLength(2)
    const loaded = page.waitForEvent('load')
    await page.getByRole('button', { name: say('field.update.act') }).click()
    await loaded
    await expect.poll(() => page.evaluate(() => caches.keys()), SOON).toEqual([expect.stringContaining('newer')])
    await go(page, 'waiting')
    expect(await countIn(page, 'outbox')).toBe(3)
    network.change({ isShut: false })
    await road.sendNow(page)
    expect(await contactsSince(person, since)).toHaveLength(3)
    browser.forgive(OFFLINE)
  })

  test('a browser that wakes up in the background sends it, with no page open', async () => {
    const [{ person }, since] = [await tom(), await nowThere()]
    const page = await road.ready(await openPhone(browser))
    const context = page.context()
    const other = await context.newPage()
    await other.goto('/favicon.svg')
    const client = await context.newCDPSession(other)
    const registered = new Promise<string>((resolve) => {
      client.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const its = registrations.find(({ scopeURL }) => scopeURL.endsWith('/fr/field'))
        if (its !== undefined) resolve(its.registrationId)
      })
    })
    await client.send('ServiceWorker.enable')
    const registrationId = await registered
    road.networkOf(page).change({ isShut: true })
    await writeContact(page, person, 'Envoyé pendant le sommeil')
    await keep(page)
    await page.getByText(say('field.contacts.waits', { count: 1 })).waitFor()
    await page.close()
    road.networkOf(other).change({ isShut: false })
    const origin = new URL(other.url()).origin
    await client.send('ServiceWorker.dispatchSyncEvent', { origin, registrationId, tag: 'field-outbox-fr', lastChance: false })
    await expect.poll(() => contactsSince(person, since), SOON).toHaveLength(1)
    await expect.poll(() => countIn(other, 'outbox'), SOON).toBe(0)
    browser.forgive(OFFLINE)
  })

  test('the phone dies in the middle of keeping: the contact is there whole with its photograph, or its words are still in the form', async () => {
    const [{ person }, since, folder] = [await tom(), await nowThere(), await mkdtemp(join(tmpdir(), 'maillage-phone-'))]
    const network = await startBetween(inject('address'))
    const options = { ...road.PHONE, baseURL: network.address }
    try {
      const first = await openLasting(folder, options)
      const [name = '', value = ''] = (await sessionFor(WORKER)).split('=')
      const cookie = { name, value, url: inject('address'), expires: Math.floor(Date.now() / 1000) + 3600 }
      await first.context.addCookies([cookie])
      const page = await synced(await first.context.newPage())
      network.change({ isGone: true })
      await writeContact(page, person, 'Batterie vide')
      await addPhoto(page)
      for (const drawer of ['drafts', 'draftFiles']) await expect.poll(() => countIn(page, drawer), SOON).toBe(1)
      void road.pressKeep(page).catch(() => undefined)
      await first.kill()

      const second = await openLasting(folder, options)
      const again = await second.context.newPage()
      await second.context.setOffline(true)
      await again.goto('/fr/field')
      await road.isOffline(again)
      const [waits, files, drafts] = [await countIn(again, 'outbox'), await countIn(again, 'files'), await countIn(again, 'drafts')]
      expect([waits, files, drafts]).toEqual(waits === 0 ? [0, 0, 1] : [2, 1, 0])
      if (waits === 0) {
        await go(again, `write/${road.NETWORK}/${person}`)
        await again.getByText('porte.jpg').first().waitFor()
        expect(await again.getByLabel(say('care.field.note')).inputValue()).toBe('Batterie vide')
        await keep(again)
        await again.getByText(say('field.contacts.waits', { count: 1 })).waitFor()
      }
      // A browser writes cookies down after half a minute: on a phone it did so long ago.
      await second.context.addCookies([cookie])
      network.change({ isGone: false })
      await second.context.setOffline(false)
      await allSent(again)
      expect(await contactsSince(person, since)).toMatchObject([{ files: 1 }])
      await second.kill()
    } finally {
      await network.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    }
  })
})
