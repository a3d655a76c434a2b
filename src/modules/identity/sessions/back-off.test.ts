import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, inject, test } from 'vitest'
import { openDatabase } from '#platform/database/connect.server.ts'
import { useWorld } from '#test/world.ts'
import { signIn } from '../commands.server.ts'
import { attemptKey } from '../factors/attempts.server.ts'
import {
  alsoServe,
  newBrowser,
  newPerson,
  owner,
  type Someone,
  stillWaits,
  theDb,
  useDoor,
  withPassword,
} from '../factors/factors.test-support.ts'
import { attemptKeysOf, knownAgain, knownAs, knownBrowserOf } from './known-browser.server.ts'
import { unlock, waitingIn } from './locked.server.ts'
import * as again from './routes/again.ts'

alsoServe({ '/fr/sign-in/again': again })
useDoor()
const world = useWorld()

const attempt = (
  person: Pick<Someone, 'email'>,
  password: string,
  more: { known?: string | null; remoteAddress?: string } = {},
  db = theDb(),
) =>
  signIn(
    db,
    { email: person.email, password },
    { remoteAddress: more.remoteAddress ?? randomUUID(), former: null, known: more.known ?? null },
  ).then(
    (entered) => (entered === null ? 'wrong' : 'in'),
    (error: { code: string }) => error.code,
  )
const failures = async (person: Pick<Someone, 'email'>, times: number) => {
  const answers: string[] = []
  for (let n = 0; n < times; n += 1) answers.push(await attempt(person, `wrong ${n}`))
  return answers
}
/** As if so much time had passed since the last attempt. */
const wait = (person: Pick<Someone, 'email'>, seconds: number) =>
  owner('update identity.attempt set last_at = last_at - make_interval(secs => $2) where key = $1', [
    attemptKey('account', person.email),
    seconds,
  ])

describe('back-off for an account', () => {
  test('begins after five failures, from wherever they come, and holds against the right password too', async () => {
    const person = await newPerson()
    expect(await failures(person, 5)).toEqual(Array.from({ length: 5 }, () => 'wrong'))
    await stillWaits(attemptKey('account', person.email))
    expect(await attempt(person, 'wrong')).toBe('too_many')
    expect(await attempt(person, person.password)).toBe('too_many')
    await wait(person, 2000)
    expect(await attempt(person, person.password)).toBe('in')
  })

  test('is the same for an account that does not exist', async () => {
    const nobody = { email: `${randomUUID()}@people.example` }
    // At once: checking against no account takes as long as against one, and the wait must not pass meanwhile.
    const answers = await Promise.all(Array.from({ length: 6 }, (_, n) => attempt(nobody, `wrong ${n}`)))
    expect(answers.sort()).toEqual(['too_many', ...Array.from({ length: 5 }, () => 'wrong')])
  })

  test('holds in another server process and survives a restart: the counts are in the database', async () => {
    const person = await newPerson()
    await failures(person, 5)
    await stillWaits(attemptKey('account', person.email))
    const other = await openDatabase({ env: { DATABASE_URL: inject('ownerUrl') }, migrate: false })
    try {
      expect(await attempt(person, person.password, {}, other.db)).toBe('too_many')
    } finally {
      await other.close()
    }
  })

  test('is never longer than a quarter of an hour, however long somebody goes on', async () => {
    const person = await newPerson()
    await failures(person, 5)
    await owner('update identity.attempt set failures = 1000 where key = $1', [attemptKey('account', person.email)])
    expect(await attempt(person, person.password)).toBe('too_many')
    await wait(person, 901)
    expect(await attempt(person, person.password)).toBe('in')
  })

  test('does not touch a browser that signed in before: no stranger locks anybody out', async () => {
    const person = await newPerson()
    const browser = newBrowser()
    await browser.post('/fr/sign-in', withPassword(person))
    await failures(person, 5)
    await stillWaits(attemptKey('account', person.email))
    expect(await attempt(person, 'wrong')).toBe('too_many')
    expect((await newBrowser().post('/fr/sign-in', withPassword(person))).status).toBe(429)
    browser.cookies.delete('session')
    expect((await browser.post('/fr/sign-in', withPassword(person))).status).toBe(302)
    expect(await browser.whoAmI()).toBe(person.personId)
    // And whoever is in does not give the stranger new attempts.
    expect(await attempt(person, 'wrong again')).toBe('too_many')
  })

  test('holds for a known browser that guesses itself, and its cookie is good for one account', async () => {
    const [person, other] = [await newPerson(), await newPerson()]
    const known = knownBrowserOf(person.email)
    for (let n = 0; n < 5; n += 1) expect(await attempt(person, `wrong ${n}`, { known })).toBe('wrong')
    await stillWaits(attemptKeysOf(person.email, known).known ?? expect.unreachable())
    expect(await attempt(person, 'wrong', { known })).toBe('too_many')
    expect(await attempt(person, person.password)).toBe('in')
    expect(knownAs(known, other.email)).toBeNull()
    expect(knownAs(`${known.slice(0, -2)}AA`, person.email)).toBeNull()
    expect(knownAgain(known, ` ${person.email.toUpperCase()}`)).toBe(known)
  })
})

