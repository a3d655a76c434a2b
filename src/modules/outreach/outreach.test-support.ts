import { randomUUID } from 'node:crypto'
import type { Actor } from '#platform/actor.ts'
import type { World } from '#test/world.ts'
import { careIn } from '../care/care.test-support.ts'
import { listTurns, type Turn } from './calendar.queries.server.ts'
import { dayIn } from './days.ts'
import { countEncounters, type EncounterInput, noteEncounter } from './encounters.server.ts'
import { addRound, addStop, makeUnit } from './rounds.commands.server.ts'

export const STOP = { name: 'Gare', territory_id: null, latitude: 50.6, longitude: 3.1, hint: null, is_public: true }

/** A team that goes out every day of the week of today, with one public stop and one that is not. */
export const startIn = async (world: World, { isPublic = true } = {}) => {
  const care = careIn(world)
  const network = await world.network({ isPublic })
  const [team, other] = [await care.team(network), await care.team(network)]
  const lead = await care.worker(team, { is_lead: true })
  const [worker, colleague] = [await care.worker(team), await care.worker(other)]
  const coordinator = await world.person({ network, role: 'coordinator' })
  await world.as(lead, (scope) => makeUnit(scope, network, team.id, true))
  const stop = (row: object) => world.as(worker, (scope) => addStop(scope, network, team.id, { ...STOP, ...row }))
  const [open, quiet] = [await stop({}), await stop({ name: 'Foyer', is_public: false })]
  const weekday = new Date(`${dayIn(0)}T12:00:00Z`).getUTCDay() || 7
  const stops = [open, quiet].map((id, at) => ({ stop_id: id, starts: `1${at}:00`, ends: `1${at}:45`, offers: ['talk' as const] }))
  const round = await world.as(worker, (scope) =>
    addRound(scope, network, team.id, { name: 'Tournée', weekday, on_day: null, stops }, dayIn(0)),
  )
  const turns = (who: Actor, until = 14): Promise<Turn[]> => world.as(who, (scope) => listTurns(scope, network, dayIn(0), dayIn(until)))
  const encounter = (row: Partial<EncounterInput> = {}): EncounterInput => ({
    id: randomUUID(),
    roundId: round,
    stopId: open,
    day: dayIn(0),
    ageBand: '26_39',
    gender: 'unknown',
    topics: ['housing'],
    orientation: 'guide',
    first: 'first',
    language: 'fr',
    ...row,
  })
  const note = (row: Partial<EncounterInput> = {}, who = worker) =>
    world.as(who, (scope) => noteEncounter(scope, network, team.id, encounter(row)))
  const counts = (who: Actor) => world.as(who, (scope) => countEncounters(scope, network, dayIn(0), dayIn(0)))
  return { network, team, lead, worker, colleague, coordinator, open, quiet, round, turns, encounter, note, counts }
}
