import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { grant, withdrawConsent } from '../../plans/circle/circle.commands.server.ts'
import { sharedBy } from '../../plans/circle/circle.queries.server.ts'
import { somebodyWithClub, stepOf } from '../paths.test-support.ts'
import { addStep, moveStep, writePath } from './path.commands.server.ts'
import { listStepEvents, readShared } from './path.queries.server.ts'

const world = useWorld()
const WORDS = { project: 'Habiter seule, avec un balcon.', goals: '', reviewedOn: null, reviewOn: null }

describe('somebody of the circle', () => {
  const context = async () => {
    const of = await somebodyWithClub(world)
    const { person, writing, network, file, carer } = of
    await of.care.consent(network, file, person.personId, {
      how: 'self',
      purpose: 'circle',
      to_account_id: carer.personId,
      sections: ['identity', 'crisis_plan'],
    })
    await world.as(person, (scope) => writePath(scope, writing, 0, WORDS))
    const step = await world.as(person, (scope) => addStep(scope, person, writing, stepOf()))
    await world.as(person, (scope) => moveStep(scope, person, writing, { id: step, seen: 1, move: 'begin', reason: '' }))
    await world.as(person, (scope) =>
      moveStep(scope, person, writing, { id: step, seen: 2, move: 'pause', reason: 'Trop de bruit à la piscine.' }),
    )
    const give = (sections: ('path' | 'crisis_plan' | 'recovery_plan')[]) =>
      world.as(person, (scope) => grant(scope, person, network, { account: carer.personId }, { sections, months: 1 }))
    const read = () => world.as(carer, (scope) => readShared(scope, network, file))
    return { ...of, step, give, read }
  }

  test('reads the project and the steps once the path is opened to them, and never why one rests or how it came there', async () => {
    const { give, read, carer, network, step } = await context()
    expect(await read()).toEqual({ path: null, steps: [] })
    await give(['path'])
    const { path, steps } = await read()
    expect(path).toMatchObject({ project: 'Habiter seule, avec un balcon.' })
    expect(steps).toMatchObject([{ what: 'Nager une fois par semaine', state: 'paused' }])
    expect(JSON.stringify(steps)).not.toContain('bruit')
    expect(await world.as(carer, (scope) => listStepEvents(scope, network, step))).toEqual([])
  })

  test('reads nothing of it with another section, and nothing any more in the second in which it is taken back', async () => {
    const { give, read, person, carer, network, file } = await context()
    await give(['recovery_plan', 'crisis_plan'])
    expect(await read()).toEqual({ path: null, steps: [] })
    await give(['path'])
    const consent = (await world.as(carer, (scope) => sharedBy(scope, network, file)))[0]?.consent ?? ''
    await world.as(person, (scope) => withdrawConsent(scope, person, network, consent))
    expect(await read()).toEqual({ path: null, steps: [] })
  })

  test('changes nothing of it', async () => {
    const { give, carer, writing } = await context()
    await give(['path'])
    await expect(world.as(carer, (scope) => addStep(scope, carer, writing, stepOf()))).rejects.toThrow()
    await expect(world.as(carer, (scope) => writePath(scope, writing, 1, WORDS))).rejects.toThrow()
  })
})
