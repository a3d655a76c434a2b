import { randomUUID } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import type { Metrics } from '../metrics/metrics.server.ts'
import type { Variables } from './app.server.ts'
import type { Log } from './log.server.ts'

type Options = {
  log: Log
  metrics: Metrics | null
  patternOf: (path: string) => { text: string } | undefined
  /** Whether a reverse proxy of ours asks: its number of a request is taken over, so that both logs have the same. */
  isTrusted: (c: Context) => boolean
}

const OWN = ['/healthz', '/readyz', '/metrics', '/favicon.svg']
const NUMBER = /^[\w-]{8,64}$/

/**
 * A line and a count for every answer: a number of the request (also in the header X-Request-Id), the address of the route table, the
 * status, the time, and the kinds of roles. Never the path itself or its query, which may name somebody, and never who.
 */
export const noteRequests = ({ log, metrics, patternOf, isTrusted }: Options): MiddlewareHandler<{ Variables: Variables }> => {
  const routeOf = (path: string): string => {
    if (OWN.includes(path)) return path
    const [folder = ''] = path.split('/').slice(1)
    if (folder === 'assets' || folder === 'pictures') return `/${folder}/*`
    const pattern = patternOf(path)
    return pattern === undefined ? 'other' : `/${pattern.text}`
  }
  return async (c, next) => {
    const started = performance.now()
    const given = c.req.header('x-request-id') ?? ''
    const id = NUMBER.test(given) && isTrusted(c) ? given : randomUUID()
    c.set('requestId', id)
    c.set('roles', [])
    await next()
    c.header('x-request-id', id)
    const [route, seconds] = [routeOf(c.req.path), (performance.now() - started) / 1000]
    metrics?.answered({ method: c.req.method, route, status: c.res.status, seconds })
    if (route === '/assets/*') return
    const roles = c.get('roles')
    log.info(
      { id, method: c.req.method, route, status: c.res.status, ms: Math.round(seconds * 1000), ...(roles.length === 0 ? {} : { roles }) },
      'request',
    )
  }
}
