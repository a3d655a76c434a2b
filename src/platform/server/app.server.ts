import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { getConnInfo } from '@hono/node-server/conninfo'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { sql } from 'kysely'
import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router'
import type { Actor } from '../actor.ts'
import type { Db } from '../db.server.ts'
import { isLostDatabase } from '../lost.server.ts'
import { codeOfStatus, type ProblemCode } from '../problem.ts'
import { KEPT_FOR_EVER, packedAssets } from './assets.server.ts'
import { serverContext } from './context.ts'
import type { Log } from './log.server.ts'
import { plainPage } from './plain-page.server.ts'

export type AppOptions = {
  db: Db
  build: ServerBuild
  clientDirectory: string
  log: Log
  isDemonstration: boolean
  isDevelopment: boolean
  /** Behind a reverse proxy that sets X-Forwarded-Proto and X-Forwarded-For. */
  isProxied: boolean
  sessionOf: (cookies: string | null, isSecure: boolean) => Buffer | null
  actorOf: (db: Db, sessionHash: Buffer | null) => Promise<Actor>
}

const MEGABYTE = 1024 * 1024
const LARGEST_BODY = 8 * MEGABYTE // a spreadsheet of 100,000 rows; forms are far smaller

/** The whole web face of Maillage: safety headers, health, static files, then the screens. */
export const createApp = (options: AppOptions) => {
  const { db, log, isProxied, isDevelopment } = options
  const handle = createRequestHandler(options.build, isDevelopment ? 'development' : 'production')
  const app = new Hono<{ Variables: { nonce: string } }>()

  app.use(async (c, next) => {
    const started = performance.now()
    await next()
    // The first two parts of the path at most: further parts and the query may name somebody.
    const section = c.req.path.split('/').slice(0, 3).join('/')
    if (!section.startsWith('/assets'))
      log.info({ method: c.req.method, section, status: c.res.status, ms: Math.round(performance.now() - started) }, 'request')
  })
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => {
    const ready = await sql`select 1`.execute(db).then(
      () => true,
      () => false,
    )
    return c.text(ready ? 'ready' : 'the database does not answer', ready ? 200 : 503)
  })
  app.use(async (c, next) => {
    c.set('nonce', randomBytes(18).toString('base64url'))
    await next()
  })
  // No record has such a name, and PostgreSQL refuses the character.
  app.use(async (c, next) => (/%00/.test(c.req.url) ? told(c, 'not_found', 404) : next()))
  app.use(safety({ isDevelopment }))
  app.use(csrf({ origin: (origin, c) => sameHost(origin, c) }))
  app.use(bodyLimit({ maxSize: LARGEST_BODY, onError: (c) => told(c, 'too_large', 413) }))
  app.use(compress())
  app.use('/assets/*', packedAssets(options.clientDirectory))
  app.use('/assets/*', serveStatic({ root: options.clientDirectory, onFound: (_, c) => c.header('cache-control', KEPT_FOR_EVER) }))
  app.use(
    '/pictures/*',
    serveStatic({ root: options.clientDirectory, onFound: (_, c) => c.header('cache-control', 'public, max-age=86400') }),
  )
  app.get('/favicon.svg', serveStatic({ path: join(options.clientDirectory, 'favicon.svg') }))

  app.all('*', async (c) => {
    const isSecure = protocolOf(c, isProxied) === 'https'
    const sessionHash = options.sessionOf(c.req.header('cookie') ?? null, isSecure)
    const context = new RouterContextProvider()
    const actor = await options.actorOf(db, sessionHash)
    context.set(serverContext, {
      db,
      actor,
      sessionHash,
      isSecure,
      isDevelopment,
      nonce: c.get('nonce'),
      remoteAddress: remoteAddressOf(c, isProxied),
      isDemonstration: options.isDemonstration,
    })
    const response = await handle(c.req.raw, context)
    // What a signed-in person saw must not stay in a shared computer's cache.
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store')
    return response
  })
  app.onError((error, c) => {
    // Refused at the door (a form from another site): no fault of the program.
    if (error instanceof HTTPException) return told(c, codeOfStatus(error.status) ?? 'invalid', error.status)
    const isLost = isLostDatabase(error)
    log.error({ error: error.name, code: 'code' in error ? error.code : undefined }, isLost ? 'database lost' : 'unexpected')
    return isLost ? told(c, 'unavailable', 503, { 'retry-after': '5' }) : told(c, 'unexpected', 500)
  })
  return app
}

const told = (c: Context, code: ProblemCode | 'unexpected', status: ContentfulStatusCode, headers: Record<string, string> = {}) =>
  c.html(plainPage(code, c.req.path, c.req.header('accept-language')), status, { 'cache-control': 'no-store', ...headers })

const safety = ({ isDevelopment }: { isDevelopment: boolean }) => {
  const nonce = (c: Context) => `'nonce-${c.get('nonce')}'`
  return secureHeaders({
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

const protocolOf = (c: Context, isProxied: boolean) =>
  (isProxied ? c.req.header('x-forwarded-proto') : undefined) ?? new URL(c.req.url).protocol.replace(':', '')
const remoteAddressOf = (c: Context, isProxied: boolean) =>
  (isProxied ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined) ?? getConnInfo(c).remote.address ?? 'unknown'
const sameHost = (origin: string, c: Context) => URL.canParse(origin) && new URL(origin).host === c.req.header('host')
