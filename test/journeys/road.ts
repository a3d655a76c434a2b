import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import type { Answer, Command, ContactTyped } from '#modules/field/vocabulary.ts'
import { withClient } from '#platform/database/client.server.ts'
import { dayIn } from '#platform/today.ts'
import { type Between, startBetween } from './between.ts'
import { at, emailOf, type Journey, sayIn, signedIn } from './journey.ts'

// What the journeys on the road share: a worker of a crisis team, with an old phone.
const say = sayIn('fr')
export const PHONE = { viewport: { width: 360, height: 740 } }
/** How long a busy machine may take for what a phone does by itself. */
export const SOON = { timeout: 15_000 }
/** What a browser says on its console without a network. */
export const OFFLINE = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/
export const NETWORK = 'ccoms'
export const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
export const PHOTO = { name: 'porte.png', mimeType: 'image/png', buffer: PNG }

export const owner = <T extends Record<string, unknown>>(sql: string, values: unknown[] = []) =>
  withClient(inject('ownerUrl'), async (client) => (await client.query<T>(sql, values)).rows)
/** Somebody whom the demonstration's crisis team follows. */
export const tom = async () => {
  const [row] = await owner<{ person: string; episode: string }>(
    `select p.id as person, e.id as episode from care.person p join care.episode e on e.network_id = p.network_id and e.person_id = p.id and e.left_on is null
      where p.network_id = $1 and p.given_name = 'Tom'`,
    [NETWORK],
  )
  if (row === undefined) throw new Error('the demonstration has no Tom')
  return row
}
/** The contacts that came from a device since a moment of the database, with how many files each has. */
export const contactsSince = (person: string, since: Date) =>
  owner<{ id: string; files: number }>(
    `select c.id, (select count(*)::integer from field.attachment a where a.contact_id = c.id) as files from care.contact c
      join field.command f on f.network_id = c.network_id and f.id = c.id where c.person_id = $1 and f.at >= $2`,
    [person, since],
  )
export const nowThere = async (): Promise<Date> => (await owner<{ now: Date }>('select clock_timestamp() as now'))[0]?.now ?? new Date()

/** Waits until the area says that it is as fresh as the server. */
export const isFresh = (page: Page) => page.getByRole('status').filter({ hasText: /À jour à \d/ }).waitFor()
export const isOffline = (page: Page) => page.getByRole('status').filter({ hasText: 'Pas de réseau' }).waitFor()
/** The area with everything synced, kept by its service worker. */
export const synced = async (page: Page) => {
  await page.goto('/fr/field')
  await isFresh(page)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  return page
}

const networks = new WeakMap<BrowserContext, Between>()
/** What stands between a phone and the server. */
export const networkOf = (page: Page): Between => {
  const between = networks.get(page.context())
  if (between === undefined) throw new Error('this browser is no phone of openPhone')
  return between
}
/** A phone behind a network of its own, so that the network is lost to all of it at once. */
export const openPhone = async (browser: Journey, options: BrowserContextOptions = {}): Promise<Page> => {
  const between = await startBetween(inject('address'))
  const page = await browser.open({ ...PHONE, ...options, baseURL: between.address })
  networks.set(page.context(), between)
  page.context().once('close', () => void between.close())
  return page
}
export const ready = async (page: Page) => synced(await signedIn(page, 'worker'))
/**
 * Takes the network away, or gives it back. A browser's own switch tells its pages that they are offline, but reaches what wakes up in the
 * background only sometimes: so the network really goes.
 */
export const cut = async (page: Page, isCut = true) => {
  networkOf(page).change({ isGone: isCut })
  await page.context().setOffline(isCut)
}
export const go = (page: Page, place: string) =>
  page.evaluate((hash) => {
    location.hash = hash
  }, `#/${place}`)

/** All that this browser keeps of the site, as text, whatever its form: what somebody with the phone in hand could read. */
export const everythingKept = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const textOf = (value: unknown): string => {
      if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value) + new TextDecoder().decode(value)
      if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value) + new TextDecoder().decode(value)
      if (value instanceof CryptoKey) return `key ${value.extractable}`
      if (value !== null && typeof value === 'object') return Object.values(value).map(textOf).join(' ')
      return String(value)
    }
    const answerOf = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const found: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)]
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await answerOf(indexedDB.open(name))
      for (const store of database.objectStoreNames)
        found.push(...(await answerOf(database.transaction(store).objectStore(store).getAll())).map((row) => `${store}: ${textOf(row)}`))
      database.close()
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) found.push(request.url, (await (await cache.match(request))?.text()) ?? '')
    }
    return found.join('\n')
  })
/** How many rows lie in a drawer of the store; none where there is no such drawer. */
export const countIn = (page: Page, drawer: string): Promise<number> =>
  page.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('maillage-field')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    try {
      if (!database.objectStoreNames.contains(name)) return 0
      return await new Promise<number>((resolve, reject) => {
        const request = database.transaction(name).objectStore(name).count()
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    } finally {
      database.close()
    }
  }, drawer)

export const writeContact = async (page: Page, person: string, note: string) => {
  await go(page, `write/${NETWORK}/${person}`)
  await page.getByLabel(say('care.field.note')).fill(note)
}
export const addPhoto = async (page: Page) => {
  await page.getByLabel(say('field.file'), { exact: false }).setInputFiles(PHOTO)
  await page.getByText('porte.jpg').first().waitFor()
}
export const pressKeep = (page: Page) =>
  page
    .getByRole('button', { name: say('care.contact.keep') })
    .first()
    .click()
/** Keeps, and waits until the form gives way to the person: then it is on the disk. */
export const keep = async (page: Page) => {
  await pressKeep(page)
  await page.waitForFunction(() => !/^#\/(write|reach)/.test(location.hash))
}
export const allSent = async (page: Page) => {
  await go(page, 'waiting')
  await page.getByText(say('field.waiting.none')).waitFor()
}
/** Sends what waits. The device tries again by itself after a while: then there is nothing to touch any more. */
export const sendNow = async (page: Page) => {
  await go(page, 'waiting')
  const [again, none] = [page.getByRole('button', { name: say('field.waiting.act') }), page.getByText(say('field.waiting.none'))]
  await again.or(none).first().waitFor()
  await again.click({ timeout: 2000 }).catch(() => undefined)
  await none.waitFor()
}

/** A contact as a form on the road holds it. */
export const typed = (row: Partial<ContactTyped> = {}): ContactTyped => ({
  ...{ at: dayIn(-1), time: '23:55', minutes: '', mode: 'street', missed: '', note: '', next_on: '' },
  ...row,
})
/** Sends as a device does, without a browser. */
export const send = async (cookie: string, commands: readonly Command[], email = emailOf('worker')): Promise<Answer[]> => {
  const [row] = await owner<{ id: string }>('select id from identity.person where email = $1', [email])
  const form = new FormData()
  form.set('person', row?.id ?? '')
  form.set('commands', JSON.stringify(commands))
  const response = await fetch(at('/fr/field/outbox'), { method: 'POST', headers: { cookie, origin: inject('address') }, body: form })
  expect(response.status).toBe(200)
  return ((await response.json()) as { answers: Answer[] }).answers
}
