import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { changeConversion, moveConversion, recordConversion, takeBackTransition } from './beds.commands.server.ts'
import { listConversions, readConversion } from './beds.queries.server.ts'
import { type BedEvent, courseOf, ftePerBed, isOut, mayFollow, nextStates, outOn, stateOn } from './beds.ts'
import { conversionTyped, readConversionForm } from './beds-form.server.ts'
import { nationalMean } from './beds-shown.server.ts'
import { anAgreement, networkWithTeams } from './network.test-support.ts'
import { BED_STATES, type BedState } from './vocabulary.ts'

const world = useWorld()
const on = (day: string, state: BedState): BedEvent => ({ on: day, state, reason: 'Agreed' })

/** A course that may have happened: days in order, each state one that may follow the last. */
const courses = fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.nat(9)), { minLength: 1, maxLength: 7 }).map((steps) => {
  let [at, former]: [number, BedState | null] = [Date.UTC(2020, 0, 1), null]
  return steps.flatMap(([days, choice]): BedEvent[] => {
    const states = nextStates(former)
    const state = states[choice % Math.max(states.length, 1)]
    if (state === undefined) return []
    former = state
    at += days * 86_400_000
    return [on(new Date(at).toISOString().slice(0, 10), state)]
  })
})
const agreements = fc.array(
  fc.record({ beds: fc.integer({ min: 1, max: 60 }), fte: fc.integer({ min: 0, max: 4000 }).map((n) => n / 100), events: courses }),
  { maxLength: 6 },
)
const days = fc
  .date({ min: new Date('2019-06-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10))

describe('network: the state of beds', () => {
  test('of any day it is that of the last transition up to it, and unknown before the first', () => {
    fc.assert(
      fc.property(courses, days, (events, day) => {
        const past = events.filter((event) => event.on <= day)
        expect(stateOn(events, day)).toBe(past.at(-1)?.state ?? null)
      }),
    )
  })
  test('whatever happens, a closure is the last that does, and a freeze may be undone', () => {
    fc.assert(
      fc.property(courses, (events) => {
        const closed = events.findIndex(({ state }) => state === 'closed')
        expect(closed === -1 || closed === events.length - 1).toBe(true)
      }),
    )
    expect(mayFollow('frozen', 'reopened')).toBe(true)
    expect(BED_STATES.filter((next) => mayFollow('closed', next))).toEqual([])
  })
  test('beds out of use are the frozen and the closed ones, in all and at every step of the picture', () => {
    fc.assert(
      fc.property(agreements, days, (all, day) => {
        const out = outOn(all, day)
        expect(out.beds).toBe(out.frozen + out.closed)
        expect(out.beds).toBe(all.filter(({ events }) => isOut(stateOn(events, day))).reduce((sum, { beds }) => sum + beds, 0))
        for (const step of courseOf(all, day)) expect(step).toEqual({ on: step.on, ...outOn(all, step.on) })
        const last = courseOf(all, day).at(-1)
        if (last !== undefined) expect(outOn(all, last.on)).toEqual(out)
      }),
    )
  })
  test('a reopened bed is in use again, and its staff is not freed', () => {
    const events = [on('2023-01-01', 'frozen'), on('2024-11-15', 'reopened'), on('2025-10-01', 'frozen')]
    const agreement = { beds: 10, fte: 4.75, events }
    expect(outOn([agreement], '2024-11-14')).toMatchObject({ beds: 10, fte: 4.75 })
    expect(outOn([agreement], '2024-11-15')).toMatchObject({ beds: 0, fte: 0, agreements: 0 })
    expect(outOn([agreement], '2026-01-01')).toMatchObject({ frozen: 10, closed: 0 })
  })
  test('hundredths of a full-time equivalent add up as they are written', () => {
    const events = [on('2023-01-01', 'frozen')]
    expect(
      outOn(
        [0.1, 0.2, 0.7].map((fte) => ({ beds: 1, fte, events })),
        '2024-01-01',
      ).fte,
    ).toBe(1)
  })
})

describe('network: the ratio', () => {
  test('1,671 beds for 809.83 full-time equivalents are 0.485 a bed, from what one document states for one day', () => {
    const stated = {
      label: '',
      part: '',
      value: '',
      unit: '',
      period: 'at the end of 2018',
      source: 'poster',
      locator: 'p. 1',
      note: null,
      on: '2018-12-31',
    }
    const [beds, fte] = [
      { ...stated, id: 'beds', amount: 1671 },
      { ...stated, id: 'fte', amount: 809.83 },
    ]
    expect(nationalMean('belgium', beds, fte)?.ratio).toBeCloseTo(0.485, 3)
    expect(nationalMean('belgium', beds, null)).toBeNull()
    expect(nationalMean('belgium', beds, { ...fte, on: '2020-01-01' })).toBeNull()
    expect(nationalMean('belgium', beds, { ...fte, source: 'another' })).toBeNull()
  })
  test('there is none without a bed', () => expect(ftePerBed({ beds: 0, fte: 3 })).toBeNull())
})

describe('network: the database knows the same transitions', () => {
  test('for every pair of states', async () => {
    const states = [null, ...BED_STATES]
    for (const former of states)
      for (const next of BED_STATES) {
        const { rows } = await world.seed((owner) =>
          sql<{ may: boolean }>`select network.may_follow(${former}, ${next}) as may`.execute(owner),
        )
        expect(rows[0]?.may, `${former} → ${next}`).toBe(mayFollow(former, next))
      }
  })

  const noted = async () => {
    const network = await networkWithTeams(world)
    const noor = await world.person({ network, role: 'coordinator' })
    const { id } = await world.as(noor, (scope) => recordConversion(scope, noor, network, anAgreement(), on('2024-01-01', 'planned')))
    const write = (state: BedState, day: string) =>
      world.as(noor, (scope) =>
        scope
          .insertInto('network.conversion_event')
          .values({ network_id: network, conversion_id: id, on_day: day, state, reason: 'Past the code' })
          .execute(),
      )
    return { network, noor, id, write }
  }
  test('an impossible transition is refused even past the code, and so is one before the last', async () => {
    const { write } = await noted()
    await expect(write('reopened', '2024-02-01')).rejects.toMatchObject({ code: '23514' })
    await expect(write('frozen', '2023-12-31')).rejects.toMatchObject({ code: '23514' })
    await expect(write('frozen', '2024-01-01')).rejects.toMatchObject({ code: '23514' })
    await expect(write('closed', '2024-02-01')).resolves.toBeDefined()
    await expect(write('reopened', '2024-03-01')).rejects.toMatchObject({ code: '23514' })
  })
  test('what happened is not rewritten, and only the last of it can be taken back', async () => {
    const { network, noor, id, write } = await noted()
    await write('frozen', '2024-05-01')
    await expect(
      world.as(noor, (scope) => sql`update network.conversion_event set reason = 'other' where network_id = ${network}`.execute(scope)),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(
      world.seed((owner) => sql`update network.conversion_event set reason = 'other' where network_id = ${network}`.execute(owner)),
    ).rejects.toMatchObject({ code: '23514' })
    await expect(
      world.as(noor, (scope) =>
        scope.deleteFrom('network.conversion_event').where('conversion_id', '=', id).where('on_day', '=', '2024-01-01').execute(),
      ),
    ).rejects.toMatchObject({ code: '23514' })
    // The whole agreement takes them along.
    await expect(
      world.as(noor, (scope) => scope.deleteFrom('network.conversion').where('network_id', '=', network).where('id', '=', id).execute()),
    ).resolves.toBeDefined()
  })
})

describe('network: agreements on beds', () => {
  test('a coordinator notes one, moves it on, corrects it, and takes the last step back', async () => {
    const network = await networkWithTeams(world)
    const noor = await world.person({ network, role: 'coordinator' })
    const { id } = await world.as(noor, (scope) => recordConversion(scope, noor, network, anAgreement(), on('2024-01-01', 'planned')))
    await world.as(noor, (scope) => moveConversion(scope, noor, network, id, '2024-01-01', on('2024-06-01', 'frozen')))
    await world.as(noor, (scope) => changeConversion(scope, noor, network, id, 1, anAgreement({ beds: 28, staff: [] })))
    const now = await world.as(noor, (scope) => readConversion(scope, network, id))
    expect(now).toMatchObject({ beds: 28, fte: 0, staff: [], version: 2, hospital: 'hospital', team: 'Team mobile' })
    expect(now.events.map(({ on: day, state }) => `${day} ${state}`)).toEqual(['2024-01-01 planned', '2024-06-01 frozen'])
    await world.as(noor, (scope) => takeBackTransition(scope, noor, network, id, '2024-06-01'))
    const [listed] = await world.as(noor, (scope) => listConversions(scope, network))
    expect(listed?.events).toEqual([on('2024-01-01', 'planned')])
    await expect(world.as(noor, (scope) => takeBackTransition(scope, noor, network, id, '2024-01-01'))).rejects.toMatchObject({
      code: 'invalid',
    })
  })
  test('an impossible step is told at its field; of two who step at once the second is told', async () => {
    const network = await networkWithTeams(world)
    const noor = await world.person({ network, role: 'coordinator' })
    const move = (event: BedEvent) => world.as(noor, (scope) => moveConversion(scope, noor, network, id, '2024-01-01', event))
    const { id } = await world.as(noor, (scope) => recordConversion(scope, noor, network, anAgreement(), on('2024-01-01', 'frozen')))
    await expect(move(on('2024-06-01', 'planned'))).rejects.toMatchObject({ detail: { state: 'network.fault.transition' } })
    await expect(move(on('2024-01-01', 'closed'))).rejects.toMatchObject({ detail: { on: 'network.fault.later' } })
    await move(on('2024-06-01', 'reopened'))
    await expect(move(on('2024-07-01', 'frozen'))).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      world.as(noor, (scope) => recordConversion(scope, noor, network, anAgreement(), on('2024-01-01', 'reopened'))),
    ).rejects.toMatchObject({ detail: { state: 'network.fault.transition' } })
  })
  test('an agreement that is opened in the form and sent unchanged is the same', async () => {
    const network = await networkWithTeams(world)
    const noor = await world.person({ network, role: 'coordinator' })
    const { id } = await world.as(noor, (scope) =>
      recordConversion(scope, noor, network, anAgreement({ note: 'x' }), on('2024-01-01', 'frozen')),
    )
    const kept = await world.as(noor, (scope) => readConversion(scope, network, id))
    const choices = { hospitals: [{ value: 'hospital', label: '' }], teams: [{ value: 'mobile', label: '' }], sources: [] }
    const read = readConversionForm(conversionTyped(kept), choices)
    expect(read).toEqual({ ok: true, input: anAgreement({ note: 'x' }) })
    const wrong = readConversionForm({ hospital: 'elsewhere', bed_kind: 'Z', beds: '0', fte_nurse: '-1', team: 'x' }, choices)
    expect(wrong.ok ? [] : Object.keys(wrong.faults).sort()).toEqual(['bed_kind', 'beds', 'fte_nurse', 'hospital', 'team'])
  })
})
