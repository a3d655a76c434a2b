import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { HOUR, type Houses, houseIn, measureOf } from '../stays.test-support.ts'
import { EXAMPLES } from '../vocabulary.ts'
import { concernsOf } from './attention.ts'
import { countCoercion } from './counts.server.ts'
import { noteDebriefing, writeOwnWords } from './debriefing.commands.server.ts'
import { registerAsCsv } from './export.server.ts'
import { correctMeasure, endMeasure, noteCheck, recordMeasure, reviewMeasure, strikeMeasure } from './measures.commands.server.ts'
import { listMeasuresOf, listRegister, readMeasure } from './measures.queries.server.ts'

const world = useWorld()
const write = (of: Houses, who = of.worker, hours = 2) =>
  world.as(who, (scope) => recordMeasure(scope, who, of.network, of.team.id, of.file, measureOf(of.colleague.personId, hours)))
const read = (who: Actor, of: Houses, id: string) => world.as(who, (scope) => readMeasure(scope, of.network, id))

describe('a coercive measure', () => {
  test('gets its number in the register, and is read by the team and by the person, in full', async () => {
    const of = await houseIn(world)
    const [first, second] = [await write(of), await write(of)]
    const year = new Date().getFullYear()
    expect(await read(of.worker, of, first)).toMatchObject({ year, rank: 1, endedAt: null, debriefing: 'waiting', isReviewed: false })
    expect(await read(of.person, of, second)).toMatchObject({
      rank: 2,
      versions: [{ reason: 'Danger immédiat (inventé).', alternatives: ['talk', 'calm_place'] }],
    })
    expect((await world.as(of.worker, (scope) => listRegister(scope, of.network, of.team.id, year))).map(({ rank }) => rank)).toEqual([
      2, 1,
    ])
  })

  test('is there for nobody else: not for another team, nor for who steers the network', async () => {
    const of = await houseIn(world)
    const id = await write(of)
    for (const nobody of [of.host, of.stranger, of.coordinator]) {
      await expect(read(nobody, of, id)).rejects.toMatchObject({ code: 'not_found' })
      expect(await world.as(nobody, (scope) => listMeasuresOf(scope, of.network, [of.file]))).toEqual([])
    }
    await expect(write(of, of.stranger)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is not written before anything else was tried, unless it is said why nothing could be', async () => {
    const of = await houseIn(world)
    const bare = { ...measureOf(of.colleague.personId), alternatives: [] }
    const attempt = (tried: string) =>
      world.as(of.worker, (scope) => recordMeasure(scope, of.worker, of.network, of.team.id, of.file, { ...bare, tried }))
    await expect(attempt('')).rejects.toMatchObject({ code: 'invalid' })
    await attempt('Tout est allé en quelques secondes (inventé).')
  })

  test('is never deleted, and what is corrected leaves what stood there before to be read', async () => {
    const of = await houseIn(world)
    const id = await write(of)
    await world.as(of.worker, (scope) => endMeasure(scope, of.worker, of.network, id, 1, new Date()))
    const better = {
      ...measureOf(of.colleague.personId, 3),
      ended_at: new Date(),
      reason: 'Autre raison (inventée).',
      why: 'Heure fausse (inventé).',
    }
    await world.as(of.colleague, (scope) => correctMeasure(scope, of.colleague, of.network, id, 2, better))
    for (const reader of [of.worker, of.person])
      expect((await read(reader, of, id)).versions).toMatchObject([
        { version: 3, reason: 'Autre raison (inventée).', why: 'Heure fausse (inventé).', writtenBy: of.colleague.personId },
        { version: 2, reason: 'Danger immédiat (inventé).', why: '' },
        { version: 1, endedAt: null },
      ])
    await expect(world.as(of.worker, (scope) => scope.deleteFrom('stays.measure').where('id', '=', id).execute())).rejects.toThrow(
      'permission denied',
    )
    await expect(
      world.as(of.worker, (scope) =>
        sql`update stays.measure set kind = 'physical', version = version + 1, why = null where id = ${id}`.execute(scope),
      ),
    ).rejects.toThrow('a correction has a reason')
    await expect(world.as(of.worker, (scope) => correctMeasure(scope, of.worker, of.network, id, 2, better))).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('that was struck out stays, counts no more and changes no more', async () => {
    const of = await houseIn(world)
    const id = await write(of)
    await world.as(of.worker, (scope) => strikeMeasure(scope, of.worker, of.network, id, 1, 'Écrit deux fois (inventé).'))
    expect(await read(of.person, of, id)).toMatchObject({ isVoid: true, versions: [{ why: 'Écrit deux fois (inventé).' }, {}] })
    await expect(world.as(of.worker, (scope) => endMeasure(scope, of.worker, of.network, id, 2, new Date()))).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  test('is reviewed by anybody of the team but the one who decided, also when who decided is corrected afterwards', async () => {
    const of = await houseIn(world)
    const id = await write(of)
    const review = (who: Actor) => world.as(who, (scope) => reviewMeasure(scope, who, of.network, id, 'avoidable', 'Plus tôt (inventé).'))
    await expect(review(of.colleague)).rejects.toMatchObject({ code: 'invalid' })
    await review(of.worker)
    expect(await read(of.person, of, id)).toMatchObject({
      isReviewed: true,
      reviews: [{ finding: 'avoidable', words: 'Plus tôt (inventé).' }],
    })
    const swapped = { ...measureOf(of.worker.personId), why: 'Autre personne (inventé).' }
    await expect(world.as(of.worker, (scope) => correctMeasure(scope, of.worker, of.network, id, 1, swapped))).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(
      world.as(of.colleague, (scope) =>
        sql`insert into stays.measure_review (network_id, measure_id, person_id, service_id, finding, by_id)
          values (${of.network}, ${id}, ${of.file}, ${of.team.id}, 'needed', ${of.colleague.personId})`.execute(scope),
      ),
    ).rejects.toThrow('nobody reviews what they decided')
  })

  test('has the times at which somebody looked after the person, none of them before it began', async () => {
    const of = await houseIn(world)
    const id = await write(of)
    const check = (at: Date) => world.as(of.worker, (scope) => noteCheck(scope, of.worker, of.network, id, 'somatic', at))
    await check(new Date(Date.now() - HOUR))
    await expect(check(new Date(Date.now() - 3 * HOUR))).rejects.toMatchObject({ code: 'invalid' })
    expect((await read(of.person, of, id)).watched).toHaveLength(1)
  })
})

describe('talking about it afterwards', () => {
  test('is offered, refused, offered again and held; then it is held', async () => {
    const of = await houseIn(world)
    const id = await write(of)
    const note = (what: 'offered' | 'held' | 'refused', words = '') =>
      world.as(of.worker, (scope) => noteDebriefing(scope, of.worker, of.network, id, { what, at: new Date(), words }))
    for (const what of ['offered', 'refused', 'offered'] as const) await note(what)
    await note('held', 'J’ai eu froid (inventé).')
    await expect(note('offered')).rejects.toMatchObject({ code: 'invalid' })
    expect(await read(of.person, of, id)).toMatchObject({
      debriefing: 'held',
      debriefings: [{}, {}, {}, { words: 'J’ai eu froid (inventé).' }],
    })
  })

  test('leaves the person the words that they write themselves: for the team when they say so, else for nobody', async () => {
    const of = await houseIn(world)
    const id = await write(of)
    const say = (words: string, forTeam: boolean) =>
      world.as(of.person, (scope) => writeOwnWords(scope, of.person, of.network, id, { words, forTeam }))
    await say('Pour vous (inventé).', true)
    await say('Pour moi (inventé).', false)
    expect((await read(of.person, of, id)).debriefings.map(({ words }) => words)).toEqual(['Pour vous (inventé).', 'Pour moi (inventé).'])
    expect((await read(of.worker, of, id)).debriefings.map(({ words }) => words)).toEqual(['Pour vous (inventé).'])
    expect((await read(of.worker, of, id)).debriefing).toBe('waiting')
    await expect(
      world.as(of.worker, (scope) => writeOwnWords(scope, of.worker, of.network, id, { words: 'À sa place', forTeam: true })),
    ).rejects.toMatchObject({ code: 'not_found' })
    const row = await world.seed((owner) =>
      owner.selectFrom('stays.debriefing').select('words').where('measure_id', '=', id).executeTakeFirstOrThrow(),
    )
    expect(row.words?.toString('latin1')).not.toContain('invent')
  })
})

describe('what stands out', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  const ago = (hours: number) => new Date(now.getTime() - hours * HOUR)
  const measure = {
    kind: 'mechanical',
    legalBasis: null,
    startedAt: ago(5),
    endedAt: null,
    isVoid: false,
    isReviewed: false,
    debriefing: 'waiting',
  } as const
  test('a restraint that goes on for longer than six hours, unless the team set another time', () => {
    expect(concernsOf(measure, EXAMPLES, 'BE', now)).toEqual([])
    expect(concernsOf({ ...measure, startedAt: ago(7) }, EXAMPLES, 'BE', now)).toEqual(['long'])
    expect(concernsOf({ ...measure, startedAt: ago(7) }, { ...EXAMPLES, mechanical_hours: 8 }, 'BE', now)).toEqual([])
  })
  test('in France, a seclusion or a restraint without a ground in law', () => {
    expect(concernsOf(measure, EXAMPLES, 'FR', now)).toEqual(['ground'])
    expect(concernsOf({ ...measure, legalBasis: 'fr_state' }, EXAMPLES, 'FR', now)).toEqual([])
    expect(concernsOf({ ...measure, kind: 'physical', startedAt: ago(0.5) }, EXAMPLES, 'FR', now)).toEqual([])
  })
  test('what nobody reviewed in three days, or talked about in seven; never what was struck out', () => {
    const old = { ...measure, startedAt: ago(200), endedAt: ago(190) }
    expect(concernsOf(old, EXAMPLES, 'BE', now)).toEqual(['review', 'debriefing'])
    expect(concernsOf({ ...old, isReviewed: true, debriefing: 'refused' }, EXAMPLES, 'BE', now)).toEqual([])
    expect(concernsOf({ ...old, isVoid: true }, EXAMPLES, 'BE', now)).toEqual([])
  })
})

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

test('the register leaves as a table without a name or a word of a file, for who leads the team alone, and its leaving is noted', async () => {
  const of = await houseIn(world)
  await write(of)
  const year = new Date().getFullYear()
  const csv = await world.as(of.worker, (scope) => registerAsCsv(scope, of.network, of.team.id, year))
  const [head, line] = csv.replace('\uFEFF', '').split('\n')
  expect(head).toContain('number,person,age,kind')
  expect(line).toMatch(new RegExp(`^${year}-0001,1,36,seclusion,,`))
  for (const secret of ['Zoé', 'Inventée', 'Danger', of.file, of.colleague.personId]) expect(csv).not.toContain(secret)
  for (const nobody of [of.colleague, of.coordinator, of.person])
    await expect(world.as(nobody, (scope) => registerAsCsv(scope, of.network, of.team.id, year))).rejects.toMatchObject({
      code: 'not_found',
    })
  const { rows } = await world.seed((owner) =>
    sql<{
      n: number
    }>`select count(*)::integer as n from platform.audit where network_id = ${of.network} and kind = 'export' and action = 'stays.exportRegister'`.execute(
      owner,
    ),
  )
  expect(rows[0]?.n).toBe(1)
})
