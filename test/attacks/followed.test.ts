import { describe, expect, test, vi } from 'vitest'
import { mayRead, type Who } from '../../src/modules/care/access.ts'
import { patterns } from '../journeys/addresses.ts'
import { expectSame, namesIn, said } from './addresses.test-support.ts'
import { realAddresses, useFollowed } from './followed.test-support.ts'
import { HAND_WRITTEN } from './hand-written.test-support.ts'
import { type Everyone, OPENED_BY } from './opened-by.test-support.ts'
import { MARK, openSessionFor, type Told, useSite } from './site.test-support.ts'
import { fingerprintOf } from './state.test-support.ts'

vi.setConfig({ testTimeout: 120_000 })
const site = useSite()
const followed = useFollowed(site)
const all = () => realAddresses(patterns(), followed)
const look = (path: string, cookie: string): Promise<Told> => site.ask(`/fr${path}.data`, { cookie })
const isOpen = ({ status }: Told) => status < 300
const everyone = () => Object.keys(followed.cookies) as Everyone[]
// Who is nearest to what they may not see. The others are in the first test.
const NEAR: readonly Who[] = ['circle', 'formerTeam', 'duty', 'colleague', 'left', 'administrator', 'otherNetwork', 'stranger']
const SENDERS: readonly Who[] = ['circle', 'colleague', 'left', 'administrator', 'otherNetwork']
const expectAlike = async (one: Told, other: () => Promise<Told>, names: readonly string[], where: string) =>
  expectSame(said(one, names), said(await other(), names), where)

describe('an address that names somebody who is followed', () => {
  test('is opened by whom the table of access lets in, and by nobody else; nobody else meets their name', async () => {
    const opened: Record<string, Everyone[]> = {}
    for (const { pattern, path } of all()) {
      const who: Everyone[] = []
      for (const each of everyone()) {
        const told = await look(path, followed.cookies[each])
        if (isOpen(told)) who.push(each)
        else expect(`${told.body}${JSON.stringify([...told.headers])}`.includes(MARK), `${each} at ${path}`).toBe(false)
      }
      opened[pattern] = who
    }
    expect(opened).toEqual(OPENED_BY)
  })

  test('is answered to everybody else as one that names nobody: another record, another team, another network', async () => {
    for (const { pattern, path, absent } of all())
      for (const who of NEAR) {
        const told = await look(path, followed.cookies[who])
        // Who sees them elsewhere is told that this is not for them.
        if (isOpen(told) || (told.status === 403 && mayRead(who, 'identity'))) continue
        for (const other of absent)
          await expectAlike(told, () => look(other, followed.cookies[who]), namesIn(path, other), `${who} at ${pattern}`)
      }
  })

  test('takes no form of who may not, and answers as if there were nobody', async () => {
    const before = await fingerprintOf(site, followed.network, [])
    const send = (path: string, who: Everyone, form: readonly (readonly [string, string])[]) =>
      site.ask(`/fr${path}.data`, { method: 'POST', cookie: followed.cookies[who], form })
    let refused = 0
    for (const { pattern, path, absent } of all())
      for (const form of HAND_WRITTEN[pattern] ?? [])
        for (const who of SENDERS) {
          if (OPENED_BY[pattern]?.includes(who)) continue
          const where = `${who} sends to ${pattern}`
          const told = await send(path, who, form)
          expect(told.status, where).toBeLessThan(500)
          refused += 1
          for (const other of absent.slice(-1))
            await expectAlike(told, () => send(other, who, form), [...namesIn(path, other), ...form.map(([, value]) => value)], where)
        }
    expect(refused).toBeGreaterThan(100)
    expect(await fingerprintOf(site, followed.network, [])).toEqual(before)
  })
})

// Of these no row of the test can be opened by anybody: what they would show is sealed.
const ASKED_ALIKE = { person: /^my\/(?!.*sync$)|^field\/:network/, circle: /^field\/:network/ }

describe('who signed in with a password alone', () => {
  test('opens nothing of their own health data, nor of what is shared with them, at any address', async () => {
    for (const who of ['person', 'circle'] as const) {
      const cookie = await openSessionFor(site.owner, followed.accounts[who], 'weak')
      const lobbies = ['/my', '/my/path', '/my/situations', '/ask/mine', '/account/data', '/account/data.json', '/account/data.pdf']
      const theirs = all().filter(({ pattern }) => OPENED_BY[pattern]?.includes(who) || ASKED_ALIKE[who].test(pattern))
      expect(theirs.length).toBeGreaterThan(who === 'person' ? 20 : 2)
      for (const path of [...theirs.map((each) => each.path), ...lobbies]) {
        const told = await site.ask(`/fr${path}`, { cookie })
        expect(`${told.status} ${told.headers.get('location')}`, `${who} at ${path}`).toMatch(/^302 \/fr\/my\/lock\?next=/)
      }
      // What is everybody's stays open, without the name of whom they are close to.
      const { status, body } = await site.ask('/fr/circle', { cookie })
      expect(status).toBe(200)
      expect(body.includes(MARK)).toBe(false)
    }
    expect((await site.ask('/fr/circle', { cookie: followed.cookies.circle })).body.includes(MARK)).toBe(true)
  })
})

