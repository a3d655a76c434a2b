import type { Actor } from '#platform/actor.ts'
import type { World } from '#test/world.ts'
import { careIn, type Team } from '../care/care.test-support.ts'
import { type CountRow, readCounts } from './counts.queries.server.ts'
import { readOverview } from './view.server.ts'

export const YEAR = 2025
export const TODAY = '2026-11-22'

/** A network with a team of three functions and a coordinator, and what happens in it. */
export const countingIn = (world: World) => {
  const care = careIn(world)
  const network = async () => {
    const id = await world.network()
    const teams = { crisis: await care.team(id, '2A'), longTerm: await care.team(id, '2B'), stay: await care.team(id, '4') }
    return { id, ...teams, coordinator: await world.person({ network: id, role: 'coordinator' }) }
  }
  type At = Awaited<ReturnType<typeof network>>
  return {
    care,
    network,
    /** The counts of a year as the database keeps them, counted now. */
    read: async (here: At, actor: Actor = here.coordinator, year = YEAR): Promise<CountRow[]> =>
      (await world.as(actor, (scope) => readCounts(scope, here.id, year, { age: '0 seconds' })))?.rows ?? [],
    /** What a coordinator sees of a period. */
    see: (here: At, period: string) => world.as(here.coordinator, (scope) => readOverview(scope, here.coordinator, here.id, period, TODAY)),
    /** Requests of one day that came by one way, each of somebody else. */
    ask: async (here: At, sent: string, channel: 'form' | 'telephone', times: number) => {
      for (let at = 0; at < times; at += 1)
        await care.request(here.id, await care.file(here.id), { to_service_id: here.crisis.id, sent_at: new Date(sent), channel })
    },
    stay: (team: Team, person: string, careFunction: '2A' | '2B' | '4', from: string, to: string | null, more: object = {}) =>
      care.episode(team, person, {
        care_function: careFunction,
        entered_on: from,
        left_on: to,
        ...(to === null ? {} : { exit_reason: 'goals_reached', destination: 'home' }),
        ...more,
      }),
    contact: (team: Team, person: string, episode: string, at: string, worker: Actor, more: object = {}) =>
      care.put('care.contact', {
        network_id: team.network,
        id: crypto.randomUUID(),
        episode_id: episode,
        person_id: person,
        service_id: team.id,
        at: new Date(at),
        mode: 'home',
        written_by: worker.personId,
        ...more,
      }),
  }
}

/** The rows of one part, as short texts. */
export const only = (rows: readonly CountRow[], part: string, quarter = 0) =>
  rows
    .filter((row) => row.part === part && row.quarter === quarter)
    .map(({ a, b, n }) => [a, ...(b === '' ? [] : [b]), n].join(' '))
    .sort()
