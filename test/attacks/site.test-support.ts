import { createHash, randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { ServerBuild } from 'react-router'
import { afterAll, beforeAll, inject } from 'vitest'
import { freezeAccount } from '#modules/account/commands.server.ts'
import { layCareDemonstration } from '#modules/care/demonstration.server.ts'
import { importFolder } from '#modules/exchange/folder.server.ts'
import { actorOf, hashOf, sessionOf } from '#modules/identity/session.server.ts'
import { loadNetworkDemonstration } from '#modules/network/index.ts'
import { OPERATOR, ROLES, type Role } from '#platform/actor.ts'
import { withClient } from '#platform/database/client.server.ts'
import { createDatabase, type Database, dropDatabase, openDatabase } from '#platform/database/connect.server.ts'
import { asActor } from '#platform/db.server.ts'
import { projectRoot } from '#platform/root.server.ts'
import { createApp } from '#platform/server/app.server.ts'
import { blocksIn } from '#platform/server/blocks.server.ts'
import { patternFinder } from '#platform/server/patterns.server.ts'
import { today } from '#platform/today.ts'
import { siteTemplate } from '../database.setup.ts'
import { sourceBuild } from './build.test-support.ts'
import '../../src/personal-data.server.ts'

/** A network that is not public, with everything that a network has, and one word in every name. */
export const CLOSED = 'closed-network'
export const OTHER = 'other-network'
/** Of the same form as the two, and there is none. */
export const ABSENT = 'absent-network'
export const MARK = 'Zarathoustra'
export const HOST = 'maillage.test'
export const ORIGIN = `http://${HOST}`

/** Somebody with a session, or nobody. */
export type Person = {
  who: string
  cookie: string
  id: string
  /** Looks at pages as well as at their data, which takes longer. */
  isThorough: boolean
}
export type Asked = {
  method?: string
  cookie?: string
  form?: readonly (readonly [string, string])[]
  headers?: Record<string, string>
  body?: BodyInit
}
export type Told = { status: number; headers: Headers; body: string }
export type Site = {
  ask(path: string, asked?: Asked): Promise<Told>
  owner<T extends Record<string, unknown>>(sql: string, values?: unknown[]): Promise<T[]>
  database: Database
  build: ServerBuild
  /** The files of the program below src/. */
  sources: string[]
  /** The entries of the route table that take forms. */
  actions: string[]
  /** The people, roles and sessions as they were at first, and nobody waits for having tried too often. */
  renew(): Promise<void>
  /** Nobody of these may learn anything of the closed network. */
  outsiders: Person[]
  /** People of the closed network, by their role. */
  members: Record<Role, Person>
}

const key = (name: string) => createHash('sha256').update(name).digest().subarray(0, 32).toString('base64url')

/** One app on one database for a file: the server's own, asked in this very process. */
export const useSite = (): Site => {
  const name = `maillage_attacks_${process.pid}_${randomUUID().slice(0, 8)}`
  let ask: Site['ask'] | undefined
  const site = {} as Site
  beforeAll(async () => {
    filled ??= filledOnce()
    const { database, members, outsiders } = await filled
    const ownerUrl = await createDatabase(inject('ownerUrl'), name, database)
    site.database = await openDatabase({ env: { DATABASE_URL: ownerUrl }, serve: true })
    Object.assign(site, { owner: ownerOf(ownerUrl), members: { ...members }, outsiders: [...outsiders] })
    const build = await sourceBuild()
    site.build = build
    site.sources = readdirSync(join(projectRoot(), 'src'), { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.tsx?$/.test(file) && !/\.(test|test-support|d)\.tsx?$/.test(file),
    )
    const patternOf = patternFinder(build)
    site.actions = Object.values(build.routes).flatMap((route) =>
      route?.module.action === undefined ? [] : [patternOf(pathOf(build, route.id))?.text ?? ''],
    )
    ask = appFor(site.database, build)
    site.renew = () => site.owner(renewal).then(() => undefined)
  })
  afterAll(async () => {
    await site.database?.close()
    await dropDatabase(inject('ownerUrl'), name)
  })
  site.ask = (path, asked) => (ask === undefined ? Promise.reject(new Error('outside of a test')) : ask(path, asked))
  return site
}

const ownerOf =
  (ownerUrl: string): Site['owner'] =>
  (sql, values = []) =>
    withClient(ownerUrl, async (owner) => (await owner.query(sql, values)).rows)

type Filled = Pick<Site, 'members' | 'outsiders'> & { database: string }
// What all files begin with is written once for each process of tests, and copied.
let filled: Promise<Filled> | undefined
const filledOnce = async (): Promise<Filled> => {
  const name = siteTemplate(inject('ownerUrl'), String(process.pid))
  await dropDatabase(inject('ownerUrl'), name)
  const ownerUrl = await createDatabase(inject('ownerUrl'), name)
  const database = await openDatabase({ env: { DATABASE_URL: ownerUrl }, serve: true })
  const site = { database, owner: ownerOf(ownerUrl), members: {}, outsiders: [] } as unknown as Site
  await fill(site)
  await site.owner(KEPT.map((table) => `create table ${table}_before as table ${table}`).join(';'))
  await database.close()
  return { database: name, members: site.members, outsiders: site.outsiders }
}

const KEPT = ['identity.person', 'identity.role', 'identity.session']
// People are named by what was written since, so they stay and become again who they were. The triggers rest meanwhile: they would
// refuse to let the last administrator go, and write down that sessions end.
const renewal = `
  alter table identity.person disable trigger user; alter table identity.role disable trigger user; alter table identity.session disable trigger user;
  delete from identity.attempt; delete from identity.session; delete from identity.role;
  update identity.person p set email = null where not exists (select from identity.person_before b where b.id = p.id);
  update identity.person p set email = null from identity.person_before b where b.id = p.id and b.email is distinct from p.email;
  update identity.person p set name = b.name, email = b.email, password_hash = b.password_hash, locale = b.locale, closed_at = b.closed_at
    from identity.person_before b where b.id = p.id;
  insert into identity.role select * from identity.role_before; insert into identity.session select * from identity.session_before;
  alter table identity.person enable trigger user; alter table identity.role enable trigger user; alter table identity.session enable trigger user;`
const pathOf = ({ routes }: ServerBuild, id: string | undefined): string => {
  const route = id === undefined ? undefined : routes[id]
  return route === undefined
    ? ''
    : `${pathOf({ routes } as ServerBuild, route.parentId)}${route.path === undefined || route.path === '' ? '' : `/${route.path}`}`
}

const OFF = { account: 'off', address: 'off' } as const

const appFor = ({ db }: Database, build: ServerBuild): Site['ask'] => {
  const app = createApp({
    db,
    build,
    clientDirectory: join(projectRoot(), 'build', 'client'),
    log: pino({ level: 'silent' }),
    isDemonstration: false,
    isDevelopment: false,
    trustedProxies: blocksIn([]),
    limits: { 'sign-in': OFF, write: OFF, export: OFF },
    limitKey: Buffer.alloc(32),
    metrics: null,
    sessionOf,
    actorOf,
  })
  const connection = { incoming: { socket: { remoteAddress: '127.0.0.1', remotePort: 1, remoteFamily: 'IPv4' } } }
  return async (path, { method, cookie = '', form, headers = {}, body } = {}) => {
    const sent = form === undefined ? body : new URLSearchParams(form.map(([field, value]) => [field, value]))
    const response = await app.request(
      `${ORIGIN}${path}`,
      {
        method: method ?? (sent === undefined ? 'GET' : 'POST'),
        headers: { host: HOST, ...(cookie === '' ? {} : { cookie }), ...(sent === undefined ? {} : { origin: ORIGIN }), ...headers },
        ...(sent === undefined ? {} : { body: sent, duplex: 'half' }),
      },
      connection,
    )
    return { status: response.status, headers: response.headers, body: await response.text() }
  }
}

const fill = async (site: Site) => {
  const { db } = site.database
  const folder = await mkdtemp(join(tmpdir(), 'maillage-attacks-'))
  try {
    await cp(join(projectRoot(), 'data', 'ccoms-2025'), folder, { recursive: true })
    const network = (id: string) =>
      `id,name_fr,name_nl,name_en,country,is_public,disclosure_threshold\n${id},${MARK},${MARK},${MARK},FR,false,5\n`
    await writeFile(join(folder, 'network.csv'), network(CLOSED))
    await importFolder(db, folder)
    await asActor(db, OPERATOR, (scope) => loadNetworkDemonstration(scope, CLOSED, today()))
  } finally {
    await rm(folder, { recursive: true })
  }
  await mark(site)
  await asActor(db, OPERATOR, (scope) => freezeAccount(scope, OPERATOR, { network: CLOSED, year: 2025, isPublic: true }))
  await site.owner(`insert into platform.network (id, name, country) values ($1, '{"fr": "Autre", "nl": "Ander", "en": "Other"}', 'FR')`, [
    OTHER,
  ])
  for (const role of ROLES) site.members[role] = await person(site, `${role} of the network`, { network: CLOSED, role })
  await layCareDemonstration(
    site.database,
    [CLOSED],
    [site.members.administrator, site.members.worker].map(({ id }) => `${id}@people.example`),
  )
  await site.owner(`update care.person set given_name = $1 || ' ' || given_name where network_id = $2`, [MARK, CLOSED])
  await site.owner(`update directory.service set name = $1 || ' ' || name where network_id = $2 and id like 'demo-%'`, [MARK, CLOSED])
  // One of these teams goes out by stops, today as well.
  await site.owner(
    `with u as (insert into outreach.unit (network_id, service_id) values ($1, 'demo-crise')),
       h as (insert into outreach.stop (network_id, id, service_id, name, latitude, longitude) values ($1, $2, 'demo-crise', $3, 50, 3)),
       q as (insert into outreach.round (network_id, id, service_id, name, weekday, valid_from)
         values ($1, $2, 'demo-crise', $3, extract(isodow from current_date), current_date - 30))
     insert into outreach.round_stop (network_id, round_id, stop_id, starts, ends) values ($1, $2, $2, '10:00', '11:00')`,
    [CLOSED, randomUUID(), MARK],
  )
  // So many asked in the quarter before this one that the dashboard can tell of them.
  await site.owner(
    `with p as (insert into care.person (network_id, id, given_name) select $1, gen_random_uuid(), $2 from generate_series(1, 12) returning network_id, id)
     insert into care.request (network_id, id, person_id, chain_id, to_service_id, from_kind, channel, urgency, reason_kind, agreement, state, made_at, sent_at)
       select network_id, id, id, id, 'demo-crise', 'person', 'telephone', 'days', 'other', 'yes', 'sent', before, before
         from p, (values (date_trunc('quarter', now()) - interval '40 days')) q (before)`,
    [CLOSED, MARK],
  )
  site.outsiders = [
    { who: 'a visitor', cookie: '', id: '', isThorough: true },
    await person(site, 'a stranger'),
    await person(site, 'a former administrator', { network: CLOSED, role: 'administrator', from: -30, to: -1 }),
    await person(site, 'an administrator from tomorrow on', { network: CLOSED, role: 'administrator', from: 1 }),
    await person(site, 'a reader of another network', { network: OTHER, role: 'reader' }),
    await person(site, 'an administrator of another network', { network: OTHER, role: 'administrator' }),
    await person(site, 'an administrator without the second factor', { network: CLOSED, role: 'administrator', session: 'weak' }),
    await person(site, 'an administrator half-way in', { network: CLOSED, role: 'administrator', session: 'second' }),
    await person(site, 'an administrator whose session is over', { network: CLOSED, role: 'administrator', session: 'over' }),
  ]
}

/** Names that are recognised wherever they leak. */
const mark = async ({ owner }: Site) => {
  for (const table of ['directory.organisation', 'directory.service', 'directory.area', 'network.committee'])
    await owner(`update ${table} set name = $1 || ' ' || name where network_id = $2`, [MARK, CLOSED])
  for (const table of ['journal.outcome', 'journal.source', 'network.aim', 'network.plan_action', 'network.training'])
    await owner(`update ${table} set title = $1 || ' ' || title where network_id = $2`, [MARK, CLOSED])
  for (const [table, column] of [
    ['journal.activity', 'title'],
    ['journal.programme', 'name'],
  ])
    await owner(
      `update ${table} set ${column} = jsonb_build_object('fr', $1::text, 'nl', $1::text, 'en', $1::text) where network_id = $2`,
      [MARK, CLOSED],
    )
}

type Held = { network?: string; role?: Role; from?: number; to?: number; session?: Session }

/** Somebody with a session of two factors that is minutes old, unless told otherwise. */
const person = async ({ owner }: Site, who: string, { network, role, from = -30, to, session = 'strong' }: Held = {}): Promise<Person> => {
  const id = randomUUID()
  const name = who.endsWith(' of the network') ? `${MARK} ${who}` : who
  await owner('insert into identity.person (id, name, email) values ($1, $2, $3)', [id, name, `${id}@people.example`])
  if (role !== undefined)
    await owner(
      `insert into identity.role (network_id, person_id, role, valid_from, valid_to)
         values ($1, $2, $3, current_date + $4::integer, case when $5::integer is null then null else current_date + $5::integer end)`,
      [network, id, role, from, to ?? null],
    )
  return { who, cookie: await openSessionFor(owner, id, session), id, isThorough: who === 'an administrator of another network' }
}

export type Session = 'strong' | 'weak' | 'stale' | 'second' | 'over'
/** Somebody's session: `stale`, whose last proof is eleven minutes old. @returns the cookie that opens it */
export const openSessionFor = async (owner: Site['owner'], id: string, session: Session = 'strong'): Promise<string> => {
  const token = key(`${id} ${session}`)
  await owner(
    `insert into identity.session (token_hash, person_id, step, is_strong, fresh_at, expires_at)
       values ($1, $2, $3, $4, now() - make_interval(mins => $6), now() + make_interval(hours => $5))`,
    [
      hashOf(token),
      id,
      session === 'second' ? 'second' : 'open',
      session !== 'weak' && session !== 'second',
      session === 'over' ? -1 : 1,
      session === 'stale' ? 11 : 0,
    ],
  )
  return `session=${token}`
}
