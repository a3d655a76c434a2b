import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { freezeAccount } from '#modules/account/commands.server.ts'
import { importFolder } from '#modules/exchange/folder.server.ts'
import { hashPassword } from '#modules/identity/password.server.ts'
import { loadNetworkDemonstration } from '#modules/network/index.ts'
import { OPERATOR } from '#platform/actor.ts'
import { withClient } from '#platform/database/client.server.ts'
import { openDatabase } from '#platform/database/connect.server.ts'
import { asActor } from '#platform/db.server.ts'
import { projectRoot } from '#platform/root.server.ts'
import { today } from '#platform/today.ts'
import { type Example, examples } from './addresses.ts'
import { at, PASSWORD, sessionFor, sessionOf } from './journey.ts'

// A network that is not public, with everything that the demonstration has, and one word in every name.
const CLOSED = 'closed-network'
const ABSENT = 'absent-network'
const MARK = 'Zarathoustra'
const MEMBER = 'member@closed.example'
const FORMER = 'former@closed.example'

let closed: Example[] = []
let visitors: { who: string; cookie: string }[] = []
let member = ''

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maillage-closed-'))
  const { db, close } = await openDatabase({ env: { DATABASE_URL: inject('ownerUrl') }, migrate: false })
  try {
    await cp(join(projectRoot(), 'data', 'ccoms-2025'), folder, { recursive: true })
    await writeFile(
      join(folder, 'network.csv'),
      `id,name_fr,name_nl,name_en,country,is_public,disclosure_threshold\n${CLOSED},${MARK},${MARK},${MARK},FR,false,5\n`,
    )
    await importFolder(db, folder)
    await asActor(db, OPERATOR, (scope) => loadNetworkDemonstration(scope, CLOSED, today()))
    await mark()
    await asActor(db, OPERATOR, (scope) => freezeAccount(scope, OPERATOR, { network: CLOSED, year: 2025, isPublic: true }))
  } finally {
    await close()
    await rm(folder, { recursive: true })
  }
  closed = await examples(CLOSED)
  member = await sessionFor(MEMBER)
  visitors = [
    { who: 'a visitor', cookie: '' },
    { who: 'a reader of another network', cookie: await sessionOf('reader') },
    { who: 'an administrator of another network', cookie: await sessionOf('administrator') },
    { who: 'somebody whose role has ended', cookie: await sessionFor(FORMER) },
  ]
})

/** Names that are recognised wherever they leak, and two people: one with a role now, one with a role until yesterday. */
const mark = () =>
  withClient(inject('ownerUrl'), async (owner) => {
    for (const table of ['directory.organisation', 'directory.service', 'directory.area', 'network.committee'])
      await owner.query(`update ${table} set name = $1 || ' ' || name where network_id = $2`, [MARK, CLOSED])
    for (const table of ['journal.outcome', 'journal.source', 'network.aim', 'network.plan_action', 'network.training'])
      await owner.query(`update ${table} set title = $1 || ' ' || title where network_id = $2`, [MARK, CLOSED])
    for (const [table, column] of [
      ['journal.activity', 'title'],
      ['journal.programme', 'name'],
    ])
      await owner.query(
        `update ${table} set ${column} = jsonb_build_object('fr', $1::text, 'nl', $1::text, 'en', $1::text) where network_id = $2`,
        [MARK, CLOSED],
      )
    // Its people sign in with a password alone here, like those of the demonstration.
    await owner.query("insert into identity.factor_rule (network_id, role, is_required) values ($1, 'administrator', false)", [CLOSED])
    const hash = await hashPassword(PASSWORD, { logN: 14 })
    for (const [email, until] of [
      [MEMBER, null],
      [FORMER, 'yesterday'],
    ]) {
      const person = randomUUID()
      await owner.query('insert into identity.person (id, name, email, password_hash) values ($1, $2, $3, $4)', [
        person,
        'Somebody',
        email,
        hash,
      ])
      await owner.query(
        "insert into identity.role (network_id, person_id, role, valid_from, valid_to) values ($1, $2, 'administrator', '2020-01-01', $3::date)",
        [CLOSED, person, until],
      )
      if (until === null) await owner.query(FILE, [CLOSED, person, MARK, randomUUID()])
    }
  })

