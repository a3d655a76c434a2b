import { createHash, timingSafeEqual } from 'node:crypto'
import type pg from 'pg'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Act } from '../limits/classes.ts'
import type { Figures } from './figures.server.ts'

export type Metrics = {
  /** One answered request: pattern of the route table, never the address itself. */
  answered(request: { method: string; route: string; status: number; seconds: number }): void
  /** One request that a limit turned away. */
  limited(act: Act): void
  /** Everything as Prometheus reads it. */
  text(): Promise<{ type: string; body: string }>
}

const METHODS = ['GET', 'HEAD', 'POST']
const BUCKETS = [0.01, 0.03, 0.1, 0.3, 1, 3, 10]

/**
 * What Prometheus watches of this process and of the database behind it. Label values come from the route table, from status codes
 * and from a few words of ours, so that nobody outside can make them grow. `figures` is asked when somebody looks.
 */
export const createMetrics = (
  pool: Pick<pg.Pool, 'totalCount' | 'idleCount' | 'waitingCount'>,
  figures: () => Promise<Figures | null>,
): Metrics => {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'maillage_request_seconds',
    help: 'Answered requests by method, address of the route table and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: BUCKETS,
    registers,
  })
  const limited = new Counter({
    name: 'maillage_limited_total',
    help: 'Requests that a limit turned away',
    labelNames: ['act'] as const,
    registers,
  })
  for (const act of ['sign-in', 'write', 'export'] satisfies Act[]) limited.inc({ act }, 0)
  new Gauge({
    name: 'maillage_pool_connections',
    help: 'Connections to the database: in use, idle, and requests that wait for one',
    labelNames: ['state'] as const,
    registers,
    collect() {
      this.set({ state: 'used' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'awaited' }, pool.waitingCount)
    },
  })
  const watched = gauges(registers)
  return {
    answered: ({ method, route, status, seconds }) =>
      requests.observe({ method: METHODS.includes(method) ? method : 'other', route, status: String(status) }, seconds),
    limited: (act) => limited.inc({ act }),
    text: async () => {
      watched(await figures())
      return { type: registry.contentType, body: await registry.metrics() }
    },
  }
}

const WORDS: Readonly<Record<keyof Figures, string>> = {
  jobs_waiting: 'Jobs that are due and wait for a hand',
  jobs_active: 'Jobs under way, as the queue last counted them',
  jobs_failed: 'Jobs that were given up, as the queue last counted them',
  oldest_job_seconds: 'For how long the oldest due job has waited',
  sessions: 'Sessions that are open',
  failed_sign_ins: 'Sign-ins that failed in the last hour',
  backup_seconds: 'Age of the last scheduled or asked-for backup',
  audit_seconds: 'Age of the last row of the trail',
}

// What is not known (the database is away, no backup yet) has no value, rather than a wrong one or the last one.
const gauges = (registers: Registry[]) => {
  const up = new Gauge({ name: 'maillage_database_up', help: '1 while the database answers', registers })
  const all = (Object.keys(WORDS) as (keyof Figures)[]).map((name) => ({
    name,
    gauge: new Gauge({ name: `maillage_${name}`, help: WORDS[name], registers }),
  }))
  return (figures: Figures | null) => {
    up.set(figures === null ? 0 : 1)
    for (const { name, gauge } of all) {
      const value = figures?.[name] ?? null
      if (value === null) gauge.remove()
      else gauge.set(value)
    }
  }
}

/** Whether a header opens the metrics, in a time that tells nothing of the token. */
export const isToken = (authorization: string | undefined, token: string): boolean => {
  const [given, wanted] = [authorization ?? '', `Bearer ${token}`].map((text) => createHash('sha256').update(text).digest())
  return given !== undefined && wanted !== undefined && timingSafeEqual(given, wanted)
}
