import type { Actor } from '#platform/actor.ts'
import { dayIn } from '#platform/today.ts'
import type { World } from '#test/world.ts'
import { careIn } from '../care/care.test-support.ts'
import { invite } from './guests.commands.server.ts'
import { answerMeeting, callMeeting, holdMeeting, planMeeting } from './situations.commands.server.ts'
import { readSituation, type Situation } from './situations.queries.server.ts'

export const dayFromNow = (days: number) => dayIn(days)
export const INPUT = { subject: 'Le logement.', said: 'Cherche un appartement et ne veut pas retourner à l’hôpital.' }

/** Somebody with an account, the team that follows them (two workers), a team that could be invited, and a team that is not. */
export const castIn = async (world: World) => {
  const care = careIn(world)
  const network = await world.network()
  const [calling, guests, elsewhere] = [await care.team(network, '2B'), await care.team(network, '3'), await care.team(network)]
  const person = await world.person()
  const file = await care.file(network, { account_id: person.personId, given_name: 'Zoé', family_name: 'Lefèvre' })
  await care.episode(calling, file, { entered_on: '2026-01-01', care_function: '2B' })
  return {
    care,
    network,
    calling,
    guests,
    elsewhere,
    person,
    file,
    worker: await care.worker(calling),
    second: await care.worker(calling),
    guest: await care.worker(guests),
    colleague: await care.worker(elsewhere),
    coordinator: await world.person({ network, role: 'coordinator' }),
  }
}
export type Cast = Awaited<ReturnType<typeof castIn>>

/** What happens to one meeting, by whom, in the words of a test. */
export const meetingOf = async (world: World, of: Cast) => {
  const { network, file, worker, person, calling, guests } = of
  const id = await world.as(worker, (scope) => callMeeting(scope, worker, { network, person: file, service: calling.id }, INPUT))
  await world.as(worker, (scope) => invite(scope, network, id, { service: guests.id }))
  const read = (who: Actor): Promise<Situation> => world.as(who, (scope) => readSituation(scope, network, id))
  return {
    id,
    read,
    /** What somebody sees of it; null when there is nothing for them. */
    seen: (who: Actor) => read(who).catch(() => null),
    agree: async (until = dayFromNow(30), yes?: readonly string[]) => {
      const { version, invitations } = await read(person)
      const all = yes ?? invitations.map((invitation) => invitation.id)
      await world.as(person, (scope) => answerMeeting(scope, person, network, id, { version, agree: { how: 'self', until, yes: all } }))
    },
    refuse: async () => {
      const { version } = await read(person)
      await world.as(person, (scope) => answerMeeting(scope, person, network, id, { version, agree: { how: 'self', until: null } }))
    },
    plan: async () => {
      const { version } = await read(worker)
      await world.as(worker, (scope) =>
        planMeeting(scope, network, id, version, { at: new Date(Date.now() + 86_400_000), place: 'Maison' }),
      )
    },
    hold: async (day = dayFromNow(0)) => {
      const { version } = await read(worker)
      await world.as(worker, (scope) => holdMeeting(scope, network, id, version, day))
    },
  }
}
