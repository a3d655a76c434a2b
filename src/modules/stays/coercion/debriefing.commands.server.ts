import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import type { DebriefingState } from '../machines.ts'
import { refusing } from '../refused.server.ts'
import { sealText } from '../texts.server.ts'

type Line = { what: Exclude<DebriefingState, 'waiting'> | 'words'; happened_at: Date; words: string; for_team: boolean }
const add = async (
  scope: Scope,
  actor: Actor,
  network: string,
  measure: { id: string; personId: string; serviceId: string },
  { words, ...line }: Line,
): Promise<void> => {
  const id = randomUUID()
  const sealed = await sealText(scope, { network, file: measure.personId, table: 'debriefing', column: 'words', row: id }, words)
  await refusing(() =>
    scope
      .insertInto('stays.debriefing')
      .values({
        ...{ network_id: network, id, measure_id: measure.id, person_id: measure.personId, service_id: measure.serviceId },
        ...{ ...line, words: sealed, by_id: actor.personId },
      })
      .execute(),
  )
}

const measureOf = async (scope: Scope, network: string, id: string, mine: 'team' | 'file') => {
  const who = mine === 'team' ? sql`team in (select care.my_teams())` : sql`person_id in (select care.my_files())`
  const { rows } = await sql<{ id: string; personId: string; serviceId: string }>`
    select id, person_id as "personId", service_id as "serviceId" from stays.measure where network_id = ${network} and id = ${id} and ${who}`.execute(
    scope,
  )
  return found(rows[0])
}

export type DebriefingInput = { what: Exclude<DebriefingState, 'waiting'>; at: Date; words: string }
/**
 * Talking about it was offered, took place, or the person did not want it; `words` are theirs, as they were said.
 * @throws Problem not_found; invalid (debriefing_way) for what cannot follow
 */
export const noteDebriefing = async (
  scope: Scope,
  actor: Actor,
  network: string,
  measure: string,
  { what, at, words }: DebriefingInput,
): Promise<void> => {
  const row = await measureOf(scope, network, measure, 'team')
  await add(scope, actor, network, row, { what, happened_at: at, words, for_team: true })
  await record(scope, network, 'stays.noteDebriefing', `measure/${measure} ${what}`, { about: row.personId })
}

/** The person writes what they have to say of it: for themselves alone, or for their team as well. @throws Problem not_found for a measure about somebody else */
export const writeOwnWords = async (
  scope: Scope,
  actor: Actor,
  network: string,
  measure: string,
  { words, forTeam }: { words: string; forTeam: boolean },
): Promise<void> => {
  const row = await measureOf(scope, network, measure, 'file')
  await add(scope, actor, network, row, { what: 'words', happened_at: new Date(), words, for_team: forTeam })
  await record(scope, network, 'stays.writeOwnWords', `measure/${measure}`, { about: row.personId })
}
