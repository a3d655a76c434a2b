import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { computeAccount } from '#modules/account/index.ts'
import { type Actor, OPERATOR, VISITOR } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { dayIn, monthOf } from './days.ts'
import { type countEncounters, countOwn, listEncounters, takeBackEncounter } from './encounters.server.ts'
import { forgetDays } from './forget.server.ts'
import { STOP, startIn } from './outreach.test-support.ts'
import { addStop, closeStop, endRound, setRoundDay } from './rounds.commands.server.ts'

const world = useWorld()
const start = (given = {}) => startIn(world, given)

describe('stops', () => {
  test('stand in the calendar every week, for anybody who looks; those that are not public for the team alone', async () => {
    const { turns, worker } = await start()
    expect((await turns(VISITOR)).map(({ stop, day, starts }) => [stop, day, starts])).toEqual([
      ['Gare', dayIn(0), '10:00'],
      ['Gare', dayIn(7), '10:00'],
      ['Gare', dayIn(14), '10:00'],
    ])
    expect((await turns(worker)).filter(({ isPublic }) => !isPublic)).toHaveLength(3)
  })

  test('of a closed network are shown to nobody outside of it', async () => {
    const { turns, coordinator } = await start({ isPublic: false })
    expect(await turns(VISITOR)).toEqual([])
    expect(await turns(coordinator)).not.toEqual([])
  })

  test('change or fall out on one day, with a reason that everybody reads; the other weeks stay', async () => {
    const { turns, worker, network, team, round } = await start()
    const set = (day: number, state: 'on' | 'changed' | 'cancelled', minutes: number) =>
      world.as(worker, (scope) => setRoundDay(scope, network, team.id, round, { day: dayIn(day), state, reason: 'weather', minutes }))
    await set(0, 'changed', 30)
    await set(7, 'cancelled', 0)
    expect((await turns(VISITOR)).map(({ state, starts, reason }) => [state, starts, reason])).toEqual([
      ['changed', '10:30', 'weather'],
      ['cancelled', '10:00', 'weather'],
      ['on', '10:00', null],
    ])
    await set(7, 'on', 0)
    expect((await turns(VISITOR)).map(({ state }) => state)).toEqual(['changed', 'on', 'on'])
  })

  test('end with the round, and where the team stops no more', async () => {
    const { turns, worker, network, team, round, open } = await start()
    await world.as(worker, (scope) => endRound(scope, network, team.id, round, dayIn(8)))
    expect(await turns(VISITOR)).toHaveLength(2)
    await world.as(worker, (scope) => closeStop(scope, network, team.id, open, dayIn(0)))
    expect(await turns(VISITOR)).toHaveLength(1)
  })

  test('are made by the team alone', async () => {
    const { network, team, colleague, coordinator } = await start()
    for (const who of [colleague, coordinator])
      await expect(world.as(who, (scope) => addStop(scope, network, team.id, STOP))).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('people who were met', () => {
  test('have no name: the table has no column in which one could stand', async () => {
    const { rows } = await world.seed((owner) =>
      sql<{ column_name: string; data_type: string }>`select column_name, data_type from information_schema.columns
        where table_schema = 'outreach' and table_name = 'encounter' and data_type in ('text', 'bytea', 'jsonb', 'timestamp with time zone')`.execute(
        owner,
      ),
    )
    // Each of these has a list of what may stand in it, or says in which team it was.
    expect(rows.map(({ column_name }) => column_name).sort()).toEqual([
      'age_band',
      'first',
      'gender',
      'language',
      'network_id',
      'orientation',
      'service_id',
      'team',
    ])
  })

  test('are kept once, however often the same is sent, and not at a stop of another day', async () => {
    const { note, encounter, network, round, worker } = await start()
    const same = encounter()
    await note(same)
    await note(same)
    await expect(note({ day: dayIn(-1) })).rejects.toMatchObject({ code: 'not_found' })
    expect(await world.as(worker, (scope) => listEncounters(scope, network, round, dayIn(0)))).toHaveLength(1)
  })

  test('are seen by the team, which can take one back, and by nobody else', async () => {
    const { note, encounter, network, team, worker, coordinator, colleague } = await start()
    const one = encounter()
    await note(one)
    const seen = (who: Actor) => world.as(who, (scope) => scope.selectFrom('outreach.encounter').select('id').execute())
    expect(await seen(worker)).toHaveLength(1)
    for (const who of [coordinator, colleague, VISITOR]) expect(await seen(who)).toEqual([])
    await expect(note({}, colleague)).rejects.toMatchObject({ code: 'not_found' })
    await world.as(worker, (scope) => takeBackEncounter(scope, network, team.id, one.id))
    expect(await seen(worker)).toEqual([])
  })

  test('lose their day after a week: the month and the counts stay, and only the clock does it', async () => {
    const { network, team, round, open, worker } = await start()
    const old = randomUUID()
    await world.seed((owner) =>
      sql`insert into outreach.encounter (network_id, id, service_id, round_id, stop_id, on_day, age_band, gender, orientation, first)
        values (${network}, ${old}, ${team.id}, ${round}, ${open}, '2026-03-17', 'unknown', 'unknown', 'nobody', 'unknown')`.execute(owner),
    )
    await expect(world.as(worker, forgetDays)).rejects.toThrow()
    await world.as(OPERATOR, forgetDays)
    const rows = await world.as(worker, (scope) => scope.selectFrom('outreach.encounter').select(['id', 'on_day']).execute())
    expect(rows).toMatchObject([{ id: old, on_day: '2026-03-01' }])
    expect(await world.as(worker, (scope) => countOwn(scope, network, team.id, '2026-03-01', '2026-03-31'))).toContainEqual(
      expect.objectContaining({ dimension: 'month', key: '2026-03', n: 1 }),
    )
  })
})

describe('counts', () => {
  const nOf = (counts: Awaited<ReturnType<typeof countEncounters>>, dimension: string, key = '') =>
    counts.find((count) => count.dimension === dimension && count.key === key)?.n

  test('are told to who coordinates, and a small one is not, nor the one that would give it away', async () => {
    const { note, counts, coordinator, worker, network, team } = await start()
    for (const _ of Array(9)) await note()
    for (const _ of Array(2)) await note({ ageBand: '60_over' })
    for (const _ of Array(6)) await note({ ageBand: '18_25' })
    const told = await counts(coordinator)
    expect(nOf(told, 'total')).toBe(17)
    expect(nOf(told, 'age', '60_over')).toBeNull()
    // Seventeen less nine less six would be two: the next smallest is hidden with it.
    expect(nOf(told, 'age', '18_25')).toBeNull()
    expect(nOf(told, 'age', '26_39')).toBe(9)
    expect(await counts(worker)).toEqual([])
    const own = (who: Actor) => world.as(who, (scope) => countOwn(scope, network, team.id, dayIn(0), dayIn(0)))
    expect(nOf(await own(worker), 'total')).toBe(17)
    await expect(own(coordinator)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('never let a count below the threshold through, nor one hidden count beside its whole', async () => {
    const { counts, coordinator, network, team, round, open } = await start()
    const ages = ['under_18', '18_25', '26_39', '40_59', '60_over', 'unknown'] as const
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 12 }), { minLength: 6, maxLength: 6 }), async (each) => {
        await world.seed(async (owner) => {
          await sql`delete from outreach.encounter where network_id = ${network}`.execute(owner)
          for (const [at, n] of each.entries())
            await sql`insert into outreach.encounter (network_id, id, service_id, round_id, stop_id, on_day, age_band, gender, orientation, first)
              select ${network}, gen_random_uuid(), ${team.id}, ${round}, ${open}, current_date, ${ages[at]}, 'unknown', 'nobody', 'unknown' from generate_series(1, ${n}::integer)`.execute(
              owner,
            )
        })
        const told = (await counts(coordinator)).filter(({ dimension }) => dimension === 'age')
        for (const [at, n] of each.entries()) {
          const shown = told.find(({ key }) => key === ages[at])?.n
          if (n > 0 && n < 5) expect(shown).toBeNull()
          else if (shown !== null && shown !== undefined) expect(shown).toBe(n)
        }
        // Whoever takes what is shown from the whole is left with enough people, or with a whole that is not told either.
        const left = told.reduce((sum, { key, n }) => (n === null ? sum + (each[ages.indexOf(key as 'unknown')] ?? 0) : sum), 0)
        expect(left === 0 || left >= 5 || told.every(({ n }) => n === null)).toBe(true)
      }),
      { numRuns: 15 },
    )
  })

  test('give the account of the year its figures, and none where nobody goes out', async () => {
    const { note, network, coordinator } = await start()
    for (const _ of Array(6)) await note()
    const year = Number(dayIn(0).slice(0, 4))
    const figure = async (of: string, id: string) => {
      const who = of === network ? coordinator : await world.person({ network: of })
      const { statements } = await world.as(who, (scope) => computeAccount(scope, { network: of, year }))
      return statements.find(({ indicator, period }) => indicator === id && period.to.startsWith(String(year)))?.quantity.value
    }
    expect(await figure(network, 'outreach.met')).toBe(6)
    expect(await figure(network, 'outreach.stops')).toBe(2)
    expect(await figure(await world.network(), 'outreach.met')).toBeUndefined()
  })
})

test('a month has its first and its last day, and what is none is the present one', () => {
  expect(monthOf('2028-02')).toEqual({ month: '2028-02', first: '2028-02-01', last: '2028-02-29' })
  expect(monthOf('2026-13').month).toBe(dayIn(0).slice(0, 7))
})
