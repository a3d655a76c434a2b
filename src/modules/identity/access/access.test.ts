import { describe, expect, test } from 'vitest'
import { asActor } from '#platform/db.server.ts'
import { GOOD_PASSWORD, hashOfToken, linkIn, mailsTo, newAdministrator, signedIn, trailOf, work } from '../accounts.test-support.ts'
import { attemptKey, countAttempt } from '../factors/attempts.server.ts'
import { newBrowser, newPerson, owner, PASSWORD, stillWaits, theDb, useDoor, withPassword } from '../factors/factors.test-support.ts'
import { attemptKeysOf, KNOWN_COOKIE } from '../sessions/known-browser.server.ts'
import { layLink } from './links.server.ts'

useDoor()

const JOB = 'identity.sendNewPassword'
const NEVER = `/fr/new-password/${'A'.repeat(43)}`
const forget = async (email: string) => {
  const answer = await newBrowser().post('/fr/forgotten', { email })
  await work(JOB)
  return answer
}
const age = (person: { personId: string }) =>
  owner("update identity.session set fresh_at = now() - interval '11 minutes' where person_id = $1", [person.personId])
const sessionsOf = async ({ personId }: { personId: string }) =>
  (await owner<{ n: number }>('select count(*)::integer as n from identity.session where person_id = $1', [personId]))[0]?.n