// Somebody whom a team of the network follows, and who asks for help: nothing of it is sealed, for the keys are the server's. The team goes
// out as well.
const FILE = `
  with s as (select id from directory.service where network_id = $1 order by id limit 1),
    t as (insert into care.team (network_id, service_id) select $1, id from s),
    w as (insert into care.worker (network_id, service_id, person_id, profession, is_lead) select $1, id, $2, 'nurse', true from s),
    u as (insert into outreach.unit (network_id, service_id) select $1, id from s),
    h as (insert into outreach.stop (network_id, id, service_id, name, latitude, longitude) select $1, $4, id, $3, 50, 3 from s),
    q as (insert into outreach.round (network_id, id, service_id, name, weekday, valid_from)
      select $1, $4, id, $3, extract(isodow from current_date), current_date - 30 from s),
    v as (insert into outreach.round_stop (network_id, round_id, stop_id, starts, ends) values ($1, $4, $4, '10:00', '11:00')),
    p as (insert into care.person (network_id, id, given_name, family_name) values ($1, $4, $3, $3)),
    r as (insert into care.request (network_id, person_id, chain_id, to_service_id, from_kind, channel, urgency, reason_kind, agreement, state, sent_at)
      select $1, $4, $4, id, 'person', 'telephone', 'days', 'other', 'yes', 'sent', now() from s)
  insert into care.episode (network_id, person_id, service_id) select $1, $4, id from s`

const ask = async (path: string, cookie: string) => {
  const response = await fetch(at(path), { headers: cookie === '' ? {} : { cookie }, redirect: 'manual' })
  return { status: response.status, body: await response.text(), location: response.headers.get('location') ?? '' }
}

// What differs between two pages that say the same: the nonce, the address itself, the moment.
const sameness = (body: string, path: string) =>
  body
    .replaceAll(/nonce="[^"]*"|"nonce":"[^"]*"/g, '')
    .replaceAll(path, '')
    .replaceAll(path.replaceAll('/', '\\/'), '')
    .replaceAll(CLOSED, '')
    .replaceAll(ABSENT, '')

const named = () => closed.filter(({ pattern }) => pattern.includes(':network'))

