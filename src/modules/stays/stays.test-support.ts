import type { World } from '#test/world.ts'
import { careIn } from '../care/care.test-support.ts'

/** Somebody with an account, followed by a residential team and by a house, each with two who work there; and somebody of another team. */
export const houseIn = async (world: World, { threshold = 5 } = {}) => {
  const care = careIn(world)
  const network = await world.network({ threshold })
  const [team, house, elsewhere] = [await care.team(network, '4'), await care.team(network, '5'), await care.team(network, '2B')]
  const person = await world.person()
  const file = await care.file(network, {
    account_id: person.personId,
    given_name: 'Zoé',
    family_name: 'Inventée',
    birth_date: '1990-05-17',
  })
  const episode = await care.episode(team, file, { entered_on: '2026-01-01', care_function: '4' })
  await care.episode(house, file, { entered_on: '2026-01-01', care_function: '5' })
  return {
    care,
    network,
    team,
    house,
    elsewhere,
    person,
    file,
    episode,
    worker: await care.worker(team, { is_lead: true }),
    colleague: await care.worker(team, { profession: 'psychiatrist' }),
    host: await care.worker(house, { is_lead: true }),
    stranger: await care.worker(elsewhere),
    coordinator: await world.person({ network, role: 'coordinator' }),
  }
}
export type Houses = Awaited<ReturnType<typeof houseIn>>

export const HOUR = 3_600_000
/** A measure that began some hours ago, decided by somebody. */
export const measureOf = (decided_by: string, hours = 2) => ({
  kind: 'seclusion' as const,
  legal_basis: null,
  started_at: new Date(Date.now() - hours * HOUR),
  ended_at: null,
  decided_by,
  alternatives: ['talk' as const, 'calm_place' as const],
  reason: 'Danger immédiat (inventé).',
  tried: '',
})
