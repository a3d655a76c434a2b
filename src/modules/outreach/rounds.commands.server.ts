import { randomUUID } from 'node:crypto'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { listStops, readMyUnit } from './calendar.queries.server.ts'
import type { Offer, Reason } from './vocabulary.ts'

export type StopInput = {
  name: string
  territory_id: string | null
  latitude: number | null
  longitude: number | null
  hint: string | null
  is_public: boolean
}
export type RoundInput = {
  name: string
  weekday: number | null
  on_day: string | null
  stops: readonly { stop_id: string; starts: string; ends: string; offers: readonly Offer[] }[]
}

/** A team goes out from now on: whoever leads it says so. Row-level security asks. */
export const makeUnit = async (scope: Scope, network: string, service: string, isPublic: boolean): Promise<void> => {
  await scope.insertInto('outreach.unit').values({ network_id: network, service_id: service, is_public: isPublic }).execute()
  await record(scope, network, 'outreach.makeUnit', `team/${service}`)
}
/** Shows everybody where the team stops, or no longer. @throws Problem conflict */
export const setUnit = async (scope: Scope, network: string, service: string, seen: number, isPublic: boolean): Promise<void> => {
  const { numUpdatedRows } = await scope
    .updateTable('outreach.unit')
    .set({ is_public: isPublic, version: seen + 1 })
    .where('network_id', '=', network)
    .where('service_id', '=', service)
    .where('version', '=', seen)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'outreach.setUnit', `team/${service}`)
}

/** A new place where the team stops. @throws Problem not_found for a team that is not one's own */
export const addStop = async (scope: Scope, network: string, service: string, input: StopInput): Promise<string> => {
  await readMyUnit(scope, network, service)
  const id = randomUUID()
  await scope
    .insertInto('outreach.stop')
    .values({ network_id: network, id, service_id: service, ...input })
    .execute()
  await record(scope, network, 'outreach.addStop', `stop/${id}`)
  return id
}
/** The team stops there no more from tomorrow on; what was counted stays. @throws Problem not_found */
export const closeStop = async (scope: Scope, network: string, service: string, id: string, day: string): Promise<void> => {
  await readMyUnit(scope, network, service)
  const { numUpdatedRows } = await scope
    .updateTable('outreach.stop')
    .set((of) => ({ closed_on: day, version: of('version', '+', 1) }))
    .where('network_id', '=', network)
    .where('service_id', '=', service)
    .where('id', '=', id)
    .executeTakeFirst()
  found(numUpdatedRows === 1n ? true : undefined)
  await record(scope, network, 'outreach.closeStop', `stop/${id}`)
}

/** A new round, every week or once, with its stops. @throws Problem not_found, also for a stop of another team */
export const addRound = async (
  scope: Scope,
  network: string,
  service: string,
  { stops, ...round }: RoundInput,
  from: string,
): Promise<string> => {
  await readMyUnit(scope, network, service)
  const known = (await listStops(scope, network, service)).map(({ id }) => id)
  if (stops.some(({ stop_id }) => !known.includes(stop_id))) throw new Problem('not_found')
  const id = randomUUID()
  await scope
    .insertInto('outreach.round')
    .values({ network_id: network, id, service_id: service, ...round, valid_from: round.on_day ?? from, valid_to: null })
    .execute()
  await scope
    .insertInto('outreach.round_stop')
    .values(stops.map((stop) => ({ network_id: network, round_id: id, ...stop, offers: [...stop.offers] })))
    .execute()
  await record(scope, network, 'outreach.addRound', `round/${id}`)
  return id
}
const roundOf = async (scope: Scope, network: string, service: string, round: string) => {
  await readMyUnit(scope, network, service)
  const row = await scope
    .selectFrom('outreach.round')
    .select('id')
    .where('network_id', '=', network)
    .where('service_id', '=', service)
    .where('id', '=', round)
    .executeTakeFirst()
  return found(row).id
}
/** The round goes out for the last time on a day. @throws Problem not_found */
export const endRound = async (scope: Scope, network: string, service: string, round: string, day: string): Promise<void> => {
  await roundOf(scope, network, service, round)
  await scope
    .updateTable('outreach.round')
    .set((of) => ({ valid_to: of.fn('greatest', [of.ref('valid_from'), of.val(day)]), version: of('version', '+', 1) }))
    .where('network_id', '=', network)
    .where('id', '=', round)
    .execute()
  await record(scope, network, 'outreach.endRound', `round/${round}`)
}

export type DayInput = { day: string; state: 'on' | 'changed' | 'cancelled'; reason: Reason; minutes: number }
/** One day is cancelled, later or earlier, with a reason; `on` takes that back. Said anew, the last one holds. @throws Problem not_found */
export const setRoundDay = async (scope: Scope, network: string, service: string, round: string, input: DayInput): Promise<void> => {
  await roundOf(scope, network, service, round)
  await scope
    .deleteFrom('outreach.round_day')
    .where('network_id', '=', network)
    .where('round_id', '=', round)
    .where('on_day', '=', input.day)
    .execute()
  if (input.state !== 'on')
    await scope
      .insertInto('outreach.round_day')
      .values({
        network_id: network,
        round_id: round,
        on_day: input.day,
        state: input.state,
        reason: input.reason,
        minutes_later: input.state === 'changed' ? input.minutes : 0,
      })
      .execute()
  await record(scope, network, 'outreach.setRoundDay', `round/${round}`)
}

/** How the round went, as a whole. @throws Problem not_found, conflict */
export const writeNote = async (
  scope: Scope,
  network: string,
  service: string,
  { round, day, note, version }: { round: string; day: string; note: string; version: number },
): Promise<void> => {
  await roundOf(scope, network, service, round)
  const { numInsertedOrUpdatedRows } = await scope
    .insertInto('outreach.round_note')
    .values({ network_id: network, round_id: round, on_day: day, note, version: version + 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['network_id', 'round_id', 'on_day'])
        .doUpdateSet({ note, version: version + 1 })
        .where('outreach.round_note.version', '=', version),
    )
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'outreach.writeNote', `round/${round}`)
}
