import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { countingIn, TODAY } from './overview.test-support.ts'
import { readOverview } from './view.server.ts'

const world = useWorld()
const { care, network, read, see, ask, stay } = countingIn(world)

describe('who may see counts', () => {
  test('is who steers the network today, and nobody else', async () => {
    const here = await network()
    await care.request(here.id, await care.file(here.id), { to_service_id: here.crisis.id, sent_at: new Date('2025-02-03T10:00:00Z') })
    expect(await read(here)).not.toEqual([])
    const strangers = [
      await care.worker(here.crisis, { is_lead: true }),
      await world.person({ network: here.id }),
      await world.person({ network: await world.network(), role: 'coordinator' }),
      await world.person({ network: here.id, role: 'coordinator', validTo: '2021-01-01' }),
      VISITOR,
    ]
    for (const stranger of strangers) {
      expect(await read(here, stranger)).toEqual([])
      await expect(world.as(stranger, (scope) => readOverview(scope, stranger, here.id, '2025', TODAY))).rejects.toMatchObject({
        code: stranger.personId === '' ? 'signed_out' : 'not_found',
      })
      const load = await world.as(
        stranger,
        async (scope) => (await sql`select * from care.caseload(${here.id}, '2025-12-31')`.execute(scope)).rows,
      )
      expect(load).toEqual([])
      const { rows } = await world.as(stranger, (scope) =>
        sql<{ done: boolean }>`select overview.count_year(${here.id}, 2025, '0 seconds') as done`.execute(scope),
      )
      expect(rows).toEqual([{ done: false }])
    }
  })

  test('nobody writes a count, and nobody counts people from one day to the next', async () => {
    const here = await network()
    await read(here)
    await expect(world.as(here.coordinator, (scope) => sql`delete from overview.counted`.execute(scope))).rejects.toMatchObject({
      code: '42501',
    })
    await expect(
      world.as(here.coordinator, (scope) => sql`select * from overview.ways_of(${here.id}, 2025)`.execute(scope)),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(
      world.as(here.coordinator, (scope) => sql`select * from care.caseload(${here.id}, '2025-12-30')`.execute(scope)),
    ).rejects.toMatchObject({ code: '22023' })
  })
})

describe('what is shown', () => {
  test('hides a count of one person in a quarter, and what would tell it beside the year', async () => {
    const here = await network()
    await ask(here, '2025-02-03T10:00:00Z', 'form', 12)
    await ask(here, '2025-02-03T10:00:00Z', 'telephone', 1)
    await ask(here, '2025-05-03T10:00:00Z', 'form', 11)
    await ask(here, '2025-05-03T10:00:00Z', 'telephone', 11)
    const shown = async (period: string) => (await see(here, period)).requests.way
    expect(await shown('2025-1')).toEqual({
      total: 13,
      parts: [
        { key: 'form', count: null },
        { key: 'team', count: 0 },
        { key: 'telephone', count: null },
      ],
    })
    // The year less the second quarter would be the one person.
    expect((await shown('2025')).parts.map(({ count }) => count)).toEqual([23, 0, 12])
    expect((await shown('2025-2')).parts.map(({ count }) => count)).toEqual([null, 0, null])
  })

  test('of a network in which nothing happened is nothing, and says so', async () => {
    const here = await network()
    const view = await see(here, '2025')
    expect([view.requests.way.total, view.continuity.total, view.crises.total, view.written]).toEqual([0, 0, 0, 0])
    expect(view.flows.every(({ total }) => total === 0)).toBe(true)
  })
})

describe('coverage and plans', () => {
  test('say where people live, each once, from where nobody came, and which sectors have no team', async () => {
    const here = await network()
    const [north, south] = [`BE-N${here.id.slice(-4).toUpperCase()}`, `BE-S${here.id.slice(-4).toUpperCase()}`].map((id) =>
      id.replaceAll(/[^A-Z0-9-]/g, '0'),
    )
    for (const [id, name] of [
      [north, 'Nord'],
      [south, 'Sud'],
    ] as const)
      await care.put('directory.territory', { id: id ?? '', kind: 'municipality', name, population: 20_000 })
    await care.put('directory.area', { network_id: here.id, id: 'both', kind: 'catchment', name: 'Les deux' })
    for (const territory of [north, south])
      await care.put('directory.area_territory', { network_id: here.id, area_id: 'both', territory_id: territory ?? '' })
    for (let at = 0; at < 10; at += 1) {
      const file = await care.file(here.id, { territory_id: north ?? '' })
      await care.request(here.id, file, { to_service_id: here.crisis.id, sent_at: new Date('2025-02-03T10:00:00Z') })
      await stay(here.crisis, file, '2A', '2025-02-04', '2025-02-14')
    }
    const view = await see(here, '2025')
    expect(view.lines.map(({ name, count, per }) => [name, count, per])).toEqual([['Nord', 10, 5]])
    expect(view.nobodyFrom.map(({ name }) => name)).toEqual(['Sud'])
    expect(view.withoutTeam.map(({ name }) => name)).toEqual(['Les deux'])
    await world.seed((owner) =>
      owner
        .updateTable('directory.service')
        .set({ area_id: 'both' })
        .where('network_id', '=', here.id)
        .where('id', '=', here.crisis.id)
        .execute(),
    )
    const after = await see(here, '2025')
    expect(after.withoutTeam).toEqual([])
  })

  test('say how many people followed have a plan, and what became of it in a crisis', async () => {
    const here = await network()
    const worker = await care.worker(here.crisis)
    for (let at = 0; at < 14; at += 1) {
      const file = await care.file(here.id)
      await stay(here.longTerm, file, '2B', '2025-02-04', null)
      if (at >= 6) continue
      await care.put('plans.crisis_plan', { network_id: here.id, person_id: file, current_seq: 1, renew_on: null, reminded_at: null })
      await care.put('plans.crisis_version', {
        network_id: here.id,
        person_id: file,
        seq: 1,
        written_at: new Date('2025-03-01T10:00:00Z'),
        written_by: worker.personId,
        how: 'together',
        service_id: here.longTerm.id,
        signed: null,
      })
      await care.put('plans.outcome', {
        network_id: here.id,
        person_id: file,
        service_id: here.crisis.id,
        opening_id: null,
        on_day: '2025-06-01',
        found: 'in_time',
        used: 'yes',
        why_not: null,
        by_id: worker.personId,
      })
    }
    const view = await see(here, '2025')
    expect(view.planned).toEqual({
      total: 14,
      parts: [
        { key: 'with', count: 6 },
        { key: 'without', count: 8 },
      ],
    })
    expect(view.written).toBe(6)
    expect(view.crises.parts.find(({ key }) => key === 'yes')?.count).toBe(6)
  })
})
