import { sql } from 'kysely'
import { OPERATOR } from '../actor.ts'
import { asActor, type Db } from '../db.server.ts'

/** What is watched of the database: counts, and ages in seconds; null where there is nothing to be old. */
export type Figures = {
  jobs_waiting: number
  jobs_active: number
  jobs_failed: number
  oldest_job_seconds: number
  sessions: number
  failed_sign_ins: number
  backup_seconds: number | null
  audit_seconds: number | null
}

const PATIENCE_MS = 3000

/** The figures of now; null when the database does not answer in time: a watcher that hangs watches nothing. */
export const readFigures = async (db: Db): Promise<Figures | null> => {
  const read = asActor(
    db,
    OPERATOR,
    async (scope) => (await sql<Figures>`select * from platform.operation_figures()`.execute(scope)).rows[0] ?? null,
  )
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, null)
  })
  try {
    return await Promise.race([read.catch(() => null), late])
  } finally {
    clearTimeout(timer)
  }
}
