import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { getConnInfo } from '@hono/node-server/conninfo'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { sql } from 'kysely'
import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router'
import type { Actor } from '../actor.ts'
import type { Db } from '../db.server.ts'
import { actOf } from '../limits/classes.ts'
import { type Limits, takeTurn } from '../limits/limits.server.ts'
import { typedIn } from '../limits/typed.server.ts'
import type { Lines } from '../live/index.server.ts'
import { isLostDatabase } from '../lost.server.ts'
import { isToken, type Metrics } from '../metrics/metrics.server.ts'
import { codeOfStatus, type ProblemCode } from '../problem.ts'
import { KEPT_FOR_EVER, packedAssets } from './assets.server.ts'
import type { Blocks } from './blocks.server.ts'
import { type Client, clientOf } from './client.server.ts'
import { type ServerContext, serverContext } from './context.ts'
import { onlyForms, onlyFromHere } from './door.server.ts'
import type { Log } from './log.server.ts'
import { noteRequests } from './note.server.ts'
import { patternFinder } from './patterns.server.ts'
import { plainPage } from './plain-page.server.ts'

export type AppOptions = {
  db: Db
  build: ServerBuild
  clientDirectory: string
  log: Log
  isDemonstration: boolean
  isDevelopment: boolean
  /** The reverse proxies whose word about the client is taken. */
  trustedProxies: Blocks
  limits: Limits
  /** Hides in the database who is counted; the same in all processes. */
  limitKey: Buffer
  /** Open to whoever sends the token; null where there is none. */
  metrics: { token: string; of: Metrics } | null
  /** What keeps pages live; without it they say so and are read again by hand. */
  live?: Lines
  sessionOf: (cookies: string | null, isSecure: boolean) => Buffer | null
  /** `userAgent`: the header of that name, for the list of one's own devices; undefined where a program asks and nobody need be there. */
  actorOf: (db: Db, sessionHash: Buffer | null, userAgent?: string | null) => Promise<Actor>
}

const MEGABYTE = 1024 * 1024
const LARGEST_BODY = 8 * MEGABYTE // a spreadsheet of 100,000 rows; forms are far smaller

/** What the parts of the server know of a request. */
export type Variables = { nonce: string; requestId: string; roles: readonly string[] }
type AppContext = Context<{ Variables: Variables }>

type Web = Hono<{ Variables: Variables }>
type PatternOf = ReturnType<typeof patternFinder>

/** The whole web face of Maillage: safety headers, health, static files, then the screens. */
export const createApp = (options: AppOptions): Web => {
  const { log, isDevelopment, metrics } = options
  const patternOf = patternFinder(options.build)
  const app: Web = new Hono()
  app.use(noteRequests({ log, metrics: metrics?.of ?? null, patternOf, isTrusted: (c) => options.trustedProxies.has(peerOf(c) ?? '') }))
  app.use(async (c, next) => {
    c.set('nonce', randomBytes(18).toString('base64url'))
    await next()
  })
  app.use(safety({ isDevelopment }))
  serveWatch(app, options)
  // No record has such a name, and PostgreSQL refuses the character.
  app.use(async (c, next) => (/%00/.test(c.req.url) ? told(c, 'not_found', 404) : next()))
  app.use(onlyFromHere)
  app.use(bodyLimit({ maxSize: LARGEST_BODY, onError: (c) => told(c, 'too_large', 413) }))
  app.use(onlyForms)
  app.use(compress())
  serveFiles(app, options.clientDirectory)
  servePages(app, options, patternOf)
  app.onError((error, c) => {
    // Refused at the door (a form from another site): no fault of the program.
    if (error instanceof HTTPException) return told(c, codeOfStatus(error.status) ?? 'invalid', error.status)
    const isLost = isLostDatabase(error)
    log.error(
      { id: c.get('requestId'), error: error.name, code: 'code' in error ? error.code : undefined },
      isLost ? 'database lost' : 'unexpected',
    )
    return isLost ? told(c, 'unavailable', 503, { 'retry-after': '5' }) : told(c, 'unexpected', 500)
  })
  return app
}

/** What looks after the server asks for: whether it lives, whether it can work, and its figures. */
const serveWatch = (app: Web, { db, metrics }: AppOptions) => {
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => {
    const ready = await sql`select 1`.execute(db).then(
      () => true,
      () => false,
    )
    return c.text(ready ? 'ready' : 'the database does not answer', ready ? 200 : 503)
  })
  app.get('/metrics', async (c) => {
    if (metrics === null) return told(c, 'not_found', 404)
    if (!isToken(c.req.header('authorization'), metrics.token)) return c.text('a token is needed', 401, { 'www-authenticate': 'Bearer' })
    const { type, body } = await metrics.of.text()
    return c.body(body, 200, { 'content-type': type, 'cache-control': 'no-store' })
  })
}

