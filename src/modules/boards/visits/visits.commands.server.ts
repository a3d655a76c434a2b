import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { noteMeeting, writeContact } from '../../care/index.ts'
import type { Mode, Present } from '../../care/vocabulary.ts'
import { purposeText } from '../texts.server.ts'
import type { AloneReason, MissedVisit } from '../vocabulary.ts'
import { afterVisitMove, isOut, type VisitMove, type VisitState } from './machine.ts'

export type VisitPlan = {
  startsAt: Date
  endsAt: Date
  first: string
  second: string | null
  alone: AloneReason | null
}
export type NewVisit = VisitPlan & {
  /** Made with the form: sent twice, it is one visit. */
  id: string
  personId: string
  purpose: string
}
const columnsOf = ({ startsAt, endsAt, first, second, alone }: VisitPlan) => ({
  starts_at: startsAt,
  ends_at: endsAt,
  first_id: first,
  second_id: second,
  alone_reason: second === null ? alone : null,
})
const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : '')
/** @throws Problem invalid where the database does not take the workers or the times, not_found where it is not the actor's to say */
const told = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    if (codeOf(error) === '23514') throw new Problem('invalid', { visit: 'plan' })
    if (codeOf(error) === '42501') throw new Problem('not_found')
    throw error
  }
}

/** Somebody of the team will visit a person whom it follows, or who asked it for help. @throws Problem not_found, invalid, conflict for an id that is taken */
export const planVisit = async (scope: Scope, actor: Actor, network: string, service: string, visit: NewVisit): Promise<void> => {
  const { id, personId, purpose } = visit
  const sealed = purpose.trim() === '' ? null : await purposeText.seal(scope, { network, person: personId, id }, purpose)
  const values = {
    network_id: network,
    id,
    person_id: personId,
    service_id: service,
    ...columnsOf(visit),
    purpose: sealed,
    made_by: actor.personId,
  }
  const { numInsertedOrUpdatedRows } = await told(
    scope
      .insertInto('boards.visit')
      .values(values as never)
      .onConflict((conflict) => conflict.columns(['network_id', 'id']).doNothing())
      .executeTakeFirstOrThrow(),
  )
  if (numInsertedOrUpdatedRows === 1n) return void (await record(scope, network, 'boards.planVisit', `visit/${id}`, { about: personId }))
  const known = await held(scope, network, id)
  if (known.personId !== personId || known.serviceId !== service) throw new Problem('conflict')
}

type Held = {
  personId: string
  serviceId: string
  state: VisitState
  version: number
  first: string
  second: string | null
  startsAt: Date
  leftAt: Date | null
  thereAt: Date | null
  safeAt: Date | null
}
// A visit of a team in which the actor works today, kept from others until the end. @throws Problem not_found
const held = async (scope: Scope, network: string, id: string): Promise<Held> => {
  const { rows } = await sql<Held>`
    select person_id as "personId", service_id as "serviceId", state, version, first_id as first, second_id as second, starts_at as "startsAt",
      on_the_way_at as "leftAt", there_at as "thereAt", safe_at as "safeAt"
      from boards.visit where network_id = ${network} and id = ${id} and team in (select care.my_teams()) for update`.execute(scope)
  return found(rows[0])
}
const change = (scope: Scope, network: string, id: string, version: number, set: object) =>
  told(
    scope
      .updateTable('boards.visit')
      .set({ ...set, version: version + 1 } as never)
      .where('network_id', '=', network)
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  )

/** Another time, or other workers, before anybody has left. @throws Problem not_found, conflict, invalid */
export const changeVisit = async (scope: Scope, network: string, id: string, version: number, plan: VisitPlan): Promise<void> => {
  const visit = await held(scope, network, id)
  if (visit.version !== version || visit.state !== 'planned') throw new Problem('conflict')
  await change(scope, network, id, version, columnsOf(plan))
  await record(scope, network, 'boards.changeVisit', `visit/${id}`, { about: visit.personId })
}

/**
 * One tap: on the way, there, safe, called off. By anybody of the team: a colleague on the telephone says safe as well. What somebody else
 * has said already is no error.
 * @throws Problem not_found; conflict where the visit stands elsewhere by now
 */
