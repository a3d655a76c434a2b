import type pg from 'pg'
import { OPERATOR } from '../actor.ts'
import { withClient } from '../database/client.server.ts'

/** One attempt at a backup, as the page of administrators tells it. */
export type Attempt = {
  origin: 'schedule' | 'command'
  begunAt: Date
  /** The name of the file, never where it lies; of a command nothing, because its name may tell where. */
  file: string | null
  result: { bytes: number; tables: number; rows: number; made: string } | { why: string }
}

/** Notes what became of a backup, and in the chain of the installation that everything left as a file. */
export const noteAttempt = (ownerUrl: string, { origin, begunAt, file, result }: Attempt): Promise<void> =>
  withClient(ownerUrl, async (owner) => {
    await owner.query('begin')
    const written = 'why' in result ? undefined : result
    // A database of before migration 0012 has no such list.
    if (await has(owner, "select to_regclass('platform.backup') is not null"))
      await owner.query(
        `insert into platform.backup (begun_at, ended_at, origin, file, bytes, tables, row_count, why) values ($1, clock_timestamp(), $2, $3, $4, $5, $6, $7)`,
        [begunAt, origin, file, written?.bytes, written?.tables, written?.rows, 'why' in result ? result.why : null],
      )
    if (written !== undefined)
      await noteInTrail(owner, 'export', 'backup.write', `state of ${written.made}${file === null ? '' : `, ${file}`}`)
    await owner.query('commit')
  })

/** Notes that files of scheduled backups were removed because their time was over. */
export const noteRemoved = (ownerUrl: string, files: readonly string[]): Promise<void> =>
  withClient(ownerUrl, async (owner) => {
    await owner.query('update platform.backup set removed_at = now() where file = any ($1) and removed_at is null', [files])
  })

/** Adds a row of the operator to the chain of the installation. A database of before migration 0010 has none. */
export const noteInTrail = async (owner: pg.Client, kind: 'export' | 'write', action: string, target: string) => {
  const door = 'platform.record_event(text,text,text,text,uuid,text)'
  if (!(await has(owner, `select to_regprocedure('${door}') is not null`))) return
  await owner.query(`set local app.person = '${OPERATOR.personId}'`)
  await owner.query('select platform.record_event(null, $1, $2, $3, null, null)', [kind, action, target])
}

export const has = async (owner: pg.Client, question: string): Promise<boolean> => {
  const { rows } = await owner.query<{ answer: boolean }>(`select (${question}) as answer`)
  return rows[0]?.answer === true
}
