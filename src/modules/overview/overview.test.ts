import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Actor, VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { careIn, type Team } from '../care/care.test-support.ts'
import { type CountRow, readCounts } from './counts.queries.server.ts'
import { readOverview } from './view.server.ts'

const world = useWorld()
const care = careIn(world)
const YEAR = 2025
const TODAY = '2026-11-22'

const network = async () => {
  const id = await world.network()
  const teams = { crisis: await care.team(id, '2A'), longTerm: await care.team(id, '2B'), stay: await care.team(id, '4') }
  return { id, ...teams, coordinator: await world.person({ network: id, role: 'coordinator' }) }
}
type At = Awaited<ReturnType<typeof network>>
const read = async (here: At, actor: Actor = here.coordinator, year = YEAR): Promise<CountRow[]> =>
  (await world.as(actor, (scope) => readCounts(scope, here.id, year, '0 seconds')))?.rows ?? []
const only = (rows: readonly CountRow[], part: string, quarter = 0) =>
  rows
    .filter((row) => row.part === part && row.quarter === quarter)
    .map(({ a, b, n }) => [a, ...(b === '' ? [] : [b]), n].join(' '))
    .sort()
const stay = (team: Team, person: string, careFunction: '2A' | '2B' | '4', from: string, to: string | null, more: object = {}) =>
  care.episode(team, person, {
    care_function: careFunction,
    entered_on: from,
    left_on: to,
    ...(to === null ? {} : { exit_reason: 'goals_reached', destination: 'home' }),
    ...more,
  })
const contact = (team: Team, person: string, episode: string, at: string, worker: Actor, more: object = {}) =>
  care.put('care.contact', {
    network_id: team.network,
    id: crypto.randomUUID(),
    episode_id: episode,
    person_id: person,
    service_id: team.id,
    at: new Date(at),
    mode: 'home',
    written_by: worker.personId,
    ...more,
  })

describe('requests', () => {
  test('are counted by way, reason and answer, of each quarter and of the year, by the clock of Paris', async () => {
    const here = await network()
    const ask = async (sent: string, more: object = {}) =>
      care.request(here.id, await care.file(here.id), { to_service_id: here.crisis.id, sent_at: new Date(sent), ...more })
    await ask('2025-02-03T10:00:00Z')
    await ask('2025-03-31T22:30:00Z', { channel: 'telephone', reason_kind: 'anxiety' })
    await ask('2024-12-31T23:30:00Z')
    await ask('2025-12-31T23:30:00Z')
    const rows = await read(here)
    expect(only(rows, 'asked')).toEqual([' 3'])
    expect(only(rows, 'asked', 1)).toEqual([' 2'])
    expect(only(rows, 'way')).toEqual(['form 2', 'telephone 1'])
    expect(only(rows, 'way', 2)).toEqual(['telephone 1'])
    expect(only(rows, 'reason', 2)).toEqual(['anxiety 1'])
    expect(only(rows, 'answer')).toEqual(['waiting 3'])
  })
})

