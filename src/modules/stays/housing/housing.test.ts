import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { readSettings, saveSettings } from '../settings.server.ts'
import { myHouses, myWaiting } from '../space/space.queries.server.ts'
import { type Houses, houseIn } from '../stays.test-support.ts'
import { beginPath, endPath, offerStep, type StepInput, sayYes, takeStep } from './path.commands.server.ts'
import { listPaths, listPathsOf, listSteps, listWaiting } from './path.queries.server.ts'
import { putOnList, takeOffList } from './waiting.commands.server.ts'

const world = useWorld()
const STEP: StepInput = { after: 'visit', on_day: '2026-11-20', until: null, how: 'spoken', reason: '' }
const begin = (of: Houses, who = of.host) => world.as(who, (scope) => beginPath(scope, who, of.network, of.house.id, of.file))
const take = (of: Houses, id: string, version: number, step: Partial<StepInput>, who = of.host) =>
  world.as(who, (scope) => takeStep(scope, who, of.network, id, version, { ...STEP, ...step }))
const offer = (of: Houses, id: string, version: number, offered: 'visit' | 'trial' | 'stay') =>
  world.as(of.host, (scope) => offerStep(scope, of.network, id, version, { offered, offered_from: '2026-11-25', offered_until: null }))
const yes = (of: Houses, id: string, version: number, who: Actor = of.person) =>
  world.as(who, (scope) => sayYes(scope, who, of.network, id, version))
const path = async (of: Houses, who = of.person) => (await world.as(who, (scope) => listPathsOf(scope, of.network, [of.file])))[0]

