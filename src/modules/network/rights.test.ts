import { describe, expect, test } from 'vitest'
import { type Actor, OPERATOR, ROLES, type Role, VISITOR } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { useWorld } from '#test/world.ts'
import { changeConversion, moveConversion, recordConversion, removeConversion, takeBackTransition } from './beds.commands.server.ts'
import { listConversions } from './beds.queries.server.ts'
import { addSeat, changeCommittee, endSeat, fillSeat, foundCommittee, vacateSeat } from './committees.commands.server.ts'
import { listCommittees, listMeetings } from './committees.queries.server.ts'
import { loadNetworkDemonstration } from './demonstration/load.server.ts'
import { stateLoad } from './load.commands.server.ts'
import { changeDecision, changeMeeting, noteDecision, noteMeeting } from './meetings.commands.server.ts'
import { listSteered, memberOf, readerOf } from './network.queries.server.ts'
import { anAction, anAgreement } from './network.test-support.ts'
import { addAction, addAim, changeAction, changeAim } from './plan.commands.server.ts'
import { readHistory, readPlan } from './plan.queries.server.ts'
import { canRead, canSteer } from './policy.ts'
import { publish } from './publication.commands.server.ts'
import { changeTraining, planTraining } from './training.commands.server.ts'
import { listTraining } from './training.server.ts'

const world = useWorld()
const TODAY = '2026-11-22'
const event = { on: '2027-01-01', state: 'closed' as const, reason: 'x' }
const agreement = anAgreement({ hospital_id: 'invented-canal', team_id: null })
const meeting = { held_on: TODAY, state: 'planned' as const, place: null, agenda: null, attendance: [] }
const decision = { what: 'x', responsible: 'y', until: null, state: 'open' as const, outcome: null, settled_on: null }
const group = { kind: 'working_group' as const, care_function: null, name: 'x', purpose: null, closed_on: null }
const course = {
  title: 'x',
  audience: ['everyone' as const],
  organisation_id: null,
  starts_on: TODAY,
  ends_on: TODAY,
  seats: null,
  taken: null,
  state: 'planned' as const,
}
const aim = { position: 1, title: 'x', what: null, indicators: [] }
const seat = { committee: 'invented-network', seat: 'invented-network-persons-concerned-2', on: TODAY }
const load = { on: TODAY, occupied: null, followed: 1, waiting: null, reasons: { place: 0, staff: 0, partner: 0, person: 0 } }

type Command = (scope: Scope, actor: Actor, network: string) => Promise<unknown>
const COMMANDS: Readonly<Record<string, Command>> = {
  recordConversion: (scope, actor, network) => recordConversion(scope, actor, network, agreement, { ...event, state: 'planned' }),
  changeConversion: (scope, actor, network) => changeConversion(scope, actor, network, 'invented-canal-a', 1, agreement),
  moveConversion: (scope, actor, network) => moveConversion(scope, actor, network, 'invented-linde-tg', '2023-07-01', event),
  takeBackTransition: (scope, actor, network) => takeBackTransition(scope, actor, network, 'invented-tilleuls-a', '2025-10-01'),
  removeConversion: (scope, actor, network) => removeConversion(scope, actor, network, 'invented-tilleuls-t-2', 1),
  stateLoad: (scope, actor, network) => stateLoad(scope, actor, network, 'invented-2a', 0, load),
  addAim: (scope, actor, network) => addAim(scope, actor, network, aim),
  changeAim: (scope, actor, network) => changeAim(scope, actor, network, 'invented-aim-crisis', 1, aim),
  addAction: (scope, actor, network) => addAction(scope, actor, network, anAction({ aim_id: 'invented-aim-crisis' })),
  changeAction: (scope, actor, network) =>
    changeAction(scope, actor, network, 'invented-aim-crisis-2', 1, anAction({ aim_id: 'invented-aim-crisis' })),
  foundCommittee: (scope, actor, network) => foundCommittee(scope, actor, network, group),
  changeCommittee: (scope, actor, network) => changeCommittee(scope, actor, network, 'invented-voice', 1, group),
  addSeat: (scope, actor, network) => addSeat(scope, actor, network, 'invented-voice', { college: 'carers', label: null, from: TODAY }),
  fillSeat: (scope, actor, network) => fillSeat(scope, actor, network, { ...seat, organisation: null }),
  vacateSeat: (scope, actor, network) => vacateSeat(scope, actor, network, { ...seat, seat: 'invented-network-persons-concerned-1' }),
  endSeat: (scope, actor, network) => endSeat(scope, actor, network, seat),
  noteMeeting: (scope, actor, network) => noteMeeting(scope, actor, network, 'invented-voice', meeting),
  changeMeeting: (scope, actor, network) => changeMeeting(scope, actor, network, 'invented-voice-7', 1, meeting),
  noteDecision: (scope, actor, network) => noteDecision(scope, actor, network, 'invented-voice-5', decision),
  changeDecision: (scope, actor, network) => changeDecision(scope, actor, network, 'invented-network-6-1', 1, decision),
  planTraining: (scope, actor, network) => planTraining(scope, actor, network, course),
  changeTraining: (scope, actor, network) => changeTraining(scope, actor, network, 'invented-course-1', 1, course),
  publish: (scope, actor, network) => publish(scope, actor, network, { plan: false, committees: false, version: 1 }),
}
const MAY: Readonly<Record<Role, boolean>> = {
  administrator: true,
  programme_manager: true,
  coordinator: true,
  worker: false,
  reader: false,
}

