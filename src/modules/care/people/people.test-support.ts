import { randomUUID } from 'node:crypto'
import type { Actor } from '#platform/actor.ts'
import type { World } from '#test/world.ts'
import { careIn, type Team } from '../care.test-support.ts'
import { writeContact } from '../episodes/episodes.commands.server.ts'

export const identity = {
  given_name: 'Ana',
  family_name: 'Inventée',
  birth_date: '1990-02-03',
  territory_id: null,
  language: 'nl',
  needs_interpreter: true,
}
export const reach = { phone: '0600000000', email: '', address: '', how: 'le soir' }
export const contact = (more: object = {}) =>
  ({
    id: randomUUID(),
    at: new Date('2026-11-20T10:00:00Z'),
    minutes: 45,
    mode: 'home',
    workers: [],
    who: ['person'],
    missed: null,
    note: 'Nous avons marché.',
    next_on: '2026-11-27',
    ...more,
  }) as const

/** Two teams of a network, who works there, and somebody whom one of them follows. */
export const peopleIn = (world: World) => {
  const care = careIn(world)
  const setting = async () => {
    const network = await world.network()
    const [team, other] = [await care.team(network), await care.team(network, '2B')]
    return {
      network,
      team,
      other,
      anna: await care.worker(team),
      ben: await care.worker(other),
      boss: await world.person({ network, role: 'administrator' }),
    }
  }
  const followed = async (team: Team, row: Parameters<typeof care.file>[1] = {}) => {
    const person = await care.file(team.network, row)
    return { person, episode: await care.episode(team, person, { entered_on: '2026-01-05' }) }
  }
  const write = (actor: Actor, network: string, episode: string, input: ReturnType<typeof contact>) =>
    world.as(actor, (scope) => writeContact(scope, actor, network, episode, { ...input, workers: [...input.workers], who: [...input.who] }))
  return { care, setting, followed, write }
}
