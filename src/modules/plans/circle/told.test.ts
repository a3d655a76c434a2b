import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { mailsFor, type Somebody, somebodyIn } from '../plans.test-support.ts'
import { readTold, tellCarer, toldToMe } from './told.server.ts'

const world = useWorld()
/** The carer with an address of their own, who has nothing to do with anybody's file. */
const reachable = async (of: Somebody) => {
  const email = `carer-${randomUUID()}@people.example`
  await world.seed((owner) => owner.updateTable('identity.person').set({ email }).where('id', '=', of.carer.personId).execute())
  return email
}
const tell = (of: Somebody, who: Somebody['worker'], email: string) =>
  world.as(who, (scope) => tellCarer(scope, of.network, { service: of.following.id, email, topics: ['rights', 'own_help'] }))

describe('what a carer was told', () => {
  test('is in their own space, whatever is shared with them, and a mail says that there is something', async () => {
    const of = await somebodyIn(world)
    await tell(of, of.worker, (await reachable(of)).toUpperCase())
    expect(await world.as(of.carer, toldToMe)).toMatchObject([{ topics: ['rights', 'own_help'] }])
    expect(await mailsFor(world, of.carer)).toEqual(['spaceNews'])
    for (const who of [of.person, of.worker, of.administrator, of.colleague]) expect(await world.as(who, toldToMe)).toEqual([])
  })

  test('is written by who works in the team, and looks the same where nobody has such an address', async () => {
    const of = await somebodyIn(world)
    const email = await reachable(of)
    await tell(of, of.colleague, email)
    await expect(tell(of, of.worker, 'nobody@people.example')).resolves.toBeUndefined()
    expect(await world.as(of.carer, toldToMe)).toEqual([])
  })

  test('is read from a form: one of my teams, an address, at least one thing', () => {
    const form = (entries: [string, string][]) => {
      const filled = new FormData()
      for (const [name, value] of entries) filled.append(name, value)
      return readTold(filled, ['mine'])
    }
    const whole: [string, string][] = [
      ['service', 'mine'],
      ['email', ' bo@people.example '],
      ['topics', 'rights'],
      ['topics', 'rubbish'],
    ]
    expect(form(whole).input).toEqual({ service: 'mine', email: 'bo@people.example', topics: ['rights'] })
    expect(form(whole.filter(([name]) => name !== 'topics')).lacks).toEqual({ email: false, topics: true })
    expect(form([['service', 'theirs'], ...whole.slice(1)]).input).toBeUndefined()
  })
})
