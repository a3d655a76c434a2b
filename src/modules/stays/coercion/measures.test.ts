import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { HOUR, type Houses, houseIn, measureOf } from '../stays.test-support.ts'
import { noteDebriefing, writeOwnWords } from './debriefing.commands.server.ts'
import { registerAsCsv } from './export.server.ts'
import {
  correctMeasure,
  endMeasure,
  noteCheck,
  recordMeasure,
  renewMeasure,
  reviewMeasure,
  strikeMeasure,
} from './measures.commands.server.ts'
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

describe('a measure that goes on', () => {
  const renew = (of: Houses, id: string, by = of.colleague.personId, at = new Date(), who = of.worker) =>
    world.as(who, (scope) => renewMeasure(scope, who, of.network, id, { at, decided_by: by, reason: 'Toujours en danger (inventé).' }))
  test('is decided anew with a reason, which the person reads with the name; it is counted from there', async () => {
    const of = await houseIn(world)
    const id = await write(of)
    await renew(of, id)
    for (const reader of [of.person, of.worker])
      expect(await read(reader, of, id)).toMatchObject({
        renewals: [{ decidedBy: of.colleague.personId, reason: 'Toujours en danger (inventé).' }],
        renewedAt: expect.any(Date),
      })
    for (const nobody of [of.stranger, of.host])
      await expect(renew(of, id, undefined, undefined, nobody)).rejects.toMatchObject({ code: 'not_found' })
  })
  test('not by who reviewed it, and whoever decided that it goes on does not review it', async () => {
    const of = await houseIn(world)
    const third = (await of.care.worker(of.team)).personId
    const id = await write(of)
    await renew(of, id, of.worker.personId)
    await expect(world.as(of.worker, (scope) => reviewMeasure(scope, of.worker, of.network, id, 'needed', ''))).rejects.toMatchObject({
      code: 'invalid',
      detail: { rule: 'review_other' },
    })
    await expect(renew(of, id, third, new Date(Date.now() - 3 * HOUR))).rejects.toMatchObject({ detail: { rule: 'renewal_order' } })
  })
  test('no longer once it has ended', async () => {
    const of = await houseIn(world)
    const id = await write(of)
    await world.as(of.worker, (scope) => endMeasure(scope, of.worker, of.network, id, 1, new Date()))
    await expect(renew(of, id)).rejects.toMatchObject({ code: 'invalid', detail: { rule: 'renewal_over' } })
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
