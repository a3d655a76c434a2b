import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { backupSettings } from '#platform/backup/settings.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { defineMail, sendMail } from '#platform/mail/index.server.ts'
import { PER_PAGE } from './vocabulary.ts'
import { administratorsOnly } from './work.queries.server.ts'

// It always arrives: data without a backup are everybody's matter.
defineMail({ name: 'backupFailed', values: { link: 'path' }, act: 'link' })

/** One attempt at a backup. */
export type BackupLine = {
  id: string
  begunAt: Date
  /** Of the whole attempt, in seconds. */
  seconds: number
  isScheduled: boolean
  bytes: number | null
  rows: number | null
  why: string | null
  isRemoved: boolean
}
export type Backups = {
  lines: BackupLine[]
  count: number
  /** When the last one began that went well and is still there. */
  lastGood: Date | null
  isScheduled: boolean
}

type Row = {
  id: string
  begun_at: Date
  seconds: number
  origin: string
  bytes: number | null
  row_count: number | null
  why: string | null
  removed: boolean
}

/** The attempts at backups, the latest first, page by page from 1. @throws Problem signed_out; not_found for who administers nothing */
export const listBackups = async (scope: Scope, actor: Actor, page: number, env: NodeJS.ProcessEnv = process.env): Promise<Backups> => {
  administratorsOnly(actor)
  const { rows } = await sql<Row>`
    select id, begun_at, extract(epoch from ended_at - begun_at)::double precision as seconds, origin, bytes, row_count, why, removed_at is not null as removed
      from platform.backup order by begun_at desc, id limit ${PER_PAGE} offset ${(page - 1) * PER_PAGE}`.execute(scope)
  const { rows: whole } = await sql<{ n: number; good: Date | null }>`
    select count(*) as n, max(begun_at) filter (where why is null and removed_at is null) as good from platform.backup`.execute(scope)
  return {
    lines: rows.map(({ id, begun_at: begunAt, seconds, origin, bytes, row_count, why, removed }) => ({
      id,
      begunAt,
      seconds,
      isScheduled: origin === 'schedule',
      bytes,
      rows: row_count,
      why,
      isRemoved: removed,
    })),
    count: whole[0]?.n ?? 0,
    lastGood: whole[0]?.good ?? null,
    isScheduled: backupSettings(env) !== undefined,
  }
}

/** Tells every administrator that the nightly backup failed: once for a night with several attempts. Runs as the operator. */
export const tellOfFailedBackup = async (scope: Scope): Promise<void> => {
  const { rows: recent } = await sql<{ n: number }>`
    select count(*) as n from platform.backup where why is not null and begun_at > now() - interval '20 hours'`.execute(scope)
  if ((recent[0]?.n ?? 0) > 1) return
  const { rows } = await sql<{ person: string }>`
    select distinct person_id as person from identity.role
     where role = 'administrator' and current_date >= valid_from and (valid_to is null or current_date <= valid_to) order by 1`.execute(
    scope,
  )
  for (const { person } of rows)
    await sendMail(scope, { to: { personId: person }, template: 'backupFailed', values: { link: '/admin/backups' } })
}
