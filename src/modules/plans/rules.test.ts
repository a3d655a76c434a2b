import { describe, expect, test } from 'vitest'
import { OPERATOR, VISITOR } from '#platform/actor.ts'
import { dayIn, monthsAfter, today } from '#platform/today.ts'
import { useWorld } from '#test/world.ts'
import { grant } from './circle/circle.commands.server.ts'
import { listCircle } from './circle/circle.queries.server.ts'
import { writeCrisis } from './crisis/crisis.commands.server.ts'
import { remindOfRenewal } from './crisis/renewal.server.ts'
import { openedPerson, openInCrisis } from './duty/duty.server.ts'
import { mailsFor, planOf, somebodyIn } from './plans.test-support.ts'
import { RuleInput, rulesOf, setRules } from './rules.server.ts'
import { standingConsents } from './space/space.queries.server.ts'

const world = useWorld()
const EXAMPLE = { glassMinutes: 60, reviewDays: 7, openingHours: 12, renewMonths: 12, remindDays: 14, grantMonths: 24 }

describe('how long things stand in a network', () => {
  test('is the example as long as nobody decided otherwise, for whoever asks', async () => {
    const of = await somebodyIn(world)
    for (const who of [of.person, of.worker, VISITOR])
      expect(await world.as(who, (scope) => rulesOf(scope, of.network))).toEqual({ ...EXAMPLE, version: 0 })
  })

  test('is set by who administers the network, and by nobody over what somebody set meanwhile', async () => {
    const of = await somebodyIn(world)
    const set = (who: typeof of.administrator, seen: number, glassMinutes: number) =>
      world.as(who, (scope) => setRules(scope, of.network, { ...EXAMPLE, glassMinutes }, seen))
    await set(of.administrator, 0, 30)
    expect(await world.as(of.colleague, (scope) => rulesOf(scope, of.network))).toEqual({ ...EXAMPLE, glassMinutes: 30, version: 1 })
    await expect(set(of.administrator, 0, 90)).rejects.toMatchObject({ code: 'conflict' })
    await expect(set(of.worker, 1, 90)).rejects.toThrow()
    await set(of.administrator, 1, 90)
    expect((await world.as(of.person, (scope) => rulesOf(scope, of.network))).glassMinutes).toBe(90)
  })

  test('is read from a form within its limits', () => {
    const typed = Object.fromEntries(Object.entries(EXAMPLE).map(([name, value]) => [name, String(value)]))
    expect(RuleInput.parse(typed)).toEqual(EXAMPLE)
    for (const wrong of [
      { glassMinutes: '14' },
      { glassMinutes: '' },
      { reviewDays: '7,5' },
      { grantMonths: '36' },
      { openingHours: '13' },
    ])
      expect(RuleInput.safeParse({ ...typed, ...wrong }).success, JSON.stringify(wrong)).toBe(false)
  })

  test('bounds what somebody shares, and how long a plan stays open on duty', async () => {
    const of = await somebodyIn(world)
    await world.as(of.administrator, (scope) => setRules(scope, of.network, { ...EXAMPLE, grantMonths: 6, openingHours: 2 }, 0))
    await world.as(of.person, async (scope) => {
      await grant(scope, of.person, of.network, { service: of.following.id }, { sections: ['recovery_plan'], months: 24 })
      await writeCrisis(scope, of.network, of.file, planOf(), { how: 'alone', service: null })
    })
    expect(await world.as(of.person, (scope) => standingConsents(scope, of.network))).toMatchObject([{ until: monthsAfter(today(), 6) }])
    expect(await world.as(of.person, (scope) => listCircle(scope, of.network))).toEqual([])
    await world.as(of.duty, (scope) => openInCrisis(scope, of.duty, of.network, of.file, 'visit'))
    const { until } = await world.as(of.duty, (scope) => openedPerson(scope, of.network, of.file))
    expect(Math.round((until.getTime() - Date.now()) / 3_600_000)).toBe(2)
  })

  test('says how long before a plan is due its person hears of it', async () => {
    const [early, late] = [await somebodyIn(world), await somebodyIn(world)]
    await world.as(early.administrator, (scope) => setRules(scope, early.network, { ...EXAMPLE, remindDays: 40 }, 0))
    for (const of of [early, late]) {
      await world.as(of.person, (scope) => writeCrisis(scope, of.network, of.file, planOf(), { how: 'alone', service: null }))
      const due = dayIn(30)
      await world.seed((owner) => owner.updateTable('plans.crisis_plan').set({ renew_on: due }).where('person_id', '=', of.file).execute())
    }
    await world.as(OPERATOR, remindOfRenewal)
    expect(await mailsFor(world, early.person)).toEqual(['planDue'])
    expect(await mailsFor(world, late.person)).toEqual([])
  })
})