describe('the way of people', () => {
  test('goes from outside into a function, on to the next, and home', async () => {
    const here = await network()
    const ana = await care.file(here.id)
    await stay(here.crisis, ana, '2A', '2025-01-10', '2025-02-01')
    await stay(here.longTerm, ana, '2B', '2025-02-20', '2025-08-01')
    const rows = await read(here)
    expect(only(rows, 'flow')).toEqual(['2A 2B 1', '2B home 1', 'outside 2A 1'])
    expect(only(rows, 'exit')).toEqual(['2A 1', '2B 1'])
  })

  test('is that of a person, whose file may be two that were merged; and of who did not die', async () => {
    const here = await network()
    const kept = await care.file(here.id)
    const same = await care.file(here.id, { merged_into: kept })
    await stay(here.crisis, same, '2A', '2025-01-10', '2025-02-01')
    await stay(here.longTerm, kept, '2B', '2025-01-20', null)
    await stay(here.crisis, await care.file(here.id), '2A', '2025-03-01', '2025-03-09', { exit_reason: 'died' })
    const rows = await read(here)
    expect(only(rows, 'flow')).toEqual(['2A 2B 1', 'outside 2A 2'])
    expect(only(rows, 'followed')).toEqual(['2A 2', '2B 1', 'all 2'])
  })

  test('leads back within 30 or 90 days, by an episode or a request in the same function', async () => {
    const here = await network()
    const leave = async () => {
      const id = await care.file(here.id)
      await stay(here.crisis, id, '2A', '2025-01-10', '2025-02-01')
      return id
    }
    await stay(here.crisis, await leave(), '2A', '2025-02-20', '2025-02-25')
    await care.request(here.id, await leave(), { to_service_id: here.crisis.id, sent_at: new Date('2025-04-10T10:00:00Z') })
    await care.request(here.id, await leave(), { to_service_id: here.longTerm.id, sent_at: new Date('2025-02-10T10:00:00Z') })
    await stay(here.crisis, await leave(), '2A', '2025-05-03', '2025-05-04')
    const rows = await read(here)
    // Two of the returns ended as well, and nobody came back from those.
    expect(only(rows, 'return')).toEqual(['2A d30 1', '2A d90 1', '2A none 4'])
  })

  test('that is too recent for an answer counts neither as yes nor as no', async () => {
    const here = await network()
    const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
    const year = Number(day(3).slice(0, 4))
    const id = await care.file(here.id)
    await stay(here.stay, id, '4', day(20), day(3))
    const rows = await read(here, here.coordinator, year)
    expect(only(rows, 'continuity')).toEqual(['pending 1'])
    expect(only(rows, 'return')).toEqual(['4 pending 1'])
  })

  test('goes on after function 4 when somebody saw or reached the person within seven days', async () => {
    const here = await network()
    const worker = await care.worker(here.longTerm)
    const leave = async (at: string | null, more: object = {}) => {
      const id = await care.file(here.id)
      await stay(here.stay, id, '4', '2025-03-01', '2025-03-10')
      const episode = await stay(here.longTerm, id, '2B', '2025-03-05', null)
      if (at !== null) await contact(here.longTerm, id, episode, at, worker, more)
    }
    await leave('2025-03-17T10:00:00Z')
    await leave('2025-03-18T10:00:00Z')
    await leave('2025-03-12T10:00:00Z', { missed: 'not_there' })
    await leave('2025-03-12T10:00:00Z', { mode: 'message' })
    await leave('2025-03-10T10:00:00Z')
    expect(only(await read(here), 'continuity')).toEqual(['no 4', 'yes 1'])
  })
})

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
    const ask = async (sent: string, channel: 'form' | 'telephone', times: number) => {
      for (let at = 0; at < times; at += 1)
        await care.request(here.id, await care.file(here.id), { to_service_id: here.crisis.id, sent_at: new Date(sent), channel })
    }
    await ask('2025-02-03T10:00:00Z', 'form', 12)
    await ask('2025-02-03T10:00:00Z', 'telephone', 1)
    await ask('2025-05-03T10:00:00Z', 'form', 11)
    await ask('2025-05-03T10:00:00Z', 'telephone', 11)
    const shown = async (period: string) =>
      (await world.as(here.coordinator, (scope) => readOverview(scope, here.coordinator, here.id, period, TODAY))).requests.way
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
    const view = await world.as(here.coordinator, (scope) => readOverview(scope, here.coordinator, here.id, '2025', TODAY))
    expect([view.requests.way.total, view.continuity.total, view.crises.total, view.written]).toEqual([0, 0, 0, 0])
    expect(view.flows.every(({ total }) => total === 0)).toBe(true)
  })
})

test('the load of a team is whom it follows on the last day of each quarter, each person once, and the same as on the page of the load', async () => {
  const here = await network()
  const kept = await care.file(here.id)
  await stay(here.crisis, kept, '2A', '2025-02-01', '2025-04-10')
  await stay(here.crisis, await care.file(here.id, { merged_into: kept }), '2A', '2025-03-01', '2025-03-31')
  await stay(here.crisis, await care.file(here.id), '2A', '2025-03-30', null)
  const rows = await read(here)
  const load = (quarter: number) => rows.filter((row) => row.part === 'caseload' && row.quarter === quarter).map(({ n }) => n)
  expect([1, 2, 3, 4].map(load)).toEqual([[2], [1], [1], [1]])
  const { rows: counted } = await world.as(here.coordinator, (scope) =>
    sql<{ n: number }>`select n from care.caseload(${here.id}, '2025-03-31')`.execute(scope),
  )
  expect(counted.map(({ n }) => n)).toEqual([2])
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
    const view = await world.as(here.coordinator, (scope) => readOverview(scope, here.coordinator, here.id, '2025', TODAY))
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
    const after = await world.as(here.coordinator, (scope) => readOverview(scope, here.coordinator, here.id, '2025', TODAY))
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
    const view = await world.as(here.coordinator, (scope) => readOverview(scope, here.coordinator, here.id, '2025', TODAY))
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
