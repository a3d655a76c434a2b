import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import type { Period } from './quarters.ts'

/** A row of care.delays (migration 0020), times in hours: what may be shown of it is decided by delays.server.ts. */
export type DelayRow = {
  dim: 'all' | 'function' | 'team' | 'from' | 'refusal'
  key: string
  name: string
  care_function: string | null
  asked: number
  in_time: number
  late: number
  unanswered: number
  answer_median: number | null
  answer_p90: number | null
  met_in_time: number
  met_late: number
  unmet: number
  meeting_median: number | null
  meeting_p90: number | null
}

/** The counts behind the delays of a network in a period; nothing for who does not steer it. */
export const readDelays = async (scope: Scope, network: string, { from, to }: Period): Promise<DelayRow[]> => {
  const { rows } = await sql<DelayRow>`
    select * from care.delays(${network}, ${from}, ${to}) order by care_function nulls last, name collate platform.names, asked desc, key`.execute(
    scope,
  )
  return rows
}

/** @throws Problem not_found */
export const readThreshold = async (scope: Scope, network: string): Promise<{ threshold: number; name: Words }> => {
  const { rows } = await sql<{ threshold: number; name: Words }>`
    select disclosure_threshold as threshold, name from platform.network where id = ${network}`.execute(scope)
  return found(rows[0])
}
