import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Db as BossDb, fromKysely, PgBoss } from 'pg-boss'
import { z } from 'zod'
import type { Scope } from '../db.server.ts'
import { type JobDefinition, jobNamed } from './define.server.ts'

/** The one queue, made by the migration: nobody needs the right to make another. */
export const QUEUE = 'work'
export const SCHEMA = 'jobs'

/** What a job carries: what to do, for whom, in which network, with what. The database checks `by` and lets nobody change it. */
export const Envelope = z.object({
  job: z.string(),
  by: z.union([z.uuid(), z.literal('visitor')]),
  network: z.string().nullable(),
  input: z.unknown(),
})
export type Envelope = z.infer<typeof Envelope>

export type EnqueueOptions = {
  /** Not before this moment. */
  startAfter?: Date
  /** While a job with this key waits for the same person and network, no second one is added. */
  singletonKey?: string
  /** Whose administrators hear of a failure; the person must have a role there then as now. */
  network?: string
}

/** Statements of pg-boss in the transaction of a scope, as its actor. */
export const dbOf = (scope: Scope): BossDb => fromKysely(scope)

/** pg-boss on one connection, for single statements: it starts nothing and keeps nothing. */
export const bossOn = (db: BossDb) =>
  new PgBoss({ db, schema: SCHEMA, migrate: false, createSchema: false, supervise: false, schedule: false })

/** How often and how long a job is tried; the rest is as the migration made the queue. */
export const triesOf = ({ retries, minutes }: JobDefinition<unknown>) => ({
  ...(retries === undefined ? {} : { retryLimit: retries.limit, retryDelay: retries.delaySeconds, retryBackoff: true }),
  ...(minutes === undefined ? {} : { expireInSeconds: minutes * 60 }),
})

/**
 * Has a job done later, as the person who acts here and with the rights of then. It is part of the transaction: rolled back, it never was.
 * @returns its id, or null when one with the same singleton key waits already
 * @throws ZodError when the input is not what the job takes; an error of PostgreSQL (42501) for a network where the person has no role
 */
export const enqueue = async (scope: Scope, name: string, input: unknown, options: EnqueueOptions = {}): Promise<string | null> => {
  const job = jobNamed(name)
  if (job === undefined) throw new Error(`no job ${name}: it must be defined before it is asked for`)
  const { rows } = await sql<{ by: string }>`select coalesce(platform.person()::text, 'visitor') as by`.execute(scope)
  const by = rows[0]?.by ?? 'visitor'
  const network = options.network ?? null
  const envelope = { job: name, by, network, input: job.input.parse(input) } satisfies Envelope
  return bossOn(dbOf(scope)).send(QUEUE, envelope, {
    ...triesOf(job),
    // The queue keeps one waiting job for each key. Two people who ask for the same may get different things.
    singletonKey: options.singletonKey === undefined ? randomUUID() : [name, network ?? '', by, options.singletonKey].join('/'),
    ...(options.startAfter === undefined ? {} : { startAfter: options.startAfter }),
    db: dbOf(scope),
  })
}

/** Has a job that was given up tried once more. Row-level security decides who may. @returns whether there was one */
export const retry = async (scope: Scope, id: string): Promise<boolean> => {
  const answer = await bossOn(dbOf(scope)).retry(QUEUE, id, { db: dbOf(scope) })
  return 'affected' in answer && answer.affected === 1
}