describe('a forgotten password', () => {
  test('is replaced by a link that the account’s address gets, once, and every session ends', async () => {
    const person = await newPerson()
    const elsewhere = await signedIn(person)
    await forget(person.email.toUpperCase())
    const link = await linkIn(person.personId, 'newPassword')
    const browser = newBrowser()
    expect((await browser.get(link)).data).toEqual({ email: person.email })
    expect((await browser.post(link, { password: GOOD_PASSWORD })).location).toBe('/fr/sign-in?changed')
    expect(await elsewhere.whoAmI()).toBe('')
    expect(await browser.whoAmI()).toBe('')
    expect((await newBrowser().post('/fr/sign-in', withPassword(person))).status).toBe(422)
    expect(await (await signedIn({ ...person, password: GOOD_PASSWORD })).whoAmI()).toBe(person.personId)
    expect((await mailsTo(person.email)).map(({ template }) => template)).toEqual(['passwordChanged'])
    expect(await trailOf(null, person.personId)).toEqual(['identity.sendNewPassword', 'identity.resetPassword'])
  })

  test('is replaced also by whoever had to wait after failures, who waits no longer; wrong codes still count', async () => {
    const person = await newPerson()
    const browser = await signedIn(person)
    const wrong = (from: typeof browser) => from.post('/fr/sign-in', { email: person.email, password: 'wrong' })
    for (let n = 0; n < 5; n += 1) for (const from of [browser, newBrowser()]) await wrong(from)
    const { shared, known } = attemptKeysOf(person.email, browser.cookies.get(KNOWN_COOKIE) ?? null)
    for (const key of [shared, known]) await stillWaits(key ?? expect.unreachable())
    expect([(await wrong(browser)).status, (await wrong(newBrowser())).status]).toEqual([429, 429])
    const codes = attemptKey('factor', person.personId)
    for (let n = 0; n < 5; n += 1) await countAttempt(theDb(), [codes])
    await stillWaits(codes)
    await forget(person.email)
    await browser.post(await linkIn(person.personId, 'newPassword'), { password: GOOD_PASSWORD })
    for (const from of [browser, newBrowser()])
      expect((await from.post('/fr/sign-in', { email: person.email, password: GOOD_PASSWORD })).status).toBe(302)
    await expect(countAttempt(theDb(), [codes])).rejects.toMatchObject({ code: 'too_many' })
  })

  test('is not replaced twice by one link, also when two come at once', async () => {
    const person = await newPerson()
    await forget(person.email)
    const link = await linkIn(person.personId, 'newPassword')
    const answers = await Promise.all(
      [GOOD_PASSWORD, 'quatre oies sur un vieux mur'].map((password) => newBrowser().post(link, { password })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 404])
    expect((await newBrowser().get(link)).status).toBe(404)
    expect((await newBrowser().post(link, { password: GOOD_PASSWORD })).status).toBe(404)
  })

  test('leaves the link good when the new one is too easy', async () => {
    const person = await newPerson()
    await forget(person.email)
    const link = await linkIn(person.personId, 'newPassword')
    expect((await newBrowser().post(link, { password: 'short' })).data).toEqual({ weakness: 'short' })
    expect((await newBrowser().post(link, { password: `${person.email} 1` })).data).toEqual({ weakness: 'own' })
    expect((await newBrowser().post(link, { password: GOOD_PASSWORD })).status).toBe(302)
  })

  test('is not replaced by a link that is too old, by the one before the last, or by one for something else', async () => {
    const person = await newPerson()
    await forget(person.email)
    const before = await linkIn(person.personId, 'newPassword')
    await forget(person.email)
    const last = await linkIn(person.personId, 'newPassword')
    expect(last).not.toBe(before)
    expect((await newBrowser().post(before, { password: GOOD_PASSWORD })).status).toBe(404)
    expect((await newBrowser().post(last.replace('new-password', 'new-address'), {})).status).toBe(404)
    await owner("update identity.link set expires_at = now() - interval '1 second' where person_id = $1", [person.personId])
    expect((await newBrowser().get(last)).status).toBe(404)
    expect((await newBrowser().post(last, { password: GOOD_PASSWORD })).status).toBe(404)
    expect(await (await signedIn(person)).whoAmI()).toBe(person.personId)
  })

  test('leaves a second factor to be asked for', async () => {
    const person = await newPerson()
    await owner("insert into identity.totp (person_id, secret, last_step) values ($1, '\\x00', 0)", [person.personId])
    await forget(person.email)
    await newBrowser().post(await linkIn(person.personId, 'newPassword'), { password: GOOD_PASSWORD })
    const browser = newBrowser()
    expect((await browser.post('/fr/sign-in', { email: person.email, password: GOOD_PASSWORD })).location).toBe('/fr/sign-in/second')
    expect(await browser.whoAmI()).toBe('')
  })

  test('gets the same answer in about the same time whether the address has an account or not', async () => {
    const person = await newPerson()
    const ask = async (email: string) => {
      const started = performance.now()
      const { status, data, location, setCookies } = await newBrowser().post('/fr/forgotten', { email })
      // What was typed comes back, and is the only difference there may be.
      const said = JSON.stringify({ status, data, location, setCookies }).replaceAll(email, 'ADDRESS')
      return { said, ms: performance.now() - started }
    }
    const nobody = (n: number) => `nobody-${n}-${person.personId}@people.example`
    const known: number[] = []
    const unknown: number[] = []
    // The quickest of many says what the work is; the others say how busy the machine was. Where twelve do not say it yet, more do: those of
    // two that are not the same work never come together.
    const areApart = () => {
      const [quickest, other] = [Math.min(...known), Math.min(...unknown)]
      return Math.abs(quickest - other) >= 5 + 0.6 * Math.min(quickest, other)
    }
    for (let n = 0; n < 12 || (n < 150 && areApart()); n += 1) {
      const [one, other] = [await ask(n === 0 ? person.email : (await newPerson()).email), await ask(nobody(n))]
      expect(other.said).toEqual(one.said)
      known.push(one.ms)
      unknown.push(other.ms)
    }
    expect(areApart()).toBe(false)
    // What tells them apart is done by a job: until then nothing depends on who it is.
    expect(await mailsTo(person.personId)).toEqual([])
    await work(JOB)
    expect(await mailsTo(person.personId)).not.toEqual([])
    expect(await mailsTo(nobody(0))).toEqual([])
  })

  test('is asked for five times, and then not for a while, for any address', async () => {
    for (const email of [(await newPerson()).email, `nobody-${Math.random()}@people.example`]) {
      const answers = await Promise.all(Array.from({ length: 7 }, () => newBrowser().post('/fr/forgotten', { email })))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 429, 429])
    }
    await work(JOB)
  })

  test('waits in the queue with the address sealed, and only the hash of the link is kept', async () => {
    const person = await newPerson()
    await newBrowser().post('/fr/forgotten', { email: person.email })
    const jobs = await owner<{ data: unknown }>("select data from jobs.job where data->>'job' = $1", [JOB])
    expect(JSON.stringify(jobs)).not.toContain(person.email)
    await work(JOB)
    const token = (await linkIn(person.personId, 'newPassword')).split('/').at(-1) ?? ''
    const [kept] = await owner<{ hash: Buffer; row: string }>('select hash, l::text as row from identity.link l where person_id = $1', [
      person.personId,
    ])
    expect(kept?.hash.equals(hashOfToken(token))).toBe(true)
    expect(kept?.row).not.toContain(token)
  })

  test('of the operator’s account is nobody’s to replace, and a link that never was is over', async () => {
    await owner("update identity.person set email = 'operator@people.example' where is_operator")
    await forget('operator@people.example')
    expect(await owner("select from identity.link where person_id = '00000000-0000-4000-8000-000000000001'")).toEqual([])
    await owner('update identity.person set email = null where is_operator')
    expect((await newBrowser().get(NEVER)).status).toBe(404)
    expect((await newBrowser().post(NEVER, { password: GOOD_PASSWORD })).status).toBe(404)
    expect((await newBrowser().post('/fr/new-password/short', { password: GOOD_PASSWORD })).status).toBe(404)
  })
})