// What takes people's data away or lets somebody else in, with who may: the proof of the last ten minutes comes first.
const SENSITIVE: Readonly<Record<string, Everyone>> = {
  'care/:network/people/:id/same': 'team',
  'care/:network/teams/:id/manage': 'administrator',
  'glass/:network': 'team',
  'stays/:network/:id/register.csv': 'lead',
  'admin/duty/:network': 'administrator',
  'admin/audit/:network/export/trail.csv': 'administrator',
  'admin/audit/:network/export/fhir.ndjson': 'administrator',
  'admin/people/:network/invite': 'administrator',
  'account/data.json': 'person',
  'account/data.pdf': 'person',
  'account/close': 'person',
}
// Files that name nobody who is followed, and those of the person themselves, behind the same door as their page.
const OTHER_FILES = [
  ...['accounts/:network/:year/export/:format', 'directory/export.csv', 'directory/export.json', 'directory/:network/import/template.csv'],
  ...['journal/:network/export.csv', 'outreach/:network/calendar.ics', 'overview/:network/counts.csv', 'proof.json', 'proof.pdf'],
  ...['my/:network/crisis/card.pdf', 'my/:network/crisis/plan.pdf'],
  ...['account/security/new-passkey.json', 'invitation/:token/passkey.json', 'open/passkey.json', 'sign-in/passkey.json'],
]

describe('a sensitive act', () => {
  test('leads to a fresh proof whoever gave the last one eleven minutes ago, before anything is shown', async () => {
    for (const [pattern, who] of Object.entries(SENSITIVE)) {
      const cookie = await openSessionFor(site.owner, followed.accounts[who], 'stale')
      const path = all().find((each) => each.pattern === pattern)?.path ?? `/${pattern.replace(':network', followed.network)}`
      for (const asked of [{}, ...(/\./.test(pattern) ? [] : [{ method: 'POST', form: [] as [string, string][] }])]) {
        const told = await site.ask(`/fr${path}`, { cookie, ...asked })
        expect(`${told.status} ${told.headers.get('location')}`, `${who} at ${path}`).toMatch(/^302 \/fr\/account\/confirm\?next=/)
      }
      await site.owner("delete from identity.session where person_id = $1 and fresh_at < now() - interval '10 minutes'", [
        followed.accounts[who],
      ])
    }
  })

  test('is each file that leaves, unless it names nobody', () => {
    const files = patterns().filter((pattern) => /\.(csv|json|pdf|ics|ndjson)$|\/export\//.test(pattern))
    expect(files.filter((pattern) => !(pattern in SENSITIVE)).sort()).toEqual(OTHER_FILES.sort())
  })
})

// These come last: they end what the tests above stand on.
describe('what ends, by the form with which somebody ends it', () => {
  const care = () => `/care/${followed.network}`
  const tell = (who: Everyone, path: string, form: Record<string, string>) =>
    site.ask(`/fr${path}.data`, { method: 'POST', cookie: followed.cookies[who], form: Object.entries(form) })
  const openTo = async (who: Everyone) => {
    const open: string[] = []
    for (const { pattern, path } of all()) {
      const told = await look(path, followed.cookies[who])
      if (isOpen(told)) open.push(pattern)
      else expect(told.body.includes(MARK), `${who} at ${path}`).toBe(false)
    }
    return open
  }

  test('a team that was let read: in the very next answer', async () => {
    expect(await openTo('consented')).toContain('care/:network/people/:id')
    await tell('person', `${care()}/people/${followed.person}`, { intent: 'consent', consent: followed.ids.consent })
    expect(await openTo('consented')).toEqual([])
  })

  test('somebody of the circle: in the very next answer', async () => {
    expect(await openTo('circle')).toContain('circle/:network/:id')
    await tell('person', `/my/${followed.network}/circle`, { intent: 'end', account: followed.accounts.circle })
    expect(await openTo('circle')).toEqual([])
  })

  test('the work of somebody in the team: that day, on every page of the team and of those whom it follows', async () => {
    expect((await openTo('team')).length).toBeGreaterThan(30)
    const [work] = await site.owner<{ id: string; version: number }>('select id, version from care.worker where person_id = $1', [
      followed.accounts.team,
    ])
    const { id = '', version = 0 } = work ?? {}
    await tell('lead', `${care()}/teams/${followed.team}/manage`, { intent: 'end', worker: id, version: `${version}` })
    expect(await openTo('team')).toEqual([])
  })
})
