import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { readDecisionForm, readMeetingForm } from './committee-form.server.ts'
import { addSeat, changeCommittee, endSeat, fillSeat, foundCommittee, vacateSeat } from './committees.commands.server.ts'
import { listCommittees, listMeetings, readCommittee } from './committees.queries.server.ts'
import { changeDecision, changeMeeting, type DecisionInput, noteDecision, noteMeeting } from './meetings.commands.server.ts'
import { listOpenDecisions, readDecision, readMeeting } from './meetings.queries.server.ts'
import { networkWithTeams } from './network.test-support.ts'
import { readPreparation } from './preparation.queries.server.ts'

const world = useWorld()
const committee = { kind: 'network' as const, care_function: null, name: 'Committee', purpose: null, closed_on: null }
const withCommittee = async () => {
  const network = await networkWithTeams(world)
  const noor = await world.person({ network, role: 'coordinator' })
  const { id } = await world.as(noor, (scope) => foundCommittee(scope, noor, network, committee))
  return { network, noor, id }
}
const aMeeting = { held_on: '2026-03-12', state: 'held' as const, place: null, agenda: null, attendance: [] }
const aDecision: DecisionInput = {
  what: 'Open at 17:00',
  responsible: 'Coordination',
  until: '2026-06-01',
  state: 'open',
  outcome: null,
  settled_on: null,
}

describe('network: seats', () => {
  test('an empty seat shows, is filled from a day on, and shows again when it becomes empty', async () => {
    const { network, noor, id } = await withCommittee()
    const { id: seat } = await world.as(noor, (scope) =>
      addSeat(scope, noor, network, id, { college: 'persons_concerned', label: null, from: '2026-01-01' }),
    )
    const on = async (day: string) => (await world.as(noor, (scope) => readCommittee(scope, network, id, day))).seats
    expect(await on('2025-12-31')).toEqual([])
    expect(await on('2026-02-01')).toMatchObject([{ id: seat, college: 'persons_concerned', filled_from: null }])
    const at = (day: string) => ({ committee: id, seat, on: day })
    await world.as(noor, (scope) => fillSeat(scope, noor, network, { ...at('2026-02-01'), organisation: 'users' }))
    expect(await on('2026-02-01')).toMatchObject([{ filled_from: '2026-02-01', organisation: 'users' }])
    await world.as(noor, (scope) => vacateSeat(scope, noor, network, at('2026-05-31')))
    expect((await on('2026-05-31'))[0]?.filled_from).toBe('2026-02-01')
    expect((await on('2026-06-01'))[0]?.filled_from).toBeNull()
    await world.as(noor, (scope) => endSeat(scope, noor, network, at('2026-12-31')))
    expect(await on('2027-01-01')).toEqual([])
  })
  test('a filled seat is not filled again, an empty one not emptied, one that ended not filled: by code and by the database', async () => {
    const { network, noor, id } = await withCommittee()
    const { id: seat } = await world.as(noor, (scope) =>
      addSeat(scope, noor, network, id, { college: 'carers', label: 'x', from: '2026-01-01' }),
    )
    const at = (day: string) => ({ committee: id, seat, on: day })
    const fill = (day: string) => world.as(noor, (scope) => fillSeat(scope, noor, network, { ...at(day), organisation: null }))
    const wrong = { code: 'invalid', detail: { on: 'network.fault.seat' } }
    await expect(world.as(noor, (scope) => vacateSeat(scope, noor, network, at('2026-02-01')))).rejects.toMatchObject(wrong)
    await expect(fill('2025-12-31')).rejects.toMatchObject(wrong)
    await fill('2026-02-01')
    await expect(fill('2026-03-01')).rejects.toMatchObject(wrong)
    await expect(
      world.as(noor, (scope) =>
        scope
          .insertInto('network.holding')
          .values({ network_id: network, committee_id: id, seat_id: seat, valid_from: '2026-03-01', valid_to: null, organisation_id: null })
          .execute(),
      ),
    ).rejects.toMatchObject({ code: '23P01' })
    await world.as(noor, (scope) => endSeat(scope, noor, network, at('2026-04-01')))
    await expect(fill('2026-05-01')).rejects.toMatchObject(wrong)
  })
})

