import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { CONTACTS_SHOWN, listContacts, listEpisodes, listFollowed } from '../people/people.queries.server.ts'
import { contact, peopleIn } from '../people/people.test-support.ts'
import { endEpisode, setReferent } from './episodes.commands.server.ts'

const world = useWorld()
const { care, setting, followed, write } = peopleIn(world)

describe('a contact', () => {
  test('that is sent twice is kept once, and is read by the team', async () => {
    const { network, team, anna, ben } = await setting()
    const { person, episode } = await followed(team)
    const input = contact()
    expect([await write(anna, network, episode, input), await write(anna, network, episode, input)]).toEqual([true, false])
    const { lines } = await world.as(anna, (scope) => listContacts(scope, network, person))
    expect(lines).toMatchObject([{ mode: 'home', minutes: 45, workers: [anna.personId], note: input.note, nextOn: '2026-11-27' }])
    await expect(write(ben, network, episode, contact())).rejects.toMatchObject({ code: 'not_found' })
    expect((await world.as(ben, (scope) => listContacts(scope, network, person))).lines).toEqual([])
    const mate = await care.worker(team)
    await expect(write(mate, network, episode, input)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('that is long ago is found as well, a page at a time, the latest first', async () => {
    const { network, team, anna } = await setting()
    const { person, episode } = await followed(team)
    const days = Array.from({ length: CONTACTS_SHOWN + 2 }, (_, at) => new Date(Date.UTC(2026, 0, at + 1, 9)))
    for (const at of days) await write(anna, network, episode, contact({ id: randomUUID(), at, next_on: null }))
    const [first, second] = [
      await world.as(anna, (scope) => listContacts(scope, network, person)),
      await world.as(anna, (scope) => listContacts(scope, network, person, { page: 2 })),
    ]
    expect([first.hasOlder, second.hasOlder]).toEqual([true, false])
    expect([...first.lines, ...second.lines].map(({ at }) => at)).toEqual(days.toReversed())
  })

  test('counts when it took place: the list of the team shows the last one, and who is followed for long', async () => {
    const { network, team, anna } = await setting()
    const { episode } = await followed(team)
    await write(anna, network, episode, contact({ missed: 'not_there', at: new Date('2026-11-21T10:00:00Z'), next_on: null }))
    await write(anna, network, episode, contact())
    const [line] = await world.as(anna, (scope) => listFollowed(scope, network, team.id, 30))
    expect(line).toMatchObject({ lastContact: new Date('2026-11-20T10:00:00Z'), isLong: true })
    expect(await world.as(anna, (scope) => listFollowed(scope, network, team.id, null))).toMatchObject([{ isLong: false }])
  })
})

describe('an episode', () => {
  test('has a referent of the team, and ends once, not before it began', async () => {
    const { network, team, anna, ben } = await setting()
    const { person, episode } = await followed(team)
    await world.as(anna, (scope) => setReferent(scope, network, episode, 1, anna.personId))
    await expect(world.as(anna, (scope) => setReferent(scope, network, episode, 2, ben.personId))).rejects.toMatchObject({
      code: 'invalid',
    })
    const ending = { left_on: '2026-03-01', exit_reason: 'goals_reached', destination: 'home' } as const
    await expect(
      world.as(anna, (scope) => endEpisode(scope, network, episode, 2, { ...ending, left_on: '2025-01-01' })),
    ).rejects.toMatchObject({ code: 'invalid' })
    await expect(world.as(ben, (scope) => endEpisode(scope, network, episode, 2, ending))).rejects.toMatchObject({ code: 'not_found' })
    await world.as(anna, (scope) => endEpisode(scope, network, episode, 2, ending))
    await expect(world.as(anna, (scope) => endEpisode(scope, network, episode, 3, ending))).rejects.toMatchObject({ code: 'conflict' })
    expect(await world.as(anna, (scope) => listEpisodes(scope, network, person))).toMatchObject([
      { leftOn: '2026-03-01', referentId: anna.personId, isMine: true },
    ])
  })
})
