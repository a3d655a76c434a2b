import { randomUUID } from 'node:crypto'
import { type ContactInput, writeContact } from '#modules/care/index.server.ts'
import { writeCrisis } from '#modules/plans/crisis/crisis.commands.server.ts'
import type { Actor } from '#platform/actor.ts'
import { today } from '#platform/today.ts'
import type { World } from '#test/world.ts'
import { careIn } from '../care/care.test-support.ts'
import type { Audience, Part } from '../plans/vocabulary.ts'
import { beginOnDevice } from './device.commands.server.ts'
import { pull } from './pull.queries.server.ts'
import type { ContactTyped, Pulled } from './vocabulary.ts'

export const SESSION = Buffer.alloc(32, 7)
export { today }
/** A small PNG, to the byte. */
export const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
export const typed = (row: Partial<ContactTyped> = {}): ContactTyped => ({
  at: today(),
  time: '00:01',
  minutes: '30',
  mode: 'home',
  missed: '',
  note: 'Nous avons marché.',
  next_on: '',
  ...row,
})

/** A team with a nurse, and people whom it follows. */
export const fieldIn = (world: World) => {
  const care = careIn(world)
  const device = randomUUID()
  return {
    care,
    device,
    team: async () => {
      const network = await world.network()
      const team = await care.team(network)
      return { network, team, anna: await care.worker(team) }
    },
    followed: async (network: string, team: Awaited<ReturnType<typeof care.team>>, family = 'Inventée') => {
      const person = await care.file(network, { family_name: family })
      return { person, episode: await care.episode(team, person) }
    },
    contact: (anna: Actor, network: string, episode: string, row: Partial<ContactInput> = {}) => {
      const input: ContactInput = {
        ...{ id: randomUUID(), at: new Date(), minutes: 30, mode: 'home', workers: [], who: [], missed: null, note: 'Vue.', next_on: null },
        ...row,
      }
      return world.as(anna, (scope) => writeContact(scope, anna, network, episode, input)).then(() => input.id)
    },
    /** A crisis plan of somebody with an account of their own. */
    plan: (owner: Actor, network: string, file: string, part: Part, text: string, forWhom: Audience[], seen = 0) =>
      world.as(owner, (scope) =>
        writeCrisis(
          scope,
          network,
          file,
          { seen, parts: [{ part, text, forWhom }], signers: [], forDuty: forWhom.includes('duty'), renewMonths: 0 },
          { how: 'alone', service: null },
        ),
      ),
    begin: (who: Actor, on = device) => world.as(who, (scope) => beginOnDevice(scope, who, SESSION, on)),
    pull: (who: Actor, since: number, on = device): Promise<Pulled> => world.as(who, (scope) => pull(scope, who, on, since)),
  }
}
