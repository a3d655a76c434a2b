import { sql } from 'kysely'
import { localNow, momentOf } from '#modules/care/index.ts'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import type { Here } from '../team.server.ts'
import { isAway, listAway } from './away.server.ts'
import { type Copied, copyOf } from './copy.ts'
import { insertShift } from './duty.commands.server.ts'
import { listShifts, type Shift } from './duty.queries.server.ts'
import { dayAfter } from './week.ts'

/** The shifts of a team that begin in the week of a Monday. */
export const shiftsOfWeek = async (scope: Scope, network: string, service: string, monday: string, zone: string): Promise<Shift[]> => {
  const [from, to] = [momentOf(monday, '00:00', zone), momentOf(dayAfter(monday, 7), '00:00', zone)]
  return (await listShifts(scope, network, service, from, to)).filter(({ startsAt }) => startsAt >= from)
}

const A_WEEK = 7
/** What the week of a Monday would get from the week before it: each shift, and why some are left out. */
export const previewCopy = async (
  scope: Scope,
  network: string,
  service: string,
  monday: string,
  { zone, mates }: Here,
  now = new Date(),
): Promise<Copied[]> => {
  const workers = mates.map(({ personId }) => personId)
  const planned = await listShifts(
    scope,
    network,
    service,
    momentOf(monday, '00:00', zone),
    momentOf(dayAfter(monday, A_WEEK + 1), '00:00', zone),
  )
  const away = await listAway(scope, network, workers, monday, dayAfter(monday, A_WEEK))
  const before = await shiftsOfWeek(scope, network, service, dayAfter(monday, -A_WEEK), zone)
  return copyOf(before, {
    ...{ zone, now, planned, days: A_WEEK },
    isAway: (worker, day) => isAway(away, worker, day),
    works: (worker) => workers.includes(worker),
  })
}
/** Tells a shift of the preview from the others. */
export const keyOf = ({ worker, startsAt }: Pick<Copied, 'worker' | 'startsAt'>, zone: string): string => {
  const { day, time } = localNow(startsAt, zone)
  return `${worker} ${day} ${time}`
}

/**
 * A lead fills a week from the one before it: what the preview showed and the lead left ticked, as far as it still holds now. Who is on duty
 * elsewhere at that time, which a lead does not see, is left out as well.
 * @param chosen keys of the preview (`keyOf`)
 * @returns how many were made, and how many of those that were chosen were not
 * @throws Problem not_found for who does not lead the team
 */
export const copyWeek = async (
  scope: Scope,
  actor: Actor,
  network: string,
  service: string,
  monday: string,
  chosen: readonly string[],
  here: Here,
): Promise<{ made: number; left: number }> => {
  if (!here.isLead) throw new Problem('not_found')
  const shifts = (await previewCopy(scope, network, service, monday, here)).filter((each) => chosen.includes(keyOf(each, here.zone)))
  let made = 0
  for (const shift of shifts) {
    if (shift.skipped !== null) continue
    await sql`savepoint one`.execute(scope)
    try {
      await insertShift(scope, actor, network, service, shift)
      made += 1
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : ''
      if (code !== '23P01' && code !== '23514') throw error
      await sql`rollback to savepoint one`.execute(scope)
    }
  }
  if (made > 0) await record(scope, network, 'boards.copyWeek', `team/${service}`)
  return { made, left: chosen.length - made }
}
