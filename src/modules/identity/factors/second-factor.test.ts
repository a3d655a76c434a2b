import { describe, expect, test } from 'vitest'
import { ASKED } from './asked.ts'
import { newBrowser, newPerson, owner, type TestBrowser, useDoor, withPassword } from './factors.test-support.ts'
import { age, codeAt, withTotp } from './totp.test-support.ts'

useDoor()

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
