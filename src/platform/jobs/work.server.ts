import { sql } from 'kysely'
import type pg from 'pg'
import { type JobResult, type JobWithMetadata, PgBoss } from 'pg-boss'
import { type Actor, isMember, OPERATOR, VISITOR } from '../actor.ts'
import { asActor, type Db, type Scope } from '../db.server.ts'
import { Problem } from '../problem.ts'
import { ZONE } from '../today.ts'
import { definedSchedules, type JobDefinition, jobNamed, type Open } from './define.server.ts'
import { failureOf, JobFailure, type Why } from './failure.server.ts'
import { bossOn, dbOf, Envelope, QUEUE, SCHEMA, triesOf } from './queue.server.ts'
import { workerDb } from './worker-db.server.ts'

export type Failed = { id: string; job: string; by: string; network: string | null; why: Why }
export type WorkOptions = {
  db: Db
  pool: pg.Pool
  log: { info(what: object, line: string): void; error(what: object, line: string): void }
  /** Who a person is now: name and roles of today; null when the account is gone. Runs as that person. */
  actorOf: (scope: Scope, personId: string) => Promise<Actor | null>
  /** Told of a job that is given up, as the operator. */
  onGivenUp?: (scope: Scope, failed: Failed) => Promise<void>
  /** Jobs at the same time in this process (3). */
  atOnce?: number
  /** How often to look for new jobs (2), and for those of a process that died (20). */
  seconds?: { look: number; watch: number }
}
export type Work = {
  /** Takes no new job, waits for those under way, and puts back what is not done by then. */
  stop(milliseconds?: number): Promise<void>
  /** Looks now for jobs of processes that died. */
  watch(): Promise<void>
}

/**
 * Works through the queue in this process, beside any number of other processes on the same database: each job is taken by one.
 * @throws when the tables of the queue are not those of this version of pg-boss
 */
export const startWork = async (options: WorkOptions): Promise<Work> => {
  const { log, atOnce = 3, seconds = { look: 2, watch: 20 } } = options
  const boss = new PgBoss({
    db: workerDb(options.pool),
    schema: SCHEMA,
    migrate: false,
    createSchema: false,
    // These need more than the rights of the application: the owner's REINDEX, a look at other sessions.
    reindex: false,
    monitorVacuum: false,
    superviseIntervalSeconds: seconds.watch,
    monitorIntervalSeconds: seconds.watch,
  })
  boss.on('error', (error) => log.error(failureOf(error).why, 'queue'))
  boss.on('warning', ({ message }) => log.info({ message }, 'queue'))
  await boss.start()
  await keepSchedules(boss)
  for (let hand = 0; hand < atOnce; hand += 1) await addHand(boss, options, seconds.look)
  return {
    stop: (milliseconds = 10_000) => boss.stop({ graceful: true, timeout: milliseconds }),
    watch: () => boss.supervise(),
  }
}

/** One more job at the same time. After a job the next one is looked for at once, and only where none waits after a while. */
const addHand = async (boss: PgBoss, options: WorkOptions, look: number) => {
  const how = { includeMetadata: true, perJobResults: true, batchSize: 1, pollingIntervalSeconds: look } as const
  const hand = await boss.work<unknown, unknown, typeof how>(QUEUE, how, async (taken) => {
    const results = await Promise.all(taken.map((job) => doJob(options, job)))
    boss.notifyWorker(hand)
    return results
  })
}

const keepSchedules = async (boss: PgBoss) => {
  const defined = definedSchedules()
  for (const [key, { job, cron, input }] of defined) {
    const definition = jobNamed(job)
    if (definition === undefined) throw new Error(`a schedule asks for the job ${job}, which nobody defined`)
    const envelope = { job, by: OPERATOR.personId, network: null, input: definition.input.parse(input) } satisfies Envelope
    await boss.schedule(QUEUE, cron, envelope, { ...triesOf(definition), key, tz: ZONE, missed: 'once', singletonKey: `schedule/${key}` })
  }
  for (const { key } of await boss.getSchedules(QUEUE)) if (!defined.has(key)) await boss.unschedule(QUEUE, key)
}

type Taken = JobWithMetadata<unknown>

/** One job to its end, good or bad. Never throws: what went wrong is the result, without a word of what the job was about. */
const doJob = async (options: WorkOptions, taken: Taken): Promise<JobResult> => {
  const read = Envelope.safeParse(taken.data)
  const job = read.success ? read.data.job : 'unknown'
  const started = performance.now()
  try {
    if (!read.success) throw new JobFailure('invalid', { isFinal: true })
    const definition = jobNamed(job)
    // A newer process may have asked for what this one does not know yet.
    if (definition === undefined) throw new JobFailure('unknown_job')
    await perform(options, definition, read.data, taken)
    options.log.info({ job, ms: Math.round(performance.now() - started) }, 'job done')
    return { id: taken.id, status: 'completed' }
  } catch (error) {
    const { why, isFinal } = failureOf(error)
    const isGivenUp = isFinal || taken.retryCount >= taken.retryLimit
    options.log.error({ job, ...why, isGivenUp }, 'job failed')
    if (isGivenUp && read.success) await tellGivenUp(options, { id: taken.id, job, by: read.data.by, network: read.data.network, why })
    return { id: taken.id, status: isFinal ? 'deadletter' : 'failed', output: why }
  }
}

const tellGivenUp = async ({ db, onGivenUp, log }: WorkOptions, failed: Failed) => {
  try {
    if (onGivenUp !== undefined) await asActor(db, OPERATOR, (scope) => onGivenUp(scope, failed))
  } catch (error) {
    log.error({ job: failed.job, ...failureOf(error).why }, 'nobody could be told of a failed job')
  }
}

const perform = async (options: WorkOptions, definition: JobDefinition<unknown>, envelope: Envelope, taken: Taken) => {
  const input = definition.input.parse(envelope.input)
  const open = opening(options, definition, envelope)
  if ('runInSteps' in definition) return definition.runInSteps(open, input, taken.signal)
  await open(async (scope, actor) => {
    await definition.run(scope, actor, input)
    await settle(scope, taken)
  })
}

// The rights are those of this moment: an account that is closed, or a role in the network that is over, may nothing any more.
const opening = ({ db, actorOf }: WorkOptions, definition: JobDefinition<unknown>, { by, network }: Envelope): Open => {
  const personId = definition.as === 'operator' ? OPERATOR.personId : by === 'visitor' ? VISITOR.personId : by
  const actorIn = async (scope: Scope) =>
    personId === OPERATOR.personId ? OPERATOR : personId === VISITOR.personId ? VISITOR : actorOf(scope, personId)
  return (work) =>
    asActor(db, { personId, name: '', roles: {} }, async (scope) => {
      const actor = await actorIn(scope)
      if (actor === null || (network !== null && !isMember(actor, network))) throw new Problem('forbidden', { right: definition.name })
      return work(scope, actor)
    })
}

/** Notes in the job's own transaction that it is done. A job that somebody else took over meanwhile undoes everything. */
const settle = async (scope: Scope, { id, retryCount }: Taken) => {
  await sql.raw(`set local app.person = '${OPERATOR.personId}'`).execute(scope)
  const answer = await bossOn(dbOf(scope)).complete(QUEUE, { id, retryCount }, null, { db: dbOf(scope) })
  if (!('affected' in answer) || answer.affected !== 1) throw new JobFailure('taken_over')
}
