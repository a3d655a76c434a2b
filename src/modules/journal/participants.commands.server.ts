import type { Actor } from '#platform/actor.ts'
import { anyText, oneOf, optional, text } from '#platform/cells.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { idIn, type Read, reading, type Typed } from '#platform/forms/typed.ts'
import { found } from '#platform/problem.ts'
import { writing } from './activities.commands.server.ts'
import { type Category, NAMED_CATEGORIES } from './vocabulary.ts'

export type ParticipantInput = { category: Category; name: string; organisation: string | null }

/** Somebody by name from a form. That the person agreed must be said each time; a person supported is never named here. */
export const readParticipantForm = (typed: Typed): Read<ParticipantInput> => {
  const { cell, wrong, done } = reading(typed)
  const name = cell(
    'name',
    text.refine((value) => value.length <= 200, 'cell.required'),
  )
  const category = cell('category', optional(oneOf(NAMED_CATEGORIES)))
  const organisation = cell('organisation', optional(anyText.refine((value) => value.length <= 200, 'cell.required')))
  if (category === null) wrong('category', 'cell.required')
  if (typed.agreed !== 'yes') wrong('agreed', 'journal.fault.agreed')
  return done(() => ({ name: name ?? '', category: category ?? 'professionals', organisation: organisation ?? null }))
}

/** Notes by name somebody who came and agreed to be named. @throws Problem not_found or forbidden */
export const nameParticipant = async (
  scope: Scope,
  actor: Actor,
  network: string,
  activity: string,
  input: ParticipantInput,
): Promise<{ id: string }> => {
  await writing(scope, actor, network, 'journal.nameParticipant')
  found(
    await scope
      .selectFrom('journal.activity')
      .select('id')
      .where('network_id', '=', network)
      .where('id', '=', idIn(activity))
      .executeTakeFirst(),
  )
  const { id } = await scope
    .insertInto('journal.participant')
    .values({ ...input, network_id: network, activity_id: activity })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(scope, network, 'journal.nameParticipant', activity)
  return { id }
}

/** Takes a name away again; the count of people stays as it was noted. @throws Problem not_found or forbidden */
export const removeParticipant = async (scope: Scope, actor: Actor, network: string, activity: string, id: string): Promise<void> => {
  await writing(scope, actor, network, 'journal.removeParticipant')
  const removed = await scope
    .deleteFrom('journal.participant')
    .where('network_id', '=', network)
    .where('activity_id', '=', idIn(activity))
    .where('id', '=', idIn(id))
    .returning('id')
    .executeTakeFirst()
  found(removed)
  await record(scope, network, 'journal.removeParticipant', activity)
}
