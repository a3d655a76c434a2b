import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { readBoard } from '../board/board.queries.server.ts'
import { aVisit, later, type TeamOf, teamOf } from '../boards.test-support.ts'
import { readPlan } from './plan-form.server.ts'
import { changeVisit, extendVisit, finishVisit, moveVisit, type NewVisit, planVisit } from './visits.commands.server.ts'
import { listMyVisits, listOwnVisits, readVisit } from './visits.queries.server.ts'

const world = useWorld()
const planOf = ({ file, sam, paz }: TeamOf, given: Partial<NewVisit> = {}): NewVisit => ({
  id: randomUUID(),
  personId: file,
  startsAt: later(10),
  endsAt: later(70),
  first: sam.personId,
  second: paz.personId,
  alone: null,
  purpose: 'Voir comment va la nuit.',
  ...given,
})
const outcome = { missed: null, mode: 'home' as const, minutes: 45, who: ['person' as const], note: 'Le café était prêt.', nextOn: null }
const board = ({ network, team, sam }: TeamOf, now = new Date()) =>
  world.as(sam, (scope) => readBoard(scope, network, team.id, 'Europe/Paris', now))

describe('a visit', () => {
  test('is planned by a worker for two, goes its way in single taps, and its outcome is the contact in the file', async () => {
    const of = await teamOf(world)
    const { network, team, sam, paz, lead, file } = of
    const plan = planOf(of)
    await world.as(sam, (scope) => planVisit(scope, sam, network, team.id, plan))
    for (const move of ['leave', 'arrive', 'safe'] as const) await world.as(paz, (scope) => moveVisit(scope, network, plan.id, move))
    await world.as(sam, (scope) => finishVisit(scope, sam, network, plan.id, outcome))
    const { steps, state, purpose } = await world.as(lead, (scope) => readVisit(scope, network, team.id, plan.id, new Date()))
    expect(state).toBe('outcome')
    expect(purpose).toBe('Voir comment va la nuit.')
    expect(steps.map(({ what }) => what)).toEqual(['planned', 'on_the_way', 'there', 'safe', 'outcome'])
    expect(steps[1]?.by).toBe(paz.personId)
    const contacts = await world.seed((owner) => owner.selectFrom('care.contact').selectAll().where('person_id', '=', file).execute())
    expect(contacts).toMatchObject([{ id: plan.id, mode: 'home', minutes: 45, workers: [sam.personId, paz.personId], missed: null }])
  })

  test('that is sent twice, or moved on by two at once, is one', async () => {
    const of = await teamOf(world)
    const { network, team, sam, paz, file } = of
    const plan = planOf(of)
    for (const _ of [1, 2]) await world.as(sam, (scope) => planVisit(scope, sam, network, team.id, plan))
    for (const who of [sam, paz]) expect(await world.as(who, (scope) => moveVisit(scope, network, plan.id, 'leave'))).toBe('on_the_way')
    for (const who of [sam, paz]) await world.as(who, (scope) => moveVisit(scope, network, plan.id, 'safe'))
    for (const who of [sam, paz]) await world.as(who, (scope) => finishVisit(scope, who, network, plan.id, outcome))
    const contacts = await world.seed((owner) => owner.selectFrom('care.contact').select('id').where('person_id', '=', file).execute())
    expect(contacts).toHaveLength(1)
    await expect(world.as(paz, (scope) => moveVisit(scope, network, plan.id, 'leave'))).rejects.toMatchObject({ code: 'conflict' })
  })

  test('is not called off while somebody is out there, and is changed only before anybody has left', async () => {
    const of = await teamOf(world)
    const { network, team, sam, file } = of
    const id = await aVisit(world, team, file, sam, { state: 'on_the_way' })
    await expect(world.as(sam, (scope) => moveVisit(scope, network, id, 'callOff'))).rejects.toMatchObject({ code: 'conflict' })
    await expect(world.as(sam, (scope) => changeVisit(scope, network, id, 2, planOf(of)))).rejects.toMatchObject({ code: 'conflict' })
    const planned = await aVisit(world, team, file, sam)
    await world.as(sam, (scope) => changeVisit(scope, network, planned, 1, planOf(of)))
    await expect(world.as(sam, (scope) => changeVisit(scope, network, planned, 1, planOf(of)))).rejects.toMatchObject({ code: 'conflict' })
  })

  test('by somebody alone is asked for its reason, and is not stopped', () => {
    const typed = { day: '2026-11-23', from: '10:00', to: '11:00', first: randomUUID() }
    const given = { zone: 'Europe/Paris', pairs: true, mates: new Set([typed.first]) }
    expect(readPlan(typed, given)).toMatchObject({ ok: false, faults: { alone: { id: 'boards.fault.alone' } } })
    expect(readPlan({ ...typed, alone: 'urgent' }, given)).toMatchObject({ ok: true, input: { alone: 'urgent', second: null } })
    expect(readPlan(typed, { ...given, pairs: false })).toMatchObject({ ok: true })
    expect(readPlan({ ...typed, from: '23:00', to: '01:00', alone: 'urgent' }, given)).toMatchObject({
      input: { startsAt: new Date('2026-11-23T22:00:00Z'), endsAt: new Date('2026-11-24T00:00:00Z') },
    })
  })

  test('is made only to people of the team, by people of the team', async () => {
    const of = await teamOf(world)
    const { network, team, sam, colleague, care } = of
    const stranger = await care.file(network)
    await expect(
      world.as(sam, (scope) => planVisit(scope, sam, network, team.id, planOf(of, { personId: stranger, purpose: '' }))),
    ).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      world.as(sam, (scope) => planVisit(scope, sam, network, team.id, planOf(of, { second: colleague.personId }))),
    ).rejects.toMatchObject({ code: 'invalid' })
    const visit = planOf(of)
    await world.as(sam, (scope) => planVisit(scope, sam, network, team.id, visit))
    for (const other of [colleague, of.coordinator, of.person, VISITOR]) {
      await expect(world.as(other, (scope) => moveVisit(scope, network, visit.id, 'leave'))).rejects.toMatchObject({ code: 'not_found' })
      await expect(world.as(other, (scope) => readVisit(scope, network, team.id, visit.id, new Date()))).rejects.toMatchObject({
        code: 'not_found',
      })
    }
  })

  test('to somebody who asked for help notes that they met, on the request', async () => {
    const of = await teamOf(world)
    const { network, team, sam, care } = of
    const file = await care.file(network)
    const request = await care.request(network, file, { to_service_id: team.id })
    await world.seed((owner) => owner.updateTable('care.request').set({ state: 'accepted' }).where('id', '=', request).execute())
    const id = await aVisit(world, team, file, sam, { state: 'safe' })
    await world.as(sam, (scope) => finishVisit(scope, sam, network, id, outcome))
    const met = await world.seed((owner) =>
      owner.selectFrom('care.request').select('met_at').where('id', '=', request).executeTakeFirstOrThrow(),
    )
    expect(met.met_at).not.toBeNull()
  })

  test('is shown to the person whom it is made to, with who comes, and to no stranger', async () => {
    const of = await teamOf(world)
    const { network, team, sam, paz, file, person, coordinator } = of
    await aVisit(world, team, file, sam, { startsAt: later(60), second: paz })
    expect(await world.as(person, (scope) => listOwnVisits(scope, network))).toMatchObject([{ service: team.id, workers: ['Somebody'] }])
    expect(await world.as(coordinator, (scope) => listOwnVisits(scope, network))).toEqual([])
    expect(await world.as(paz, (scope) => listMyVisits(scope, new Date()))).toMatchObject([{ name: 'Zoé Inventée', state: 'planned' }])
    expect(await world.as(of.lead, (scope) => listMyVisits(scope, new Date()))).toEqual([])
  })
})

