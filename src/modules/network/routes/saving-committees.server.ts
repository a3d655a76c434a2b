import type { Actor } from '#platform/actor.ts'
import { day, optional, slug } from '#platform/cells.ts'
import type { Scope } from '#platform/db.server.ts'
import { idIn, reading, type Typed, versionIn } from '#platform/forms/typed.ts'
import { listOrganisations } from '../choices.server.ts'
import {
  committeeTyped,
  decisionTyped,
  meetingTyped,
  readCommitteeForm,
  readDecisionForm,
  readMeetingForm,
  readSeatForm,
} from '../committee-form.server.ts'
import { addSeat, changeCommittee, endSeat, fillSeat, foundCommittee, vacateSeat } from '../committees.commands.server.ts'
import { readCommittee } from '../committees.queries.server.ts'
import { changeDecision, changeMeeting, noteDecision, noteMeeting } from '../meetings.commands.server.ts'
import { readDecision, readMeeting } from '../meetings.queries.server.ts'
import { steering, today } from '../network.queries.server.ts'
import { type Sent, sendForm } from './sending.server.ts'

/** A new committee (`id` null) or a change of one. */
export const sendCommittee = async (scope: Scope, actor: Actor, network: string, id: string | null, typed: Typed): Promise<Sent> => {
  await steering(scope, actor, network, id === null ? 'network.foundCommittee' : 'network.changeCommittee')
  const read = readCommitteeForm(typed)
  if (id === null) return sendForm({ typed, read, save: async (input) => (await foundCommittee(scope, actor, network, input)).id })
  return sendForm({
    typed,
    read,
    save: async (input) => {
      await changeCommittee(scope, actor, network, id, versionIn(typed), input)
      return id
    },
    current: async () => committeeTyped(await readCommittee(scope, network, id, today())),
  })
}

/** A new seat of a committee. */
export const sendSeat = async (scope: Scope, actor: Actor, network: string, committee: string, typed: Typed): Promise<Sent> => {
  await steering(scope, actor, network, 'network.addSeat')
  return sendForm({
    typed,
    read: readSeatForm(typed),
    save: async (input) => (await addSeat(scope, actor, network, committee, input)).id,
  })
}

const MOVES = { fill: 'network.fillSeat', vacate: 'network.vacateSeat', end: 'network.endSeat' } as const
export type SeatMove = keyof typeof MOVES
export const isSeatMove = (intent: string | undefined): intent is SeatMove => intent !== undefined && Object.hasOwn(MOVES, intent)

/** Somebody takes a seat, leaves it, or the seat itself is given up: from the small form at the seat. */
export const sendSeatMove = async (
  scope: Scope,
  actor: Actor,
  network: string,
  committee: string,
  move: SeatMove,
  typed: Typed,
): Promise<Sent> => {
  await steering(scope, actor, network, MOVES[move])
  const organisations = await listOrganisations(scope, network)
  const { cell, wrong, done } = reading(typed)
  const on = cell('on', day)
  const organisation = cell('organisation', optional(slug)) ?? null
  if (organisation !== null && !organisations.some(({ value }) => value === organisation)) wrong('organisation', 'form.fault.unknown')
  const seat = idIn(typed.seat ?? '')
  return sendForm({
    typed,
    read: done(() => ({ committee, seat, on: on ?? '' })),
    save: async (at) => {
      if (move === 'fill') await fillSeat(scope, actor, network, { ...at, organisation })
      else if (move === 'vacate') await vacateSeat(scope, actor, network, at)
      else await endSeat(scope, actor, network, at)
      return at.seat
    },
  })
}

/** A new meeting of a committee. */
export const sendNewMeeting = async (scope: Scope, actor: Actor, network: string, committee: string, typed: Typed): Promise<Sent> => {
  await steering(scope, actor, network, 'network.noteMeeting')
  return sendForm({
    typed,
    read: readMeetingForm(typed),
    save: async (input) => (await noteMeeting(scope, actor, network, committee, input)).id,
  })
}

export const sendMeeting = async (scope: Scope, actor: Actor, network: string, id: string, typed: Typed): Promise<Sent> => {
  await steering(scope, actor, network, 'network.changeMeeting')
  return sendForm({
    typed,
    read: readMeetingForm(typed),
    save: async (input) => {
      await changeMeeting(scope, actor, network, id, versionIn(typed), input)
      return id
    },
    current: async () => meetingTyped(await readMeeting(scope, network, id)),
  })
}

/** What a meeting decided. */
export const sendNewDecision = async (scope: Scope, actor: Actor, network: string, meeting: string, typed: Typed): Promise<Sent> => {
  await steering(scope, actor, network, 'network.noteDecision')
  return sendForm({
    typed,
    read: readDecisionForm(typed, today()),
    save: async (input) => (await noteDecision(scope, actor, network, meeting, input)).id,
  })
}

export const sendDecision = async (scope: Scope, actor: Actor, network: string, id: string, typed: Typed): Promise<Sent> => {
  await steering(scope, actor, network, 'network.changeDecision')
  return sendForm({
    typed,
    read: readDecisionForm(typed, today()),
    save: async (input) => {
      await changeDecision(scope, actor, network, id, versionIn(typed), input)
      return id
    },
    current: async () => decisionTyped(await readDecision(scope, network, id)),
  })
}
