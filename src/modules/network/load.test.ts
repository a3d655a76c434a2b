import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { removeService } from '#modules/directory/services.commands.server.ts'
import { useWorld } from '#test/world.ts'
import { loadTyped, readLoadForm, stateLoad } from './load.commands.server.ts'
import { listStated, listTeamDays, readStated } from './load.queries.server.ts'
import { caseload, occupancy, type Stated } from './load.ts'
import { networkWithTeams } from './network.test-support.ts'

const world = useWorld()
const stated = (changes: Partial<Stated> = {}): Stated => ({
  on: '2026-03-02',
  occupied: null,
  followed: 118,
  waiting: 9,
  reasons: { place: 4, staff: 2, partner: 0, person: 0 },
  ...changes,
})

describe('network: load', () => {
  test('caseload is by full-time equivalent, occupancy by bed and place; nothing is said of what is not known', () => {
    expect(caseload({ followed: 118 }, { fte: 12.5 })).toBeCloseTo(9.44)
    for (const [followed, fte] of [
      [null, 12],
      [5, null],
      [5, 0],
    ] as const)
      expect(caseload({ followed }, { fte })).toBeNull()
    expect(occupancy({ occupied: 30 }, { beds: 24, places: 16 })).toBe(0.75)
    expect(occupancy({ occupied: 30 }, { beds: null, places: null })).toBeNull()
    expect(occupancy({ occupied: 0 }, { beds: 4, places: null })).toBe(0)
  })
  test('a day that is opened in the form and sent unchanged is the same', () => {
    const count = fc.option(fc.nat(500))
    const reason = fc.nat(20)
    const day = fc.record({
      occupied: count,
      followed: fc.nat(500),
      reasons: fc.record({ place: reason, staff: reason, partner: reason, person: reason }),
    })
    fc.assert(
      fc.property(day, fc.nat(9), ({ reasons, ...rest }, more) => {
        const waiting = Object.values(reasons).reduce((sum, n) => sum + n, more)
        const kept = { on: '2026-03-02', ...rest, waiting, reasons }
        expect(readLoadForm(loadTyped({ ...kept, version: 1 }, kept.on))).toEqual({ ok: true, input: kept })
      }),
    )
  })
  test('who only says why they wait has said how many; more reasons than persons are refused; so is nothing at all', () => {
    expect(readLoadForm({ on: '2026-03-02', waiting_place: '3', waiting_staff: '1' })).toMatchObject({ ok: true, input: { waiting: 4 } })
    expect(readLoadForm({ on: '2026-03-02', waiting: '3', waiting_place: '4' })).toMatchObject({ ok: false, faults: { waiting: {} } })
    expect(readLoadForm({ on: '2026-03-02' })).toMatchObject({ ok: false, faults: { followed: { id: 'network.fault.nothing' } } })
    expect(readLoadForm({ on: 'soon', followed: '-1' })).toMatchObject({ ok: false, faults: { on: {}, followed: {} } })
  })
  test('a team states a day and corrects it; of two who state the same day at once the second is told', async () => {
    const network = await networkWithTeams(world)
    const noor = await world.person({ network, role: 'coordinator' })
    const state = (version: number, day: Stated) => world.as(noor, (scope) => stateLoad(scope, noor, network, 'mobile', version, day))
    await state(0, stated())
    await expect(state(0, stated({ followed: 1 }))).rejects.toMatchObject({ code: 'conflict' })
    await state(1, stated({ followed: 120 }))
    await state(0, stated({ on: '2025-12-01', followed: 100 }))
    expect(await world.as(noor, (scope) => readStated(scope, network, 'mobile', '2026-03-02'))).toMatchObject({ followed: 120, version: 2 })
    // Each day is weighed with the staff that the team had on that day.
    expect((await world.as(noor, (scope) => listStated(scope, network, 'mobile'))).map(({ on, fte }) => [on, fte])).toEqual([
      ['2026-03-02', 12.5],
      ['2025-12-01', 10],
    ])
    await expect(world.as(noor, (scope) => stateLoad(scope, noor, network, 'nobody', 0, stated()))).rejects.toMatchObject({
      code: 'not_found',
    })
  })
  test('all teams are shown with what they stated last up to a day', async () => {
    const network = await networkWithTeams(world)
    const noor = await world.person({ network, role: 'coordinator' })
    await world.as(noor, (scope) => stateLoad(scope, noor, network, 'mobile', 0, stated()))
    const on = (day: string) => world.as(noor, (scope) => listTeamDays(scope, network, day))
    expect(await on('2026-03-01')).toMatchObject([
      { id: 'mobile', fte: 12.5, stated: null },
      { id: 'centre', places: 40, fte: null, stated: null },
    ])
    expect((await on('2026-04-01'))[0]?.stated).toMatchObject({ on: '2026-03-02', waiting: 9, reasons: { place: 4 } })
  })
  test('the database refuses more reasons than persons who wait, and a day without any number', async () => {
    const network = await networkWithTeams(world)
    const write = (row: object) =>
      world.seed((owner) =>
        owner
          .insertInto('network.stated_load')
          .values({
            network_id: network,
            service_id: 'mobile',
            on_day: '2026-01-01',
            occupied: null,
            followed: null,
            waiting: null,
            ...row,
          } as never)
          .execute(),
      )
    await expect(write({})).rejects.toMatchObject({ code: '23514' })
    await expect(write({ waiting: 2, waiting_staff: 3 })).rejects.toMatchObject({ code: '23514' })
    await expect(write({ followed: 3, waiting_staff: 1 })).rejects.toMatchObject({ code: '23514' })
    await expect(write({ waiting: 3, waiting_staff: 3 })).resolves.toBeDefined()
  })
})

describe('network: what the directory keeps', () => {
  test('a team that stated something, or receives staff, is not deleted from the directory', async () => {
    const network = await networkWithTeams(world)
    const camille = await world.person({ network, role: 'programme_manager' })
    await world.as(camille, (scope) => stateLoad(scope, camille, network, 'mobile', 0, stated()))
    await expect(world.as(camille, (scope) => removeService(scope, camille, network, 'mobile', 1))).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(world.as(camille, (scope) => removeService(scope, camille, network, 'centre', 1))).resolves.toBeUndefined()
  })
})
