import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { allow, found, Problem } from '#platform/problem.ts'
import { momentsIn, namesIn, placesIn } from './lesson-words.ts'
import { tellOf } from './mails.server.ts'
import { maySet } from './policy.ts'
import { prepared } from './situations.commands.server.ts'
import { readSettings, readSituation, type Settings } from './situations.queries.server.ts'
import { answerText, lessonText, whatText, whoText } from './texts.server.ts'
import type { DecisionSays } from './vocabulary.ts'

/** What was decided: what, who, until when. @throws Problem not_found, forbidden; invalid before it was held or after it was told */
export const decide = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  { what, who, until }: { what: string; who: string; until: string | null },
): Promise<void> => {
  const { state, personId } = await prepared(scope, network, id, 'situations.decide')
  if (state !== 'held') throw new Problem('invalid', { move: 'decide' })
  const row = randomUUID()
  const place = { network, person: personId, id: row }
  await scope
    .insertInto('situations.decision')
    .values({
      network_id: network,
      id: row,
      situation_id: id,
      person_id: personId,
      what: await whatText.seal(scope, place, what),
      who: await whoText.seal(scope, place, who),
      until,
      made_by: actor.personId,
    })
    .execute()
  await record(scope, network, 'situations.decide', `situation/${id}`, { about: personId })
}

/** Takes back what was written by mistake, before the person was told. @throws Problem not_found, forbidden, invalid */
export const undecide = async (scope: Scope, network: string, id: string, decision: string): Promise<void> => {
  const { state, personId, decisions } = await prepared(scope, network, id, 'situations.decide')
  found(decisions.find((each) => each.id === decision))
  if (state !== 'held') throw new Problem('invalid', { move: 'undecide' })
  await scope.deleteFrom('situations.decision').where('network_id', '=', network).where('id', '=', decision).execute()
  await record(scope, network, 'situations.undecide', `situation/${id}`, { about: personId })
}

/** The person's answer to a decision, from them or noted by the team that told them. @throws Problem not_found, invalid before it was told */
export const answerDecision = async (
  scope: Scope,
  network: string,
  id: string,
  { decision, says, answer }: { decision: string; says: DecisionSays; answer: string },
): Promise<void> => {
  const { state, personId, decisions, relation } = await readSituation(scope, network, id)
  found(decisions.find((each) => each.id === decision))
  if (relation === 'invited') throw new Problem('not_found')
  if (state !== 'told') throw new Problem('invalid', { move: 'respond' })
  const sealed = await answerText.sealOrNull(scope, { network, person: personId, id: decision }, answer)
  await scope
    .updateTable('situations.decision')
    .set({ says, answer: sealed, answered_at: new Date() })
    .where('network_id', '=', network)
    .where('id', '=', decision)
    .execute()
  await record(scope, network, 'situations.respond', `situation/${id}`, { about: personId })
  if (relation === 'person') await tellOf(scope, network, id, 'team')
}

const namesOfWorkers = async (scope: Scope, network: string): Promise<string[]> =>
  (await sql<{ name: string }>`select distinct name from care.names_of_workers(${network})`.execute(scope)).rows.map(({ name }) => name)

const namesOfPlaces = async (scope: Scope, network: string): Promise<string[]> =>
  (
    await sql<{
      name: string
    }>`select name from directory.service where network_id = ${network} union select name from directory.organisation where network_id = ${network}`.execute(
      scope,
    )
  ).rows.map(({ name }) => name)

/**
 * What others could learn from it, in words without anybody. The same person may write it anew until a colleague has looked at it.
 * @throws Problem not_found, forbidden; invalid with the `names` of people, services and organisations, or the `moments`, that stand in it; conflict when a colleague has looked meanwhile
 */
