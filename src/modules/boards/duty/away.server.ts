import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import { day, matching } from '#platform/cells.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Read, reading, type Typed } from '#platform/forms/typed.ts'
import { found, Problem } from '#platform/problem.ts'

/** Days, both included, on which somebody does not work. Why is not kept. */
export type Away = { id: string; worker: string; from: string; to: string }

/** When those with whom the actor works are away between two days (ISO 8601), by the first day. */
export const listAway = async (scope: Scope, network: string, workers: readonly string[], from: string, to: string): Promise<Away[]> => {
  const { rows } = await sql<Away>`
    select id, worker_id as worker, from_day::text as "from", to_day::text as "to" from boards.away
     where network_id = ${network} and worker_id = any (${`{${workers.join(',')}}`}::uuid[]) and from_day <= ${to}::date and to_day >= ${from}::date
     order by from_day, id limit 500`.execute(scope)
  return rows
}
/** Whether somebody is away on a day. */
export const isAway = (away: readonly Away[], worker: string, onDay: string): boolean =>
  away.some((each) => each.worker === worker && each.from <= onDay && onDay <= each.to)

/** The numbers by which those with whom the actor works are reached, by the id of their account. */
export const readPhones = async (scope: Scope, network: string): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await sql<{ worker: string; phone: string }>`
    select worker_id as worker, phone from boards.reach where network_id = ${network}`.execute(scope)
  return new Map(rows.map(({ worker, phone }) => [worker, phone]))
}
const LONGEST = 366
/** The form of an absence: who, from when until when; without an end it is one day. */
export const readAway = (typed: Typed, mates: ReadonlySet<string>): Read<Omit<Away, 'id'>> => {
  const form = reading(typed)
  const worker = typed.worker ?? ''
  if (!mates.has(worker)) form.wrong('worker', 'form.fault.unknown')
  const from = form.cell('from_day', day) ?? ''
  const to = (typed.to_day ?? '') === '' ? from : (form.cell('to_day', day) ?? '')
  if (to < from) form.wrong('to_day', 'form.fault.ends')
  if (Date.parse(to) - Date.parse(from) > LONGEST * 86_400_000) form.wrong('to_day', 'boards.fault.year')
  return form.done(() => ({ worker, from, to }))
}

/** Somebody says that they are away, or a lead says it for them. Their shifts stay, marked: somebody has to see that they are without a worker. @throws Problem not_found */
export const noteAway = async (scope: Scope, actor: Actor, network: string, { worker, from, to }: Omit<Away, 'id'>): Promise<void> => {
  try {
    await scope
      .insertInto('boards.away')
      .values({ network_id: network, worker_id: worker, from_day: from, to_day: to, noted_by: actor.personId })
      .execute()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42501') throw new Problem('not_found')
    throw error
  }
  await record(scope, network, 'boards.noteAway', `worker/${worker}`, { about: worker })
}
/** They are there after all. @throws Problem not_found */
export const takeBackAway = async (scope: Scope, network: string, id: string): Promise<void> => {
  const { rows } = await sql<{ worker: string }>`
    delete from boards.away where network_id = ${network} and id = ${id} returning worker_id as worker`.execute(scope)
  const { worker } = found(rows[0])
  await record(scope, network, 'boards.takeBackAway', `worker/${worker}`, { about: worker })
}

const PHONE = matching(/^[+0-9][0-9 ./()-]{3,29}$/, 'boards.fault.phone')
/** The number by which colleagues reach the actor; empty takes it away. */
export const readPhone = (typed: Typed): Read<string> => {
  const form = reading({ phone: (typed.phone ?? '').trim() })
  const phone = (typed.phone ?? '').trim() === '' ? '' : (form.cell('phone', PHONE) ?? '')
  return form.done(() => phone)
}
/** @throws Problem not_found for who works in no team of the network */
export const setPhone = async (scope: Scope, actor: Actor, network: string, phone: string): Promise<void> => {
  try {
    if (phone === '') await sql`delete from boards.reach where network_id = ${network} and worker_id = ${actor.personId}`.execute(scope)
    else
      await scope
        .insertInto('boards.reach')
        .values({ network_id: network, worker_id: actor.personId, phone })
        .onConflict((conflict) => conflict.columns(['network_id', 'worker_id']).doUpdateSet({ phone }))
        .execute()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42501') throw new Problem('not_found')
    throw error
  }
  await record(scope, network, 'boards.setPhone', `worker/${actor.personId}`)
}
