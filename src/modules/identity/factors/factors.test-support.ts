import { randomUUID } from 'node:crypto'
import { RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, inject } from 'vitest'
import type { Role } from '#platform/actor.ts'
import { withClient } from '#platform/database/client.server.ts'
import { type Database, openDatabase } from '#platform/database/connect.server.ts'
import { serverContext } from '#platform/server/context.ts'
import * as openIdReturn from '../openid/routes/return.ts'
import * as signedOut from '../openid/routes/signed-out.tsx'
import * as withProvider from '../openid/routes/with.ts'
import { hashPassword } from '../password.server.ts'
import * as signIn from '../routes/sign-in.tsx'
import * as signOut from '../routes/sign-out.ts'
import { actorOf, sessionOf } from '../session.server.ts'
import * as codes from './routes/codes.tsx'
import * as confirm from './routes/confirm.tsx'
import * as newPasskeyOptions from './routes/new-passkey-options.ts'
import * as passkey from './routes/passkey.tsx'
import * as passkeyOptions from './routes/passkey-options.ts'
import * as required from './routes/required.tsx'
import * as second from './routes/second.tsx'
import * as security from './routes/security.tsx'
import * as totp from './routes/totp.tsx'

/** The screens of this module by address, as src/modules/identity/routes.ts has them: loaders and actions without a server around. */
type Served = { loader?: unknown; action?: unknown }
const ROUTES: Record<string, Served> = {
  '/fr/sign-in': signIn,
  '/fr/sign-in/second': second,
  '/fr/sign-in/passkey.json': passkeyOptions,
  '/fr/sign-in/with': withProvider,
  '/fr/sign-out': signOut,
  '/fr/signed-out': signedOut,
  '/fr/account/confirm': confirm,
  '/fr/account/security': security,
  '/fr/account/security/totp': totp,
  '/fr/account/security/passkey': passkey,
  '/fr/account/security/new-passkey.json': newPasskeyOptions,
  '/fr/account/security/codes': codes,
  '/fr/account/security/required': required,
}

/** Further screens, by address, for tests of other folders. */
export const alsoServe = (routes: Readonly<Record<string, Served>>) => void Object.assign(ROUTES, routes)

