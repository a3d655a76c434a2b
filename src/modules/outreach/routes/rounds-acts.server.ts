import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Typed } from '#platform/forms/typed.ts'
import { found, Problem } from '#platform/problem.ts'
import { type Sent, sent } from '../acting.server.ts'
import { listLedTeams, listTurns, listUnits, type Unit } from '../calendar.queries.server.ts'
import { dayIn } from '../days.ts'
import { readRound, readRoundDay, readStop } from '../forms.server.ts'
import { addRound, addStop, closeStop, endRound, makeUnit, setRoundDay, setUnit } from '../rounds.commands.server.ts'

type Asked = { network: string; id: string; typed: Typed; several: (name: string) => readonly string[]; version: number }
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const uuidIn = (text: string | undefined) => found(text !== undefined && UUID.test(text) ? text : undefined)

// A day on which the round stays at home has nothing to cancel: most likely another day was meant.
const changeDay = async (scope: Scope, { network, id, typed }: Pick<Asked, 'network' | 'id' | 'typed'>): Promise<Sent> => {
  const read = readRoundDay(typed)
  if (!read.ok) return { state: { typed, faults: read.faults } }
  const { round, ...input } = read.input
  const turns = await listTurns(scope, network, input.day, input.day, id)
  if (!turns.some(({ roundId }) => roundId === round)) return { state: { typed, faults: { day: { id: 'outreach.team.fault.notOut' } } } }
  await setRoundDay(scope, network, id, round, input)
  return { done: 'day' }
}

/** The rounds of a team, for who works in it, or leads one that does not go out yet. @throws Problem signed_out, not_found */
export const openRounds = async (scope: Scope, actor: Actor, network: string, id: string): Promise<{ unit: Unit | null; name: string }> => {
  if (actor.personId === '') throw new Problem('signed_out')
  const unit = (await listUnits(scope, network)).find(({ service, isMine }) => service === id && isMine) ?? null
  const starting = (await listLedTeams(scope, network)).find(({ value }) => value === id)
  return { unit, name: found(unit?.name ?? starting?.label) }
}

/** What is done to the rounds of a team. */
export const actOnRounds = async (scope: Scope, { network, id, typed, several, version }: Asked): Promise<Sent> => {
  switch (typed.intent) {
    case 'make':
      found((await listLedTeams(scope, network)).find(({ value }) => value === id))
      await makeUnit(scope, network, id, typed.public === 'on')
      return { done: 'make' }
    case 'set':
      await setUnit(scope, network, id, version, typed.public === 'on')
      return { done: 'set' }
    case 'stop':
      return sent(typed, await readStop(scope, network, typed), 'stop', (input) => addStop(scope, network, id, input))
    case 'close':
      await closeStop(scope, network, id, uuidIn(typed.stop), dayIn(0))
      return { done: 'close' }
    case 'round':
      return sent(typed, readRound(typed, several), 'round', (input) => addRound(scope, network, id, input, dayIn(0)))
    case 'end':
      await endRound(scope, network, id, uuidIn(typed.round), dayIn(0))
      return { done: 'end' }
    case 'day':
      return changeDay(scope, { network, id, typed })
    default:
      throw new Problem('not_found')
  }
}