describe('a change of password', () => {
  test('keeps this session under a new token, ends the others, and tells the holder', async () => {
    const person = await newPerson()
    const [here, there] = [await signedIn(person), await signedIn(person)]
    const token = here.cookies.get('session')
    const thief = newBrowser(undefined, new Map([['session', token ?? '']]))
    expect((await here.post('/fr/account/password', { password: GOOD_PASSWORD })).data).toMatchObject({ isDone: true })
    expect(here.cookies.get('session')).not.toBe(token)
    expect([await here.whoAmI(), await there.whoAmI(), await thief.whoAmI()]).toEqual([person.personId, '', ''])
    expect(await sessionsOf(person)).toBe(1)
    expect((await mailsTo(person.email)).map(({ template }) => template)).toEqual(['passwordChanged'])
    expect(await trailOf(null, person.personId)).toEqual(['identity.changePassword'])
    expect((await newBrowser().post('/fr/sign-in', withPassword(person))).status).toBe(422)
  })

  test('is for who has just shown who they are; a visitor is asked to sign in, and nobody changes another’s', async () => {
    const [person, other] = [await newPerson(), await newPerson()]
    const browser = await signedIn(person)
    await age(person)
    for (const send of [() => browser.get('/fr/account/password'), () => browser.post('/fr/account/password', { password: GOOD_PASSWORD })])
      expect((await send()).location).toBe('/fr/account/confirm?next=%2Ffr%2Faccount%2Fpassword')
    expect((await newBrowser().post('/fr/account/password', { password: GOOD_PASSWORD })).status).toBe(401)
    await browser.post('/fr/account/confirm', { password: PASSWORD })
    await browser.post('/fr/account/password', { password: GOOD_PASSWORD, person: other.personId, username: other.email })
    expect(await (await signedIn(other)).whoAmI()).toBe(other.personId)
  })

  test('refuses what is easy to guess and says why', async () => {
    const person = await newPerson()
    const browser = await signedIn(person)
    const answer = await browser.post('/fr/account/password', { password: 'motdepasse2026!' })
    expect([answer.status, answer.data]).toEqual([422, { weakness: 'common', isDone: false }])
    expect(await (await signedIn(person)).whoAmI()).toBe(person.personId)
  })

  test('is not for the accounts that everybody shares in the demonstration', async () => {
    await owner(
      "insert into identity.person (name, email, password_hash) select 'Alix', 'administration@demo.example', password_hash from identity.person where password_hash is not null limit 1 on conflict do nothing",
    )
    await owner(
      "update identity.person set password_hash = (select password_hash from identity.person where id = $1) where email = 'administration@demo.example'",
      [(await newPerson()).personId],
    )
    const browser = await signedIn({ email: 'administration@demo.example', password: PASSWORD })
    expect((await browser.get('/fr/account/password')).data).toMatchObject({ isShared: true })
    expect((await browser.post('/fr/account/password', { password: GOOD_PASSWORD })).status).toBe(403)
    expect((await browser.post('/fr/account/address', { email: 'mine@people.example' })).status).toBe(403)
    await owner("delete from identity.person where email = 'administration@demo.example'")
  })
})