describe('the way into a house', () => {
  test('is visit, trial and stay, each with the person’s yes: in their space, or as the team heard it', async () => {
    const of = await houseIn(world)
    const id = await begin(of)
    await offer(of, id, 1, 'visit')
    expect(await path(of)).toMatchObject({ state: 'asked', offered: 'visit', offeredFrom: '2026-11-25' })
    await yes(of, id, 2)
    await take(of, id, 3, { after: 'trial', until: '2026-11-27' })
    expect(await world.as(of.person, (scope) => myHouses(scope, of.network))).toEqual([of.house.id])
    await offer(of, id, 4, 'stay')
    await yes(of, id, 5)
    expect(await path(of)).toMatchObject({ state: 'stay', offered: null })
    expect(await world.as(of.person, (scope) => listSteps(scope, of.network, id))).toMatchObject([
      { before: 'asked', after: 'visit', how: 'self' },
      { before: 'visit', after: 'trial', how: 'spoken', until: '2026-11-27' },
      { before: 'trial', after: 'stay', how: 'self' },
    ])
  })

  test('leaves no step out without a reason, and goes nowhere without a yes', async () => {
    const of = await houseIn(world)
    const id = await begin(of)
    await expect(take(of, id, 1, { after: 'trial' })).rejects.toMatchObject({ code: 'invalid', detail: { rule: 'path_reason' } })
    await expect(offer(of, id, 1, 'stay')).rejects.toMatchObject({ code: 'invalid' })
    await expect(yes(of, id, 1)).rejects.toMatchObject({ code: 'conflict' })
    await offer(of, id, 1, 'visit')
    await expect(take(of, id, 2, { how: 'self' as never })).rejects.toMatchObject({ code: 'not_found' })
    await expect(yes(of, id, 2, of.host)).rejects.toMatchObject({ code: 'not_found' })
    await take(of, id, 2, { after: 'trial', reason: 'A vécu ici l’an dernier (inventé).' })
    const [step] = await world.as(of.person, (scope) => listSteps(scope, of.network, id))
    expect(step).toMatchObject({ before: 'asked', after: 'trial', reason: 'A vécu ici l’an dernier (inventé).' })
  })

  test('stops wherever the person stands, when they say so and without a reason; then it is over', async () => {
    const of = await houseIn(world)
    const id = await begin(of)
    await take(of, id, 1, {})
    await world.as(of.person, (scope) => endPath(scope, of.person, of.network, id, 'file', { because: 'other', reason: '' }))
    expect(await path(of)).toMatchObject({ state: 'ended' })
    await expect(take(of, id, 3, { after: 'trial' })).rejects.toMatchObject({ code: 'invalid' })
    await begin(of)
  })

  test('becomes a stay only for somebody whom the house follows', async () => {
    const of = await houseIn(world)
    const asked = await of.care.file(of.network)
    await of.care.request(of.network, asked, { to_service_id: of.house.id })
    const id = await world.as(of.host, (scope) => beginPath(scope, of.host, of.network, of.house.id, asked))
    await take(of, id, 1, {})
    await take(of, id, 2, { after: 'trial' })
    await expect(take(of, id, 3, { after: 'stay' })).rejects.toMatchObject({ code: 'invalid', detail: { rule: 'path_episode' } })
  })

  test('is known to the house and the person, and is begun with nobody whom the house does not know', async () => {
    const of = await houseIn(world)
    const id = await begin(of)
    for (const nobody of [of.worker, of.stranger, of.coordinator]) {
      expect(await path(of, nobody)).toBeUndefined()
      await expect(take(of, id, 1, {}, nobody)).rejects.toMatchObject({ code: 'not_found' })
    }
    const other = await of.care.file(of.network)
    await of.care.episode(of.team, other, { entered_on: '2026-01-01' })
    await of.care.put('care.worker', {
      network_id: of.network,
      service_id: of.team.id,
      person_id: of.host.personId,
      profession: 'nurse',
      valid_from: '2020-01-01',
    })
    // Whoever works in both teams carries nobody's name from one to the other.
    await expect(world.as(of.host, (scope) => beginPath(scope, of.host, of.network, of.house.id, other))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(
      world.as(of.host, (scope) => putOnList(scope, of.host, of.network, of.house.id, other, { since: '2026-01-01', reason: 'place' })),
    ).rejects.toMatchObject({ code: 'not_found' })
    expect(await world.as(of.host, (scope) => listPaths(scope, of.network, of.house.id))).toHaveLength(1)
  })
})

describe('the waiting list', () => {
  const wait = (of: Houses, file: string, since: string) =>
    world.as(of.host, (scope) => putOnList(scope, of.host, of.network, of.house.id, file, { since, reason: 'place' }))
  test('goes by the day alone, and tells who waits since when and how many are before them, where the house says so', async () => {
    const of = await houseIn(world)
    const earlier = await of.care.file(of.network)
    await of.care.episode(of.house, earlier, { entered_on: '2026-01-01' })
    await wait(of, of.file, '2026-06-01')
    await wait(of, earlier, '2026-03-01')
    const list = () => world.as(of.host, (scope) => listWaiting(scope, of.network, of.house.id))
    expect((await list()).map(({ personId }) => personId)).toEqual([earlier, of.file])
    const mine = () => world.as(of.person, (scope) => myWaiting(scope, of.network))
    expect(await mine()).toMatchObject([{ since: '2026-06-01', reason: 'place', before: 1 }])
    const { own } = await world.as(of.host, (scope) => readSettings(scope, of.network, of.house.id))
    await world.as(of.host, (scope) => saveSettings(scope, of.network, of.house.id, { own, showsQueue: false, version: 0 }))
    expect(await mine()).toMatchObject([{ before: null }])
    await world.as(of.host, async (scope) =>
      takeOffList(scope, of.network, (await listWaiting(scope, of.network, of.house.id))[0]?.id ?? '', 1, 'elsewhere'),
    )
    expect((await list()).map(({ personId }) => personId)).toEqual([of.file])
    await expect(wait(of, of.file, '2026-06-01')).rejects.toMatchObject({ code: 'invalid' })
  })

  test('is no business of anybody else, and its settings are for the leads', async () => {
    const of = await houseIn(world)
    await wait(of, of.file, '2026-06-01')
    for (const nobody of [of.worker, of.stranger, of.coordinator])
      expect(await world.as(nobody, (scope) => listWaiting(scope, of.network, of.house.id))).toEqual([])
    const { own } = await world.as(of.worker, (scope) => readSettings(scope, of.network, of.house.id))
    await expect(
      world.as(of.worker, (scope) => saveSettings(scope, of.network, of.house.id, { own, showsQueue: false, version: 0 })),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})
