import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { asActor } from '#platform/db.server.ts'
import { definedPersonalData, definePersonalData } from '#platform/personal-data.server.ts'
import { newBrowser, newPerson, owner, type TestBrowser, theDb, useDoor, withPassword } from '../factors/factors.test-support.ts'
import { standingOf } from '../factors/sessions.server.ts'
import { openedAccount } from '../person-account/person-account.test-support.ts'
import { sessionOf } from '../session.server.ts'
import { closeAccount } from './close.commands.server.ts'
import { placesNaming, serveClosing, somebodyWithEverything } from './closing.test-support.ts'

serveClosing()
useDoor()

const hashIn = (browser: TestBrowser) => sessionOf([...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '), false)
const closed = async (browser: TestBrowser) => {
  const answer = await browser.post('/fr/account/close', { sure: 'on' })
  return { answer, reference: /reference=(\w{12})/.exec(answer.location ?? '')?.[1] ?? '' }
}
type ProofData = {
  proof: { holds: boolean; erased: { what: string }[]; kept: { what: string; until: string }[]; fingerprint: string } | null
}

describe('what is held about somebody', () => {
  test('leaves as JSON and as PDF, with everything that the modules say they hold', async () => {
    const { browser, email, personId } = await somebodyWithEverything()
    // Health data are among it: they leave for who gave two proofs.
    for (const path of ['data', 'data.json', 'data.pdf'])
      expect((await browser.get(`/fr/account/${path}`)).location).toMatch(/^\/fr\/my\/lock\?next=/)
    await owner('update identity.session set is_strong = true where person_id = $1', [personId])
    const { data } = (await browser.get('/fr/account/data.json')).data as { data: Record<string, unknown[]> }
    const expected = definedPersonalData()
      .filter(({ fields, name }) => fields.length > 0 && name !== 'directory.draft')
      .map(({ name }) => name)
    expect(Object.keys(data).sort()).toEqual(expected.sort())
    expect(JSON.stringify(data)).toContain(email)
    expect(JSON.stringify(data)).not.toMatch(/scrypt/)
    expect((await browser.get('/fr/account/data.pdf')).status).toBe(200)
    const trail = await owner('select target from platform.installation_audit where person_id = $1 and action = $2 order by seq', [
      personId,
      'identity.exportOwnData',
    ])
    expect(trail).toEqual([{ target: 'json' }, { target: 'pdf' }])
  })

  test('is shown and sent only after a fresh proof of who asks, and to nobody else', async () => {
    const person = await newPerson()
    const browser = newBrowser()
    await browser.post('/fr/sign-in', withPassword(person))
    await owner("update identity.session set fresh_at = now() - interval '11 minutes' where person_id = $1", [person.personId])
    for (const path of ['data', 'data.json', 'data.pdf', 'close'])
      expect((await browser.get(`/fr/account/${path}`)).location).toMatch(/^\/fr\/account\/confirm\?next=/)
    expect((await closed(browser)).answer.location).toMatch(/^\/fr\/account\/confirm/)
    for (const path of ['data', 'data.json', 'data.pdf', 'close']) expect((await newBrowser().get(`/fr/account/${path}`)).status).toBe(401)
    expect((await newBrowser().post('/fr/account/close', { sure: 'on' })).status).toBe(401)
  })

  test('names nobody else: who acted about them is told as somebody else', async () => {
    const [person, other] = [await newPerson(), await newPerson()]
    await owner("select platform.append_audit(null, $1, 'read', 'identity.readOwnData', 'x', $2, null, 'success')", [
      other.personId,
      person.personId,
    ])
    const browser = newBrowser()
    await browser.post('/fr/sign-in', withPassword(person))
    const { data } = (await browser.get('/fr/account/data.json')).data as { data: Record<string, { by: string }[]> }
    expect(data['audit.trail']).toEqual(expect.arrayContaining([expect.objectContaining({ by: 'other' })]))
    expect(JSON.stringify(data)).not.toContain(other.personId)
  })
})

describe('an account is closed', () => {
  test('and nothing is left in any place that is said to be erased, nor a name or an address anywhere', async () => {
    const { browser, personId } = await somebodyWithEverything()
    const { answer } = await closed(browser)
    expect(answer.status).toBe(302)
    const keeping = new Set(definedPersonalData().flatMap(({ columns, onClosing }) => ('keep' in onClosing ? columns : [])))
    const left = Object.keys(await placesNaming(personId))
    expect(left.filter((place) => !keeping.has(place))).toEqual([])
    // What is kept is still there: others rely on it.
    expect(left).toEqual(expect.arrayContaining(['journal.activity.recorded_by', 'account.snapshot.frozen_by', 'identity.role.person_id']))
    const [person] = await owner(
      'select name, email, password_hash, closed_at is not null as is_closed from identity.person where id = $1',
      [personId],
    )
    expect(person).toEqual({ name: '—', email: null, password_hash: null, is_closed: true })
    expect(await owner("select from identity.invitation where email = 'former@people.example' and accepted_by = $1", [personId])).toEqual(
      [],
    )
  })

  test('and opens to nobody any more: not by the password, a session, a role, or a key on paper', async () => {
    const person = await somebodyWithEverything()
    const elsewhere = newBrowser()
    await elsewhere.post('/fr/sign-in', withPassword(person))
    await closed(person.browser)
    expect([await person.browser.whoAmI(), await elsewhere.whoAmI()]).toEqual(['', ''])
    expect((await newBrowser().post('/fr/sign-in', withPassword(person))).status).toBe(422)
    expect(
      await owner('select from identity.role where person_id = $1 and (valid_to is null or valid_to >= current_date)', [person.personId]),
    ).toEqual([])
    await expect(
      asActor(theDb(), { personId: person.personId, name: '', roles: {} }, (scope) =>
        scope.selectFrom('platform.network').select('id').where('id', '=', person.network).execute(),
      ),
    ).resolves.toEqual([])
  })

  test('that was opened with a passkey alone', async () => {
    const account = await openedAccount()
    const browser = newBrowser(undefined, new Map([['session', account.token]]))
    const { reference } = await closed(browser)
    expect(reference).toMatch(/^\w{12}$/)
    expect(await owner('select from identity.passkey where person_id = $1', [account.personId])).toEqual([])
    expect(await owner('select from identity.tie where person_id = $1', [account.personId])).toEqual([])
    expect(await owner('select used_at is not null as used from identity.card where network_id = $1', [account.network])).toEqual([
      { used: true },
    ])
  })

  test('only when its holder says so twice', async () => {
    const person = await newPerson()
    const browser = newBrowser()
    await browser.post('/fr/sign-in', withPassword(person))
    expect((await browser.post('/fr/account/close', {})).status).toBe(422)
    expect(await browser.whoAmI()).toBe(person.personId)
  })

  test('whole or not at all: when one module cannot erase, everything stays as it was', async () => {
    const { browser, personId, email } = await somebodyWithEverything()
    const before = await placesNaming(personId)
    const part = definedPersonalData().find(({ name }) => name === 'notices.preference')
    if (part === undefined) throw new Error('no such part')
    definePersonalData({ ...part, onClosing: { erase: async () => Promise.reject(new Error('out of order')) } })
    try {
      await expect(browser.post('/fr/account/close', { sure: 'on' })).rejects.toThrow('out of order')
    } finally {
      definePersonalData(part)
    }
    expect(await placesNaming(personId)).toEqual(before)
    expect(await browser.whoAmI()).toBe(personId)
    expect(await owner('select email from identity.person where id = $1', [personId])).toEqual([{ email }])
  })

  test('not while a place that is said to be erased still names the person', async () => {
    const { browser, personId } = await somebodyWithEverything()
    const part = definedPersonalData().find(({ name }) => name === 'notices.preference')
    if (part === undefined) throw new Error('no such part')
    definePersonalData({ ...part, onClosing: { erase: async () => undefined } })
    try {
      await expect(browser.post('/fr/account/close', { sure: 'on' })).rejects.toThrow('notices.preference.person_id')
    } finally {
      definePersonalData(part)
    }
    expect(await browser.whoAmI()).toBe(personId)
  })

  test('not of the last administrator, who is told why; of two who leave at once one stays', async () => {
    const [one, two] = [await newPerson({ role: 'administrator' }), await newPerson()]
    await owner("insert into identity.factor_rule (network_id, role, is_required) values ($1, 'administrator', false)", [one.network])
    const browser = newBrowser()
    await browser.post('/fr/sign-in', withPassword(one))
    expect((await browser.get('/fr/account/close')).data).toMatchObject({ needed: [{ fr: 'Réseau' }] })
    expect((await closed(browser)).answer).toMatchObject({ status: 409, data: { why: 'needed' } })
    await owner("insert into identity.role (network_id, person_id, role) values ($1, $2, 'administrator')", [one.network, two.personId])
    const other = newBrowser()
    await other.post('/fr/sign-in', withPassword(two))
    expect((await browser.get('/fr/account/close')).data).toMatchObject({ needed: [] })
    const answers = await Promise.all([closed(browser), closed(other)])
    expect(answers.map(({ answer }) => answer.status).sort()).toEqual([302, 409])
  })

  test('by nobody but its holder, and not by a stale proof that the command is given', async () => {
    const person = await newPerson()
    const browser = newBrowser()
    await browser.post('/fr/sign-in', withPassword(person))
    const sessionHash = hashIn(browser)
    const standing = await standingOf(theDb(), sessionHash)
    if (standing === null || sessionHash === null) throw new Error('nobody is signed in')
    const stranger = await newPerson()
    const asStranger = { personId: stranger.personId, name: '', roles: {} }
    const act = { personId: person.personId, name: '', roles: {} }
    const stale = { standing: { ...standing, freshSeconds: 601 }, sessionHash }
    await expect(asActor(theDb(), act, (scope) => closeAccount(scope, stale, null))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(asActor(theDb(), asStranger, (scope) => closeAccount(scope, { standing, sessionHash }, null))).resolves.toBeDefined()
    // Whoever acts is who is closed, whatever the command was told.
    expect(await browser.whoAmI()).toBe(person.personId)
    expect(await owner('select closed_at is not null as closed from identity.person where id = $1', [person.personId])).toEqual([
      { closed: false },
    ])
  })
})

describe('the proof', () => {
  test('says what was erased and kept, why and until when, and nothing of whose it was', async () => {
    const person = await somebodyWithEverything()
    const { reference } = await closed(person.browser)
    const { proof } = (await newBrowser().get(`/fr/proof?reference=${reference.toLowerCase()}`)).data as ProofData
    expect(proof?.holds).toBe(true)
    expect(proof?.erased.map(({ what }) => what)).toContain('Moyens de connexion')
    expect(proof?.kept.map(({ what }) => what)).toContain('Journal des accès : qui a fait quoi, quand')
    expect(proof?.kept.every(({ until }) => until !== '')).toBe(true)
    const [stored] = await owner<{ document: string; hash: Buffer }>('select document, hash from identity.closing where reference = $1', [
      reference,
    ])
    expect(stored?.document).not.toMatch(new RegExp([person.personId, person.email, person.network, 'Somebody'].join('|')))
    expect(
      createHash('sha256')
        .update(stored?.document ?? '')
        .digest(),
    ).toEqual(stored?.hash)
  })

  test('has its hash in the trail, and a changed text shows', async () => {
    const person = await newPerson()
    const browser = newBrowser()
    await browser.post('/fr/sign-in', withPassword(person))
    const { reference } = await closed(browser)
    const proof = ((await newBrowser().get(`/fr/proof?reference=${reference}`)).data as ProofData).proof
    const [row] = await owner<{ target: string }>(
      "select target from platform.installation_audit where person_id = $1 and action = 'identity.closeAccount'",
      [person.personId],
    )
    expect(row?.target).toBe(`closing/${reference} ${proof?.fingerprint.replaceAll(' ', '')}`)
    await owner('update identity.closing set document = replace(document, $2, $3) where reference = $1', [
      reference,
      '"rows":1',
      '"rows":2',
    ])
    expect(((await newBrowser().get(`/fr/proof?reference=${reference}`)).data as ProofData).proof?.holds).toBe(false)
  })

  test('is found by its reference alone, and an unknown one finds nothing', async () => {
    for (const reference of ['000000000000', 'x', '']) {
      const answer = await newBrowser().get(`/fr/proof?reference=${reference}`)
      expect([answer.status, (answer.data as ProofData).proof]).toEqual([reference === '' ? 200 : 404, null])
      expect((await newBrowser().get(`/fr/proof.json?reference=${reference}`)).status).toBe(404)
    }
  })
})
