import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { asActor } from '#platform/db.server.ts'
import {
  alsoServe,
  moreRoutes,
  newBrowser,
  newPerson,
  owner,
  type TestBrowser,
  theDb,
  useDoor,
  withPassword,
} from '../factors/factors.test-support.ts'
import { inSpace, isSpaceShut } from '../factors/space.server.ts'
import { sessionOf } from '../session.server.ts'
import { makePaperKey } from './paper.server.ts'
import { serveOpening } from './person-account.test-support.ts'
import * as lock from './routes/lock.tsx'

serveOpening()
useDoor()
beforeAll(() => {
  alsoServe({ '/fr/my/lock': lock })
  // A page with health data, as the modules of care have them.
  moreRoutes['/fr/my/:network/crisis'] = { loader: (args: Parameters<typeof inSpace>[0]) => inSpace(args, async () => 'health') }
})

type Rules = { country?: string; rule?: [role: string, required: boolean]; demonstration?: boolean }
/** A network; somebody with a password and a file there, and somebody with a password who is let read something of it. */
const followed = async ({ country = 'FR', rule, demonstration = false }: Rules = {}) => {
  const [network, file, person, carer] = [`n-${randomUUID()}`, randomUUID(), await newPerson(), await newPerson()]
  const name = '{"fr": "Réseau", "nl": "Netwerk", "en": "Network"}'
  await owner('insert into platform.network (id, name, country, is_demonstration) values ($1, $2, $3, $4)', [
    network,
    name,
    country,
    demonstration,
  ])
  if (rule !== undefined)
    await owner('insert into identity.factor_rule (network_id, role, is_required) values ($1, $2, $3)', [network, ...rule])
  await owner("insert into care.person (network_id, id, account_id, given_name, family_name) values ($1, $2, $3, 'Zoé', 'Lefèvre')", [
    network,
    file,
    person.personId,
  ])
  await owner(
    `insert into care.consent (network_id, person_id, to_account_id, purpose, sections, until, how, noted_by)
       values ($1, $2, $3, 'circle', '{crisis_plan}', current_date + 30, 'self', $4)`,
    [network, file, carer.personId, person.personId],
  )
  return { network, person, carer }
}
const signedIn = async (someone: Awaited<ReturnType<typeof newPerson>>): Promise<TestBrowser> => {
  const browser = newBrowser()
  expect((await browser.post('/fr/sign-in', withPassword(someone))).status).toBe(302)
  return browser
}
const hashIn = ({ cookies }: TestBrowser) => sessionOf([...cookies].map(([name, value]) => `${name}=${value}`).join('; '), false)
const isShut = async (someone: Awaited<ReturnType<typeof newPerson>>, network: string | null) => {
  const browser = await signedIn(someone)
  const actor = { personId: someone.personId, name: '', roles: {} }
  return asActor(theDb(), actor, (scope) => isSpaceShut(scope, network, hashIn(browser)))
}
const asked = async (rules: Rules) => {
  const { network, person, carer } = await followed(rules)
  return { person: await isShut(person, network), carer: await isShut(carer, network), anywhere: await isShut(person, null) }
}

describe('a person’s health data, and what is shared with a carer', () => {
  test('ask for a second proof by default wherever they are, by role when a network says otherwise, and in no demonstration', async () => {
    expect(await asked({})).toEqual({ person: true, carer: true, anywhere: true })
    expect(await asked({ country: 'BE' })).toEqual({ person: true, carer: true, anywhere: true })
    expect(await asked({ rule: ['person', false] })).toEqual({ person: false, carer: true, anywhere: false })
    expect(await asked({ rule: ['carer', false] })).toEqual({ person: true, carer: false, anywhere: true })
    expect(await asked({ demonstration: true })).toEqual({ person: false, carer: false, anywhere: false })
    expect(await asked({ demonstration: true, rule: ['person', true] })).toEqual({ person: true, carer: false, anywhere: true })
  })

  test('tell nobody who has nothing to open there that there is such a network', async () => {
    const { network } = await followed()
    expect(await isShut(await newPerson(), network)).toBe(false)
  })

  test('open with a password and a key on paper, for whoever has an old telephone: the key is used up, and the next one comes first', async () => {
    const { network, person } = await followed()
    const browser = await signedIn(person)
    const page = `/fr/my/${network}/crisis`
    const shut = `/fr/my/lock?next=${encodeURIComponent(page)}`
    expect((await browser.get(page)).location).toBe(shut)
    expect((await browser.get(shut)).data).toMatchObject({ means: { hasPaper: false }, mayPaper: true })
    const { paperKey } = (await browser.post('/fr/account/paper', {})).data as { paperKey: string }
    expect((await browser.get(shut)).data).toMatchObject({ means: { hasPaper: true } })
    expect(await browser.post(shut, { paper: 'ABCD-EFGH-JKMN-PQRS' })).toMatchObject({
      status: 422,
      data: { kind: 'paper', failure: 'wrong' },
    })
    expect((await browser.get(page)).location).toBe(shut)
    const next = (await browser.post(shut, { paper: paperKey.toLowerCase() })).location ?? ''
    expect(next).toBe(`/fr/account/paper?next=${encodeURIComponent(page)}&used`)
    expect((await browser.get(next)).data).toMatchObject({ next: page, isUsed: true })
    expect((await browser.get(page)).data).toBe('health')
    const again = await signedIn(person)
    expect((await again.post(shut, { paper: paperKey })).status).toBe(422)
    expect((await again.get(page)).location).toBe(shut)
  })

  test('stay shut for a key on paper alone, until the password comes to it', async () => {
    const { network, person } = await followed()
    const key = await asActor(theDb(), { personId: person.personId, name: '', roles: {} }, (scope) => makePaperKey(scope, person.personId))
    const browser = newBrowser()
    expect((await browser.post('/fr/sign-in/paper', { key })).status).toBe(302)
    const page = `/fr/my/${network}/crisis`
    const { location } = await browser.get(page)
    expect(location).toMatch(/^\/fr\/my\/lock/)
    expect((await browser.get(location ?? '')).data).toMatchObject({ means: { hasPassword: true, hasPaper: false } })
    expect((await browser.post(location ?? '', { password: person.password })).location).toBe(page)
    expect((await browser.get(page)).data).toBe('health')
  })

  test('do not open with the paper of somebody else, which stays good for them', async () => {
    const [{ network, person }, { person: other }] = [await followed(), await followed()]
    const key = await asActor(theDb(), { personId: other.personId, name: '', roles: {} }, (scope) => makePaperKey(scope, other.personId))
    const browser = await signedIn(person)
    expect((await browser.post('/fr/my/lock', { paper: key })).status).toBe(422)
    expect((await browser.get(`/fr/my/${network}/crisis`)).location).toMatch(/lock/)
    expect((await (await signedIn(other)).post('/fr/my/lock', { paper: key })).status).toBe(302)
  })
})

test('a page of health data asks a visitor to sign in', async () => {
  expect((await newBrowser().get(`/fr/my/${randomUUID()}/crisis`)).status).toBe(401)
})