describe('strangers', () => {
  test('a member of the closed network sees it, so that the tests below have something to miss', async () => {
    let seen = 0
    for (const { path, kind, pattern } of closed) {
      if (kind !== 'page' && kind !== 'file') continue
      const { status, body } = await ask(`/fr${path}`, member)
      // Who belongs to one network is led on to its journal.
      expect([200, 302], path).toContain(status)
      if (pattern.includes(':network') && body.includes(MARK)) seen += 1
    }
    expect(seen).toBeGreaterThan(named().length / 2)
  })

  test('no address shows anything of a closed network to somebody who is not of it, in a page or in its data', {
    timeout: 120_000,
  }, async () => {
    for (const { who, cookie } of visitors) {
      for (const { path, kind } of closed) {
        const { body } = await ask(`/fr${path}`, cookie)
        expect(body.includes(MARK), `${who} reads of the closed network at ${path}`).toBe(false)
        if (kind !== 'page') continue
        const data = await ask(`/fr${path}.data`, cookie)
        expect(data.body.includes(MARK), `${who} reads of the closed network in the data of ${path}`).toBe(false)
      }
    }
  })

  test('what is closed and what does not exist get the same answer, for every address that names a network', {
    timeout: 120_000,
  }, async () => {
    for (const { who, cookie } of visitors) {
      for (const { path } of named()) {
        const nowhere = path.replace(CLOSED, ABSENT)
        const [hidden, absent] = [await ask(`/fr${path}`, cookie), await ask(`/fr${nowhere}`, cookie)]
        // A visitor may be asked to sign in, whatever the address; who has signed in is told that there is no such page.
        expect(cookie === '' ? [401, 404] : [404], `${who} at ${path}`).toContain(hidden.status)
        expect(absent.status, `${who} at ${nowhere}`).toBe(hidden.status)
        expect(sameness(hidden.body, path), `${who} at ${path}`).toBe(sameness(absent.body, nowhere))
      }
    }
  })

  test('a record of the closed network is not reached by an address of an open one', async () => {
    for (const { who, cookie } of visitors) {
      const record = await withClient(inject('ownerUrl'), async (owner) => {
        const id = `only-${randomUUID().slice(0, 8)}`
        await owner.query("insert into directory.organisation (network_id, id, name, kind, country) values ($1, $2, $3, 'other', 'FR')", [
          CLOSED,
          id,
          MARK,
        ])
        return id
      })
      const { status, body } = await ask(`/fr/directory/ccoms/organisations/${record}`, cookie)
      expect(status, who).toBe(404)
      expect(body.includes(MARK), who).toBe(false)
    }
  })

  test('searches and lists pass over it', async () => {
    for (const { who, cookie } of visitors) {
      for (const path of [
        `/fr/directory?q=${MARK}`,
        `/fr/directory?network=${CLOSED}`,
        `/fr/directory/export.csv?q=${MARK}`,
        `/fr/directory/export.json?network=${CLOSED}`,
        '/fr/accounts',
        '/fr/journal',
      ]) {
        const { body } = await ask(path, cookie)
        expect(
          body
            .replaceAll(new RegExp(`value="${MARK}"|\\?q=${MARK}|q%3D${MARK}|"${MARK}"|«[^»]*»|“[^”]*”|> ?${MARK} ?<`, 'g'), '')
            .includes(`${MARK} `),
          `${who} at ${path}`,
        ).toBe(false)
      }
    }
  })

  test('a form sent to a closed network is refused as if it did not exist, and changes nothing', { timeout: 120_000 }, async () => {
    const fingerprint = () =>
      withClient(inject('ownerUrl'), async (owner) => {
        const { rows } = await owner.query<{ all: string }>(
          `select concat_ws('/', (select count(*) || md5(string_agg(o::text, '' order by id)) from directory.organisation o where network_id = $1), (select count(*) || md5(string_agg(a::text, '' order by id)) from journal.activity a where network_id = $1),
             (select count(*) from journal.outcome where network_id = $1), (select count(*) from directory.service where network_id = $1), (select count(*) from account.snapshot where network_id = $1),
             (select count(*) || md5(string_agg(s::text, '' order by id)) from account.statement s where network_id = $1), (select count(*) from platform.audit where network_id = $1)) as all`,
          [CLOSED],
        )
        return rows[0]?.all
      })
    const before = await fingerprint()
    for (const { who, cookie } of visitors) {
      for (const { path, kind } of named()) {
        if (kind !== 'page') continue
        const send = async (where: string): Promise<number> => {
          const response = await fetch(at(`/fr${where}`), {
            method: 'POST',
            redirect: 'manual',
            headers: { cookie, origin: inject('address') },
            body: new URLSearchParams({ name: 'x', public: 'yes', act: 'delete', intent: 'delete', _action: 'delete', version: '1' }),
          })
          if (response.status !== 429) return response.status
          // So many forms at once are slowed down; that they are is tested elsewhere.
          await withClient(inject('ownerUrl'), (owner) => owner.query('delete from platform.rate'))
          return send(where)
        }
        const [hidden, absent] = [await send(path), await send(path.replace(CLOSED, ABSENT))]
        expect(hidden, `${who} sends a form to ${path}`).toBe(absent)
        expect([401, 403, 404, 405, 422], `${who} sends a form to ${path}`).toContain(hidden)
      }
    }
    expect(await fingerprint()).toBe(before)
  })
})
