import { sql } from 'kysely'
import type { Scope } from '#platform/db.server.ts'
import type { PathState } from '../machines.ts'
import { openText } from '../texts.server.ts'
import type { EndReason, Step, WaitingEnd, WaitingReason, YesWay } from '../vocabulary.ts'

export type PathStep = {
  seq: number
  before: PathState
  after: PathState
  onDay: string
  until: string | null
  how: YesWay | null
  because: EndReason | null
  reason: string
  byId: string
}
export type Path = {
  id: string
  personId: string
  name: string
  serviceId: string
  state: PathState
  offered: Step | null
  offeredFrom: string | null
  offeredUntil: string | null
  place: string
  beganOn: string
  endedOn: string | null
  /** The last day of a trial that has one. */
  until: string | null
  version: number
}
const PATH = sql`
  w.id, w.person_id as "personId", concat_ws(' ', nullif(p.given_name, ''), nullif(p.family_name, '')) as name, w.service_id as "serviceId", w.state, w.offered,
  w.offered_from::text as "offeredFrom", w.offered_until::text as "offeredUntil", w.place, w.began_on::text as "beganOn", w.ended_on::text as "endedOn", w.version,
  (select s.until::text from stays.path_step s where s.network_id = w.network_id and s.path_id = w.id order by s.seq desc limit 1) as until
  from stays.path w left join care.person p on p.network_id = w.network_id and p.id = w.person_id`

/** Who is on the way into a house or lives there, by how far they are. */
export const listPaths = async (scope: Scope, network: string, house: string): Promise<Path[]> => {
  const { rows } = await sql<Path>`
    select ${PATH} where w.team = ${`${network}/${house}`} and w.state <> 'ended'
     order by array_position(array['stay', 'trial', 'visit', 'asked'], w.state), p.family_name collate platform.names, p.given_name collate platform.names, w.id`.execute(
    scope,
  )
  return rows
}
/** The ways of somebody, those that go on first: into one house, or all that the one who acts may know of. */
export const listPathsOf = async (
  scope: Scope,
  network: string,
  files: readonly string[],
  house: string | null = null,
): Promise<Path[]> => {
  const { rows } = await sql<Path>`
    select ${PATH} where w.network_id = ${network} and w.person_id = any (${[...files]}::uuid[]) and (${house}::text is null or w.service_id = ${house})
     order by w.state = 'ended', w.began_on desc, w.id limit 20`.execute(scope)
  return rows
}
/** Every step that was taken, in order. */
export const listSteps = async (scope: Scope, network: string, path: string): Promise<PathStep[]> => {
  const { rows } = await sql<Omit<PathStep, 'reason'> & { sealed: Buffer | null; file: string }>`
    select seq, before, after, on_day::text as "onDay", until::text, how, because, reason as sealed, person_id as file, by_id as "byId" from stays.path_step
     where network_id = ${network} and path_id = ${path} order by seq`.execute(scope)
  const steps: PathStep[] = []
  for (const { sealed, file, ...step } of rows) {
    const place = { network, file, table: 'path_step', column: 'reason', row: `${path}/${step.after}/${step.onDay}` }
    steps.push({ ...step, reason: await openText(scope, place, sealed) })
  }
  return steps
}

export type Waiting = {
  id: string
  personId: string
  name: string
  since: string
  reason: WaitingReason
  endedOn: string | null
  endedBecause: WaitingEnd | null
  version: number
}
const WAITING = sql`
  q.id, q.person_id as "personId", concat_ws(' ', nullif(p.given_name, ''), nullif(p.family_name, '')) as name, q.since::text, q.reason, q.ended_on::text as "endedOn",
  q.ended_because as "endedBecause", q.version
  from stays.waiting q left join care.person p on p.network_id = q.network_id and p.id = q.person_id`
/** Who waits for a place in a house: in the order of the days since when, and of nothing else. */
export const listWaiting = async (scope: Scope, network: string, house: string): Promise<Waiting[]> => {
  const { rows } = await sql<Waiting>`
    select ${WAITING} where q.team = ${`${network}/${house}`} and q.ended_on is null order by q.since, q.noted_at, q.id`.execute(scope)
  return rows
}
/** Whether somebody waits for that house now. */
export const waitingOf = async (scope: Scope, network: string, house: string, person: string): Promise<Waiting | null> => {
  const { rows } = await sql<Waiting>`
    select ${WAITING} where q.network_id = ${network} and q.service_id = ${house} and q.person_id = ${person} and q.ended_on is null`.execute(
    scope,
  )
  return rows[0] ?? null
}
