import { randomUUID } from 'node:crypto'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { raiseAlerts } from './alerts/alerts.commands.server.ts'
import { type Answering, listDrafts, offeredBy, readAnswering, readOffer } from './measures.queries.server.ts'
import { measureOf, type Pack, packOf } from './packs.server.ts'
import { callsForSomebody, scoreOf } from './scoring.ts'
import { sealContent } from './texts.server.ts'
import type { Answers, Instrument, WordingLanguage } from './vocabulary.ts'

export type Start = { personId: string; instrument: Instrument; language: WordingLanguage /** Null: alone. */; service: string | null }

/**
 * Begins a questionnaire, or goes on with the one that was begun in the same way. Row-level security decides who may.
 * @returns its id
 * @throws Problem not_found for one that the network does not offer, or not in this language
 */
export const startAnswering = async (scope: Scope, actor: Actor, network: string, start: Start): Promise<string> => {
  const pack = found(offeredBy(await readOffer(scope, network)).find(({ id }) => id === start.instrument))
  if (pack.wordings[start.language] === undefined) throw new Problem('not_found')
  const begun = (await listDrafts(scope, network, start.personId)).find(
    (draft) => draft.instrument === start.instrument && draft.serviceId === start.service && draft.language === start.language,
  )
  if (begun !== undefined) return begun.id
  const id = randomUUID()
  await scope
    .insertInto('measures.answering')
    .values({
      network_id: network,
      id,
      person_id: start.personId,
      instrument: start.instrument,
      pack_version: pack.version,
      language: start.language,
      service_id: start.service,
      started_by: actor.personId,
      finished_at: null,
      content: null,
    })
    .execute()
  await record(scope, network, 'measures.start', `answering/${id}`, { about: start.personId })
  return id
}

const packFor = ({ instrument }: Answering): Pack => found(packOf(instrument) ?? undefined)

const keep = async (
  scope: Scope,
  network: string,
  { id, personId, version }: Answering,
  answers: Answers,
  end?: { total: number | null },
) => {
  const content = await sealContent(scope, { network, person: personId, id }, version + 1, { answers, total: end?.total ?? null })
  const { numUpdatedRows } = await scope
    .updateTable('measures.answering')
    .set({ content, version: version + 1, ...(end === undefined ? {} : { finished_at: new Date() }) })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('conflict')
}

/**
 * Keeps one answer of a draft; null takes it back. An answer that calls for somebody is told at once, whether the questionnaire is ever
 * finished or not.
 * @returns whether this answer calls for somebody
 * @throws Problem not_found, also for what is finished; invalid for an answer that the questionnaire does not have
 */
export const saveAnswer = async (scope: Scope, network: string, id: string, item: number, value: number | null): Promise<boolean> => {
  const draft = await readAnswering(scope, network, id, true)
  const measure = measureOf(packFor(draft))
  const { itemMin, itemMax } = measure.scoring
  if (item < 1 || item > measure.itemCount) throw new Problem('not_found')
  if (value !== null && !(Number.isInteger(value) && value >= itemMin && value <= itemMax)) throw new Problem('invalid')
  const answers = draft.answers.with(item - 1, value)
  await keep(scope, network, draft, answers)
  const isCalling = item === measure.safety?.item && callsForSomebody(measure, answers)
  if (isCalling) await raiseAlerts(scope, network, id, draft.personId)
  return isCalling
}

/**
 * The end of a questionnaire. One with answers that are missing is kept, and has no score.
 * @throws Problem not_found, also for what is finished
 */
export const finishAnswering = async (scope: Scope, network: string, id: string): Promise<void> => {
  const draft = await readAnswering(scope, network, id, true)
  const measure = measureOf(packFor(draft))
  const { score } = scoreOf(measure, draft.answers)
  await keep(scope, network, draft, draft.answers, { total: score?.total ?? null })
  await record(scope, network, 'measures.finish', `answering/${id}`, { about: draft.personId })
  if (callsForSomebody(measure, draft.answers)) await raiseAlerts(scope, network, id, draft.personId)
}

/** Throws a draft away. What it has already told stays told. @throws Problem not_found */
export const discardDraft = async (scope: Scope, network: string, id: string): Promise<void> => {
  const draft = await readAnswering(scope, network, id, true)
  await scope.deleteFrom('measures.answering').where('network_id', '=', network).where('id', '=', id).execute()
  await record(scope, network, 'measures.discard', `answering/${id}`, { about: draft.personId })
}

/** What the network offers, by its administrators. @throws Problem forbidden, conflict */
export const setOffer = async (
  scope: Scope,
  network: string,
  { isNonCommercial, switchedOff, version }: { isNonCommercial: boolean; switchedOff: readonly Instrument[]; version: number },
): Promise<void> => {
  const row = { is_non_commercial: isNonCommercial, switched_off: [...switchedOff], version: version + 1 }
  const { numInsertedOrUpdatedRows } = await scope
    .insertInto('measures.offer')
    .values({ network_id: network, ...row })
    .onConflict((conflict) => conflict.column('network_id').doUpdateSet(row).where('measures.offer.version', '=', version))
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) throw new Problem('conflict')
  await record(scope, network, 'measures.setOffer', `network/${network}`)
}
