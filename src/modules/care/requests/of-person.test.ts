import { expect, test } from 'vitest'
import { today } from '#platform/today.ts'
import { useWorld } from '#test/world.ts'
import { careIn } from '../care.test-support.ts'
import { endEpisode } from '../episodes/episodes.commands.server.ts'
import { listEpisodes, readPerson } from '../people/people.queries.server.ts'
import { listRequestsOf } from './of-person.queries.server.ts'
import { acceptRequest, beginEpisode, takeCall } from './requests.commands.server.ts'

const world = useWorld()
const care = careIn(world)

test('who is followed keeps the number of who called and what is dangerous on the way, while the episode is open', async () => {
  const network = await world.network()
  const team = await care.team(network)
  const [anna, stranger] = [await care.worker(team), await care.worker(await care.team(network))]
  const person = { given_name: 'Ana', family_name: '', birth_date: null, territory_id: null, language: null, needs_interpreter: false }
  const story = { what: 'Il crie.', hoped: '', safety: 'Un chien.', answer: 'Le soir.', askerName: 'Sa mère', askerReach: '0600000000' }
  const asked = { from_kind: 'carer', urgency: 'today', reason_kind: 'agitation', agreement: 'unknown', story } as const
  const reach = { phone: '', email: '', address: '', how: '' }
  const { id } = await world.as(anna, (scope) => takeCall(scope, anna, network, team.id, { ...asked, person, reach }))
  await world.as(anna, (scope) => acceptRequest(scope, anna, network, id, 1))
  const { personId, episode } = await world.as(anna, (scope) => beginEpisode(scope, anna, network, id, 2))

  const read = () => world.as(anna, (scope) => listRequestsOf(scope, network, personId))
  const alert = { safety: 'Un chien.', answer: 'Le soir.', askerName: 'Sa mère', askerReach: '0600000000' }
  expect(await read()).toMatchObject([{ id, state: 'begun', alert }])
  expect(await world.as(anna, (scope) => listEpisodes(scope, network, personId))).toMatchObject([{ id: episode, requestId: id }])
  await expect(world.as(stranger, (scope) => readPerson(scope, network, personId))).rejects.toMatchObject({ code: 'not_found' })
  expect(await world.as(stranger, (scope) => listRequestsOf(scope, network, personId))).toEqual([])

  const ending = { left_on: today(), exit_reason: 'goals_reached', destination: 'home' } as const
  await world.as(anna, (scope) => endEpisode(scope, network, episode, 1, ending))
  expect(await read()).toMatchObject([{ id, alert: null }])
})
