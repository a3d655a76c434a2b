import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import type { Answer, Command } from '#modules/field/vocabulary.ts'
import { INVENTED_FILE } from '#modules/plans/demonstration.server.ts'
import { withClient } from '#platform/database/client.server.ts'
import { violations } from './axe.ts'
import { at, emailOf, sayIn, sessionFor, signedIn, useBrowser } from './journey.ts'

const browser = useBrowser()
const say = sayIn('fr')
const PHONE = { viewport: { width: 360, height: 740 } }
const OFFLINE = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/
const NETWORK = 'ccoms'
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

const owner = <T extends Record<string, unknown>>(sql: string, values: unknown[] = []) =>
  withClient(inject('ownerUrl'), async (client) => (await client.query<T>(sql, values)).rows)
const tom = async () => {
  const [row] = await owner<{ person: string; episode: string }>(
    `select p.id as person, e.id as episode from care.person p join care.episode e on e.network_id = p.network_id and e.person_id = p.id and e.left_on is null
      where p.network_id = $1 and p.given_name = 'Tom'`,
    [NETWORK],
  )
  if (row === undefined) throw new Error('the demonstration has no Tom')
  return row
}
const contactsWith = (note: string) =>
  owner<{ id: string; files: number }>(
    'select c.id, (select count(*)::integer from field.attachment a where a.contact_id = c.id) as files from care.contact c where c.id::text = $1',
    [note],
  )

/** The area with everything synced, kept by its service worker. */
const synced = async (page: Page) => {
  await page.goto('/fr/field')
  await page.getByRole('status').filter({ hasText: 'À jour' }).waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  return page
}
const ready = async () => synced(await signedIn(await browser.open(PHONE), 'worker'))
const cut = async (page: Page, isCut = true) => page.context().setOffline(isCut)
const go = async (page: Page, place: string) => {
  await page.evaluate((hash) => {
    location.hash = hash
  }, `#/${place}`)
}

/** All that this browser keeps of the site, as text, whatever its form: what somebody with the phone in hand could read. */
const everythingKept = (page: Page): Promise<string> =>
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
const keptIn = async (page: Page, drawer: string) =>
  (await everythingKept(page)).split('\n').filter((line) => line.startsWith(`${drawer}: `))

const writeContact = async (page: Page, person: string, note: string) => {
  await go(page, `write/${NETWORK}/${person}`)
  await page.getByLabel(say('care.field.note')).fill(note)
}
const keep = (page: Page) =>
  page
    .getByRole('button', { name: say('care.contact.keep') })
    .first()
    .click()
const allSent = async (page: Page) => {
  await go(page, 'waiting')
  await page.getByText(say('field.waiting.none')).waitFor()
}

/** Sends as a device does, without a browser. */
const send = async (cookie: string, commands: readonly Command[]): Promise<Answer[]> => {
  const [row] = await owner<{ id: string }>('select id from identity.person where email = $1', [cookie.split('|')[1] ?? emailOf('worker')])
  const form = new FormData()
  form.set('person', row?.id ?? '')
  form.set('commands', JSON.stringify(commands))
  const response = await fetch(at('/fr/field/outbox'), {
    method: 'POST',
    headers: { cookie: cookie.split('|')[0] ?? '', origin: inject('address') },
    body: form,
  })
  expect(response.status).toBe(200)
  return ((await response.json()) as { answers: Answer[] }).answers
}

