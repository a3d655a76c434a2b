import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { idIn } from '#platform/forms/typed.ts'
import { found, Problem } from '#platform/problem.ts'
import { readConversion } from './beds.queries.server.ts'
import { type BedEvent, mayFollow } from './beds.ts'
import { steering } from './network.queries.server.ts'
import { faultAt, holdVersion } from './store.server.ts'
import type { BedKind, Profession } from './vocabulary.ts'

export type ConversionInput = {
  hospital_id: string
  bed_kind: BedKind
  beds: number
  team_id: string | null
  source_id: string | null
  source_locator: string | null
  note: string | null
  /** Full-time equivalents that the beds free, at most one entry a profession. */
  staff: readonly { profession: Profession; fte: number }[]
}

const keepStaff = async (scope: Scope, network: string, id: string, staff: ConversionInput['staff']) => {
  await scope.deleteFrom('network.conversion_fte').where('network_id', '=', network).where('conversion_id', '=', id).execute()
  if (staff.length > 0)
    await scope
      .insertInto('network.conversion_fte')
      .values(staff.map((each) => ({ ...each, network_id: network, conversion_id: id })))
      .execute()
}

/**
 * Notes an agreement on beds with its first state.
 * @throws Problem invalid at `state` when it cannot be a first one; not_found, forbidden
 */
export const recordConversion = async (
  scope: Scope,
  actor: Actor,
  network: string,
  { staff, ...input }: ConversionInput,
  first: BedEvent,
): Promise<{ id: string }> => {
  await steering(scope, actor, network, 'network.recordConversion')
  if (!mayFollow(null, first.state)) faultAt('state', 'network.fault.transition')
  const { id } = await scope
    .insertInto('network.conversion')
    .values({ ...input, network_id: network })
    .returning('id')
    .executeTakeFirstOrThrow()
  await keepStaff(scope, network, id, staff)
  await addEvent(scope, network, id, first)
  await record(scope, network, 'network.recordConversion', id)
  return { id }
}

const addEvent = (scope: Scope, network: string, id: string, { on, state, reason }: BedEvent) =>
  scope.insertInto('network.conversion_event').values({ network_id: network, conversion_id: id, on_day: on, state, reason }).execute()

/** Corrects what an agreement says, but not its states. @throws Problem conflict when it was changed since `version`; not_found, forbidden */
export const changeConversion = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  { staff, ...input }: ConversionInput,
): Promise<void> => {
  await steering(scope, actor, network, 'network.changeConversion')
  await holdVersion(scope, 'network.conversion', network, id, version)
  await scope
    .updateTable('network.conversion')
    .set({ ...input, version: version + 1 })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .execute()
  await keepStaff(scope, network, id, staff)
  await record(scope, network, 'network.changeConversion', id)
}

/**
 * Removes an agreement that was noted by mistake, with its states: figures count it no more. What was frozen in an account stays there.
 * @throws Problem conflict when it was changed since `version`; not_found, forbidden
 */
export const removeConversion = async (scope: Scope, actor: Actor, network: string, id: string, version: number): Promise<void> => {
  await steering(scope, actor, network, 'network.removeConversion')
  await holdVersion(scope, 'network.conversion', network, id, version)
  await scope.deleteFrom('network.conversion').where('network_id', '=', network).where('id', '=', id).execute()
  await record(scope, network, 'network.removeConversion', id)
}

// Two who note at once wait for each other here; a correction of the agreement meanwhile is no matter of its states.
const statesAfter = async (scope: Scope, network: string, id: string, after: string): Promise<BedEvent[]> => {
  found(
    await scope
      .selectFrom('network.conversion')
      .select('id')
      .where('network_id', '=', network)
      .where('id', '=', idIn(id))
      .forUpdate()
      .executeTakeFirst(),
  )
  const { events } = await readConversion(scope, network, id)
  if ((events.at(-1)?.on ?? '') !== after) throw new Problem('conflict')
  return events
}

/**
 * Notes that beds were frozen, closed, reopened or planned for again from a day on.
 * @param after the day of the last transition that whoever notes it has seen (ISO)
 * @throws Problem invalid at `state` when it does not follow the last state, at `on` when it is no later day; conflict when somebody
 *   noted another transition meanwhile; not_found, forbidden
 */
export const moveConversion = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  after: string,
  event: BedEvent,
): Promise<void> => {
  await steering(scope, actor, network, 'network.moveConversion')
  const last = (await statesAfter(scope, network, id, after)).at(-1)
  if (!mayFollow(last?.state ?? null, event.state)) faultAt('state', 'network.fault.transition')
  if (event.on <= after) faultAt('on', 'network.fault.later')
  await addEvent(scope, network, id, event)
  await record(scope, network, 'network.moveConversion', id)
}

/**
 * Takes the last transition back that was noted by mistake. The first stays as long as the agreement does.
 * @param after as for moveConversion
 * @throws Problem conflict when somebody noted another meanwhile; invalid for the first; not_found, forbidden
 */
export const takeBackTransition = async (scope: Scope, actor: Actor, network: string, id: string, after: string): Promise<void> => {
  await steering(scope, actor, network, 'network.takeBackTransition')
  if ((await statesAfter(scope, network, id, after)).length < 2) throw new Problem('invalid')
  await scope
    .deleteFrom('network.conversion_event')
    .where('network_id', '=', network)
    .where('conversion_id', '=', id)
    .where('on_day', '=', after)
    .execute()
  await record(scope, network, 'network.takeBackTransition', id)
}