describe('network: committees', () => {
  test('each function has one committee at a time', async () => {
    const { network, noor } = await withCommittee()
    const of2A = { ...committee, kind: 'function' as const, care_function: '2A' as const, name: '2A' }
    const { id } = await world.as(noor, (scope) => foundCommittee(scope, noor, network, of2A))
    await expect(world.as(noor, (scope) => foundCommittee(scope, noor, network, of2A))).rejects.toMatchObject({
      detail: { care_function: 'network.fault.function' },
    })
    await world.as(noor, (scope) => changeCommittee(scope, noor, network, id, 1, { ...of2A, closed_on: '2026-06-30' }))
    await world.as(noor, (scope) => foundCommittee(scope, noor, network, { ...of2A, name: '2A again' }))
    const names = (await world.as(noor, (scope) => listCommittees(scope, network, '2026-07-01'))).map(({ name }) => name)
    expect(names).toEqual(['Committee', '2A again'])
  })
  test('a meeting is planned, held with counts by college, and decides; what comes of it is noted', async () => {
    const { network, noor, id } = await withCommittee()
    const { id: meeting } = await world.as(noor, (scope) => noteMeeting(scope, noor, network, id, { ...aMeeting, state: 'planned' }))
    await world.as(noor, (scope) =>
      changeMeeting(scope, noor, network, meeting, 1, {
        ...aMeeting,
        attendance: [
          { college: 'persons_concerned', count: 0 },
          { college: 'professionals', count: 4 },
        ],
      }),
    )
    const { id: decision } = await world.as(noor, (scope) => noteDecision(scope, noor, network, meeting, aDecision))
    expect(await world.as(noor, (scope) => listMeetings(scope, network, id))).toMatchObject([{ people: 4, decisions: 1, open: 1 }])
    // Nobody of a college came, and nobody counted another: two things.
    expect((await world.as(noor, (scope) => readMeeting(scope, network, meeting))).attendance).toHaveLength(2)
    expect(await world.as(noor, (scope) => listOpenDecisions(scope, network, null))).toMatchObject([
      { id: decision, committee: 'Committee' },
    ])
    const done: DecisionInput = { ...aDecision, state: 'done', outcome: 'More people came', settled_on: '2026-05-02' }
    await world.as(noor, (scope) => changeDecision(scope, noor, network, decision, 1, done))
    expect(await world.as(noor, (scope) => readDecision(scope, network, decision))).toMatchObject({
      outcome: 'More people came',
      version: 2,
    })
    expect(await world.as(noor, (scope) => listOpenDecisions(scope, network, null))).toEqual([])
    await expect(world.as(noor, (scope) => changeDecision(scope, noor, network, decision, 1, done))).rejects.toMatchObject({
      code: 'conflict',
    })
  })
  test('what is dropped says why, what is settled has a day, and only who came to a meeting that was held is counted', () => {
    expect(readDecisionForm({ what: 'x', responsible: 'y', state: 'dropped' }, '2026-11-22')).toMatchObject({
      ok: false,
      faults: { outcome: {} },
    })
    expect(readDecisionForm({ what: 'x', responsible: 'y', state: 'done' }, '2026-11-22')).toMatchObject({
      ok: true,
      input: { settled_on: '2026-11-22' },
    })
    expect(readDecisionForm({ what: 'x', responsible: 'y', state: 'open', settled_on: '2026-01-01' }, '2026-11-22')).toMatchObject({
      ok: true,
      input: { settled_on: null },
    })
    expect(readMeetingForm({ held_on: '2026-12-01', state: 'planned', came_carers: '2' })).toMatchObject({
      ok: false,
      faults: { came_carers: {} },
    })
  })
  test('who prepares a committee sees what is late and due, and of that committee alone', async () => {
    const { network, noor, id } = await withCommittee()
    const other = await world.as(noor, (scope) =>
      foundCommittee(scope, noor, network, { ...committee, kind: 'working_group', name: 'Other' }),
    )
    for (const [of, what] of [
      [id, 'Ours'],
      [other.id, 'Theirs'],
    ] as const) {
      const meeting = await world.as(noor, (scope) => noteMeeting(scope, noor, network, of, aMeeting))
      await world.as(noor, (scope) => noteDecision(scope, noor, network, meeting.id, { ...aDecision, what }))
      await world.as(noor, (scope) => noteMeeting(scope, noor, network, of, { ...aMeeting, held_on: '2026-04-01', state: 'planned' }))
    }
    const prepared = await world.as(noor, (scope) => readPreparation(scope, network, id, '2026-06-02'))
    expect(prepared.decisions.map(({ what }) => what)).toEqual(['Ours'])
    expect(prepared.unnoted.map(({ committee_id }) => committee_id)).toEqual([id])
    expect(prepared.committees.map(({ name }) => name)).toEqual(['Committee'])
    const all = await world.as(noor, (scope) => readPreparation(scope, network, null, '2026-06-02'))
    expect([all.decisions.length, all.unnoted.length]).toEqual([2, 2])
  })
})
