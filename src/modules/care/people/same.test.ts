import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { mergeFiles, splitFiles } from './people.commands.server.ts'
import { countAlike, findPeople, listAlike, listEpisodes, listMerged, readPerson } from './people.queries.server.ts'
import { peopleIn } from './people.test-support.ts'
import { listReadWith } from './read-with.queries.server.ts'

const world = useWorld()
const { care, setting, followed } = peopleIn(world)

describe('a file', () => {
  test('of the same person is found in spite of accents, order and typing errors, among those that one may see', async () => {
    const { network, team, other, anna, ben } = await setting()
    const row = { given_name: 'Élodie', family_name: 'Ménard', birth_date: '1980-05-06' }
    const { person } = await followed(team, row)
    const twin = await followed(team, { given_name: 'menrad', family_name: 'elodie', birth_date: '1980-05-06' })
    await followed(team, { given_name: 'Jan', family_name: 'Peeters', birth_date: '1980-05-07' })
    await followed(other, row)
    const file = { id: person, given: 'Élodie', family: 'Ménard', birthDate: '1980-05-06' }
    expect(await world.as(anna, (scope) => listAlike(scope, network, file))).toMatchObject([{ id: twin.person, likeness: 'likely' }])
    expect(await world.as(ben, (scope) => listAlike(scope, network, { ...file, id: randomUUID() }))).toHaveLength(1)
    expect((await world.as(anna, (scope) => findPeople(scope, network, 'elodie menard'))).map(({ id }) => id).sort()).toEqual(
      [person, twin.person].sort(),
    )
    expect(await world.as(anna, (scope) => findPeople(scope, network, "' or true --"))).toEqual([])
  })

  test('is said to resemble another where a request is answered, and nothing is said to who may not join the two', async () => {
    const { network, team, other, anna, ben } = await setting()
    const row = { given_name: 'Élodie', family_name: 'Ménard', birth_date: '1980-05-06' }
    await followed(team, row)
    const called = await care.file(network, row)
    await care.request(network, called, { to_service_id: team.id })
    expect(await world.as(anna, (scope) => countAlike(scope, network, called))).toBe(1)
    expect(await world.as(ben, (scope) => countAlike(scope, network, called))).toBe(0)
    const alone = await care.file(network, row)
    await care.request(network, alone, { to_service_id: other.id })
    expect(await world.as(ben, (scope) => countAlike(scope, network, alone))).toBe(0)
  })

  test('merged with another is read with it, and both are as before when that is taken back', async () => {
    const { network, team, anna, ben } = await setting()
    const [one, other] = [await followed(team), await care.file(network)]
    const second = await care.team(network, '3')
    await care.episode(second, other, { entered_on: '2026-02-01' })
    const worker = await care.worker(second)
    await world.seed((owner) =>
      owner
        .insertInto('care.worker')
        .values({ network_id: network, service_id: second.id, person_id: anna.personId, profession: 'nurse', valid_to: null })
        .execute(),
    )
    for (const actor of [ben, worker])
      await expect(world.as(actor, (scope) => mergeFiles(scope, network, other, one.person))).rejects.toMatchObject({ code: 'not_found' })
    await world.as(anna, (scope) => mergeFiles(scope, network, other, one.person))
    expect(await world.as(anna, (scope) => listEpisodes(scope, network, one.person))).toHaveLength(2)
    expect(await world.as(anna, (scope) => listMerged(scope, network, one.person))).toMatchObject([{ id: other }])
    // From each of the two the other is one step away: only it says how it was reached.
    const readWith = (file: string) => world.as(anna, (scope) => listReadWith(scope, network, file))
    expect(await readWith(one.person)).toMatchObject([{ id: other, isKept: false }])
    expect(await readWith(other)).toMatchObject([{ id: one.person, isKept: true }])
    // The other team follows one person, whichever file is open: it sees the names of both, and its own episode.
    expect(await world.as(worker, (scope) => listEpisodes(scope, network, one.person))).toHaveLength(1)
    await world.as(anna, (scope) => splitFiles(scope, network, other))
    expect(await world.as(anna, (scope) => listEpisodes(scope, network, one.person))).toHaveLength(1)
    await expect(world.as(worker, (scope) => readPerson(scope, network, one.person))).rejects.toMatchObject({ code: 'not_found' })
  })

  test('merged with one that is merged further gives back, when it is split, what it took and nothing else', async () => {
    const { network, team, anna } = await setting()
    const [a, b, c, d, e] = [
      await followed(team),
      await followed(team),
      await followed(team),
      await followed(team),
      await followed(team),
    ].map(({ person }) => person) as [string, string, string, string, string]
    const merge = (id: string, into: string) => world.as(anna, (scope) => mergeFiles(scope, network, id, into))
    const split = (id: string) => world.as(anna, (scope) => splitFiles(scope, network, id))
    const under = async (id: string) => (await world.as(anna, (scope) => listMerged(scope, network, id))).map((line) => line.id).sort()
    await merge(a, b)
    await merge(b, c)
    await merge(e, c)
    await merge(c, d)
    expect(await under(d)).toEqual([a, b, c, e].sort())
    await split(c)
    expect([await under(d), await under(c)]).toEqual([[], [a, b, e].sort()])
    await split(b)
    expect([await under(c), await under(b)]).toEqual([[e], [a]])
    await split(a)
    expect(await under(b)).toEqual([])
  })
})
