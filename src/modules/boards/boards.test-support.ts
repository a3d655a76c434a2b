import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import type { World } from '#test/world.ts'
import { careIn, type Team } from '../care/care.test-support.ts'
import type { VisitState } from './visits/machine.ts'

const MINUTE = 60_000
export const minutes = (n: number) => n * MINUTE
export const later = (n: number, from = new Date()) => new Date(from.getTime() + n * MINUTE)

const WAY: Readonly<Record<VisitState, readonly VisitState[]>> = {
  planned: [],
  on_the_way: ['on_the_way'],
  there: ['on_the_way', 'there'],
  safe: ['on_the_way', 'there', 'safe'],
  outcome: ['on_the_way', 'there', 'safe', 'outcome'],
  called_off: ['called_off'],
}
type Given = { state?: VisitState; startsAt?: Date; endsAt?: Date; second?: Actor }
/** A visit of somebody, as far as it is said, written by the owner. */
export const aVisit = async (world: World, team: Team, person: string, worker: Actor, given: Given = {}): Promise<string> => {
  const id = randomUUID()
  const { state = 'planned', startsAt = new Date(), endsAt = later(60, startsAt), second } = given
  await world.seed(async (owner) => {
    await owner
      .insertInto('boards.visit')
      .values({
        network_id: team.network,
        service_id: team.id,
        id,
        person_id: person,
        starts_at: startsAt,
        ends_at: endsAt,
        first_id: worker.personId,
        second_id: second?.personId ?? null,
        made_by: worker.personId,
      } as never)
      .execute()
    for (const next of WAY[state]) await sql`update boards.visit set state = ${next} where id = ${id}`.execute(owner)
  })
  return id
}

/** A crisis team with a lead, two workers, and somebody whom it follows; a colleague of another team, and a coordinator. */
export const teamOf = async (world: World) => {
  const care = careIn(world)
  const network = await world.network()
  const team = await care.team(network)
  const elsewhere = await care.team(network, '3')
  const person = await world.person()
  const file = await care.file(network, { account_id: person.personId, given_name: 'Zoé', family_name: 'Inventée' })
  const episode = await care.episode(team, file)
  return {
    care,
    network,
    team,
    person,
    file,
    episode,
    lead: await care.worker(team, { is_lead: true }),
    sam: await care.worker(team),
    paz: await care.worker(team, { profession: 'peer_support_worker' }),
    colleague: await care.worker(elsewhere),
    coordinator: await world.person({ network, role: 'coordinator' }),
  }
}
export type TeamOf = Awaited<ReturnType<typeof teamOf>>

/** A shift, written by the owner. */
export const aShift = async (world: World, team: Team, worker: Actor, startsAt: Date, endsAt: Date): Promise<string> => {
  const id = randomUUID()
  await world.seed((owner) =>
    owner
      .insertInto('boards.shift')
      .values({
        network_id: team.network,
        service_id: team.id,
        id,
        worker_id: worker.personId,
        starts_at: startsAt,
        ends_at: endsAt,
        made_by: worker.personId,
      })
      .execute(),
  )
  return id
}
