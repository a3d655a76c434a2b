import { randomUUID } from 'node:crypto'
import type { Actor } from '#platform/actor.ts'
import { dayIn } from '#platform/today.ts'
import type { What, Who } from './access.ts'
import type { careIn } from './care.test-support.ts'
import { SEALED } from './sealed.test-support.ts'

const HOUR = 3_600_000
type Given = { network: string; person: string; who: Record<Who, Actor>; inCharge: string }

export const BOARD_TABLES = {
  visit: 'boards.visit',
  visitSteps: 'boards.visit_step',
  discussed: 'boards.discussed',
  agreed: 'boards.agreement',
  shifts: 'boards.shift',
  away: 'boards.away',
  workPhone: 'boards.reach',
} as const satisfies Partial<Record<What, string>>

/** What stands about somebody on the board of the team in charge: what each row is called in the table of access. */
export const boardsOf = async (
  put: ReturnType<typeof careIn>['put'],
  { network, person, who, inCharge }: Given,
): Promise<Record<keyof typeof BOARD_TABLES, string>> => {
  const key = { network_id: network, service_id: inCharge }
  const by = who.team.personId
  const [from, to] = [new Date(Date.now() + HOUR), new Date(Date.now() + 2 * HOUR)]
  const times = { starts_at: from, ends_at: to }
  const visit = await put('boards.visit', { ...key, ...times, id: randomUUID(), person_id: person, first_id: by, made_by: by } as never)
  const discussed = await put('boards.discussed', {
    ...{
      ...key,
      id: randomUUID(),
      person_id: person,
      reason: 'crisis',
      intensity: 'daily',
      put_on_by: by,
      taken_off_at: null,
      taken_off_by: null,
    },
  })
  const agreed = await put('boards.agreement', {
    ...{ ...key, id: randomUUID(), discussed_id: discussed, person_id: person, what: SEALED, by_id: by },
  })
  const nextMonth = dayIn(30)
  const away = await put('boards.away', {
    network_id: network,
    id: randomUUID(),
    worker_id: by,
    from_day: nextMonth,
    to_day: nextMonth,
    noted_by: by,
  } as never)
  await put('boards.reach', { network_id: network, worker_id: by, phone: '0470 00 00 00' } as never)
  return {
    visit,
    // Steps have no id of their own: they are told by their visit.
    visitSteps: `visit ${visit}`,
    discussed,
    agreed,
    shifts: await put('boards.shift', { ...key, ...times, id: randomUUID(), worker_id: by, made_by: by }),
    away,
    // A number has no id of its own: it is told by whose it is.
    workPhone: `worker ${by}`,
  }
}
