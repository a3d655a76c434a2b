import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { OPERATOR, VISITOR } from '../actor.ts'
import type { Figures } from './figures.server.ts'
import { createMetrics, isToken } from './metrics.server.ts'

const POOL = { totalCount: 4, idleCount: 3, waitingCount: 2 }
const FIGURES: Figures = {
  jobs_waiting: 7,
  jobs_active: 1,
  jobs_failed: 2,
  oldest_job_seconds: 12.5,
  sessions: 40,
  failed_sign_ins: 3,
  backup_seconds: null,
  audit_seconds: 60,
}

describe('metrics', () => {
  test('are what Prometheus reads: requests by address of the route table, pool, and the figures of the database', async () => {
    const metrics = createMetrics(POOL, async () => FIGURES)
    metrics.answered({ method: 'GET', route: '/:lang/directory', status: 200, seconds: 0.02 })
    metrics.answered({ method: 'PROPFIND', route: 'other', status: 404, seconds: 0.001 })
    metrics.limited('export')
    const { body, type } = await metrics.text()
    expect(type).toContain('text/plain')
    for (const line of [
      'maillage_request_seconds_bucket{le="0.03",method="GET",route="/:lang/directory",status="200"} 1',
      'maillage_request_seconds_count{method="other",route="other",status="404"} 1',
      'maillage_limited_total{act="export"} 1',
      'maillage_limited_total{act="write"} 0',
      'maillage_pool_connections{state="used"} 1',
      'maillage_pool_connections{state="awaited"} 2',
      'maillage_database_up 1',
      'maillage_jobs_waiting 7',
      'maillage_oldest_job_seconds 12.5',
      'maillage_sessions 40',
    ])
      expect(body.split('\n')).toContain(line)
    expect(body).toContain('process_resident_memory_bytes')
    expect(body).not.toMatch(/^maillage_backup_seconds /m)
  })

  test('say so when the database is away, and give no old figure for a new one', async () => {
    let figures: Figures | null = FIGURES
    const metrics = createMetrics(POOL, async () => figures)
    await metrics.text()
    figures = null
    const { body } = await metrics.text()
    expect(body.split('\n')).toContain('maillage_database_up 0')
    expect(body).not.toMatch(/^maillage_(jobs_waiting|sessions) /m)
  })

  test('open to the token as a whole and to nothing else', () => {
    expect(isToken('Bearer a-token-of-the-tests', 'a-token-of-the-tests')).toBe(true)
    for (const wrong of [
      undefined,
      '',
      'Bearer ',
      'Bearer a-token',
      'Bearer a-token-of-the-tests ',
      'a-token-of-the-tests',
      'bearer a-token-of-the-tests',
    ])
      expect(isToken(wrong, 'a-token-of-the-tests')).toBe(false)
  })
})

describe('the figures of the database', () => {
  const world = useWorld()
  const read = (scope: Parameters<Parameters<typeof world.as>[1]>[0]) =>
    sql<Figures>`select * from platform.operation_figures()`.execute(scope)

  test('are for the operator, and nobody else gets a row', async () => {
    const network = await world.network()
    const administrator = await world.person({ network, role: 'administrator' })
    expect((await world.as(administrator, read)).rows).toEqual([])
    expect((await world.as(VISITOR, read)).rows).toEqual([])
    const { rows } = await world.as(OPERATOR, read)
    expect(rows).toEqual([expect.objectContaining({ jobs_waiting: expect.any(Number), sessions: expect.any(Number) })])
  })

  test('count what they say', async () => {
    const before = (await world.as(OPERATOR, read)).rows[0]
    const person = await world.person()
    await world.seed(async (owner) => {
      await sql`insert into identity.session (token_hash, person_id, expires_at) values ('\\x01', ${person.personId}, now() + interval '1 hour'),
        ('\\x02', ${person.personId}, now() - interval '1 hour')`.execute(owner)
      await sql`select platform.record_sign_in(${person.personId}, 'identity.signIn', 'password', false)`.execute(owner)
    })
    const after = (await world.as(OPERATOR, read)).rows[0]
    expect(after?.sessions).toBe((before?.sessions ?? 0) + 1)
    expect(after?.failed_sign_ins).toBe((before?.failed_sign_ins ?? 0) + 1)
    expect(after?.audit_seconds).toBeLessThan(60)
  })
})
