import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { careIn } from '../../care/care.test-support.ts'
import { HOUR, type Houses, houseIn, measureOf } from '../stays.test-support.ts'
import { countCoercion, countCoercionByTeam } from './counts.server.ts'
import { noteDebriefing, writeOwnWords } from './debriefing.commands.server.ts'
import { endMeasure, recordMeasure, strikeMeasure } from './measures.commands.server.ts'
import { readDue, readMonths } from './months.server.ts'
import { heldIn, perThousand } from './months.ts'

const world = useWorld()

describe('counts for who steers a network', () => {
  const span = (of: Houses, who: Actor) => world.as(who, (scope) => countCoercion(scope, of.network, '2020-01-01', '2100-01-01'))
  test('are of kinds and months, and never of fewer people than the threshold', async () => {
    const of = await houseIn(world, { threshold: 3 })
    const people = [of.file]
    for (let n = 0; n < 2; n += 1) {
      const file = await of.care.file(of.network)
      await of.care.episode(of.team, file, { entered_on: '2026-01-01' })
      people.push(file)
    }
    const add = (file: string) =>
      world.as(of.worker, async (scope) => {
        const id = await recordMeasure(scope, of.worker, of.network, of.team.id, file, measureOf(of.colleague.personId, 0.5))
        await endMeasure(scope, of.worker, of.network, id, 1, new Date())
        return id
      })
    const ids = [await add(people[0] ?? ''), await add(people[0] ?? ''), await add(people[0] ?? ''), await add(people[1] ?? '')]
    // Four measures, and two people behind them.
    expect(await span(of, of.coordinator)).toMatchObject([
      { kind: 'seclusion', measures: null, hours: null, medianHours: null, debriefed: null },
    ])
    ids.push(await add(people[2] ?? ''))
    expect(await span(of, of.coordinator)).toMatchObject([{ kind: 'seclusion', measures: 5, hours: 2.5, medianHours: 0.5, debriefed: 0 }])
    await world.as(of.worker, (scope) =>
      noteDebriefing(scope, of.worker, of.network, ids[0] ?? '', { what: 'held', at: new Date(), words: '' }),
    )
    expect(await span(of, of.coordinator)).toMatchObject([{ measures: 5, debriefed: null }])
    for (const nobody of [of.worker, of.person, of.stranger]) expect(await span(of, nobody)).toEqual([])
  })
})

