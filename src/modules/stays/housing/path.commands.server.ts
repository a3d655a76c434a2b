import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { today } from '#platform/today.ts'
import { readOfHouse } from '../house.queries.server.ts'
import { isOver, leavesOut, mayFollow, type PathState } from '../machines.ts'
import { once, refusing } from '../refused.server.ts'
import { sealText } from '../texts.server.ts'
import type { EndReason, NOTED_WAYS, Step, YesWay } from '../vocabulary.ts'

/** Somebody and a house begin to get to know each other. @throws Problem not_found; invalid where they are on the way already */
export const beginPath = async (scope: Scope, actor: Actor, network: string, house: string, person: string): Promise<string> => {
  await readOfHouse(scope, network, house, person)
  const id = randomUUID()
  await refusing(() =>
    scope
      .insertInto('stays.path')
      .values({
        ...{ network_id: network, id, person_id: person, service_id: house, made_by: actor.personId },
        ...{ offered: null, offered_from: null, offered_until: null, ended_on: null },
      })
      .execute(),
  )
  await record(scope, network, 'stays.beginPath', `path/${id}`, { about: person })
  return id
}

type Held = {
  personId: string
  serviceId: string
  state: PathState
  version: number
  offered: Step | null
  offeredFrom: string | null
  offeredUntil: string | null
}
const held = async (scope: Scope, network: string, id: string, whose: 'team' | 'file'): Promise<Held> => {
  const who = whose === 'team' ? sql`team in (select care.my_teams())` : sql`person_id in (select care.my_files())`
  const { rows } = await sql<Held>`
    select person_id as "personId", service_id as "serviceId", state, version, offered, offered_from::text as "offeredFrom", offered_until::text as "offeredUntil" from stays.path
     where network_id = ${network} and id = ${id} and ${who}`.execute(scope)
  return found(rows[0])
}

export type OfferInput = { offered: Step; offered_from: string; offered_until: string | null }
/** The house offers the next step, which waits for the person's yes. @throws Problem not_found, conflict; invalid for what cannot follow, or leaves out a step */
export const offerStep = async (scope: Scope, network: string, id: string, version: number, offer: OfferInput | null): Promise<void> => {
  const { personId, state } = await held(scope, network, id, 'team')
  // A step that is left out is talked about and noted together with its reason; it is not asked of somebody with one button.
  if (isOver('path', state) || (offer !== null && (!mayFollow('path', state, offer.offered) || leavesOut(state, offer.offered))))
    throw new Problem('invalid', { rule: 'path_way' })
  once(
    await refusing(() =>
      scope
        .updateTable('stays.path')
        .set({ ...(offer ?? { offered: null, offered_from: null, offered_until: null }), version: version + 1 })
        .where('network_id', '=', network)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),
    ),
  )
  await record(scope, network, 'stays.offerStep', `path/${id} ${offer?.offered ?? 'none'}`, { about: personId })
}

/** The room as the house calls it. @throws Problem not_found, conflict */
export const setPathPlace = async (scope: Scope, network: string, id: string, version: number, place: string): Promise<void> => {
  const { personId } = await held(scope, network, id, 'team')
  once(
    await scope
      .updateTable('stays.path')
      .set({ place, version: version + 1 })
      .where('network_id', '=', network)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst(),
  )
  await record(scope, network, 'stays.setPlace', `path/${id}`, { about: personId })
}

type StepRow = { after: PathState; on_day: string; until: string | null; how: YesWay | null; because: EndReason | null; reason: string }
const take = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  { personId, serviceId }: Held,
  { reason, ...step }: StepRow,
) => {
  const sealed = await sealText(
    scope,
    { network, file: personId, table: 'path_step', column: 'reason', row: `${id}/${step.after}/${step.on_day}` },
    reason,
  )
  await refusing(() =>
    // Number, state before and person are the database's (stays.take_step).
    sql`insert into stays.path_step (network_id, path_id, seq, person_id, service_id, before, after, on_day, until, how, because, reason, by_id)
      values (${network}, ${id}, 0, ${personId}, ${serviceId}, '', ${step.after}, ${step.on_day}, ${step.until}, ${step.how}, ${step.because}, ${sealed}, ${actor.personId})`.execute(
      scope,
    ),
  )
}

export type StepInput = { after: Step; on_day: string; until: string | null; how: (typeof NOTED_WAYS)[number]; reason: string }
/**
 * A step is taken, with the person's yes as the team heard it. One that is left out on the way has a reason.
 * @throws Problem not_found, conflict; invalid (path_way, path_reason, path_episode)
 */
export const takeStep = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  input: StepInput,
): Promise<void> => {
  const path = await held(scope, network, id, 'team')
  if (path.version !== version) throw new Problem('conflict')
  await take(scope, actor, network, id, path, { ...input, because: null })
  await record(scope, network, 'stays.takeStep', `path/${id} ${input.after}`, { about: path.personId })
}
/** The person says yes to what is offered. @throws Problem not_found; conflict when the house changed its offer meanwhile */
export const sayYes = async (scope: Scope, actor: Actor, network: string, id: string, version: number): Promise<void> => {
  const path = await held(scope, network, id, 'file')
  if (path.version !== version || path.offered === null || path.offeredFrom === null) throw new Problem('conflict')
  const step = { after: path.offered, on_day: path.offeredFrom, until: path.offeredUntil, how: 'self', because: null, reason: '' } as const
  await take(scope, actor, network, id, path, step)
  await record(scope, network, 'stays.takeStep', `path/${id} ${path.offered}`, { about: path.personId })
}

/** The way ends: by the person in their own space, at any step and without a reason, or by the house with one. @throws Problem not_found, invalid */
export const endPath = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  whose: 'team' | 'file',
  { because, reason }: { because: EndReason; reason: string },
): Promise<void> => {
  const path = await held(scope, network, id, whose)
  const on_day = today()
  const how = whose === 'file' ? ('self' as const) : null
  await take(scope, actor, network, id, path, {
    after: 'ended',
    on_day,
    until: null,
    how,
    because: whose === 'file' ? 'by_choice' : because,
    reason,
  })
  await record(scope, network, 'stays.endPath', `path/${id}`, { about: path.personId })
}