const serveFiles = (app: Web, root: string) => {
  app.use('/assets/*', packedAssets(root))
  app.use('/assets/*', serveStatic({ root, onFound: (_, c) => c.header('cache-control', KEPT_FOR_EVER) }))
  app.use('/pictures/*', serveStatic({ root, onFound: (_, c) => c.header('cache-control', 'public, max-age=86400') }))
  app.get(
    '/favicon.svg',
    serveStatic({ path: join(root, 'favicon.svg'), onFound: (_, c) => c.header('content-type', 'image/svg+xml; charset=utf-8') }),
  )
}

const servePages = (app: Web, options: AppOptions, patternOf: PatternOf) => {
  const { db, isDevelopment, isDemonstration } = options
  const handle = createRequestHandler(options.build, isDevelopment ? 'development' : 'production')
  app.all('*', async (c) => {
    const client = clientHere(c, options)
    const sessionHash = options.sessionOf(c.req.header('cookie') ?? null, client.isSecure)
    // A live line that opens itself again is no sign that somebody sits there: it does not keep a session alive.
    const isLine = c.req.header('accept') === 'text/event-stream'
    const actor = await options.actorOf(db, sessionHash, isLine ? undefined : (c.req.header('user-agent') ?? null))
    c.set('roles', rolesOf(actor))
    const limited = await limitedHere(c, options, patternOf(c.req.path), actor, client)
    if (limited instanceof Response) return limited
    const { isSecure, address: remoteAddress } = client
    const [nonce, requestId] = [c.get('nonce'), c.get('requestId')]
    const context = new RouterContextProvider()
    const { live } = options
    const known = { db, actor, sessionHash, isSecure, isDevelopment, nonce, requestId, remoteAddress, isDemonstration, limited, live }
    context.set(serverContext, known)
    const response = await handle(asSeen(c.req.raw, client), context)
    if (limited !== null) response.headers.set('retry-after', String(limited.seconds))
    // What a signed-in person saw must not stay in a shared computer's cache.
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store')
    return response
  })
}

const told = (
  c: Context,
  code: ProblemCode | 'unexpected',
  status: ContentfulStatusCode,
  headers: Record<string, string> = {},
  detail: Record<string, string> = {},
) => c.html(plainPage(code, c.req.path, c.req.header('accept-language'), detail), status, { 'cache-control': 'no-store', ...headers })

/** Counts what the request does. A form that must wait comes back on a page that keeps it; everything else is told in words alone. */
const limitedHere = async (
  c: AppContext,
  { db, limits, limitKey, build, metrics }: AppOptions,
  pattern: { text: string; id: string } | undefined,
  actor: Actor,
  { address }: Client,
): Promise<ServerContext['limited'] | Response> => {
  const act = actOf({ method: c.req.method, pattern: pattern?.text, isSignedIn: actor.personId !== '' })
  const seconds = act === null ? 0 : await takeTurn(db, limits, limitKey, act, { personId: actor.personId, address }).catch(orUncounted)
  if (act === null || seconds === 0) return null
  metrics?.of.limited(act)
  const isScreen = c.req.method === 'POST' && build.routes[pattern?.id ?? '']?.module.default !== undefined
  if (isScreen) return { seconds, typed: await typedIn(c.req.raw.clone()) }
  return told(c, 'too_many', 429, { 'retry-after': String(seconds) }, { seconds: String(seconds) })
}

/** Without a database nothing is counted, and nothing that counts can be done: the page itself says so, and keeps what was typed. */
const orUncounted = (error: unknown): number => {
  if (!isLostDatabase(error)) throw error
  return 0
}

const rolesOf = ({ personId, roles }: Actor): string[] => (personId === '' ? [] : [...new Set(Object.values(roles).flat())].sort())

const safety = ({ isDevelopment }: { isDevelopment: boolean }) => {
  const nonce = (c: Context) => `'nonce-${c.get('nonce')}'`
  return secureHeaders({
    // A page that is kept without a network brings its own policy whole (modules/field): a nonce is good for one answer.
    overwrite: false,
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: [(c) => nonce(c), "'strict-dynamic'"],
      styleSrc: isDevelopment ? ["'self'", "'unsafe-inline'"] : ["'self'"],
      fontSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: isDevelopment ? ["'self'", 'ws:'] : ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      manifestSrc: ["'self'"],
    },
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: 'max-age=63072000; includeSubDomains',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [] },
  })
}

const peerOf = (c: Context) => getConnInfo(c).remote.address
const clientHere = (c: Context, { trustedProxies }: AppOptions): Client =>
  clientOf({ peer: peerOf(c), protocol: new URL(c.req.url).protocol, header: (name) => c.req.header(name) }, trustedProxies)
/** The request under the address that the browser shows: React Router refuses a form whose origin is another, and https is another than http. */
const asSeen = (request: Request, { isSecure }: Client): Request => {
  if (!isSecure || !request.url.startsWith('http:')) return request
  const { method, headers, body, signal } = request
  return new Request(request.url.replace(/^http:/, 'https:'), {
    method,
    headers,
    body,
    signal,
    ...(body === null ? {} : { duplex: 'half' }),
  })
}
