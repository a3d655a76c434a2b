import fc from 'fast-check'
import { expect, test } from 'vitest'
import { today } from '#platform/today.ts'
import { useWorld } from '#test/world.ts'
import { memoryBox } from '../../offline/store/box.ts'
import { begin, readMeta, readRecords, writeMeta } from '../../offline/store/vault.ts'
import { PERSON, pullAll } from '../../offline/sync/pull.ts'
import { withdrawConsent } from '../care/people/people.commands.server.ts'
import { beginOnDevice } from './device.commands.server.ts'
import { fieldIn, SESSION } from './field.test-support.ts'
import { pull } from './pull.queries.server.ts'

const world = useWorld()
const field = fieldIn(world)

/** What happens: a number is one of four people, who is let in or let go; then the device speaks with the server, or its answer is lost. */
const step = fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, { weight: 2, arbitrary: fc.constantFrom('sync' as const, 'lost' as const) })
const steps = fc.array(step, { minLength: 3, maxLength: 9 })

/** A team that reads by consent, a worker of it with a device, and four people: two who let the team read, two whom it follows. */
const setting = async () => {
  const { network, team, anna } = await field.team()
  const reading = await field.care.team(network)
  const ben = await field.care.worker(reading)
  const [granting, followed] = [[], []] as [string[], string[]]
  for (const _ of [0, 1]) {
    granting.push((await field.followed(network, team)).person)
    followed.push(await field.care.file(network))
  }
  const box = memoryBox()
  const { device } = await writeMeta(box, {})
  const keys = await begin(box, await world.as(ben, (scope) => beginOnDevice(scope, ben, SESSION, device)), Date.now())
  const sync = (isLost: boolean) =>
    pullAll(
      box,
      keys,
      async ({ since = '' }) => {
        const page = await world.as(ben, (scope) => pull(scope, ben, device, Number(since)))
        if (isLost) throw new TypeError('the answer was lost')
        return Response.json(page)
      },
      () => undefined,
    )
  const copies = async () =>
    [...(await readRecords(box, keys)).keys()].flatMap((key) => (key.startsWith(PERSON) ? [key.split('/')[1] ?? ''] : [])).sort()
  const mayRead = (person: string) =>
    world.as(ben, async (scope) => (await scope.selectFrom('care.person').select('id').where('id', '=', person).execute()).length === 1)
  return { network, team, anna, reading, ben, granting, followed, sync, copies, mayRead, seq: async () => (await readMeta(box)).seq }
}

test('whatever is granted, withdrawn, begun and ended, access is gone in the same second, and the copy on a device at its next contact', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (way) => {
      const { network, team, anna, reading, granting, followed, sync, copies, mayRead } = await setting()
      const people = [...granting, ...followed]
      const open = new Map<string, string>()
      const letIn = (person: string) => {
        const teams = { noted_service_id: team.id, to_service_id: reading.id }
        if (followed.includes(person)) return field.care.episode(reading, person)
        return field.care.consent(network, person, anna.personId, { ...teams, sections: ['identity', 'contacts'] })
      }
      const letGo = async (person: string, its: string) => {
        if (granting.includes(person)) return world.as(anna, (scope) => withdrawConsent(scope, anna, network, its))
        const ending = { left_on: today(), exit_reason: 'by_choice' } as const
        return world.seed((owner) => owner.updateTable('care.episode').set(ending).where('id', '=', its).execute())
      }
      const turn = async (person: string) => {
        const its = open.get(person)
        if (its === undefined) open.set(person, await letIn(person))
        else {
          await letGo(person, its)
          open.delete(person)
        }
        if (granting.includes(person)) expect(await mayRead(person)).toBe(its === undefined)
      }
      const meet = async () => {
        expect(await sync(false)).toBe('done')
        expect(await copies()).toEqual([...open.keys()].sort())
      }
      for (const each of way) {
        if (typeof each === 'number') await turn(people[each] ?? '')
        else if (each === 'lost') expect(await sync(true)).toBe('offline')
        else await meet()
      }
      await meet()
      // And whoever was in by then is out, and the other way round.
      for (const person of people) await turn(person)
      await meet()
    }),
    { numRuns: 5 },
  )
})
