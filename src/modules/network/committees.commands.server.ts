import type { CareFunction } from '#modules/directory/index.ts'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { idIn } from '#platform/forms/typed.ts'
import { found } from '#platform/problem.ts'
import { steering } from './network.queries.server.ts'
import { faultAt, holdVersion } from './store.server.ts'
import type { College, CommitteeKind } from './vocabulary.ts'

export type CommitteeInput = {
  kind: CommitteeKind
  care_function: CareFunction | null
  name: string
  purpose: string | null
  closed_on: string | null
}

// The unique index on the function would refuse it too, but could not say where in the form.
const onePerFunction = async (scope: Scope, network: string, { care_function, closed_on }: CommitteeInput, not: string | null) => {
  if (care_function === null || closed_on !== null) return
  const other = await scope
    .selectFrom('network.committee')
    .select('id')
    .where('network_id', '=', network)
    .where('care_function', '=', care_function)
    .where('closed_on', 'is', null)
    .$if(not !== null, (query) => query.where('id', '<>', String(not)))
    .executeTakeFirst()
  if (other !== undefined) faultAt('care_function', 'network.fault.function')
}

/** Founds a committee or a working group. @throws Problem invalid at `care_function` when that function has one; not_found, forbidden */
export const foundCommittee = async (scope: Scope, actor: Actor, network: string, input: CommitteeInput): Promise<{ id: string }> => {
  await steering(scope, actor, network, 'network.foundCommittee')
  await onePerFunction(scope, network, input, null)
  const { id } = await scope
    .insertInto('network.committee')
    .values({ ...input, network_id: network })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(scope, network, 'network.foundCommittee', id)
  return { id }
}

/** Changes what a committee is, or closes it from a day on. @throws Problem conflict, invalid as foundCommittee, not_found, forbidden */
export const changeCommittee = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  input: CommitteeInput,
): Promise<void> => {
  await steering(scope, actor, network, 'network.changeCommittee')
  await holdVersion(scope, 'network.committee', network, id, version)
  await onePerFunction(scope, network, input, idIn(id))
  await scope
    .updateTable('network.committee')
    .set({ ...input, version: version + 1 })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .execute()
  await record(scope, network, 'network.changeCommittee', id)
}

/** Adds a seat of a college from a day on; it is empty. @throws Problem not_found, forbidden */
export const addSeat = async (
  scope: Scope,
  actor: Actor,
  network: string,
  committee: string,
  seat: { college: College; label: string | null; from: string },
): Promise<{ id: string }> => {
  await steering(scope, actor, network, 'network.addSeat')
  await committeeExists(scope, network, committee)
  const { id } = await scope
    .insertInto('network.seat')
    .values({
      network_id: network,
      committee_id: committee,
      college: seat.college,
      label: seat.label,
      valid_from: seat.from,
      valid_to: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(scope, network, 'network.addSeat', id)
  return { id }
}

const committeeExists = async (scope: Scope, network: string, id: string) =>
  found(
    await scope
      .selectFrom('network.committee')
      .select('id')
      .where('network_id', '=', network)
      .where('id', '=', idIn(id))
      .forUpdate()
      .executeTakeFirst(),
  )

type At = { committee: string; seat: string; on: string }
const seatHeld = async (scope: Scope, network: string, { committee, seat }: At) => {
  await committeeExists(scope, network, committee)
  const row = found(
    await scope
      .selectFrom('network.seat')
      .select(['valid_from', 'valid_to'])
      .where('network_id', '=', network)
      .where('committee_id', '=', committee)
      .where('id', '=', idIn(seat))
      .executeTakeFirst(),
  )
  const last = await scope
    .selectFrom('network.holding')
    .select(['valid_from', 'valid_to'])
    .where('network_id', '=', network)
    .where('committee_id', '=', committee)
    .where('seat_id', '=', seat)
    .orderBy('valid_from', 'desc')
    .executeTakeFirst()
  return { seat: row, last: last ?? null }
}

/**
 * Notes that somebody takes an empty seat from a day on: who, nobody writes down; which organisation sends them may be said.
 * @throws Problem invalid at `on` when the seat is filled then, or does not exist yet; not_found, forbidden
 */
export const fillSeat = async (scope: Scope, actor: Actor, network: string, at: At & { organisation: string | null }): Promise<void> => {
  await steering(scope, actor, network, 'network.fillSeat')
  const { seat, last } = await seatHeld(scope, network, at)
  if (at.on < seat.valid_from || seat.valid_to !== null) faultAt('on', 'network.fault.seat')
  if (last !== null && (last.valid_to === null || last.valid_to >= at.on)) faultAt('on', 'network.fault.seat')
  await scope
    .insertInto('network.holding')
    .values({
      network_id: network,
      committee_id: at.committee,
      seat_id: at.seat,
      valid_from: at.on,
      valid_to: null,
      organisation_id: at.organisation,
    })
    .execute()
  await record(scope, network, 'network.fillSeat', at.seat)
}

/** Notes that a filled seat is empty after a last day. @throws Problem invalid at `on`; not_found, forbidden */
export const vacateSeat = async (scope: Scope, actor: Actor, network: string, at: At): Promise<void> => {
  await steering(scope, actor, network, 'network.vacateSeat')
  const { last } = await seatHeld(scope, network, at)
  if (last === null || last.valid_to !== null || at.on < last.valid_from) faultAt('on', 'network.fault.seat')
  await scope
    .updateTable('network.holding')
    .set({ valid_to: at.on })
    .where('network_id', '=', network)
    .where('committee_id', '=', at.committee)
    .where('seat_id', '=', at.seat)
    .where('valid_to', 'is', null)
    .execute()
  await record(scope, network, 'network.vacateSeat', at.seat)
}

/** Takes a seat out of the committee after a last day; who holds it leaves it that day. @throws Problem invalid at `on`; not_found, forbidden */
export const endSeat = async (scope: Scope, actor: Actor, network: string, at: At): Promise<void> => {
  await steering(scope, actor, network, 'network.endSeat')
  const { seat, last } = await seatHeld(scope, network, at)
  if (seat.valid_to !== null || at.on < seat.valid_from || (last !== null && at.on < last.valid_from)) faultAt('on', 'network.fault.seat')
  const row = { network_id: network, committee_id: at.committee }
  await scope
    .updateTable('network.holding')
    .set({ valid_to: at.on })
    .where('network_id', '=', row.network_id)
    .where('committee_id', '=', row.committee_id)
    .where('seat_id', '=', at.seat)
    .where('valid_to', 'is', null)
    .execute()
  await scope
    .updateTable('network.seat')
    .set({ valid_to: at.on })
    .where('network_id', '=', row.network_id)
    .where('committee_id', '=', row.committee_id)
    .where('id', '=', at.seat)
    .execute()
  await record(scope, network, 'network.endSeat', at.seat)
}
