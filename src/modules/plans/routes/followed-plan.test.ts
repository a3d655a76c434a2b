import { expect, test } from 'vitest'
import { useWorld } from '#test/world.ts'
import { writeCrisis } from '../crisis/crisis.commands.server.ts'
import { planOf, type Somebody, somebodyIn } from '../plans.test-support.ts'
import { writeTogether } from './followed-plan.server.ts'

const world = useWorld()
const form = (way: 'together' | 'propose', fields: Record<string, string>) => {
  const typed = new FormData()
  for (const [name, value] of Object.entries({ way, version: '0', renew: '6', ...fields })) typed.set(name, value)
  return typed
}
const send = (of: Somebody, typed: FormData) =>
  world.as(of.worker, (scope) =>
    writeTogether(scope, of.worker, { network: of.network, file: of.file, service: of.following.id, accountId: of.person.personId }, typed),
  )

test('who wrote a plan with somebody while another version was written gets every word back, beside the other text', async () => {
  const of = await somebodyIn(world)
  await world.as(of.person, (scope) => writeCrisis(scope, of.network, of.file, planOf(), { how: 'alone', service: null }))
  const typed = form('together', { helps: 'Une heure d’écriture.', 'for-helps': 'circle', 'signer-0': 'Ana', 'role-0': 'sœur', duty: 'on' })
  const answer = await send(of, typed)
  expect(answer).toMatchObject({
    wrong: 'conflict',
    way: 'together',
    form: {
      texts: { helps: 'Une heure d’écriture.', signs: '' },
      audiences: { helps: ['circle'] },
      signers: [{ name: 'Ana', role: 'sœur' }],
      forDuty: true,
      renewMonths: 6,
      seen: 1,
    },
    theirs: { seq: 1, parts: [{ part: 'signs', text: 'Je ne dors plus.' }] },
  })
  typed.set('version', '1')
  expect(await send(of, typed)).toBe('together')
})

test('a proposal in which nothing is written comes back with the names that were noted', async () => {
  const of = await somebodyIn(world)
  expect(await send(of, form('propose', { 'signer-0': 'Ana', 'role-0': 'sœur' }))).toMatchObject({
    wrong: 'empty',
    way: 'propose',
    form: { signers: [{ name: 'Ana' }], seen: 0 },
    theirs: null,
  })
})