describe('a worker loses the network in a stairwell', { timeout: 120_000 }, () => {
  test('reads, writes a contact with a photograph, opens a crisis plan, and all of it arrives once', async () => {
    const { person } = await tom()
    const page = await ready()
    await go(page, 'duty')
    await page.getByRole('button', { name: say('field.duty.take') }).click()
    await page.getByText(say('field.duty.find')).first().waitFor()
    await cut(page)
    await page.reload()
    await page.getByRole('status').filter({ hasText: 'Pas de réseau' }).waitFor()

    await writeContact(page, person, 'Monté à pied, il a ouvert.')
    await page.getByLabel(say('field.file'), { exact: false }).setInputFiles({ name: 'porte.png', mimeType: 'image/png', buffer: PNG })
    await page.getByText('porte.jpg').first().waitFor()
    expect(await violations(page)).toEqual([])
    await keep(page)
    await page.getByText(say('field.contacts.waits', { count: 1 })).waitFor()
    expect(await violations(page)).toEqual([])

    const [born] = await owner<{ born: string | null }>('select birth_date::text as born from care.person where id = $1', [INVENTED_FILE])
    await go(page, 'duty')
    await page.getByLabel(say('field.duty.name')).fill('demonstration')
    await page.getByLabel(say('field.duty.born')).fill(born?.born ?? '')
    await page.getByRole('button', { name: say('field.duty.look') }).click()
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
    expect(await keptIn(page, 'outbox')).toHaveLength(3)

    await cut(page, false)
    await allSent(page)
    browser.forgive(OFFLINE)
    const sent = await owner<{ id: string; files: number }>(
      `select c.id, (select count(*)::integer from field.attachment a where a.contact_id = c.id) as files from care.contact c
        where c.network_id = $1 and c.person_id = $2 and c.id in (select f.id from field.command f where f.kind = 'contact')`,
      [NETWORK, person],
    )
    expect(sent).toMatchObject([{ files: 1 }])
    const told = await owner('select reason from platform.audit where action = $1 and about = $2', ['field.openInCrisis', INVENTED_FILE])
    expect(told).toEqual([{ reason: 'visit' }])

    // On the page of the person in the office, with its file.
    const office = await signedIn(await browser.open(), 'worker')
    await office.goto(`/fr/care/${NETWORK}/people/${person}`)
    await office.getByText('Monté à pied, il a ouvert.').waitFor()
    const download = office.waitForEvent('download')
    await office.getByRole('link', { name: say('care.contact.file', { name: 'porte.jpg' }) }).click()
    expect((await download).suggestedFilename()).toBe('porte.jpg')
  })

  test('a tab that is killed keeps the words that were being typed', async () => {
    const { person } = await tom()
    const page = await ready()
    await cut(page)
    await writeContact(page, person, 'À moitié écrit')
    await page.waitForTimeout(700)
    expect(await everythingKept(page)).not.toContain('À moitié')
    const context = page.context()
    await page.close({ runBeforeUnload: false })
    const again = await context.newPage()
    await again.goto(`/fr/field#/write/${NETWORK}/${person}`)
    await again.getByLabel(say('care.field.note')).waitFor()
    expect(await again.getByLabel(say('care.field.note')).inputValue()).toBe('À moitié écrit')
    await again.getByRole('status').filter({ hasText: 'Pas de réseau' }).waitFor()
    await again.waitForTimeout(300)
    browser.forgive(OFFLINE)
  })

  test('an answer that is lost after the server did it makes no second contact', async () => {
    const { person } = await tom()
    const page = await ready()
    const [before] = await owner<{ now: Date }>('select now()')
    let lost = 0
    await page.route('**/field/outbox', async (route) => {
      await route.fetch()
      lost += 1
      await (lost === 1 ? route.abort() : route.fallback())
    })
    await writeContact(page, person, 'Une seule fois')
    await keep(page)
    await expect.poll(() => lost).toBe(1)
    await page.unroute('**/field/outbox')
    await go(page, 'waiting')
    // The device tries again by itself after a while: then there is nothing to touch any more.
    const [again, none] = [page.getByRole('button', { name: say('field.waiting.act') }), page.getByText(say('field.waiting.none'))]
    await again.or(none).first().waitFor()
    await again.click({ timeout: 2000 }).catch(() => undefined)
    await none.waitFor()
    browser.forgive(OFFLINE)
    const [{ n } = { n: 0 }] = await owner<{ n: number }>(
      `select count(*)::integer as n from field.command f join care.contact c on c.id = f.id where c.person_id = $1 and f.at >= $2`,
      [person, before?.now],
    )
    expect(n).toBe(1)
  })

  test('the same contact sent ten times at once is written once', async () => {
    const { person, episode } = await tom()
    const cookie = await sessionFor(emailOf('worker'))
    const typed = {
      at: new Date().toISOString().slice(0, 10),
      time: '00:05',
      minutes: '',
      mode: 'street',
      missed: '',
      note: 'Dix fois.',
      next_on: '',
    }
    const command: Command = { kind: 'contact', id: randomUUID(), network: NETWORK, person, episode, typed, workers: [], who: [] }
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(cookie, [command])))
    const outcomes = answers.flat().map(({ outcome }) => outcome)
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'already')).toHaveLength(9)
    expect(await contactsWith(command.id)).toHaveLength(1)
  })
})

