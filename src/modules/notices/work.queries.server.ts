import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Why, whyIn } from '#platform/jobs/index.server.ts'
import { Problem } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import { canSeeWork } from './policy.ts'
import { PER_PAGE, WORK_STATES, type WorkState } from './vocabulary.ts'

/** A job without what it was about: nothing of its input leaves the database. */
export type WorkLine = {
  id: string
  job: string
  network: Words | null
  state: WorkState
  askedAt: Date
  /** When it is tried next (waiting), was taken up (running), or ended. */
  moment: Date
  attempts: number
  why: Why | null
}

const STATES: Record<WorkState, readonly string[]> = {
  failed: ['failed'],
  running: ['active'],
  waiting: ['created', 'retry'],
  done: ['completed'],
}

/** @throws Problem signed_out; not_found for who administers nothing: to them there is no such page */
export const administratorsOnly = (actor: Actor) => {
  if (actor.personId === '') throw new Problem('signed_out')
  if (!canSeeWork(actor)) throw new Problem('not_found')
}

/** How many jobs there are in each state, of the actor's networks. */
export const countWork = async (scope: Scope): Promise<Record<WorkState, number>> => {
  const { rows } = await sql<{ state: string; n: number }>`
    select state::text, count(*) as n from jobs.job where name = 'work' group by state`.execute(scope)
  const count = (state: WorkState) => rows.filter((row) => STATES[state].includes(row.state)).reduce((sum, { n }) => sum + n, 0)
  return { failed: count('failed'), running: count('running'), waiting: count('waiting'), done: count('done') }
}

type Row = {
  id: string
  job: string
  network: Words | null
  state: string
  created_on: Date
  moment: Date
  attempts: number
  output: unknown
}

/** The jobs of one state, the latest first, page by page from 1. */
export const listWork = async (scope: Scope, state: WorkState, page: number): Promise<WorkLine[]> => {
  const { rows } = await sql<Row>`
    select j.id, j.data->>'job' as job, n.name as network, j.state::text, j.created_on,
      case j.state when 'active' then j.started_on when 'completed' then j.completed_on when 'failed' then j.completed_on else j.start_after end as moment,
      case when j.started_on is null then 0 else j.retry_count + 1 end as attempts, j.output
      from jobs.job j left join platform.network n on n.id = j.data->>'network'
     where j.name = 'work' and j.state::text = any (${[...STATES[state]]})
     order by j.created_on desc, j.id limit ${PER_PAGE} offset ${(page - 1) * PER_PAGE}`.execute(scope)
  return rows.map(({ id, job, network, created_on: askedAt, moment, attempts, output, state: kept }) => ({
    id,
    job,
    network,
    state,
    askedAt,
    moment,
    attempts,
    why: kept === 'failed' || kept === 'retry' ? whyIn(output) : null,
  }))
}

export const stateIn = (text: string | null): WorkState => WORK_STATES.find((state) => state === text) ?? 'failed'
