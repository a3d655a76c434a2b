import { generate } from 'otplib'
import { describe, expect, inject, test } from 'vitest'
import { openDatabase } from '#platform/database/connect.server.ts'
import { asActor } from '#platform/db.server.ts'
import { hashOf } from '../session.server.ts'
import { ASKED } from './asked.ts'
import { newBrowser, newPerson, owner, type Someone, type TestBrowser, theDb, useDoor, withPassword } from './factors.test-support.ts'
import { asHolder } from './second.server.ts'
import { consumeTotp } from './totp.server.ts'

useDoor()

const STEP = 30
const now = () => Math.floor(Date.now() / 1000)
const codeAt = (secret: string, epoch = now()) => generate({ secret: secret.replaceAll(' ', ''), epoch })

type Offer = { offer: { offer: string; secret: string } }
/** Signs in for the first time and adds an app that makes codes. The code used is that of the step before, so that tests have the present one. */
const withTotp = async (person: Someone, browser: TestBrowser = newBrowser()) => {
  await browser.post('/fr/sign-in', withPassword(person))
  const { offer } = (await browser.get('/fr/account/security/totp')).data as Offer
  const added = await browser.post('/fr/account/security/totp', { offer: offer.offer, code: await codeAt(offer.secret, now() - STEP) })
  return { browser, secret: offer.secret, codes: (added.data as { codes: string[] }).codes }
}
const age = (person: Someone) =>
  owner("update identity.session set fresh_at = now() - interval '11 minutes' where person_id = $1", [person.personId])

describe('a second factor is asked of professionals', () => {
  test('whoever has a role and only a password is nobody until a second factor is there, and can reach nothing but its pages', async () => {
    const person = await newPerson({ role: 'reader' })
    const browser = newBrowser()
    const entered = await browser.post('/fr/sign-in', withPassword(person))
    expect(entered.location).toBe('/fr/account/security')
    expect(await browser.whoAmI()).toBe('')
    expect(((await browser.get('/fr/account/security')).data as { isLimited: boolean }).isLimited).toBe(true)
    const { codes } = await withTotp(person, browser)
    expect(await browser.whoAmI()).toBe(person.personId)
    expect(codes).toHaveLength(10)
  })

  test('whoever has no role gets by with a password', async () => {
    const person = await newPerson()
    const browser = newBrowser()
    expect((await browser.post('/fr/sign-in', withPassword(person))).location).toBe('/fr')
    expect(await browser.whoAmI()).toBe(person.personId)
  })

  test('a network may leave it to the password for a role, and the change holds in sessions that are open', async () => {
    const person = await newPerson({ role: 'reader' })
    const browser = newBrowser()
    await browser.post('/fr/sign-in', withPassword(person))
    const rule =
      'insert into identity.factor_rule values ($1, $2, $3) on conflict (network_id, role) do update set is_required = excluded.is_required'
    await owner(rule, [person.network, 'reader', false])
    expect(await browser.whoAmI()).toBe(person.personId)
    await owner(rule, [person.network, 'reader', true])
    expect(await browser.whoAmI()).toBe('')
  })

  test('an administrator sets the rule of his network, and of no other', async () => {
    const person = await newPerson({ role: 'administrator' })
    const { browser } = await withTotp(person)
    const other = await newPerson({ role: 'administrator' })
    expect((await browser.post('/fr/account/security/required', { network: person.network, required: 'administrator' })).status).toBe(302)
    expect((await browser.post('/fr/account/security/required', { network: other.network })).status).toBe(403)
    const rows = await owner('select role, is_required from identity.factor_rule where network_id = any ($1) and is_required', [
      [person.network, other.network],
    ])
    expect(rows).toEqual([{ role: 'administrator', is_required: true }])
  })

  test('the demonstration asks for none, and says so where the rule is set; any other network asks all its roles', async () => {
    const [person, other] = [await newPerson({ role: 'administrator' }), await newPerson({ role: 'administrator' })]
    await owner('update platform.network set is_demonstration = true where id = $1', [person.network])
    const { browser } = await withTotp(person)
    const { browser: elsewhere } = await withTotp(other)
    const rulesOf = async (door: TestBrowser) =>
      (await door.get('/fr/account/security/required')).data as { rules: { required: string[]; isDemonstration: boolean }[] }
    expect((await rulesOf(browser)).rules).toMatchObject([{ required: [], isDemonstration: true }])
    expect((await rulesOf(elsewhere)).rules).toMatchObject([{ required: [...ASKED], isDemonstration: false }])
  })

  test('a role that is given during a session asks at once', async () => {
    const person = await newPerson()
    const browser = newBrowser()
    await browser.post('/fr/sign-in', withPassword(person))
    const { network } = await newPerson({ role: 'reader' })
    await owner("insert into identity.role (network_id, person_id, role) values ($1, $2, 'coordinator')", [network, person.personId])
    expect(await browser.whoAmI()).toBe('')
  })
})

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
    await browser.post('/fr/account/security/totp', { offer: offer.offer, code: await codeAt(offer.secret, now() - STEP) })
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
    const added = await browser.post('/fr/account/security/totp', { offer: offer.offer, code: await codeAt(offer.secret, now() - STEP) })
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