/** Screens of other parts with something of their own in the address: `/fr/invitation/:token`. */
export const moreRoutes: Record<string, { loader?: unknown; action?: unknown }> = {}
const routeAt = (pathname: string) => {
  for (const [pattern, route] of Object.entries(moreRoutes)) {
    const names = [...pattern.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
    const found = new RegExp(`^${pattern.replaceAll(/:\w+/g, '([^/]+)')}$`).exec(pathname)
    if (found !== null) return { route, params: Object.fromEntries(names.map((name, at) => [name, found[at + 1] ?? ''])) }
  }
  return undefined
}

export type Answer = { status: number; location: string | null; data: unknown; setCookies: string[] }
export type TestBrowser = {
  cookies: Map<string, string>
  get(path: string): Promise<Answer>
  post(path: string, fields: Record<string, string> | [string, string][]): Promise<Answer>
  /** Who the server takes this browser for: the empty string is a visitor. */
  whoAmI(): Promise<string>
}
export type Someone = { personId: string; email: string; password: string }
export const PASSWORD = 'correct horse battery staple'

let database: Database | undefined
export const theDb = () => {
  if (database === undefined) throw new Error('outside of a test')
  return database.db
}

/** A database with its login of the application. */
export const useDoor = () => {
  beforeAll(async () => {
    database = await openDatabase({ env: { DATABASE_URL: inject('ownerUrl') }, migrate: false, serve: true })
  })
  afterAll(async () => {
    await database?.close()
    database = undefined
  })
}

export const owner = <T extends Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> =>
  withClient(inject('ownerUrl'), async (client) => (await client.query<T>(sql, values)).rows)

/** Makes who failed too often wait for longer than any machine takes: the first wait is of four seconds, which a busy one spends on a password. */
export const stillWaits = (key: Buffer) =>
  owner("update identity.attempt set last_at = last_at + interval '10 minutes' where key = $1 and failures >= 5", [key])

/** Somebody with a password; with a role in a new network when one is named. */
export const newPerson = async ({
  role,
  password = PASSWORD,
}: {
  role?: Role
  password?: string | null
} = {}): Promise<Someone & { network: string }> => {
  const [personId, network] = [randomUUID(), `n-${randomUUID()}`]
  const email = `${personId}@people.example`
  const hash = password === null ? null : await hashPassword(password, { logN: 10 })
  await owner('insert into identity.person (id, name, email, password_hash) values ($1, $2, $3, $4)', [personId, 'Somebody', email, hash])
  if (role !== undefined) {
    await owner(
      `insert into platform.network (id, name, country) values ($1, '{"fr": "Réseau", "nl": "Netwerk", "en": "Network"}', 'FR')`,
      [network],
    )
    await owner("insert into identity.role (network_id, person_id, role, valid_from) values ($1, $2, $3, '2020-01-01')", [
      network,
      personId,
      role,
    ])
  }
  return { personId, email, password: password ?? '', network }
}

const contextOf = async (cookies: Map<string, string>) => {
  const db = theDb()
  const header = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const sessionHash = sessionOf(header, false)
  const context = new RouterContextProvider()
  context.set(serverContext, {
    db,
    actor: await actorOf(db, sessionHash),
    sessionHash,
    nonce: '',
    isSecure: false,
    remoteAddress: randomUUID(),
    requestId: randomUUID(),
    limited: null,
    isDemonstration: false,
    isDevelopment: false,
  })
  return context
}

type Init = { status?: number; headers?: HeadersInit }
const isWithInit = (value: unknown): value is { data: unknown; init: Init | null } =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'DataWithResponseInit'

const answerOf = async (value: unknown): Promise<Answer> => {
  if (value instanceof Response) {
    const isJson = value.headers.get('content-type')?.includes('json') === true
    return {
      status: value.status,
      location: value.headers.get('location'),
      data: isJson ? await value.json() : null,
      setCookies: value.headers.getSetCookie(),
    }
  }
  if (!isWithInit(value)) return { status: 200, location: null, data: value, setCookies: [] }
  const headers = new Headers(value.init?.headers)
  return { status: value.init?.status ?? 200, location: null, data: value.data, setCookies: headers.getSetCookie() }
}

/** A browser without a screen: it keeps cookies and asks loaders and actions. `cookies` may be laid by somebody else beforehand. */
export const newBrowser = (origin = 'http://localhost:3000', cookies = new Map<string, string>()): TestBrowser => {
  const ask = async (path: string, form?: Record<string, string> | [string, string][]): Promise<Answer> => {
    const url = new URL(path, origin)
    const returned = /^\/openid\/return\/([\w-]+)$/.exec(url.pathname)?.[1]
    const more = routeAt(url.pathname)
    const route: (typeof ROUTES)[string] | undefined = returned === undefined ? (more?.route ?? ROUTES[url.pathname]) : openIdReturn
    const handler = form === undefined ? route?.loader : route?.action
    if (typeof handler !== 'function') throw new Error(`nothing at ${url.pathname}`)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const request = new Request(url, {
      headers: { cookie, 'accept-language': 'fr' },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    })
    const args = {
      request,
      params: returned === undefined ? { lang: 'fr', ...more?.params } : { provider: returned },
      context: await contextOf(cookies),
    }
    const answer = await answerOf(
      await Promise.resolve(args)
        .then((given) => handler(given))
        .catch((thrown: unknown) => {
          if (thrown instanceof Response || isWithInit(thrown)) return thrown
          throw thrown
        }),
    )
    for (const set of answer.setCookies) {
      const [name = '', value = ''] = set.split(';')[0]?.split('=') ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  return {
    cookies,
    get: (path) => ask(path),
    post: (path, fields) => ask(path, fields),
    whoAmI: async () => (await contextOf(cookies)).get(serverContext).actor.personId,
  }
}

export const withPassword = ({ email, password }: Someone) => ({ email, password })
