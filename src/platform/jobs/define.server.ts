import type { z } from 'zod'
import type { Actor } from '../actor.ts'
import type { Scope } from '../db.server.ts'

/** Opens a transaction as the one for whom the job works, with the rights of that moment. Never held across mail, files or network. */
export type Open = <T>(work: (scope: Scope, actor: Actor) => Promise<T>) => Promise<T>

type Common<Input> = {
  /** module.verb, as in the audit; its words for administrators are the message `job.<name>`. */
  name: `${string}.${string}`
  input: z.ZodType<Input>
  /** Whose rights it works under: those of the one who asked (the default), or the operator's, for what belongs to nobody. */
  as?: 'asker' | 'operator'
  /** Attempts after the first (6), and seconds before the second one (30); the wait then doubles up to an hour. */
  retries?: { limit: number; delaySeconds: number }
  /** After so many minutes it is taken for lost and tried again (15). */
  minutes?: number
}
/** Work inside the database: one transaction, which also notes that the job is done, so that its effect happens once. */
export type Within<Input> = Common<Input> & { run: (scope: Scope, actor: Actor, input: Input) => Promise<void> }
/** Work that reaches outside (mail, files): several short transactions. It may be cut off and repeated between any two of them. */
export type InSteps<Input> = Common<Input> & { runInSteps: (open: Open, input: Input, signal: AbortSignal) => Promise<void> }
export type JobDefinition<Input> = Within<Input> | InSteps<Input>

/** Work that comes round by the clock, as the operator. `cron` in five fields, by the clocks of Paris and Brussels. */
export type ScheduleDefinition = { job: string; cron: string; input: object; key?: string }

// What a job takes is checked at both ends with its own schema, so the registry need not know its type.
const jobs = new Map<string, JobDefinition<unknown>>()
const schedules = new Map<string, ScheduleDefinition>()

/** Names a piece of work that a server process does later. Called once for each job, where a module is loaded. */
export const defineJob = <Input>(job: JobDefinition<Input>): JobDefinition<Input> => {
  jobs.set(job.name, job as JobDefinition<unknown>)
  return job
}

/** Has a job done by the clock. An hour that nobody was there for is made up for once, when a server starts. */
export const defineSchedule = (schedule: ScheduleDefinition): ScheduleDefinition => {
  schedules.set(schedule.key ?? schedule.job, schedule)
  return schedule
}

export const jobNamed = (name: string): JobDefinition<unknown> | undefined => jobs.get(name)
export const definedSchedules = (): ReadonlyMap<string, ScheduleDefinition> => schedules
