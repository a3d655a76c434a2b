import { describe, expect, test } from 'vitest'
import { hashOf } from '../session.server.ts'
import { newBrowser, newPerson, owner, useDoor, withPassword } from './factors.test-support.ts'
import { age, codeAt, withTotp } from './totp.test-support.ts'

useDoor()

describe('sessions', () => {
  test('go on under a new token at each step, and the former one opens nothing', async () => {
    const person = await newPerson({ role: 'reader' })
    const { secret } = await withTotp(person)
    const laid = 'A'.repeat(43)
    const browser = newBrowser(undefined, new Map([['session', laid]]))
    const seen = [laid]
    const step = async (work: () => Promise<unknown>) => {
      await work()
      const token = browser.cookies.get('session') ?? ''
      expect(seen).not.toContain(token)
      for (const former of seen) {
        const thief = newBrowser(undefined, new Map([['session', former]]))
        expect(await thief.whoAmI()).toBe('')
        expect((await thief.get('/fr/account/security')).status).toBe(401)
      }
      seen.push(token)
    }
    await step(() => browser.post('/fr/sign-in', withPassword(person)))
    await step(async () => browser.post('/fr/sign-in/second', { code: await codeAt(secret) }))
    expect(await browser.whoAmI()).toBe(person.personId)
    await age(person)
    await owner('update identity.totp set last_step = 0 where person_id = $1', [person.personId])
    await step(async () => browser.post('/fr/account/confirm', { code: await codeAt(secret) }))
    expect(await browser.whoAmI()).toBe(person.personId)
    await step(() => browser.post('/fr/sign-in', withPassword(person)))
  })

  test('that a browser held before end when it signs in as somebody else', async () => {
    const [person, other] = [await newPerson(), await newPerson()]
    const browser = newBrowser()
    await browser.post('/fr/sign-in', withPassword(person))
    const former = browser.cookies.get('session') ?? ''
    await browser.post('/fr/sign-in', withPassword(other))
    expect(await newBrowser(undefined, new Map([['session', former]])).whoAmI()).toBe('')
  })

  test('that wait for a second factor end after ten minutes', async () => {
    const person = await newPerson({ role: 'reader' })
    const { secret } = await withTotp(person)
    const browser = newBrowser()
    await browser.post('/fr/sign-in', withPassword(person))
    const [waiting] = await owner<{ minutes: number }>(
      "select round(extract(epoch from expires_at - now()) / 60)::integer as minutes from identity.session where person_id = $1 and step = 'second'",
      [person.personId],
    )
    expect(waiting?.minutes).toBe(10)
    await owner("update identity.session set expires_at = now() - interval '1 second' where person_id = $1 and step = 'second'", [
      person.personId,
    ])
    expect((await browser.post('/fr/sign-in/second', { code: await codeAt(secret) })).status).toBe(401)
  })

  test('whoever signs out is out, and the cookie of before opens nothing', async () => {
    const person = await newPerson()
    const browser = newBrowser()
    await browser.post('/fr/sign-in', withPassword(person))
    const former = browser.cookies.get('session') ?? ''
    await browser.post('/fr/sign-out', {})
    expect(browser.cookies.has('session')).toBe(false)
    expect(await newBrowser(undefined, new Map([['session', former]])).whoAmI()).toBe('')
  })
})

test('a session that a password opened before there was a second factor ends when one is added, and could change nothing', async () => {
  const person = await newPerson()
  const thief = newBrowser()
  await thief.post('/fr/sign-in', withPassword(person))
  await withTotp(person)
  expect(await thief.whoAmI()).toBe('')
  const laid = 'B'.repeat(43)
  await owner(
    "insert into identity.session (token_hash, person_id, expires_at, fresh_at) values ($1, $2, now() + interval '1 hour', now())",
    [hashOf(laid), person.personId],
  )
  const weak = newBrowser(undefined, new Map([['session', laid]]))
  expect((await weak.post('/fr/account/security', { intent: 'removeTotp' })).location).toContain('/fr/account/confirm')
  expect((await weak.get('/fr/account/security/codes')).location).toContain('/fr/account/confirm')
  expect((await weak.post('/fr/account/confirm', { password: person.password })).status).toBe(422)
})
