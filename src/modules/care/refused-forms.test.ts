import { describe, expect, test } from 'vitest'
import { attempted } from '#platform/attempt.server.ts'
import { useWorld } from '#test/world.ts'
import { changeFile } from './people/changing.server.ts'
import { peopleIn } from './people/people.test-support.ts'
import { acceptRequest, beginEpisode, takeCall } from './requests/requests.commands.server.ts'
import { readRequest } from './requests/requests.queries.server.ts'
import { call } from './requests/requests.test-support.ts'
import { addByForm } from './teams/worker-form.server.ts'

const world = useWorld()
const { care, setting, followed } = peopleIn(world)

// What the database refuses is told in the transaction of the form, which goes on: world.as would find it broken.
describe('a form that the database refuses is answered at its field', () => {
  test('an episode that would end before it began', async () => {
    const { network, team, anna } = await setting()
    const { person, episode } = await followed(team)
    const end = (left_on: string, version = '1') =>
      world.as(anna, (scope) =>
        changeFile(scope, anna, network, person, {
          ...{ intent: 'end', episode, version, left_on, exit_reason: 'moved_on', destination: 'home' },
        }),
      )
    expect(await end('2025-12-31')).toEqual({ faults: { left_on: { id: 'form.fault.ends' } } })
    expect(await end('2026-02-01')).toEqual({ done: 'ended' })
  })

  test('somebody who works in the team already', async () => {
    const { network, team, boss } = await setting()
    const { personId } = await world.person({ network, role: 'worker' })
    const add = () =>
      world.as(boss, (scope) => addByForm(scope, boss, network, team.id, { worker: personId, profession: 'nurse', from: '2026-01-01' }))
    expect(await add()).toBeNull()
    expect(await add()).toEqual({ worker: { id: 'care.fault.twice' } })
  })
})

test('a request about somebody whom the team follows already begins no second episode, and stays as it was', async () => {
  const { network, team, anna } = await setting()
  const { id } = await world.as(anna, (scope) => takeCall(scope, anna, network, team.id, call))
  await world.as(anna, (scope) => acceptRequest(scope, anna, network, id, 1))
  const { personId } = await world.as(anna, (scope) => readRequest(scope, network, id))
  await care.episode(team, personId)
  const begun = await world.as(anna, (scope) =>
    attempted(scope, () => beginEpisode(scope, anna, network, id, 2)).catch((error: unknown) => (error as { code: string }).code),
  )
  expect(begun).toBe('conflict')
  expect(await world.as(anna, (scope) => readRequest(scope, network, id))).toMatchObject({ state: 'accepted', version: 2 })
})
