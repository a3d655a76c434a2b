import { describe, expect, inject, test } from 'vitest'
import { openDatabase } from '#platform/database/connect.server.ts'
import { asActor } from '#platform/db.server.ts'
import { attemptKey } from './attempts.server.ts'
import { newBrowser, newPerson, owner, stillWaits, theDb, useDoor, withPassword } from './factors.test-support.ts'
import { asHolder } from './second.server.ts'
import { consumeTotp } from './totp.server.ts'
import { asUnused, codeAt, now, type Offer, STEP, withTotp } from './totp.test-support.ts'

useDoor()

describe('codes of an app', () => {
  test('sign in after the password, once each', async () => {
    const person = await newPerson({ role: 'reader' })
    const { secret } = await withTotp(person)
    const [first, thief] = [newBrowser(), newBrowser()]
    for (const browser of [first, thief]) {
      expect((await browser.post('/fr/sign-in', withPassword(person))).location).toBe('/fr/sign-in/second')
      expect(await browser.whoAmI()).toBe('')
    }
    const code = await codeAt(secret)
    expect((await first.post('/fr/sign-in/second', { code })).location).toBe('/fr')
    expect(await first.whoAmI()).toBe(person.personId)
    expect((await thief.post('/fr/sign-in/second', { code })).status).toBe(422)
    expect(await thief.whoAmI()).toBe('')
  })

  test('that come twice at the same moment count once', async () => {
    const person = await newPerson({ role: 'reader' })
    const { secret } = await withTotp(person)
    const browsers = [newBrowser(), newBrowser(), newBrowser()]
    for (const browser of browsers) await browser.post('/fr/sign-in', withPassword(person))
    const code = await codeAt(secret)
    const answers = await Promise.all(browsers.map((browser) => browser.post('/fr/sign-in/second', { code })))
    expect(answers.filter(({ status }) => status === 302)).toHaveLength(1)
  })

  test('that were given to one server are refused by another on the same database', async () => {
    const person = await newPerson({ role: 'reader' })
    const { secret } = await withTotp(person)
    const other = await openDatabase({ env: { DATABASE_URL: inject('ownerUrl') }, migrate: false, serve: true })
    try {
      const code = await codeAt(secret)
      const uses = await Promise.all(
        [theDb(), other.db, theDb(), other.db].map((db) =>
          asActor(db, asHolder({ personId: person.personId, name: '' }), (scope) => consumeTotp(scope, person.personId, code)),
        ),
      )
      expect(uses.toSorted()).toEqual(['right', 'wrong', 'wrong', 'wrong'])
    } finally {
      await other.close()
    }
  })

  test('count no more after a hundred wrong ones in a row; a recovery code leads on, to a new app', async () => {
    const person = await newPerson({ role: 'reader' })
    const { secret, codes } = await withTotp(person)
    await owner('update identity.totp set wrong_codes = 99 where person_id = $1', [person.personId])
    const browser = newBrowser()
    await browser.post('/fr/sign-in', withPassword(person))
    const wrong = String((Number(await codeAt(secret)) + 1) % 1_000_000).padStart(6, '0')
    expect((await browser.post('/fr/sign-in/second', { code: wrong })).data).toMatchObject({ failure: 'wrong' })
    const right = await browser.post('/fr/sign-in/second', { code: await codeAt(secret) })
    expect(right).toMatchObject({ status: 422, data: { failure: 'blocked' } })
    expect((await browser.post('/fr/sign-in/second', { recovery: codes[0] ?? '' })).location).toBe('/fr')
    const { offer } = (await browser.get('/fr/account/security/totp')).data as Offer
    await browser.post('/fr/account/security/totp', { offer: offer.offer, code: await codeAt(offer.secret) })
    await asUnused(person)
    const again = newBrowser()
    await again.post('/fr/sign-in', withPassword(person))
    expect((await again.post('/fr/sign-in/second', { code: await codeAt(secret) })).status).toBe(422)
    expect((await again.post('/fr/sign-in/second', { code: await codeAt(offer.secret) })).location).toBe('/fr')
  })

  test('of a new app take the place of the old ones, and end the sessions elsewhere', async () => {
    const person = await newPerson({ role: 'reader' })
    const { browser, secret, codes } = await withTotp(person)
    const elsewhere = newBrowser()
    await elsewhere.post('/fr/sign-in', withPassword(person))
    await elsewhere.post('/fr/sign-in/second', { code: await codeAt(secret) })
    const { offer } = (await browser.get('/fr/account/security/totp')).data as Offer
    const added = await browser.post('/fr/account/security/totp', { offer: offer.offer, code: await codeAt(offer.secret) })
    expect(added.data).toMatchObject({ done: true, codes: [] })
    expect(await elsewhere.whoAmI()).toBe('')
    expect(await browser.whoAmI()).toBe(person.personId)
    expect(codes).toHaveLength(10)
  })

  test('of the step before one that was used are refused', async () => {
    const person = await newPerson({ role: 'reader' })
    const { secret } = await withTotp(person)
    const browser = newBrowser()
    await browser.post('/fr/sign-in', withPassword(person))
    await browser.post('/fr/sign-in/second', { code: await codeAt(secret) })
    const again = newBrowser()
    await again.post('/fr/sign-in', withPassword(person))
    expect((await again.post('/fr/sign-in/second', { code: await codeAt(secret, now() - STEP) })).status).toBe(422)
  })

  test('are guessed five times and then wait, also when all guesses come at once', async () => {
    const person = await newPerson({ role: 'reader' })
    const { secret } = await withTotp(person)
    const browser = newBrowser()
    await browser.post('/fr/sign-in', withPassword(person))
    const wrong = String((Number(await codeAt(secret)) + 1) % 1_000_000).padStart(6, '0')
    const answers = await Promise.all(Array.from({ length: 12 }, () => browser.post('/fr/sign-in/second', { code: wrong })))
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7)
    await stillWaits(attemptKey('factor', person.personId))
    expect((await browser.post('/fr/sign-in/second', { code: await codeAt(secret) })).status).toBe(429)
  })

  test('are kept as a sealed secret that is of no use for somebody else', async () => {
    const [person, other] = [await newPerson({ role: 'reader' }), await newPerson({ role: 'reader' })]
    const { secret } = await withTotp(person)
    const rows = await owner<{ secret: Buffer }>('select secret from identity.totp where person_id = $1', [person.personId])
    expect(rows[0]?.secret.includes(secret.replaceAll(' ', ''))).toBe(false)
    const taken = await withTotp(other)
    await owner('update identity.totp set secret = $1, last_step = 0 where person_id = $2', [rows[0]?.secret, other.personId])
    const browser = newBrowser()
    await browser.post('/fr/sign-in', withPassword(other))
    expect((await browser.post('/fr/sign-in/second', { code: await codeAt(secret) })).status).toBe(422)
    expect(taken.secret).not.toBe(secret)
  })

  test('an offer made to one person is taken by no other', async () => {
    const [person, other] = [await newPerson({ role: 'reader' }), await newPerson({ role: 'reader' })]
    const browser = newBrowser()
    await browser.post('/fr/sign-in', withPassword(person))
    const { offer } = (await browser.get('/fr/account/security/totp')).data as Offer
    const second = newBrowser()
    await second.post('/fr/sign-in', withPassword(other))
    const answer = await second.post('/fr/account/security/totp', { offer: offer.offer, code: await codeAt(offer.secret) })
    expect(answer.status).toBe(422)
    expect(await second.whoAmI()).toBe('')
  })
})