const filled = async (isPublic: boolean) => {
  const network = await world.network({ isPublic })
  await world.as(OPERATOR, (scope) => loadNetworkDemonstration(scope, network, TODAY))
  return network
}

describe('network: who may', () => {
  test.each(ROLES)('the policy says of %s what the table says', async (role) => {
    const network = await world.network()
    const actor = await world.person({ network, role })
    expect([canRead(actor, network), canSteer(actor, network)]).toEqual([true, MAY[role]])
    expect([canRead(actor, 'another'), canSteer(actor, 'another')]).toEqual([false, false])
  })
  test('each command is done for those who steer, refused to a reader, and knows of nothing for anybody else', async () => {
    const network = await filled(true)
    const elsewhere = await world.network()
    const people = {
      reader: await world.person({ network, role: 'reader' }),
      stranger: await world.person(),
      former: await world.person({ network, role: 'administrator', validTo: '2020-12-31' }),
      foreigner: await world.person({ network: elsewhere, role: 'administrator' }),
    }
    const writer = await world.person({ network, role: 'coordinator' })
    for (const [name, command] of Object.entries(COMMANDS)) {
      const run = (actor: Actor) => world.as(actor, (scope) => command(scope, actor, network))
      await expect(run(people.reader), name).rejects.toMatchObject({ code: 'forbidden' })
      for (const who of [people.stranger, people.former, people.foreigner])
        await expect(run(who), name).rejects.toMatchObject({ code: 'not_found' })
      await expect(run(VISITOR), name).rejects.toMatchObject({ code: 'signed_out' })
      await run(writer).catch((error: unknown) => {
        throw new Error(`${name} is not done for a coordinator: ${error}`)
      })
    }
  })
  test('even past the code the database refuses whoever does not steer', async () => {
    const network = await filled(true)
    const reader = await world.person({ network, role: 'reader' })
    const stranger = await world.person()
    for (const who of [reader, stranger]) {
      await expect(
        world.as(who, (scope) => scope.insertInto('network.aim').values({ network_id: network, title: 'x', what: null }).execute()),
      ).rejects.toMatchObject({ code: '42501' })
      const { numUpdatedRows } = await world.as(who, (scope) =>
        scope.updateTable('network.training').set({ title: 'x' }).where('network_id', '=', network).executeTakeFirstOrThrow(),
      )
      expect(numUpdatedRows).toBe(0n)
    }
  })
})

describe('network: what visitors read', () => {
  const seen = (actor: Actor, network: string) =>
    world.as(actor, async (scope) => ({
      plan: (await readPlan(scope, network)).length,
      committees: (await listCommittees(scope, network, TODAY)).length,
      rest: [
        (await listConversions(scope, network)).length,
        (await listMeetings(scope, network, 'invented-network')).length,
        (await listTraining(scope, network)).length,
        (await readHistory(scope, network, 'action', 'invented-aim-crisis-1')).length,
        (await scope.selectFrom('network.stated_load').select('service_id').where('network_id', '=', network).execute()).length,
        (await scope.selectFrom('network.decision').select('id').where('network_id', '=', network).execute()).length,
      ],
    }))
  const NOTHING = [0, 0, 0, 0, 0, 0]

  test('of a public network what it published, and nothing else', async () => {
    const network = await filled(true)
    const noor = await world.person({ network, role: 'coordinator' })
    expect(await seen(VISITOR, network)).toMatchObject({ plan: 4, committees: 5, rest: NOTHING })
    expect((await world.as(VISITOR, (scope) => listSteered(scope, VISITOR))).map(({ id }) => id)).toContain(network)
    await world.as(noor, (scope) => publish(scope, noor, network, { plan: true, committees: false, version: 1 }))
    expect(await seen(VISITOR, network)).toMatchObject({ plan: 4, committees: 0, rest: NOTHING })
    await expect(world.as(VISITOR, (scope) => readerOf(scope, VISITOR, network, 'committees'))).rejects.toMatchObject({
      code: 'signed_out',
    })
    await world.as(noor, (scope) => publish(scope, noor, network, { plan: false, committees: false, version: 2 }))
    expect(await seen(VISITOR, network)).toMatchObject({ plan: 0, committees: 0, rest: NOTHING })
    expect((await world.as(VISITOR, (scope) => listSteered(scope, VISITOR))).map(({ id }) => id)).not.toContain(network)
    await expect(
      world.as(noor, (scope) => publish(scope, noor, network, { plan: true, committees: true, version: 1 })),
    ).rejects.toMatchObject({
      code: 'conflict',
    })
  })
  test('of a network that is not public nothing, whatever it marked: a stranger meets the same as where there is no network', async () => {
    const network = await filled(false)
    const stranger = await world.person()
    for (const who of [VISITOR, stranger]) expect(await seen(who, network)).toEqual({ plan: 0, committees: 0, rest: NOTHING })
    for (const id of [network, 'no-such-network'])
      for (const part of ['plan', 'committees'] as const)
        await expect(world.as(stranger, (scope) => readerOf(scope, stranger, id, part))).rejects.toMatchObject({ code: 'not_found' })
    await expect(world.as(stranger, (scope) => memberOf(scope, stranger, network))).rejects.toMatchObject({ code: 'not_found' })
    const reader = await world.person({ network, role: 'reader' })
    expect((await seen(reader, network)).rest.every((rows) => rows > 0)).toBe(true)
  })
})
