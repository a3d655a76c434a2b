import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { momentOf } from '#modules/care/index.ts'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { type MeasureInput, recordMeasure } from '../coercion/measures.commands.server.ts'
import { readOfHouse } from '../house.queries.server.ts'
import { once, refusing } from '../refused.server.ts'
import { sealText } from '../texts.server.ts'
import type { Company, LegalBasis, Way } from '../vocabulary.ts'

export type StayInput = {
  admitted_on: string
  way: Way
  legal_basis: LegalBasis | null
  place: string
  /** What the register says of an admission without consent; null for somebody who came of their own will. */
  measure: Omit<MeasureInput, 'kind' | 'legal_basis' | 'started_at' | 'ended_at'> | null
}

/**
 * Somebody whom the team follows comes to stay. Without their consent it stands in the register in the same moment, or not at all.
 * @throws Problem not_found for who is not followed by the team; invalid (stay_once) for somebody who stays already
 */
export const admit = async (
  scope: Scope,
  actor: Actor,
  network: string,
  house: string,
  person: string,
  { measure, ...input }: StayInput,
): Promise<string> => {
  const { episodeId } = await readOfHouse(scope, network, house, person)
  const id = randomUUID()
  const at = { network_id: network, id, person_id: person, episode_id: found(episodeId ?? undefined), service_id: house }
  await refusing(() =>
    scope
      .insertInto('stays.stay')
      .values({ ...at, ...input, left_on: null })
      .execute(),
  )
  await record(scope, network, 'stays.admit', `stay/${id} ${input.way}`, { about: person })
  if (input.way === 'without_consent') {
    const { legal_basis } = input
    const of = { kind: 'admission', legal_basis, started_at: momentOf(input.admitted_on, '00:00'), ended_at: null } as const
    await recordMeasure(scope, actor, network, house, person, { ...found(measure ?? undefined), ...of })
  }
  return id
}

/** The bed or room as the house calls it. @throws Problem conflict, not_found */
export const setPlace = async (scope: Scope, network: string, stay: string, version: number, place: string): Promise<void> => {
  const { personId } = await openStay(scope, network, stay)
  once(
    await scope
      .updateTable('stays.stay')
      .set({ place, version: version + 1 })
      .where('network_id', '=', network)
      .where('id', '=', stay)
      .where('version', '=', version)
      .executeTakeFirst(),
  )
  await record(scope, network, 'stays.setPlace', `stay/${stay}`, { about: personId })
}

type Open = { personId: string; serviceId: string; episodeId: string; version: number; admittedOn: string }
/** A stay that goes on, of a team of the one who acts. @throws Problem not_found */
export const openStay = async (scope: Scope, network: string, stay: string): Promise<Open> => {
  const { rows } = await sql<Open>`
    select person_id as "personId", service_id as "serviceId", episode_id as "episodeId", version, admitted_on::text as "admittedOn" from stays.stay
     where network_id = ${network} and id = ${stay} and left_on is null and team in (select care.my_teams())`.execute(scope)
  return found(rows[0])
}

export type LeaveInput = { from_at: Date; back_at: Date; company: Company; words: string }
/** A leave is agreed: from when, until when, with whom. @throws Problem not_found */
export const grantLeave = async (
  scope: Scope,
  actor: Actor,
  network: string,
  stay: string,
  { words, ...input }: LeaveInput,
): Promise<void> => {
  const { personId, serviceId } = await openStay(scope, network, stay)
  const id = randomUUID()
  const sealed = await sealText(scope, { network, file: personId, table: 'leave', column: 'words', row: id }, words)
  await refusing(() =>
    scope
      .insertInto('stays.leave')
      .values({
        ...{ network_id: network, id, stay_id: stay, person_id: personId, service_id: serviceId },
        ...{ ...input, came_back_at: null, words: sealed, noted_by: actor.personId },
      })
      .execute(),
  )
  await record(scope, network, 'stays.grantLeave', `leave/${id}`, { about: personId })
}

export type LeaveMove = { to: 'back'; at: Date } | { to: 'cancelled' } | { to: 'longer'; until: Date }
/** Somebody came back, did not go, or stays away longer as agreed. @throws Problem not_found, conflict, invalid once it is over */
export const moveLeave = async (scope: Scope, network: string, id: string, version: number, move: LeaveMove): Promise<void> => {
  const { rows } = await sql<{ personId: string; fromAt: Date }>`
    select person_id as "personId", from_at as "fromAt" from stays.leave where network_id = ${network} and id = ${id} and team in (select care.my_teams())`.execute(
    scope,
  )
  const { personId, fromAt } = found(rows[0])
  if (move.to === 'longer' && move.until <= fromAt) throw new Problem('invalid', { rule: 'leave_until' })
  const set = move.to === 'longer' ? { back_at: move.until } : { state: move.to, came_back_at: move.to === 'back' ? move.at : null }
  once(
    await refusing(() =>
      scope
        .updateTable('stays.leave')
        .set({ ...set, version: version + 1 })
        .where('network_id', '=', network)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),
    ),
  )
  await record(scope, network, 'stays.moveLeave', `leave/${id} ${move.to}`, { about: personId })
}