describe('a change of address', () => {
  const changed = async () => {
    const person = await newPerson()
    const browser = await signedIn(person)
    const email = `new-${person.personId}@people.example`
    await browser.post('/fr/account/address', { email })
    return { person, browser, email, link: await linkIn(email, 'confirmAddress') }
  }

  test('counts once the new address confirms it; the former one is told before and after', async () => {
    const { person, email, link } = await changed()
    expect((await mailsTo(person.email)).map(({ template }) => template)).toEqual(['addressAsked'])
    expect((await newBrowser().post('/fr/sign-in', withPassword(person))).status).toBe(302)
    expect((await newBrowser().get(link)).data).toEqual({ address: email })
    expect((await newBrowser().get(link)).status).toBe(200)
    expect((await newBrowser().post(link, {})).data).toEqual({ outcome: 'done' })
    expect((await newBrowser().post('/fr/sign-in', withPassword(person))).status).toBe(422)
    expect((await newBrowser().post('/fr/sign-in', { email, password: PASSWORD })).status).toBe(302)
    expect((await mailsTo(person.email)).map(({ template }) => template)).toEqual(['addressAsked', 'addressChanged'])
    expect(await trailOf(null, person.personId)).toEqual(['identity.askAddress', 'identity.changeAddress'])
    expect((await newBrowser().post(link, {})).status).toBe(404)
  })

  test('ends a link for a new password that went to the former address', async () => {
    const { person, link } = await changed()
    await forget(person.email)
    const reset = await linkIn(person.personId, 'newPassword')
    await newBrowser().post(link, {})
    expect((await newBrowser().post(reset, { password: GOOD_PASSWORD })).status).toBe(404)
  })

  test('to an address that somebody has gets the same answer, and changes nothing', async () => {
    const [person, other] = [await newPerson(), await newPerson()]
    const browser = await signedIn(person)
    const [taken, free] = [
      await browser.post('/fr/account/address', { email: other.email }),
      await browser.post('/fr/account/address', { email: `free-${person.personId}@people.example` }),
    ]
    expect([taken.status, (taken.data as { failure: null }).failure]).toEqual([free.status, (free.data as { failure: null }).failure])
    await browser.post('/fr/account/address', { email: other.email })
    expect((await newBrowser().post(await linkIn(other.email, 'confirmAddress'), {})).status).toBe(409)
    expect(await (await signedIn(other)).whoAmI()).toBe(other.personId)
    expect(await (await signedIn(person)).whoAmI()).toBe(person.personId)
  })

  test('is for who has just shown who they are, and by the database for oneself alone', async () => {
    const [person, other] = [await newPerson(), await newPerson()]
    const browser = await signedIn(person)
    await age(person)
    expect((await browser.post('/fr/account/address', { email: 'x@people.example' })).location).toContain('/fr/account/confirm')
    expect((await newBrowser().post('/fr/account/address', { email: 'x@people.example' })).status).toBe(401)
    const actor = { personId: person.personId, name: '', roles: {} }
    for (const kind of ['password', 'first'] as const)
      await expect(
        asActor(theDb(), actor, (scope) => layLink(scope, kind, kind === 'first' ? null : person.personId)),
      ).rejects.toMatchObject({ code: '42501' })
    await expect(asActor(theDb(), actor, (scope) => layLink(scope, 'address', other.personId, 'x@people.example'))).rejects.toMatchObject({
      code: '42501',
    })
  })
})

test('the page of one’s account is nobody else’s, and says what somebody who lacks a second factor can do', async () => {
  const { browser } = await newAdministrator()
  const partsIn = ({ data }: { data: unknown }) => (data as { parts: { key: string }[] }).parts.map(({ key }) => key)
  expect(partsIn(await browser.get('/fr/account'))).toEqual(expect.arrayContaining(['security', 'sessions', 'paper', 'data', 'close']))
  expect((await newBrowser().get('/fr/account')).status).toBe(401)
  const limited = await signedIn(await newPerson({ role: 'reader' }))
  expect(partsIn(await limited.get('/fr/account'))).toEqual(['security'])
  expect((await limited.post('/fr/account/password', { password: GOOD_PASSWORD })).status).toBe(403)
})
