import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { readFirstDaysForm, readSessionForm } from '../forms.server.ts'
import { inDays, somebodyWithClub } from '../paths.test-support.ts'
import { spanOfPartial, spokenUntreated, untreated } from './duration.ts'
import { writeFamilySession, writeFirstDays } from './early.commands.server.ts'
import { countEarly, episodeOfMine, listFamilySessions, readFirstDays } from './early.queries.server.ts'

const world = useWorld()
const partialDay = fc
  .tuple(
    fc.integer({ min: 1990, max: 2030 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 1, max: 3 }),
  )
  .map(([year, month, day, parts]) => [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].slice(0, parts).join('-'))

describe('the time without help', () => {
  test('is as exact as the days are, and unknown where one of them is', () => {
    expect(untreated(null, '2024-03')).toBeNull()
    expect(untreated('2024-03', null)).toBeNull()
    expect(untreated('2024-03-01', '2024-04-13')).toEqual({ fewest: 43, most: 43, middle: 43 })
    expect(spokenUntreated({ fewest: 43, most: 43, middle: 43 })).toEqual({ unit: 'days', n: 43 })
    // Somewhere in March to somewhere in May.
    expect(untreated('2024-03', '2024-05')).toEqual({ fewest: 31, most: 91, middle: 61 })
    expect(spokenUntreated({ fewest: 31, most: 91, middle: 61 })).toEqual({ unit: 'months', from: 1, to: 3 })
    expect(untreated('2023', '2023-02')).toMatchObject({ fewest: 0 })
  })

  test('never runs backwards, and a less exact day only widens it', () => {
    fc.assert(
      fc.property(partialDay, partialDay, (signs, treated) => {
        const known = untreated(signs, treated)
        if (known === null) throw new Error('both days are known')
        expect(known.fewest).toBeGreaterThanOrEqual(0)
        expect(known.most).toBeGreaterThanOrEqual(known.fewest)
        const wider = untreated(signs.slice(0, 4), treated)
        if (wider === null) throw new Error('both days are known')
        expect(wider.fewest).toBeLessThanOrEqual(known.fewest)
        expect(wider.most).toBeGreaterThanOrEqual(known.most)
      }),
    )
  })

  test('the database takes a day that is partly known for the same span', async () => {
    for (const partial of ['2024', '2024-02', '2023-02', '2024-02-29', '2025-12']) {
      const { rows } = await world.seed((owner) =>
        sql<{
          from: string
          to: string
        }>`select paths.first_day(${partial})::text as "from", paths.last_day(${partial})::text as "to"`.execute(owner),
      )
      expect(rows[0]).toEqual(spanOfPartial(partial))
    }
  })
})

describe('a team of early intervention', () => {
  const context = async () => {
    const somebody = await somebodyWithClub(world)
    const episode = await world.as(somebody.worker, (scope) => episodeOfMine(scope, somebody.network, somebody.file))
    return { ...somebody, of: { network: somebody.network, file: somebody.file, episode } }
  }

  test('writes the first days as far as they are known, and two who write at once do not overwrite each other', async () => {
    const { worker, person, colleague, network, of } = await context()
    await world.as(worker, (scope) => writeFirstDays(scope, of, { signs: '2025-03', asked: null, treated: '2025-06-02', version: 0 }))
    const days = { signs: '2025-03', asked: null, treated: '2025-06-02', version: 1 }
    for (const who of [worker, person]) expect(await world.as(who, (scope) => readFirstDays(scope, network, of.episode.id))).toEqual(days)
    expect((await world.as(colleague, (scope) => readFirstDays(scope, network, of.episode.id))).version).toBe(0)
    await expect(world.as(worker, (scope) => writeFirstDays(scope, of, { ...days, version: 0 }))).rejects.toThrow('conflict')
    await expect(world.as(colleague, (scope) => writeFirstDays(scope, of, days))).rejects.toThrow()
  })

  test('ties a family session to the contact of that day to which a carer came', async () => {
    const { worker, care, network, file, following, of } = await context()
    const today = inDays(0)
    const contact = (who: ('person' | 'carer')[]) =>
      care.put('care.contact', {
        network_id: network,
        id: randomUUID(),
        episode_id: of.episode.id,
        person_id: file,
        service_id: following.id,
        at: new Date(),
        mode: 'home',
        who,
        written_by: worker.personId,
      })
    await contact(['person'])
    const input = { onDay: today, who: ['parent' as const], members: 2, withPerson: true, theme: 'understanding' as const, nextOn: null }
    await world.as(worker, (scope) => writeFamilySession(scope, worker, of, input))
    await contact(['person', 'carer'])
    await world.as(worker, (scope) => writeFamilySession(scope, worker, of, input))
    const sessions = await world.as(worker, (scope) => listFamilySessions(scope, network, of.episode.id))
    expect(sessions.map(({ hasContact }) => hasContact).sort()).toEqual([false, true])
  })

  test('forms: what is not known stays empty, and what cannot be is said at its field', () => {
    expect(readFirstDaysForm({ signs: '03/2024', asked: '', treated: '2024' })).toMatchObject({
      ok: true,
      input: { signs: '2024-03', asked: null, treated: '2024' },
    })
    expect(readFirstDaysForm({ signs: '2024-05', treated: '2024-03' })).toMatchObject({ ok: false, faults: { treated: {} } })
    for (const signs of ['hier', '2999', '31/02/2024', '1200'])
      expect(readFirstDaysForm({ signs }), signs).toMatchObject({ ok: false, faults: { signs: {} } })
    const read = readSessionForm({ on_day: inDays(3), members: '99' }, ['nobody'])
    expect(read.ok ? [] : Object.keys(read.faults).sort()).toEqual(['members', 'on_day', 'theme', 'who'])
  })

  test('who steers sees a median and numbers, from the threshold on, and nothing below it', async () => {
    const { care, network, following, worker } = await context()
    const coordinator = await world.person({ network, role: 'coordinator' })
    const [from, to] = [inDays(-10), inDays(1)]
    const count = (who = coordinator) => world.as(who, (scope) => countEarly(scope, network, from, to))
    const one = async (signs: string | null, treated: string | null) => {
      const file = await care.file(network)
      const episode = await care.episode(following, file, { entered_on: inDays(-2) })
      const of = { network, file, episode: { id: episode, person: file, service: following.id, team: '' } }
      await world.as(worker, (scope) => writeFirstDays(scope, of, { signs, asked: null, treated, version: 0 }))
      await world.as(worker, (scope) =>
        writeFamilySession(scope, worker, of, {
          onDay: inDays(-1),
          who: ['parent'],
          members: 1,
          withPerson: false,
          theme: 'rights',
          nextOn: null,
        }),
      )
    }
    expect(await count()).toEqual({ people: 0, known: 0, medianDays: null, families: 0, sessions: 0 })
    for (const day of ['01', '02', '03', '04']) await one('2024-01-01', `2024-02-${day}`)
    expect(await count()).toEqual({ people: null, known: null, medianDays: null, families: null, sessions: null })
    await one('2024-01-01', '2024-02-05')
    expect(await count()).toEqual({ people: 5, known: 5, medianDays: 33, families: 5, sessions: 5 })
    // One of six is not known: to say five of six would tell of that one.
    await one(null, '2024-02-05')
    expect(await count()).toMatchObject({ people: 6, known: null, medianDays: 33 })
    expect(await count(worker)).toEqual({ people: null, known: null, medianDays: null, families: null, sessions: null })
  })
})
