import { randomUUID } from 'node:crypto'
import { describe, expect, inject, test } from 'vitest'
import { openDatabase } from '#platform/database/connect.server.ts'
import { alsoServe, newBrowser, newPerson, owner, type TestBrowser, theDb, useDoor, withPassword } from '../factors/factors.test-support.ts'
import { actorOf, sessionOf } from '../session.server.ts'
import * as sessions from './routes/sessions.tsx'
import type { ShownSession } from './sessions.queries.server.ts'

alsoServe({ '/fr/account/sessions': sessions })
useDoor()

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
const hashIn = (browser: TestBrowser) => sessionOf([...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '), false)
const listed = async (browser: TestBrowser) => ((await browser.get('/fr/account/sessions')).data as { sessions: ShownSession[] }).sessions
const signedIn = async (person: { email: string; password: string; personId: string }) => {
  const browser = newBrowser()
  await browser.post('/fr/sign-in', withPassword(person))
  expect(await browser.whoAmI()).toBe(person.personId)
  return browser
}

describe('one’s own sessions', () => {
  test('are listed with the device in few words, and the one that asks is marked', async () => {
    const person = await newPerson()
    const [here, there] = [await signedIn(person), await signedIn(person)]
    await actorOf(theDb(), hashIn(there), FIREFOX)
    const shown = await listed(here)
    expect(shown).toHaveLength(2)
    expect(shown.find(({ isOwn }) => isOwn)).toMatchObject({ how: 'password', withSecond: false, browser: null })
    expect(shown.find(({ isOwn }) => !isOwn)).toMatchObject({ browser: 'firefox', system: 'linux' })
  })

  test('hold no address and nothing else that a browser says of itself', async () => {
    const person = await newPerson()
    const browser = await signedIn(person)
    await actorOf(theDb(), hashIn(browser), `${FIREFOX} secret-extension`)
    const [row] = await owner(
      "select to_jsonb(s) - '{token_hash, id, person_id}'::text[] as told from identity.session s where person_id = $1",
      [person.personId],
    )
    expect(Object.keys((row?.told ?? {}) as object).sort()).toEqual([
      'browser',
      'created_at',
      'expires_at',
      'fresh_at',
      'how',
      'is_strong',
      'provider',
      'provider_note',
      'seen_at',
      'step',
      'system',
      'with_second',
    ])
    expect(row?.told).toMatchObject({ browser: 'firefox', system: 'linux', how: 'password', provider: null })
  })

  test('end after two hours without a page, and not before', async () => {
    const person = await newPerson()
    const browser = await signedIn(person)
    const leave = (time: string) =>
      owner('update identity.session set seen_at = now() - $2::interval where person_id = $1', [person.personId, time])
    await leave('1 hour 59 minutes')
    expect(await browser.whoAmI()).toBe(person.personId)
    await leave('2 hours 1 minute')
    expect(await browser.whoAmI()).toBe('')
    expect((await browser.get('/fr/account/sessions')).status).toBeGreaterThanOrEqual(400)
  })

  test('are noted as seen every five minutes and no more often', async () => {
    const person = await newPerson()
    const hash = hashIn(await signedIn(person))
    const seen = async () =>
      (await owner<{ seen_at: Date }>('select seen_at from identity.session where token_hash = $1', [hash]))[0]?.seen_at.getTime() ?? 0
    await actorOf(theDb(), hash, FIREFOX)
    const first = await seen()
    await actorOf(theDb(), hash, FIREFOX)
    expect(await seen()).toBe(first)
    await owner("update identity.session set seen_at = now() - interval '6 minutes' where token_hash = $1", [hash])
    await actorOf(theDb(), hash, FIREFOX)
    expect(await seen()).toBeGreaterThan(first - 1000)
  })

  test('end one by one, at once, also for another server process', async () => {
    const person = await newPerson()
    const [here, there] = [await signedIn(person), await signedIn(person)]
    const other = await openDatabase({ env: { DATABASE_URL: inject('ownerUrl') }, migrate: false })
    try {
      const hash = hashIn(there)
      expect((await actorOf(other.db, hash)).personId).toBe(person.personId)
      const id = (await listed(here)).find(({ isOwn }) => !isOwn)?.id ?? ''
      expect((await here.post('/fr/account/sessions', { intent: 'one', id })).status).toBe(302)
      expect((await actorOf(other.db, hash)).personId).toBe('')
      expect(await there.whoAmI()).toBe('')
      expect(await here.whoAmI()).toBe(person.personId)
      expect((await here.post('/fr/account/sessions', { intent: 'one', id })).status).toBe(404)
    } finally {
      await other.close()
    }
  })

  test('end all together but for the one that asks', async () => {
    const person = await newPerson()
    const [here, there, elsewhere] = [await signedIn(person), await signedIn(person), await signedIn(person)]
    await here.post('/fr/account/sessions', { intent: 'others' })
    expect([await here.whoAmI(), await there.whoAmI(), await elsewhere.whoAmI()]).toEqual([person.personId, '', ''])
  })

  test('of somebody else are not there: by their id nothing ends, and the answer is that for no session', async () => {
    const [person, stranger] = [await newPerson(), await newPerson()]
    const [here, theirs] = [await signedIn(person), await signedIn(stranger)]
    const id = (await listed(theirs))[0]?.id ?? ''
    const refusals = [
      await here.post('/fr/account/sessions', { intent: 'one', id }),
      await here.post('/fr/account/sessions', { intent: 'one', id: randomUUID() }),
    ]
    expect(refusals.map(({ status, data }) => [status, data])).toEqual([
      [404, { code: 'not_found', detail: {} }],
      [404, { code: 'not_found', detail: {} }],
    ])
    expect(await theirs.whoAmI()).toBe(stranger.personId)
    expect((await newBrowser().post('/fr/account/sessions', { intent: 'one', id })).status).toBe(401)
  })

  test('leave a line in the trail when they are ended', async () => {
    const person = await newPerson()
    const [here] = [await signedIn(person), await signedIn(person)]
    const id = (await listed(here)).find(({ isOwn }) => !isOwn)?.id ?? ''
    await here.post('/fr/account/sessions', { intent: 'one', id })
    const rows = await owner('select action, target from platform.installation_audit where person_id = $1 and action = $2', [
      person.personId,
      'identity.endSession',
    ])
    expect(rows).toEqual([{ action: 'identity.endSession', target: `session/${id}` }])
  })
})