test('whoever has an address is told by mail what was changed', async () => {
  const person = await newPerson()
  const { browser } = await withTotp(person)
  await browser.post('/fr/account/security', { intent: 'removeTotp' })
  const mails = await owner<{ values: { what: string } }>('select "values" from mail.message where to_person = $1 order by id', [
    person.personId,
  ])
  expect(mails.map(({ values }) => values.what).toSorted()).toEqual(['factors.changed.addTotp', 'factors.changed.removeTotp'])
})

describe('before a sensitive act', () => {
  const DOORS = ['totp', 'passkey', 'codes', 'required'].map((page) => `/fr/account/security/${page}`)

  test('a factor older than ten minutes is asked for again, at every such page, for reading and for writing', async () => {
    const person = await newPerson({ role: 'administrator' })
    const { browser } = await withTotp(person)
    await age(person)
    for (const door of DOORS) {
      const expected = `/fr/account/confirm?next=${encodeURIComponent(door)}`
      expect((await browser.get(door)).location, door).toBe(expected)
      expect((await browser.post(door, { network: person.network, code: '000000', name: 'x', answer: '{}' })).location, door).toBe(expected)
    }
    expect((await browser.post('/fr/account/security', { intent: 'removeTotp' })).location).toContain('/fr/account/confirm')
    expect((await browser.get('/fr/account/security/new-passkey.json')).status).toBe(403)
  })

  test('the proof leads back to where it was asked', async () => {
    const person = await newPerson({ role: 'administrator' })
    const { browser, secret } = await withTotp(person)
    await age(person)
    const answer = await browser.post('/fr/account/confirm?next=/fr/account/security/codes', { code: await codeAt(secret) })
    expect(answer.location).toBe('/fr/account/security/codes')
    expect((await browser.get('/fr/account/security/codes')).status).toBe(200)
  })

  test('a password alone is not proof of somebody who has more, and is of somebody who has not', async () => {
    const [more, less] = [await newPerson({ role: 'reader' }), await newPerson()]
    const { browser } = await withTotp(more)
    await age(more)
    expect((await browser.post('/fr/account/confirm', { password: more.password })).status).toBe(422)
    const plain = newBrowser()
    await plain.post('/fr/sign-in', withPassword(less))
    await age(less)
    expect((await plain.post('/fr/account/confirm', { password: 'wrong' })).status).toBe(422)
    expect((await plain.post('/fr/account/confirm', { password: less.password })).status).toBe(302)
    expect((await plain.get('/fr/account/security/totp')).status).toBe(200)
  })

  test('leads nobody to another site', async () => {
    const person = await newPerson()
    for (const next of [
      'https://evil.example',
      '//evil.example',
      '/fr/../..//evil.example:80',
      '/\\evil.example',
      'javascript:alert(1)',
      '/fr\r\nx: y',
    ]) {
      const browser = newBrowser()
      const { location } = await browser.post(`/fr/sign-in?next=${encodeURIComponent(next)}`, withPassword(person))
      expect(new URL(location ?? '', 'http://localhost:3000').host, next).toBe('localhost:3000')
    }
  })
})

describe('removing', () => {
  test('the last second factor is refused to whom a role asks for one, and allowed to others', async () => {
    const [asked, free] = [await newPerson({ role: 'reader' }), await newPerson()]
    const { browser } = await withTotp(asked)
    expect((await browser.post('/fr/account/security', { intent: 'removeTotp' })).status).toBe(403)
    const other = await withTotp(free)
    expect((await other.browser.post('/fr/account/security', { intent: 'removeTotp' })).location).toBe('/fr/account/security?done=removed')
  })

  test('the last second factor takes its recovery codes with it', async () => {
    const person = await newPerson()
    const { browser, codes } = await withTotp(person)
    await browser.post('/fr/account/security', { intent: 'removeTotp' })
    expect(await owner('select from identity.recovery_code where person_id = $1', [person.personId])).toHaveLength(0)
    const { codes: anew } = await withTotp(person, browser)
    expect(anew).toHaveLength(10)
    expect(anew).not.toContain(codes[0])
  })

  test('ends the sessions elsewhere, and not this one', async () => {
    const person = await newPerson()
    const elsewhere = newBrowser()
    await elsewhere.post('/fr/sign-in', withPassword(person))
    const { browser } = await withTotp(person)
    await browser.post('/fr/account/security', { intent: 'removeTotp' })
    expect(await elsewhere.whoAmI()).toBe('')
    expect(await browser.whoAmI()).toBe(person.personId)
  })
})

test('what somebody changes and proves is in the trail, without a secret', async () => {
  const person = await newPerson({ role: 'reader' })
  const { secret } = await withTotp(person)
  const browser = newBrowser()
  await browser.post('/fr/sign-in', { email: person.email, password: 'wrong' })
  await browser.post('/fr/sign-in', withPassword(person))
  await browser.post('/fr/sign-in/second', { code: '000000' })
  await browser.post('/fr/sign-in/second', { code: await codeAt(secret) })
  const rows = await owner<{ action: string; outcome: string; target: string }>(
    'select action, outcome, target from platform.installation_audit where person_id = $1 order by seq',
    [person.personId],
  )
  expect(rows.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    'identity.signIn success',
    'identity.addTotp success',
    'identity.renewRecoveryCodes success',
    'identity.signIn failure',
    'identity.confirmSignIn failure',
    'identity.signIn success',
  ])
  expect(JSON.stringify(rows)).not.toContain(secret.slice(0, 8))
})
