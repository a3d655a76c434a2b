import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor.ts'
import { useWorld } from '#test/world.ts'
import { writeCrisis } from '../crisis/crisis.commands.server.ts'
import { planOf, type Somebody, somebodyIn } from '../plans.test-support.ts'
import { isNotedToday, openedPerson, openInCrisis, recordOutcome, recordTeamOutcome, unreported } from './duty.server.ts'
import { readOutcome } from './outcome-form.server.ts'

const world = useWorld()
const NOT_LOOKED = { found: 'no', used: 'yes', whyNot: 'not_looked' } as const
const formOf = (fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

describe('after a crisis in which the plan was opened', () => {
  const openedBy = async (of: Somebody) => {
    await world.as(of.person, (scope) => writeCrisis(scope, of.network, of.file, planOf(), { how: 'alone', service: null }))
    await world.as(of.duty, (scope) => openInCrisis(scope, of.duty, of.network, of.file, 'visit'))
    return (await world.as(of.duty, (scope) => openedPerson(scope, of.network, of.file))).opening
  }

  test('a colleague who answers as well is told that it is noted, and what was noted first stays', async () => {
    const of = await somebodyIn(world)
    const opening = await openedBy(of)
    const other = await of.care.worker(of.onDuty)
    const note = (who: Actor, found: 'in_time' | 'no') =>
      world.as(who, (scope) => recordOutcome(scope, who, of.network, opening, { found, used: 'yes', whyNot: null }))
    await note(of.duty, 'in_time')
    await expect(note(other, 'no')).rejects.toMatchObject({ code: 'conflict' })
    expect(await world.seed((owner) => owner.selectFrom('plans.outcome').select(['found', 'used']).execute())).toEqual([
      { found: 'in_time', used: 'yes' },
    ])
  })

  test('the questions are gone from the plan as soon as anybody of the team has answered', async () => {
    const of = await somebodyIn(world)
    const opening = await openedBy(of)
    const isNoted = async () => (await world.as(of.duty, (scope) => openedPerson(scope, of.network, of.file))).isNoted
    expect(await isNoted()).toBe(false)
    const other = await of.care.worker(of.onDuty)
    await world.as(other, (scope) => recordOutcome(scope, other, of.network, opening, NOT_LOOKED))
    expect(await isNoted()).toBe(true)
    expect(await world.as(of.duty, (scope) => unreported(scope, of.network))).toEqual([])
  })
})

describe('after a crisis in which nobody on duty opened the plan', () => {
  const note = (who: Actor, of: Somebody, service: string) =>
    world.as(who, (scope) => recordTeamOutcome(scope, who, { network: of.network, file: of.file, service }, NOT_LOOKED))

  test('the team that follows the person says so, once a day; what was not found was not followed', async () => {
    const of = await somebodyIn(world)
    await note(of.worker, of, of.following.id)
    await expect(note(of.worker, of, of.following.id)).rejects.toMatchObject({ code: 'conflict' })
    expect(await world.as(of.worker, (scope) => isNotedToday(scope, of.network, of.file, of.following.id))).toBe(true)
    expect(await world.as(of.person, (scope) => scope.selectFrom('plans.outcome').select(['found', 'used', 'why_not']).execute())).toEqual([
      { found: 'no', used: 'no', why_not: 'not_looked' },
    ])
  })

  test('no other team says it, not in its own name and not in that of the team in charge', async () => {
    const of = await somebodyIn(world)
    await expect(note(of.duty, of, of.onDuty.id)).rejects.toThrow('row-level security')
    await expect(note(of.duty, of, of.following.id)).rejects.toThrow('row-level security')
    await of.care.consent(of.network, of.file, of.person.personId, {
      ...{ how: 'self', to_service_id: of.elsewhere.id, sections: ['crisis_plan'] },
    })
    await expect(note(of.colleague, of, of.elsewhere.id)).rejects.toThrow('row-level security')
  })
})

describe('the two questions', () => {
  test('assume nothing for who has not answered, and ask whether it was followed only where it was found', () => {
    expect(readOutcome(formOf({})).outcome).toBeNull()
    expect(readOutcome(formOf({ found: 'in_time' })).outcome).toBeNull()
    expect(readOutcome(formOf({ used: 'yes' })).outcome).toBeNull()
    expect(readOutcome(formOf({ found: 'no' })).outcome).toEqual({ found: 'no', used: 'no', whyNot: null })
    expect(readOutcome(formOf({ found: 'late', used: 'partly', why: 'no_time' })).outcome).toEqual({
      ...{ found: 'late', used: 'partly', whyNot: 'no_time' },
    })
  })
})