describe('the board of a team', () => {
  test('shows what is late first, in words: calls, and who is not back', async () => {
    const of = await teamOf(world)
    const { network, team, sam, file, care } = of
    const [waiting, late] = [await care.file(network, { given_name: 'Plus tard' }), await care.file(network, { given_name: 'En retard' })]
    await care.request(network, waiting, { to_service_id: team.id, answer_due: later(300) })
    await care.request(network, late, { to_service_id: team.id, answer_due: later(-5) })
    const planned = await aVisit(world, team, file, sam, { startsAt: later(1) })
    const out = await aVisit(world, team, file, sam, { startsAt: later(-90), endsAt: later(-20), state: 'there' })
    const { calls, visits, followed } = await board(of)
    expect(calls.map(({ name, isLate }) => [name.split(' ')[0], isLate])).toEqual([
      ['En', true],
      ['Plus', false],
    ])
    expect(visits.map(({ id, alarm, isAlone }) => [id, alarm, isAlone])).toEqual([
      [out, 'overdue', true],
      [planned, 'none', true],
    ])
    expect(followed).toMatchObject([{ personId: file, nextOn: null }])
    expect((await board(of, later(30))).visits.map(({ alarm }) => alarm)).toEqual(['overdue', 'late'])
  })

  test('is empty for everybody who does not work in the team', async () => {
    const of = await teamOf(world)
    const { network, team, sam, file } = of
    await aVisit(world, team, file, sam)
    for (const other of [of.colleague, of.coordinator, VISITOR]) {
      const { visits, calls, followed, duty } = await world.as(other, (scope) =>
        readBoard(scope, network, team.id, 'Europe/Paris', new Date()),
      )
      expect([visits, calls, followed, duty.now]).toEqual([[], [], [], []])
    }
  })

  test('a visit that takes longer is not overdue any more', async () => {
    const of = await teamOf(world)
    const id = await aVisit(world, of.team, of.file, of.sam, { startsAt: later(-90), endsAt: later(-20), state: 'there' })
    await world.as(of.sam, (scope) => extendVisit(scope, of.network, id, 30))
    const { visits } = await board(of)
    expect(visits.map(({ alarm }) => alarm)).toEqual(['none'])
    expect(new Date(visits[0]?.endsAt ?? 0).getTime()).toBeGreaterThan(later(25).getTime())
  })
})
