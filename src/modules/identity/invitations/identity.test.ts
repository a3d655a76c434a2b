import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asActor } from '#platform/db.server.ts'
import { linkIn, newAdministrator, trailOf } from '../accounts.test-support.ts'
import { newBrowser, owner, theDb, useDoor } from '../factors/factors.test-support.ts'
import { goThrough, ORIGIN, startProvider, type TestProvider } from '../openid/openid.test-support.ts'
import { invite } from './invitations.commands.server.ts'

useDoor()
const former = process.env.MAILLAGE_SETTINGS
let folder: string
let provider: TestProvider
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'maillage-invited-'))
  provider = await startProvider('one')
  const one = {
    name: 'One',
    issuer: provider.issuer,
    clientId: 'maillage',
    clientSecret: 'a secret between the two of us',
    scopes: ['openid', 'profile'],
    countsAsTwoFactors: true,
    roles: [],
  }
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ openid: { one } }))
  process.env.MAILLAGE_SETTINGS = join(folder, 'settings.json')
})
afterAll(() => {
  provider.stop()
  rmSync(folder, { recursive: true, force: true })
  if (former === undefined) delete process.env.MAILLAGE_SETTINGS
  else process.env.MAILLAGE_SETTINGS = former
})

let count = 0
const invited = async () => {
  const admin = await newAdministrator()
  count += 1
  const email = `identity-${count}-${process.pid}-${Date.now()}@people.example`
  const actor = { personId: admin.personId, name: '', roles: { [admin.network]: ['administrator' as const] } }
  await asActor(theDb(), actor, (scope) =>
    invite(scope, actor, admin.network, {
      email,
      locale: 'fr',
      roles: ['reader'],
      from: '2026-01-01',
      to: null,
      organisation: null,
      reason: null,
    }),
  )
  provider.visitor = { subject: `invited-${count}-${Date.now()}`, claims: { name: 'Lou Janssens' } }
  return { admin, email, link: await linkIn(email, 'invitation') }
}
const withOne = (browser: ReturnType<typeof newBrowser>, link: string) =>
  goThrough(browser, `/fr/sign-in/with?provider=one&next=${encodeURIComponent(link)}`)

describe('an invitation, accepted with an identity at a provider', () => {
  test('makes the account by a button, not by passing; the identity opens it from then on', async () => {
    const { admin, email, link } = await invited()
    const browser = newBrowser(ORIGIN)
    expect((await withOne(browser, link)).location).toBe(link)
    expect(await browser.whoAmI()).toBe('')
    expect(await owner('select from identity.openid where subject = $1', [provider.visitor.subject])).toEqual([])
    expect((await browser.get(link)).data).toMatchObject({ pending: { name: 'Lou Janssens', provider: 'One' } })
    expect((await browser.post(link, { way: 'identity', name: 'Lou Janssens' })).location).toBe('/fr')
    const me = await browser.whoAmI()
    expect(await owner('select email, password_hash from identity.person where id = $1', [me])).toEqual([{ email, password_hash: null }])
    expect(await owner('select role from identity.role where person_id = $1 and network_id = $2', [me, admin.network])).toEqual([
      { role: 'reader' },
    ])
    expect(await trailOf(null, me)).toEqual(['identity.connectIdentity'])
    const again = newBrowser(ORIGIN)
    await goThrough(again, '/fr/sign-in/with?provider=one')
    expect(await again.whoAmI()).toBe(me)
    expect(browser.cookies.has('invited')).toBe(false)
  })

  test('is not made by somebody else’s browser, and without an invitation an unknown identity stays unknown', async () => {
    const { link } = await invited()
    await withOne(newBrowser(ORIGIN), link)
    const other = newBrowser(ORIGIN)
    expect((await other.get(link)).data).toMatchObject({ pending: null })
    expect((await other.post(link, { way: 'identity', name: 'X' })).location).toBe(link)
    expect(await other.whoAmI()).toBe('')
    expect((await goThrough(newBrowser(ORIGIN), '/fr/sign-in/with?provider=one&next=/fr/journal')).location).toContain('failure=unknown')
  })

  test('works once, and is refused when somebody took the identity meanwhile', async () => {
    const { link } = await invited()
    const [one, two] = [newBrowser(ORIGIN), newBrowser(ORIGIN)]
    await withOne(one, link)
    await withOne(two, link)
    const answers = await Promise.all([one, two].map((browser) => browser.post(link, { way: 'identity', name: 'Lou' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 404])
    const next = await invited()
    const { subject } = provider.visitor
    const third = newBrowser(ORIGIN)
    await withOne(third, next.link)
    await owner(
      "insert into identity.openid (issuer, subject, person_id, provider) select $1, $2, id, 'one' from identity.person where is_operator",
      [provider.issuer, subject],
    )
    expect((await third.post(next.link, { way: 'identity', name: 'Lou' })).status).toBe(409)
    expect(await owner('select from identity.person where email = $1', [next.email])).toEqual([])
    await owner('delete from identity.openid where subject = $1', [subject])
  })
})
