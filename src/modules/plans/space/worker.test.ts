import { expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { somebodyIn } from '../plans.test-support.ts'
import { listFollowed } from './worker.server.ts'

const world = useWorld()

test('a worker finds somebody whom the team follows by a name with a slip, and nobody whom it does not follow', async () => {
  const of = await somebodyIn(world)
  const another = await of.care.file(of.network, { given_name: 'Omar', family_name: 'Lefort' })
  await of.care.episode(of.following, another, { care_function: '2B' })
  const found = async (words: string, who = of.worker) =>
    (await world.as(who, (scope) => listFollowed(scope, of.network, words))).map(({ id }) => id)
  expect((await found('')).toSorted()).toEqual([of.file, another].toSorted())
  expect(await found('lefevre ZOE')).toEqual([of.file])
  expect(await found('lefebvre zoe')).toEqual([of.file])
  expect(await found('omar')).toEqual([another])
  expect(await found("' or true --")).toEqual([])
  expect(await found('lefevre', of.colleague)).toEqual([])
})