describe('back-off for an address', () => {
  test('lets sixty failures pass and then one in fifteen seconds, so that a hospital is not locked out by one of its people', async () => {
    const remoteAddress = `10.9.8.${Math.floor(Math.random() * 250)}`
    await owner('insert into identity.attempt (key, failures, level) values ($1, 0, 59.5)', [attemptKey('address', remoteAddress)])
    const person = await newPerson()
    expect(await attempt(person, 'wrong', { remoteAddress })).toBe('too_many')
    expect(await attempt(person, person.password, { remoteAddress, known: knownBrowserOf(person.email) })).toBe('in')
    await owner("update identity.attempt set last_at = last_at - interval '30 seconds' where key = $1", [
      attemptKey('address', remoteAddress),
    ])
    expect(await attempt(person, person.password, { remoteAddress })).toBe('in')
  })

  test('counts what failed and not what succeeded, and a /64 of IPv6 as one', async () => {
    const person = await newPerson()
    const level = async () =>
      (await owner<{ level: number }>('select level from identity.attempt where key = $1', [attemptKey('address', '2001:db8:0:7::/64')]))[0]
        ?.level
    for (const remoteAddress of ['2001:db8:0:7::1', '2001:db8::7:aaaa:0:0:2'])
      expect(await attempt(person, person.password, { remoteAddress })).toBe('in')
    expect(await level()).toBe(0)
    for (const remoteAddress of ['2001:db8:0:7::1', '2001:db8::7:aaaa:0:0:2']) await attempt(person, 'wrong', { remoteAddress })
    expect(await level()).toBeCloseTo(2, 0)
  })
})

describe('a person whose account many tried', () => {
  const mailsTo = (person: Someone) =>
    owner<{ template: string; values: { link: string } }>('select template, "values" from mail.message where to_person = $1', [
      person.personId,
    ])

  test('gets one mail a day, whose link saves this browser the wait and opens nothing', async () => {
    const person = await newPerson()
    await failures(person, 5)
    for (let n = 0; n < 8; n += 1) {
      await wait(person, 901)
      await attempt(person, `wrong again ${n}`)
    }
    const mails = await mailsTo(person)
    expect(mails.map(({ template }) => template)).toEqual(['signInFailures'])
    const browser = newBrowser()
    const answer = await browser.get(`/fr${mails[0]?.values.link}`)
    expect(answer.location).toBe('/fr/sign-in')
    expect(await browser.whoAmI()).toBe('')
    expect(await attempt(person, person.password)).toBe('too_many')
    expect((await browser.post('/fr/sign-in', withPassword(person))).status).toBe(302)
  })

  test('gets none for a few failures, and a link that is not ours gives nothing', async () => {
    const person = await newPerson()
    await failures(person, 5)
    expect(await mailsTo(person)).toEqual([])
    const browser = newBrowser()
    await browser.get('/fr/sign-in/again?by=AAAA')
    expect(browser.cookies.size).toBe(0)
  })
})

describe('administrators', () => {
  const waitingPerson = async () => {
    const network = await world.network()
    const [administrator, member] = [
      await world.person({ network, role: 'administrator' }),
      await world.person({ network, role: 'reader' }),
    ]
    await world.seed((db) =>
      sql`insert into identity.attempt (key, failures, person_id, last_at) values (${attemptKey('account', randomUUID())}, 12, ${member.personId}, now())`.execute(
        db,
      ),
    )
    return { network, administrator, member }
  }

  test('see who of their network waits, and unblock them', async () => {
    const { network, administrator, member } = await waitingPerson()
    const waiting = await world.as(administrator, (scope) => waitingIn(scope, administrator, network))
    expect(waiting).toEqual([expect.objectContaining({ personId: member.personId, failures: 12 })])
    expect(waiting[0]?.seconds).toBeGreaterThan(300)
    await world.as(administrator, (scope) => unlock(scope, administrator, network, member.personId))
    expect(await world.as(administrator, (scope) => waitingIn(scope, administrator, network))).toEqual([])
  })

  test('of another network, members and strangers see and unblock nobody, and cannot tell whether there is somebody', async () => {
    const { network, member } = await waitingPerson()
    const elsewhere = await world.network()
    const other = await world.person({ network: elsewhere, role: 'administrator' })
    for (const actor of [other, member, await world.person()]) {
      await expect(world.as(actor, (scope) => waitingIn(scope, actor, network))).rejects.toMatchObject({ code: 'not_found' })
      await expect(world.as(actor, (scope) => waitingIn(scope, actor, 'absent'))).rejects.toMatchObject({ code: 'not_found' })
      await expect(world.as(actor, (scope) => unlock(scope, actor, network, member.personId))).rejects.toMatchObject({ code: 'forbidden' })
      const { rows } = await world.as(actor, (scope) => sql`select * from identity.waiting_members(${network})`.execute(scope))
      expect(rows).toEqual([])
      const done = await world.as(actor, (scope) =>
        sql<{ u: boolean }>`select identity.unlock(${network}, ${member.personId}) as u`.execute(scope),
      )
      expect(done.rows).toEqual([{ u: false }])
    }
    // In their own network they cannot reach somebody who is not of it.
    await expect(world.as(other, (scope) => unlock(scope, other, elsewhere, member.personId))).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('what sign-in leaves behind is gone after a day, and only the daily round removes it', async () => {
  const key = attemptKey('address', randomUUID())
  await world.seed((db) =>
    sql`insert into identity.attempt (key, failures, last_at) values (${key}, 3, now() - interval '25 hours')`.execute(db),
  )
  const stranger = await world.person()
  await expect(world.as(stranger, (scope) => sql`select identity.sweep()`.execute(scope))).rejects.toMatchObject({ code: '42501' })
  const { OPERATOR } = await import('#platform/actor.ts')
  await world.as(OPERATOR, (scope) => sql`select identity.sweep()`.execute(scope))
  const left = await world.seed((db) => sql`select from identity.attempt where key = ${key}`.execute(db))
  expect(left.rows).toEqual([])
})