export const writeLesson = async (scope: Scope, actor: Actor, network: string, id: string, seen: number, text: string): Promise<void> => {
  const { state, personId, name, lesson } = await prepared(scope, network, id, 'situations.writeLesson')
  if (state !== 'held' && state !== 'told') throw new Problem('invalid', { move: 'lesson' })
  if ((lesson?.version ?? 0) !== seen || lesson?.state === 'raised') throw new Problem('conflict')
  const named = [
    ...namesIn(text, [name, ...(await namesOfWorkers(scope, network))]),
    ...placesIn(text, await namesOfPlaces(scope, network)),
  ]
  if (named.length > 0) throw new Problem('invalid', { names: named.join(', ') })
  const moments = momentsIn(text)
  if (moments.length > 0) throw new Problem('invalid', { moments: moments.join(', ') })
  const content = await lessonText.seal(scope, { network, person: personId, id, version: seen + 1 }, text)
  const row = {
    content,
    state: 'written' as const,
    written_by: actor.personId,
    written_at: new Date(),
    reviewed_by: null,
    version: seen + 1,
  }
  const { numInsertedOrUpdatedRows } = await scope
    .insertInto('situations.lesson')
    .values({ network_id: network, situation_id: id, person_id: personId, ...row })
    .onConflict((conflict) =>
      conflict.columns(['network_id', 'situation_id']).doUpdateSet(row).where('situations.lesson.version', '=', seen),
    )
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'situations.writeLesson', `situation/${id}`, { about: personId })
}

/**
 * A second person of the team lets the lesson leave: a copy goes up that leads back to nothing.
 * @throws Problem not_found, forbidden for who wrote it, conflict when it was changed since it was seen
 */
export const raiseLesson = async (scope: Scope, network: string, id: string, seen: number): Promise<void> => {
  const { personId, lesson } = await prepared(scope, network, id, 'situations.raiseLesson')
  const { text, isMine } = found(lesson ?? undefined)
  allow(!isMine, 'situations.raiseLesson')
  const { rows } = await sql<{ done: string }>`select situations.raise_lesson(${network}, ${id}, ${seen}, ${text}) as done`.execute(scope)
  const done = rows[0]?.done
  if (done === 'not_found') throw new Problem('not_found')
  if (done !== 'raised') throw new Problem('conflict')
  await record(scope, network, 'situations.raiseLesson', `situation/${id}`, { about: personId })
}
/** A second person of the team gives it back to be written anew. @throws Problem not_found, forbidden for who wrote it, conflict */
export const sendBackLesson = async (scope: Scope, actor: Actor, network: string, id: string, seen: number): Promise<void> => {
  const { personId, lesson } = await prepared(scope, network, id, 'situations.raiseLesson')
  const { isMine, state } = found(lesson ?? undefined)
  allow(!isMine, 'situations.raiseLesson')
  if (state !== 'written') throw new Problem('conflict')
  const { numUpdatedRows } = await scope
    .updateTable('situations.lesson')
    .set({ state: 'back', reviewed_by: actor.personId })
    .where('network_id', '=', network)
    .where('situation_id', '=', id)
    .where('version', '=', seen)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'situations.sendBackLesson', `situation/${id}`, { about: personId })
}

/** How long those who were invited still see a meeting, for how long an agreement is proposed, and when a lesson says its function. @throws Problem forbidden, conflict */
export const setSituations = async (
  scope: Scope,
  actor: Actor,
  network: string,
  { daysAfter, leastTeams, agreedDays, version }: Settings,
): Promise<void> => {
  allow(maySet(actor, network), 'situations.set')
  if ((await readSettings(scope, network)).version !== version) throw new Problem('conflict')
  const row = { days_after: daysAfter, least_teams: leastTeams, agreed_days: agreedDays, version: version + 1 }
  const { numInsertedOrUpdatedRows } = await scope
    .insertInto('situations.setting')
    .values({ network_id: network, ...row })
    .onConflict((conflict) => conflict.column('network_id').doUpdateSet(row).where('situations.setting.version', '=', version))
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'situations.set', `network/${network}`)
}
