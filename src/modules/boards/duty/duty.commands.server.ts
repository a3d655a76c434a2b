import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { readRules } from '../rules.queries.server.ts'
import { afterSwapMove, type SwapMove, type SwapState } from './machine.ts'

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : '')
const isOf = (error: unknown, constraint: string) => error instanceof Error && 'constraint' in error && error.constraint === constraint
const WRONG: Readonly<Record<string, string>> = { '23P01': 'overlap', '23514': 'worker', '23505': 'offered' }
/** @throws Problem invalid with the refusal in `duty`; not_found for what is somebody else's to decide */
const told = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    const refusal = isOf(error, 'shift_away') ? 'away' : WRONG[String(codeOf(error))]
    if (refusal !== undefined) throw new Problem('invalid', { duty: refusal })
    if (codeOf(error) === '42501') throw new Problem('not_found')
    throw error
  }
}

export type ShiftInput = { worker: string; startsAt: Date; endsAt: Date }
/** The row alone, without its line in the trail. @throws the error of the database for an overlap, or a worker who is away */
export const insertShift = (scope: Scope, actor: Actor, network: string, service: string, { worker, startsAt, endsAt }: ShiftInput) =>
  scope
    .insertInto('boards.shift')
    .values({ network_id: network, service_id: service, worker_id: worker, starts_at: startsAt, ends_at: endsAt, made_by: actor.personId })
    .execute()

/** A lead puts somebody of the team on duty, all of these shifts or none. @throws Problem not_found; invalid (overlap, worker) */
export const addShifts = async (
  scope: Scope,
  actor: Actor,
  network: string,
  service: string,
  shifts: readonly ShiftInput[],
): Promise<void> => {
  for (const shift of shifts) await told(insertShift(scope, actor, network, service, shift))
  await record(scope, network, 'boards.addShifts', `team/${service}`)
}

/** A lead takes a shift away. @throws Problem not_found */
export const removeShift = async (scope: Scope, network: string, service: string, id: string): Promise<void> => {
  const { rows } = await sql`
    delete from boards.shift where network_id = ${network} and service_id = ${service} and id = ${id} returning id`.execute(scope)
  found(rows[0])
  await record(scope, network, 'boards.removeShift', `shift/${id}`)
}

/**
 * Whoever has a shift offers it, to one colleague or (null) to anybody of the team; or exchanges it for a shift of that colleague, who says
 * yes to both in one.
 * @throws Problem not_found; invalid where it is offered already, or where what is asked for in return is not theirs
 */
export const offerSwap = async (
  scope: Scope,
  actor: Actor,
  network: string,
  service: string,
  shift: string,
  to: string | null,
  inReturn: string | null = null,
): Promise<void> => {
  const { rows } = await sql`
    select from boards.shift where network_id = ${network} and service_id = ${service} and id = ${shift} and worker_id = ${actor.personId} and starts_at > now()`.execute(
    scope,
  )
  found(rows[0])
  const asked = inReturn === null ? to : await workerOf(scope, network, service, inReturn)
  if (asked === actor.personId) throw new Problem('invalid', { duty: 'worker' })
  await told(
    scope
      .insertInto('boards.swap')
      .values({
        network_id: network,
        shift_id: shift,
        service_id: service,
        offered_by: actor.personId,
        offered_to: asked,
        for_shift_id: inReturn,
      } as never)
      .execute(),
  )
  await record(scope, network, 'boards.offerSwap', `shift/${shift}`)
}

const workerOf = async (scope: Scope, network: string, service: string, shift: string): Promise<string> => {
  const { rows } = await sql<{ worker: string }>`
    select worker_id as worker from boards.shift where network_id = ${network} and service_id = ${service} and id = ${shift}`.execute(scope)
  return found(rows[0]).worker
}

/**
 * Takes, confirms, refuses or takes back a swap; the database asks again who does (migration 0022).
 * @returns where it stands now
 * @throws Problem not_found, also for who may not; conflict where it stands elsewhere by now; invalid (overlap, worker) where whoever takes it cannot
 */
export const moveSwap = async (
  scope: Scope,
  actor: Actor,
  network: string,
  service: string,
  id: string,
  move: SwapMove,
): Promise<SwapState> => {
  const { rows } = await sql<{ state: SwapState; version: number }>`
    select state, version from boards.swap where network_id = ${network} and service_id = ${service} and id = ${id} and team in (select care.my_teams())`.execute(
    scope,
  )
  const { state, version } = found(rows[0])
  const { leadConfirms } = await readRules(scope, network, service)
  const after = afterSwapMove(state, move, leadConfirms)
  if (after === null) throw new Problem('conflict')
  const who = move === 'take' ? { taken_by: actor.personId } : move === 'withdraw' ? {} : { answered_by: actor.personId }
  const { numUpdatedRows } = await told(
    scope
      .updateTable('boards.swap')
      .set({ state: after, ...who, version: version + 1 })
      .where('network_id', '=', network)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirstOrThrow(),
  )
  if (numUpdatedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'boards.moveSwap', `swap/${id} ${after}`)
  return after
}