describe('counts by team', () => {
  type Given = readonly (readonly [team: 'a' | 'b' | 'c', month: number, person: number])[]
  /** Seclusions of a year that is over: in which team, in which month, of whom. What may be told of each team, and of each month. */
  const told = async (given: Given, threshold = 3) => {
    const care = careIn(world)
    const network = await world.network({ threshold })
    const teams = { a: await care.team(network, '4'), b: await care.team(network, '4'), c: await care.team(network, '4') }
    const coordinator = await world.person({ network, role: 'coordinator' })
    const by = (await care.worker(teams.a)).personId
    const files = new Map<number, string>()
    const episodes = new Map<string, string>()
    for (const [team, month, person] of given) {
      const file = files.get(person) ?? (await care.file(network))
      files.set(person, file)
      const key = { network_id: network, person_id: file, service_id: teams[team].id }
      const here = `${team} ${person}`
      const episode = episodes.get(here) ?? (await care.episode(teams[team], file, { entered_on: '2024-01-01' }))
      episodes.set(here, episode)
      await care.put('stays.measure', {
        ...{ ...key, id: randomUUID(), episode_id: episode },
        ...{
          kind: 'seclusion',
          legal_basis: null,
          started_at: new Date(Date.UTC(2024, month - 1, 15)),
          ended_at: new Date(Date.UTC(2024, month - 1, 16)),
        },
        ...{ decided_by: by, alternatives: ['talk'], reason: Buffer.from('sealed'), tried: null, written_by: by },
      })
    }
    const count = (who: Actor) => world.as(who, (scope) => countCoercionByTeam(scope, network, 2024))
    const rows = await count(coordinator)
    const of = (team: 'a' | 'b' | 'c') => rows.find(({ service }) => service === teams[team].id)?.measures
    const months = await world.as(coordinator, (scope) => countCoercion(scope, network, '2024-01-01', '2024-12-31'))
    return { a: of('a'), b: of('b'), c: of('c'), months: months.map(({ measures }) => measures), count, rows, nobody: by, teams, network }
  }
  const of = (team: 'a' | 'b' | 'c', month: number, ...people: number[]) => people.map((person) => [team, month, person] as const)

  test('tell each team where as many people as the threshold are behind it, and nothing to anybody who does not steer', async () => {
    const all = await told([...of('a', 1, 1, 2, 3, 3), ...of('b', 1, 4, 5, 6)])
    expect(all).toMatchObject({ a: 4, b: 3, c: undefined, months: [7] })
    const worker = await careIn(world).worker(all.teams.a)
    expect(await all.count(worker)).toEqual([])
  })

  test('of two teams, one of which is too small, neither: the month tells the sum of both', async () => {
    expect(await told([...of('a', 1, 1, 2, 3, 4), ...of('b', 1, 5)])).toMatchObject({ a: null, b: null, months: [5] })
  })

  test('of three teams the smallest two where one is too small, and the third is told', async () => {
    const all = await told([...of('a', 1, 1, 2, 3, 4), ...of('b', 1, 5), ...of('c', 1, 6, 7, 8)])
    expect(all).toMatchObject({ a: 4, b: null, c: null, months: [8] })
  })

  test('no sum from which a month that is hidden would follow: of one team, nothing while one month is hidden', async () => {
    expect(await told([...of('a', 1, 1, 2, 3), ...of('a', 2, 1)])).toMatchObject({ a: null, months: [3, null] })
    // Two months are hidden, of three people together: their sum tells of nobody.
    expect(await told([...of('a', 1, 1, 2, 3), ...of('a', 2, 1, 2), ...of('a', 3, 3)])).toMatchObject({ a: 6, months: [3, null, null] })
  })

  test('whatever is in the registers, nothing that is hidden follows from what is told', async () => {
    const line = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 6 }))
    await fc.assert(
      fc.asyncProperty(fc.array(line as fc.Arbitrary<Given[number]>, { minLength: 4, maxLength: 14 }), async (given) => {
        const { a, b, c, months } = await told(given)
        const people = (is: (each: Given[number]) => boolean) => new Set(given.filter(is).map(([, , person]) => person)).size
        const hiddenTeams = (['a', 'b', 'c'] as const).filter((team) => ({ a, b, c })[team] === null)
        for (const team of ['a', 'b', 'c'] as const)
          if ({ a, b, c }[team] != null) expect(people(([of]) => of === team)).toBeGreaterThanOrEqual(3)
        const inTeams = people(([team]) => hiddenTeams.includes(team))
        const allMonths = [...new Set(given.map(([, month]) => month))].sort()
        const hiddenMonths = allMonths.filter((_, at) => months[at] === null)
        const isOneMonth = hiddenMonths.length === 1 || (hiddenMonths.length > 1 && people(([, month]) => hiddenMonths.includes(month)) < 3)
        const isEverything = [a, b, c].every((each) => each == null)
        // Every team told: the sum is known, and takes no single month with it.
        if (hiddenTeams.length === 0) expect(isOneMonth).toBe(false)
        // Some hidden beside some that are told: never one alone, nor fewer people than the threshold together.
        else if (!isEverything) expect([hiddenTeams.length >= 2, inTeams >= 3]).toEqual([true, true])
      }),
      { numRuns: 8 },
    )
  })

  test('stand beside the days that people stayed in that year', async () => {
    const { teams, count, network } = await told([...of('a', 1, 1, 2, 3), ...of('b', 1, 4, 5, 6)])
    const care = careIn(world)
    const file = await care.file(network)
    const episode = await care.episode(teams.a, file, { entered_on: '2023-12-01' })
    const key = {
      network_id: network,
      person_id: file,
      service_id: teams.a.id,
      episode_id: episode,
      way: 'voluntary' as const,
      legal_basis: null,
    }
    await care.put('stays.stay', { ...key, id: randomUUID(), admitted_on: '2023-12-30', left_on: '2024-01-03' })
    await care.put('stays.stay', { ...key, id: randomUUID(), admitted_on: '2024-12-31', left_on: null })
    const coordinator = await world.person({ network, role: 'coordinator' })
    const rows = await count(coordinator)
    expect(rows.find(({ service }) => service === teams.a.id)).toMatchObject({ measures: 3, days: 4 })
    expect(rows.find(({ service }) => service === teams.b.id)).toMatchObject({ measures: 3, days: 0 })
  })
})

test('a year of the register as months: what began, how many people, and for how many days of stay; what was struck out counts no more', async () => {
  const of = await houseIn(world)
  const add = (days: number) =>
    world.as(of.worker, (scope) =>
      recordMeasure(scope, of.worker, of.network, of.team.id, of.file, {
        ...measureOf(of.colleague.personId),
        started_at: new Date(Date.now() - days * 24 * HOUR),
        ended_at: new Date(Date.now() - days * 24 * HOUR + HOUR),
      }),
    )
  const [first, second] = [await add(0.2), await add(0.1)]
  await world.as(of.worker, (scope) => strikeMeasure(scope, of.worker, of.network, second, 1, 'Erreur (inventée).'))
  const now = new Date()
  const year = now.getFullYear()
  const read = (who: Actor) =>
    world.as(who, async (scope) => ({
      months: await readMonths(scope, of.network, of.team.id, year, now),
      due: await readDue(scope, of.network, of.team.id, year),
    }))
  const { months, due } = await read(of.worker)
  expect(months.at(-1)).toMatchObject({ month: now.toISOString().slice(0, 7), kinds: { seclusion: 1 }, people: 1, days: 0 })
  expect(due).toEqual({ ended: 1, reviewed: 0, offered: 0, held: 0, words: 0 })
  expect([perThousand(1, 0), perThousand(2, 500), heldIn({ kinds: { seclusion: 1, physical: 2, admission: 9 } })]).toEqual([null, 4, 3])
  await world.as(of.colleague, (scope) =>
    noteDebriefing(scope, of.colleague, of.network, first, { what: 'offered', at: new Date(), words: '' }),
  )
  const own = { of: of.person, words: 'Pour moi seul (inventé).', forTeam: false }
  await world.as(own.of, (scope) => writeOwnWords(scope, own.of, of.network, first, own))
  // Words that the person keeps for themselves are counted for nobody.
  expect((await read(of.worker)).due).toEqual({ ended: 1, reviewed: 0, offered: 1, held: 0, words: 0 })
  expect((await read(of.coordinator)).due.ended).toBe(0)
})
