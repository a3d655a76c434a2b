import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { endEpisode } from '#modules/care/index.ts'
import type { Destination, ExitReason } from '#modules/care/vocabulary.ts'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { type DischargeState, mayFollow } from '../machines.ts'
import { once, refusing } from '../refused.server.ts'
import { sealText } from '../texts.server.ts'
import type { Check, NOTED_WAYS, Receiver } from '../vocabulary.ts'
import { openStay } from './stays.commands.server.ts'

export type DischargeInput = {
  planned_on: string
  receiver: Receiver
  receiver_service_id: string | null
  first_on: string | null
  checks: Check[]
  words: string
}

/** The day on which somebody is to leave, who receives them, and what comes after. @throws Problem not_found; invalid where there is a plan already */
export const planDischarge = async (
  scope: Scope,
  actor: Actor,
  network: string,
  stay: string,
  { words, ...input }: DischargeInput,
): Promise<string> => {
  const { personId, serviceId } = await openStay(scope, network, stay)
  const id = randomUUID()
  const sealed = await sealText(scope, { network, file: personId, table: 'discharge', column: 'words', row: id, version: 1 }, words)
  await refusing(() =>
    scope
      .insertInto('stays.discharge')
      .values({
        ...{ network_id: network, id, stay_id: stay, person_id: personId, service_id: serviceId },
        ...{ ...input, words: sealed, sealed_as: 1, met_on: null, agreed_how: null, left_on: null, made_by: actor.personId },
      })
      .execute(),
  )
  await record(scope, network, 'stays.planDischarge', `discharge/${id}`, { about: personId })
  return id
}

type Held = {
  personId: string
  stayId: string
  state: DischargeState
  plannedOn: string
  receiver: Receiver
  firstOn: string | null
  version: number
}
const held = async (scope: Scope, network: string, id: string, version: number): Promise<Held> => {
  const { rows } = await sql<Held>`
    select person_id as "personId", stay_id as "stayId", state, planned_on::text as "plannedOn", receiver, first_on::text as "firstOn", version from stays.discharge
     where network_id = ${network} and id = ${id} and team in (select care.my_teams())`.execute(scope)
  const row = found(rows[0])
  if (row.version !== version) throw new Problem('conflict')
  return row
}
const change = async (scope: Scope, network: string, id: string, version: number, set: object): Promise<void> => {
  once(
    await refusing(() =>
      scope
        .updateTable('stays.discharge')
        .set({ ...set, version: version + 1 })
        .where('network_id', '=', network)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),
    ),
  )
}

/**
 * Changes the plan. Whoever had agreed to another day, another receiver or another appointment is asked again.
 * @throws Problem not_found, conflict, invalid once it is over
 */
export const changeDischarge = async (
  scope: Scope,
  network: string,
  id: string,
  version: number,
  { words, ...input }: DischargeInput,
): Promise<void> => {
  const { personId, state, plannedOn, receiver, firstOn } = await held(scope, network, id, version)
  if (state !== 'planned' && state !== 'agreed') throw new Problem('invalid', { rule: 'discharge_over' })
  const isOther = plannedOn !== input.planned_on || receiver !== input.receiver || firstOn !== input.first_on
  const sealed = await sealText(
    scope,
    { network, file: personId, table: 'discharge', column: 'words', row: id, version: version + 1 },
    words,
  )
  const again = state === 'agreed' && isOther ? { state: 'planned', agreed_how: null } : {}
  await change(scope, network, id, version, { ...input, ...again, words: sealed, sealed_as: version + 1 })
  await record(scope, network, 'stays.changeDischarge', `discharge/${id}`, { about: personId })
}

