import { expect, test } from 'vitest'
import { dayIn } from '#platform/today.ts'
import { useWorld } from '#test/world.ts'
import { careIn } from '../care.test-support.ts'
import { listEpisodes } from '../people/people.queries.server.ts'
import { listIncoming, readRequest } from './requests.queries.server.ts'

const world = useWorld()
const care = careIn(world)
const day = (ago: number) => dayIn(-ago)

const teams = async () => {
  const network = await world.network()
  const [crisis, longTerm] = [await care.team(network, '2A'), await care.team(network, '2B')]
  return { network, crisis, longTerm, anna: await care.worker(crisis), ben: await care.worker(longTerm) }
}
const left = (ago: number) => ({ entered_on: day(ago + 20), left_on: day(ago), exit_reason: 'goals_reached' as const })

test('a team reads on a request that the person was with it until three months ago, also under another file of theirs', async () => {
  const { network, crisis, longTerm, anna, ben } = await teams()
  const until = async (ago: number, viaMerged = false) => {
    const kept = await care.file(network)
    const file = viaMerged ? await care.file(network, { merged_into: kept }) : kept
    await care.episode(crisis, kept, left(ago))
    const [here, elsewhere] = [
      await care.request(network, file, { to_service_id: crisis.id }),
      await care.request(network, file, { to_service_id: longTerm.id }),
    ]
    return [
      (await world.as(anna, (scope) => readRequest(scope, network, here))).wasHereUntil,
      // Another team is not told that somebody was there.
      (await world.as(ben, (scope) => readRequest(scope, network, elsewhere))).wasHereUntil,
    ]
  }
  expect(await until(30)).toEqual([day(30), null])
  expect(await until(90, true)).toEqual([day(90), null])
  expect(await until(91)).toEqual([null, null])
})

test('an episode says after how many days the person came back to the same team', async () => {
  const { network, crisis, longTerm, anna } = await teams()
  const file = await care.file(network)
  await care.episode(crisis, file, left(40))
  await care.episode(longTerm, file, left(35))
  await care.episode(crisis, file, { entered_on: day(10) })
  const lines = await world.as(anna, (scope) => listEpisodes(scope, network, file))
  expect(lines.map(({ backAfter, isBackSoon }) => [backAfter, isBackSoon])).toEqual([
    [30, true],
    [null, false],
  ])
  await care.put('boards.team_rule', { network_id: network, service_id: crisis.id, back_soon_days: 29, back_days: 30 } as never)
  const [again] = await world.as(anna, (scope) => listEpisodes(scope, network, file))
  expect(again).toMatchObject({ backAfter: 30, isBackSoon: false })
})

test('the table of what came in says who was with the team shortly before, and who very shortly; no other team reads it', async () => {
  const { network, crisis, longTerm, anna, ben } = await teams()
  const back = async (ago: number) => {
    const file = await care.file(network)
    await care.episode(crisis, file, left(ago))
    return care.request(network, file, { to_service_id: crisis.id })
  }
  const [soon, late, long] = [await back(30), await back(90), await back(91)]
  const lines = await world.as(anna, (scope) => listIncoming(scope, network, crisis.id))
  const of = (id: string) => lines.find((line) => line.id === id)
  expect([soon, late, long].map((id) => [of(id)?.backAfter, of(id)?.isBackSoon])).toEqual([
    [30, true],
    [90, false],
    [null, false],
  ])
  const file = await care.file(network)
  await care.episode(crisis, file, left(30))
  await care.request(network, file, { to_service_id: longTerm.id })
  const elsewhere = await world.as(ben, (scope) => listIncoming(scope, network, longTerm.id))
  expect(elsewhere.map(({ backAfter }) => backAfter)).toEqual([null])
})
