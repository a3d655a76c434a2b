import { sql } from 'kysely'
import { z } from 'zod'
import { type Actor, hasRole } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { defineJob, defineSchedule } from '#platform/jobs/index.server.ts'
import { Problem } from '#platform/problem.ts'
import { dayOf } from '#platform/today.ts'
import { DAYS } from './retention-days.ts'

export { DAYS }
export const MOST_DAYS = 3660
export type Retention = { days: number; version: number }

export const canSetRetention = (actor: Actor, network: string) => hasRole(actor, network, 'administrator')

/** How long such files are kept; version 0 where the example holds. */
export const readRetention = async (scope: Scope, network: string): Promise<Retention> =>
  (await scope.selectFrom('care.retention').select(['days', 'version']).where('network_id', '=', network).executeTakeFirst()) ?? {
    days: DAYS,
    version: 0,
  }

/** The day that stands in a form until the person names another: as long as a file would be kept of somebody whom no team took. */
export const usualEnd = async (scope: Scope, network: string): Promise<string> =>
  dayOf(new Date(Date.now() + (await readRetention(scope, network)).days * 86_400_000))

/** Sets it. @throws Problem not_found for who does not administer the network, conflict when it was set since */
export const setRetention = async (scope: Scope, actor: Actor, network: string, { days, version }: Retention): Promise<void> => {
  if (!canSetRetention(actor, network)) throw new Problem('not_found')
  const { rows } =
    version === 0
      ? await sql`insert into care.retention (network_id, days) values (${network}, ${days}) on conflict do nothing returning days`.execute(
          scope,
        )
      : await sql`update care.retention set days = ${days}, version = version + 1 where network_id = ${network} and version = ${version} returning days`.execute(
          scope,
        )
  if (rows.length === 0) throw new Problem('conflict')
  await record(scope, network, 'care.setRetention', `network/${network}`, { reason: String(days) })
}

/** The day on which a file will be emptied because no team took its request; null where it will not. For who may see its name. */
export const emptiedOn = async (scope: Scope, network: string, file: string): Promise<string | null> => {
  const { rows } = await sql<{ day: string | null }>`select care.emptied_on(${network}, ${file})::text as day`.execute(scope)
  return rows[0]?.day ?? null
}

/** So many at a time: a run that is broken off loses little, and the next one goes on. */
const AT_ONCE = 200

/**
 * Empties files whose time is over at a moment: name, birth, how to reach them, stories; the counts stay. Each stands in the trail. As the
 * operator. @returns how many
 */
export const emptyFiles = async (scope: Scope, now: Date, most = AT_ONCE): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select care.empty_files(${now}, ${most}) as n`.execute(scope)
  return rows[0]?.n ?? 0
}

defineJob({
  name: 'care.emptyFiles',
  input: z.object({}),
  as: 'operator',
  run: async (scope) => void (await emptyFiles(scope, new Date())),
})
defineSchedule({ job: 'care.emptyFiles', cron: '*/20 * * * *', input: {} })