/** The person agrees, as a team notes it; or the plan is given up. @throws Problem not_found, conflict, invalid */
export const moveDischarge = async (
  scope: Scope,
  network: string,
  id: string,
  version: number,
  move: { to: 'agreed'; how: (typeof NOTED_WAYS)[number] } | { to: 'withdrawn' },
): Promise<void> => {
  const { personId, state } = await held(scope, network, id, version)
  if (!mayFollow('discharge', state, move.to)) throw new Problem('invalid', { rule: 'discharge_way' })
  await change(scope, network, id, version, { state: move.to, ...(move.to === 'agreed' ? { agreed_how: move.how } : {}) })
  await record(scope, network, 'stays.moveDischarge', `discharge/${id} ${move.to}`, { about: personId })
}

/** The person agrees in their own space. @throws Problem not_found for what is not theirs, was changed meanwhile or is over */
export const agreeToLeave = async (scope: Scope, network: string, id: string, version: number): Promise<void> => {
  const { rows } = await sql<{ whose: string | null }>`select stays.agree_to_leave(${network}, ${id}::uuid, ${version}) as whose`.execute(
    scope,
  )
  const whose = found(rows[0]?.whose ?? undefined)
  await record(scope, network, 'stays.moveDischarge', `discharge/${id} agreed`, { about: whose })
}

const DESTINATION: Readonly<Record<Receiver, Destination>> = {
  team: 'team',
  general_practitioner: 'general_practitioner',
  housing: 'housing',
  relatives: 'home',
  other: 'elsewhere',
  none: 'unknown',
}
/**
 * Somebody leaves: the plan is done, the stay ends, and the episode ends with it by the command of care.
 * @throws Problem not_found, conflict; invalid (open_measure) while a measure goes on, or for a day before the admission
 */
export const leaveHouse = async (
  scope: Scope,
  network: string,
  id: string,
  version: number,
  { left_on, exit_reason }: { left_on: string; exit_reason: ExitReason },
): Promise<void> => {
  const { personId, stayId, state, receiver } = await held(scope, network, id, version)
  if (!mayFollow('discharge', state, 'left')) throw new Problem('invalid', { rule: 'discharge_way' })
  const stay = await openStay(scope, network, stayId)
  if (left_on < stay.admittedOn) throw new Problem('invalid', { rule: 'left_before' })
  await assertNothingOpen(scope, network, personId, stay.serviceId)
  await change(scope, network, id, version, { state: 'left', left_on })
  once(
    await scope
      .updateTable('stays.stay')
      .set({ left_on, version: stay.version + 1 })
      .where('network_id', '=', network)
      .where('id', '=', stayId)
      .where('version', '=', stay.version)
      .executeTakeFirst(),
  )
  await sql`update stays.leave set state = 'back', came_back_at = greatest(from_at, now()), version = version + 1
    where network_id = ${network} and stay_id = ${stayId} and state = 'agreed'`.execute(scope)
  await record(scope, network, 'stays.leaveHouse', `discharge/${id} ${receiver}`, { about: personId })
  const { rows } = await sql<{ version: number }>`
    select version from care.episode where network_id = ${network} and id = ${stay.episodeId} and left_on is null`.execute(scope)
  const [episode] = rows
  if (episode !== undefined)
    await endEpisode(scope, network, stay.episodeId, episode.version, { left_on, exit_reason, destination: DESTINATION[receiver] })
}
const assertNothingOpen = async (scope: Scope, network: string, person: string, house: string): Promise<void> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from stays.measure where network_id = ${network} and person_id = ${person} and service_id = ${house}
       and ended_at is null and not is_void`.execute(scope)
  if ((rows[0]?.n ?? 0) > 0) throw new Problem('invalid', { rule: 'open_measure' })
}

/** After leaving, somebody of another team met the person on that day. @throws Problem not_found, conflict, invalid before they left */
export const confirmContact = async (scope: Scope, network: string, id: string, version: number, met_on: string): Promise<void> => {
  const { personId } = await held(scope, network, id, version)
  await change(scope, network, id, version, { met_on })
  await record(scope, network, 'stays.confirmContact', `discharge/${id}`, { about: personId })
}