describe('recovery codes', () => {
  test('stand in for the app, each once, and are stored as hashes', async () => {
    const person = await newPerson({ role: 'reader' })
    const { codes } = await withTotp(person)
    const [code = ''] = codes
    const rows = await owner<{ all: string }>(
      "select string_agg(encode(hash, 'hex') || encode(hash, 'escape'), ' ') as all from identity.recovery_code where person_id = $1",
      [person.personId],
    )
    expect(rows[0]?.all).not.toContain(code)
    const [first, second] = [newBrowser(), newBrowser()]
    for (const browser of [first, second]) await browser.post('/fr/sign-in', withPassword(person))
    // As somebody types it from paper.
    expect((await first.post('/fr/sign-in/second', { recovery: ` ${code.toLowerCase().replaceAll('-', ' ')}` })).status).toBe(302)
    expect(await first.whoAmI()).toBe(person.personId)
    expect((await second.post('/fr/sign-in/second', { recovery: code })).status).toBe(422)
    expect(((await first.get('/fr/account/security')).data as { codesLeft: number }).codesLeft).toBe(9)
  })

  test('of one person open nobody else’s account', async () => {
    const [person, other] = [await newPerson({ role: 'reader' }), await newPerson({ role: 'reader' })]
    const { codes } = await withTotp(person)
    await withTotp(other)
    const browser = newBrowser()
    await browser.post('/fr/sign-in', withPassword(other))
    expect((await browser.post('/fr/sign-in/second', { recovery: codes[0] ?? '' })).status).toBe(422)
  })

  test('that are made anew end the former ones, and are shown in no other answer', async () => {
    const person = await newPerson({ role: 'reader' })
    const { browser, codes } = await withTotp(person)
    const made = ((await browser.post('/fr/account/security/codes', {})).data as { codes: string[] }).codes
    expect(made).toHaveLength(10)
    expect(JSON.stringify((await browser.get('/fr/account/security/codes')).data)).not.toContain(made[0])
    const again = newBrowser()
    await again.post('/fr/sign-in', withPassword(person))
    expect((await again.post('/fr/sign-in/second', { recovery: codes[0] ?? '' })).status).toBe(422)
    expect((await again.post('/fr/sign-in/second', { recovery: made[0] ?? '' })).status).toBe(302)
  })
})
