import type { Actor } from '#platform/actor.ts'
import type { World } from '#test/world.ts'
import { careIn, type Team } from '../care.test-support.ts'
import { acceptRequest, beginEpisode, sendRequest, takeCall } from './requests.commands.server.ts'
import { readRequest } from './requests.queries.server.ts'

export const story = {
  what: 'Il ne dort plus depuis quatre nuits.',
  hoped: 'Que quelqu’un passe.',
  safety: 'Un chien.',
  answer: 'Après 18 h.',
  askerName: 'Sa mère',
  askerReach: '0600000000',
}
export const call = {
  from_kind: 'carer',
  urgency: 'today',
  reason_kind: 'agitation',
  agreement: 'unknown',
  story,
  person: {
    given_name: 'Ana',
    family_name: 'Inventée',
    birth_date: '1990-02-03',
    territory_id: null,
    language: 'fr',
    needs_interpreter: false,
  },
  reach: { phone: '0611111111', email: '', address: '', how: 'pas de message' },
} as const
export const until = '2100-01-01'
export const consent = { kind: 'consent', how: 'spoken', until, purpose: 'un suivi plus long' } as const

/** Three teams of a network, and requests among them. */
export const requestsIn = (world: World) => {
  const care = careIn(world)
  const teams = async () => {
    const network = await world.network()
    const [crisis, longTerm, housing] = [await care.team(network, '2A'), await care.team(network, '2B'), await care.team(network, '5')]
    return {
      network,
      crisis,
      longTerm,
      housing,
      anna: await care.worker(crisis),
      ben: await care.worker(longTerm),
      cleo: await care.worker(housing),
    }
  }
  const read = (actor: Actor, network: string, id: string) => world.as(actor, (scope) => readRequest(scope, network, id))
  const called = ({ anna, network, crisis }: { anna: Actor; network: string; crisis: Team }) =>
    world.as(anna, (scope) => takeCall(scope, anna, network, crisis.id, call))
  /** A call that the crisis team took, and the person whom it follows now. */
  const begun = async (at: Awaited<ReturnType<typeof teams>>) => {
    const { id } = await called(at)
    await world.as(at.anna, (scope) => acceptRequest(scope, at.anna, at.network, id, 1))
    return { id, ...(await world.as(at.anna, (scope) => beginEpisode(scope, at.anna, at.network, id, 2))) }
  }
  const onward = (at: Awaited<ReturnType<typeof teams>>, personId: string, more: object = {}) =>
    world.as(at.anna, (scope) =>
      sendRequest(scope, at.anna, at.network, at.crisis.id, {
        from_kind: 'team',
        urgency: 'weeks',
        reason_kind: 'daily_life',
        agreement: 'yes',
        story,
        personId,
        to: at.longTerm.id,
        ground: consent,
        ...more,
      }),
    )

  return { care, teams, read, called, begun, onward }
}
