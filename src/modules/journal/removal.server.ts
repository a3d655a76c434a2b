import { type FigureAbout, figuresAbout } from '#modules/account/index.ts'
import type { Actor } from '#platform/actor.ts'
import { record, type Scope } from '#platform/db.server.ts'
import { idIn } from '#platform/forms/typed.ts'
import { found, Problem } from '#platform/problem.ts'
import type { Words } from '#platform/words.ts'
import { writing } from './activities.commands.server.ts'

/** What keeps an activity in the journal: figures that a document states of it, and activities that are its parts. */
export type Held = { count: number; figures: FigureAbout[]; parts: { id: string; title: Words }[] }

export const readHeld = async (scope: Scope, network: string, id: string, language: 'fr' | 'nl' | 'en'): Promise<Held> => ({
  ...(await figuresAbout(scope, network, id, language)),
  parts: await scope
    .selectFrom('journal.activity')
    .select(['id', 'title'])
    .where('network_id', '=', network)
    .where('part_of', '=', id)
    .orderBy('starts_on')
    .orderBy('id')
    .execute(),
})
export const isHeld = ({ count, parts }: Held) => count + parts.length > 0

/**
 * Takes an activity out of the journal, with its counts of people, names and links to organisations. What came of it stays, as
 * publications of the programme: they count by themselves.
 * @param version what the person saw; somebody else's later change is never removed unseen
 * @throws Problem invalid while a published figure is about it or something is a part of it, conflict, not_found, forbidden
 */
export const removeActivity = async (scope: Scope, actor: Actor, network: string, id: string, version: number): Promise<void> => {
  await writing(scope, actor, network, 'journal.removeActivity')
  const activity = found(
    await scope
      .selectFrom('journal.activity')
      .select('version')
      .where('network_id', '=', network)
      .where('id', '=', idIn(id))
      .forUpdate()
      .executeTakeFirst(),
  )
  if (activity.version !== version) throw new Problem('conflict')
  if (isHeld(await readHeld(scope, network, id, 'en'))) throw new Problem('invalid', { activity: id })
  await scope
    .updateTable('journal.outcome')
    .set(({ eb }) => ({ activity_id: null, version: eb('version', '+', 1) }))
    .where('network_id', '=', network)
    .where('activity_id', '=', id)
    .execute()
  await scope.deleteFrom('journal.activity').where('network_id', '=', network).where('id', '=', id).execute()
  await record(scope, network, 'journal.removeActivity', id)
}