export const moveVisit = async (scope: Scope, network: string, id: string, move: Exclude<VisitMove, 'finish'>): Promise<VisitState> => {
  const visit = await held(scope, network, id)
  const after = afterVisitMove(visit.state, move)
  if (after === null) {
    const isDone = { leave: 'on_the_way', arrive: 'there', safe: 'safe', callOff: 'called_off' }[move] === visit.state
    if (isDone) return visit.state
    throw new Problem('conflict')
  }
  await change(scope, network, id, visit.version, { state: after })
  await record(scope, network, 'boards.moveVisit', `visit/${id} ${after}`, { about: visit.personId })
  return after
}

/** It takes longer: so many minutes from now, or from its end while that is to come. The check begins anew. @throws Problem not_found, conflict, invalid */
export const extendVisit = async (scope: Scope, network: string, id: string, minutes: number): Promise<void> => {
  const visit = await held(scope, network, id)
  if (!isOut(visit.state)) throw new Problem('conflict')
  await change(scope, network, id, visit.version, { ends_at: sql`greatest(ends_at, now()) + make_interval(mins => ${minutes})` })
  await record(scope, network, 'boards.extendVisit', `visit/${id}`, { about: visit.personId })
}

/** All is well out there: whoever is alone is waited for anew. @throws Problem not_found; conflict where nobody is out */
export const signVisit = async (scope: Scope, network: string, id: string): Promise<void> => {
  const visit = await held(scope, network, id)
  if (!isOut(visit.state)) throw new Problem('conflict')
  await change(scope, network, id, visit.version, { sign_at: sql`clock_timestamp()` })
  await record(scope, network, 'boards.signVisit', `visit/${id}`, { about: visit.personId })
}

export type VisitOutcome = {
  missed: MissedVisit | null
  mode: Mode
  minutes: number | null
  who: Present[]
  note: string
  nextOn: string | null
}
/**
 * What came of a visit, once. Where the team follows the person it becomes the contact in their file; where their request waits for a first
 * meeting, that meeting is noted. Sent twice, it is kept once.
 * @throws Problem not_found; conflict before anybody has said safe
 */
export const finishVisit = async (scope: Scope, actor: Actor, network: string, id: string, outcome: VisitOutcome): Promise<void> => {
  const visit = await held(scope, network, id)
  if (visit.state === 'outcome') return
  const state = afterVisitMove(visit.state, 'finish')
  if (state === null) throw new Problem('conflict')
  const { missed, mode, minutes, who, note, nextOn } = outcome
  const at = visit.thereAt ?? visit.leftAt ?? visit.startsAt
  const episode = await openEpisode(scope, network, visit)
  const workers = visit.second === null ? [visit.first] : [visit.first, visit.second]
  if (episode !== null)
    await writeContact(
      scope,
      actor,
      network,
      episode,
      { id, at, minutes, mode, workers, who, missed, note, next_on: nextOn },
      { wasThere: false },
    )
  else if (missed === null) await meet(scope, network, visit, at)
  await change(scope, network, id, visit.version, { state, missed, contact_id: episode === null ? null : id })
  await record(scope, network, 'boards.finishVisit', `visit/${id}`, { about: visit.personId })
}

const openEpisode = async (scope: Scope, network: string, { personId, serviceId }: Held): Promise<string | null> => {
  const { rows } = await sql<{ id: string }>`
    select id from care.episode where network_id = ${network} and service_id = ${serviceId} and left_on is null
       and person_id in (select care.with_merged(array[${personId}::uuid])) order by entered_on desc limit 1`.execute(scope)
  return rows[0]?.id ?? null
}
const meet = async (scope: Scope, network: string, { personId, serviceId }: Held, at: Date): Promise<void> => {
  const { rows } = await sql<{ id: string; version: number }>`
    select id, version from care.request where network_id = ${network} and to_service_id = ${serviceId} and state = 'accepted' and met_at is null
       and person_id in (select care.with_merged(array[${personId}::uuid])) order by sent_at limit 1`.execute(scope)
  const [request] = rows
  if (request !== undefined) await noteMeeting(scope, network, request.id, request.version, at)
}
