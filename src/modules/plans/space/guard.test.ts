import { expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { somebodyIn } from '../plans.test-support.ts'
import { asksFactor } from './guard.server.ts'

const world = useWorld()
const asks = async (country: string, rule?: boolean, isDemonstration = false) => {
  const of = await somebodyIn(world, country)
  await world.seed(async (owner) => {
    await owner.updateTable('platform.network').set({ is_demonstration: isDemonstration }).where('id', '=', of.network).execute()
    if (rule !== undefined)
      await owner.insertInto('identity.factor_rule').values({ network_id: of.network, role: 'person', is_required: rule }).execute()
  })
  const [person, stranger] = [
    await world.as(of.person, (scope) => asksFactor(scope, of.network)),
    await world.as(of.carer, (scope) => asksFactor(scope, of.network)),
  ]
  return { person, stranger }
}

test('a person’s health data ask for a second factor in France, elsewhere when the network says so, and nowhere in a demonstration', async () => {
  expect(await asks('FR')).toMatchObject({ person: true })
  expect(await asks('BE')).toMatchObject({ person: false })
  expect(await asks('BE', true)).toMatchObject({ person: true })
  expect(await asks('FR', false)).toMatchObject({ person: false })
  expect(await asks('FR', undefined, true)).toMatchObject({ person: false })
})

test('nobody who has nothing to open there learns by it that there is such a network', async () => {
  expect(await asks('FR')).toMatchObject({ stranger: false })
})
