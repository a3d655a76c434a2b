import { expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { careIn } from '../care/care.test-support.ts'
import { listMyTeams } from '../care/index.ts'
import { breakGlass } from '../plans/glass/glass.server.ts'
import { doorsOf, dutyNetworks } from '../plans/index.server.ts'
import { somebodyIn } from '../plans/plans.test-support.ts'
import { readToReview } from './review.server.ts'

const world = useWorld()
const care = careIn(world)

test('who works on duty is led to crisis plans, and who works elsewhere is not; both see their teams', async () => {
  const of = await somebodyIn(world)
  expect(await world.as(of.duty, dutyNetworks)).toMatchObject([{ id: of.network }])
  expect(await world.as(of.worker, dutyNetworks)).toEqual([])
  expect(await world.as(of.person, dutyNetworks)).toEqual([])
  expect(await world.as(of.worker, listMyTeams)).toMatchObject([{ id: of.following.id, followed: 1 }])
})

test('a person has a space of their own, and a carer one for carers as soon as they are let in', async () => {
  const of = await somebodyIn(world)
  expect(await world.as(of.person, doorsOf)).toEqual({ hasSpace: true, isCarer: false })
  expect(await world.as(of.carer, doorsOf)).toEqual({ hasSpace: false, isCarer: false })
  await care.put('care.consent', {
    ...{ network_id: of.network, person_id: of.file, to_account_id: of.carer.personId, sections: ['crisis_plan'] },
    ...{ purpose: 'circle', how: 'self', noted_by: of.person.personId, until: '2100-01-01' },
  })
  expect(await world.as(of.carer, doorsOf)).toEqual({ hasSpace: false, isCarer: true })
})

test('an administrator sees how many files were opened in an emergency and wait for a look; nobody else does', async () => {
  const of = await somebodyIn(world)
  const review = () => world.as(of.administrator, (scope) => readToReview(scope, of.administrator))
  expect(await review()).toMatchObject({ networks: [{ network: of.network, glass: 0, emergencies: 0 }] })
  const given = { name: 'Zoe Lefevre', born: '1990-05-17', reason: 'Trouvée sur un pont.' }
  await world.as(of.colleague, (scope) => breakGlass(scope, of.colleague, of.network, given))
  expect(await review()).toMatchObject({ networks: [{ network: of.network, glass: 1, emergencies: 0 }] })
  expect(await world.as(of.colleague, (scope) => readToReview(scope, of.colleague))).toBeNull()
})
