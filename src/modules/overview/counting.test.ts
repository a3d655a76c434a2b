import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { dayIn } from '#platform/today.ts'
import { useWorld } from '#test/world.ts'
import { countingIn, only } from './overview.test-support.ts'

const world = useWorld()
const { care, network, read, stay, contact } = countingIn(world)

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
    const day = (ago: number) => dayIn(-ago)
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

test('coercive measures are counted with the rest once they may be told: six people in one month', async () => {
  const here = await network()
  const worker = await care.worker(here.stay)
  for (let rank = 1; rank <= 6; rank += 1) {
    const file = await care.file(here.id)
    await care.put('stays.measure', {
      network_id: here.id,
      id: crypto.randomUUID(),
      person_id: file,
      episode_id: await stay(here.stay, file, '4', '2025-03-01', '2025-04-01'),
      service_id: here.stay.id,
      year: 2025,
      rank,
      kind: 'seclusion',
      legal_basis: null,
      started_at: new Date('2025-03-05T10:00:00Z'),
      ended_at: new Date('2025-03-05T12:00:00Z'),
      decided_by: worker.personId,
      alternatives: ['talk'],
      reason: Buffer.from('sealed'),
      tried: null,
      sealed_as: 1,
      is_void: false,
      why: null,
      written_by: worker.personId,
      version: 1,
    })
  }
  expect(only(await read(here), 'continuity')).toEqual(['no 6'])
  const kept = await world.seed((owner) =>
    owner.selectFrom('overview.counted').select(['a', 'n']).where('network_id', '=', here.id).where('part', '=', 'coercion').execute(),
  )
  expect(kept).toEqual([{ a: 'seclusion', n: 6 }])
})