describe('somebody wrote meanwhile', { timeout: 90_000 }, () => {
  test('both texts are shown, and the one on the road puts them together', async () => {
    const { person } = await tom()
    const page = await ready()
    await cut(page)
    await go(page, `reach/${NETWORK}/${person}`)
    await page.getByLabel(say('care.field.phone')).fill('01 11 11 11 11')
    await keep(page)
    const [row] = await owner<{ version: number }>('select version from care.person where id = $1', [person])
    const theirs = { phone: '02 22 22 22 22', email: '', address: 'Rue inventée 2', how: '' }
    const colleague = `${await sessionFor('pair@demo.example')}|pair@demo.example`
    expect(
      await send(colleague, [{ kind: 'reach', id: randomUUID(), network: NETWORK, person, version: row?.version ?? 0, reach: theirs }]),
    ).toMatchObject([{ outcome: 'done' }])
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
})

describe('a device forgets', { timeout: 90_000 }, () => {
  test('on signing out, also without a network; what was not sent waits closed for the same person', async () => {
    const { person } = await tom()
    const page = await ready()
    await cut(page)
    await writeContact(page, person, 'Pas encore parti')
    await keep(page)
    await go(page, 'today')
    await page.getByText(say('nav.signOut')).click()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: say('field.leave.act') }).click()
    await page.getByText(say('field.shut.wiped')).waitFor()
    await page.getByText(say('field.shut.waits', { count: 1 })).waitFor()
    expect(await violations(page)).toEqual([])
    expect([await keptIn(page, 'keys'), await keptIn(page, 'records')]).toEqual([[], []])
    await page.reload()
    await page.getByText(say('field.shut.wiped')).waitFor()

    await cut(page, false)
    await page.reload()
    await page.getByRole('link', { name: say('nav.signIn') }).waitFor()
    // The page is there before the answer to the signing out that waited for a network.
    const session = async () => (await page.context().cookies()).filter(({ name }) => name === 'session')
    await expect.poll(session, { timeout: 15_000 }).toEqual([])
    await synced(await signedIn(page, 'worker'))
    await allSent(page)
    browser.forgive(OFFLINE)
    browser.forgive(/401/)
  })

  test('on signing out in any other page of the site', async () => {
    const page = await synced(await signedIn(await browser.open(), 'worker'))
    await page.goto('/fr/care')
    await page.getByRole('button', { name: say('nav.signOut') }).click()
    await page
      .getByRole('link', { name: say('nav.signIn') })
      .first()
      .waitFor()
    // While a page is being left nothing can be asked of it.
    await expect.poll(() => keptIn(page, 'keys').catch(() => ['leaving']), { timeout: 15_000 }).toEqual([])
    expect(await keptIn(page, 'records')).toEqual([])
    browser.forgive(/401/)
  })

  test('when somebody ends its session, at the next contact', async () => {
    const page = await ready()
    expect((await keptIn(page, 'records')).length).toBeGreaterThan(1)
    const [cookie] = await page.context().cookies()
    await owner("delete from identity.session where token_hash = sha256(convert_to($1, 'UTF8'))", [cookie?.value])
    await page.getByRole('button', { name: say('field.sync') }).click()
    await page.getByText(say('field.shut.ended')).waitFor()
    expect([await keptIn(page, 'keys'), await keptIn(page, 'records')]).toEqual([[], []])
    browser.forgive(/401/)
  })

  test('when the hours without contact are over', async () => {
    const page = await ready()
    await cut(page)
    await page.context().clock.install({ time: Date.now() + 13 * 3_600_000 })
    await page.reload()
    await page.getByText(say('field.shut.late')).waitFor()
    expect([await keptIn(page, 'keys'), await keptIn(page, 'records')]).toEqual([[], []])
    browser.forgive(OFFLINE)
  })
})

describe('the area itself', { timeout: 60_000 }, () => {
  test('says what it is to who is not signed in, holds nothing of anybody, and can be installed', async () => {
    const page = await browser.open(PHONE)
    const response = await page.goto('/nl/field')
    expect(response?.headers()['content-security-policy']).toContain("script-src 'self'")
    expect(response?.headers()['content-security-policy']).not.toContain('unsafe')
    await page.getByRole('link', { name: sayIn('nl')('nav.signIn') }).waitFor()
    expect(await violations(page)).toEqual([])
    const manifest = (await (await fetch(at('/nl/field/manifest.webmanifest'))).json()) as { scope: string; icons: { src: string }[] }
    expect(manifest.scope).toBe('/nl/field')
    for (const { src } of manifest.icons) expect((await fetch(at(src))).status, src).toBe(200)
    browser.forgive(/401/)
  })

  test('weighs less than 100 kB of compressed script, with all its screens', async () => {
    const html = await (await fetch(at('/fr/field'))).text()
    const script = /\/assets\/field-[\w-]+\.js/.exec(html)?.[0] ?? ''
    const answer = await fetch(at(script), { headers: { 'accept-encoding': 'identity' } })
    const { brotliCompressSync } = await import('node:zlib')
    const weight = brotliCompressSync(Buffer.from(await answer.arrayBuffer())).length
    expect(weight).toBeGreaterThan(20_000)
    expect(weight).toBeLessThan(100_000)
  })

  test('works by keyboard, in the dark, at 360 pixels without scrolling sideways', async () => {
    const page = await synced(await signedIn(await browser.open({ ...PHONE, colorScheme: 'dark' }), 'worker'))
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    for (const place of ['today', 'people', 'waiting', 'duty']) {
      await go(page, place)
      await page.waitForFunction(() => document.activeElement?.id === 'title')
      expect(await violations(page), place).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    }
  })
})
