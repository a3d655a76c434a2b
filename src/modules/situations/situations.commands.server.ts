import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { allow, Problem } from '#platform/problem.ts'
import { after, isAhead, isErased, type Move, type State } from './machine.ts'
import { tell, tellOf, toTell } from './mails.server.ts'
import { readSettings, readSituation, type Situation } from './situations.queries.server.ts'
import { placeText, saidText, subjectText } from './texts.server.ts'
import type { AgreementWay } from './vocabulary.ts'

export type CallInput = { subject: string; said: string }
export type AgreeInput = {
  how: AgreementWay
  until: string /** Invitations that the person says yes to; the others are a no. */
  yes: readonly string[]
}

export const about = (situation: Situation) => ({ about: situation.personId })
export const of = (network: string, { personId, id }: Pick<Situation, 'personId' | 'id'>) => ({ network, person: personId, id })

/** Changes a meeting that nobody else has changed since it was seen. @throws Problem conflict */
export const change = async (scope: Scope, network: string, { id, version }: Situation, seen: number, set: object): Promise<void> => {
  const { numUpdatedRows } = await scope
    .updateTable('situations.situation')
    .set({ ...set, version: version + 1 })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('version', '=', seen)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('conflict')
}
/** Holds a meeting until the end of the transaction, before anything is written. @throws Problem conflict */
const hold = async (scope: Scope, network: string, id: string, seen: number): Promise<void> => {
  const { rows } = await sql<{ version: number }>`
    select version from situations.situation where network_id = ${network} and id = ${id} for update`.execute(scope)
  if (rows[0]?.version !== seen) throw new Problem('conflict')
}
const next = (situation: Situation, move: Move, isAgreed = situation.isAgreed): State => {
  const state = after(situation.state, move, isAgreed)
  if (state === null) throw new Problem('invalid', { move })
  return state
}
/** A meeting of one's own, or that one's team prepares. @throws Problem not_found for who is only invited */
export const own = async (scope: Scope, network: string, id: string): Promise<Situation> => {
  const situation = await readSituation(scope, network, id)
  if (situation.relation === 'invited') throw new Problem('not_found')
  return situation
}
/** @throws Problem not_found, forbidden for whom the meeting is about */
export const prepared = async (scope: Scope, network: string, id: string, right: string): Promise<Situation> => {
  const situation = await own(scope, network, id)
  allow(situation.relation === 'team', right)
  return situation
}

/**
 * A team that follows somebody drafts a meeting about them: nobody but the team and the person sees it. Row-level security asks for the
 * open episode. @returns its id
 */
export const callMeeting = async (
  scope: Scope,
  actor: Actor,
  { network, person, service }: { network: string; person: string; service: string },
  { subject, said }: CallInput,
): Promise<string> => {
  const id = await insert(scope, actor, { network, person, service, by: 'team' }, { subject, said })
  await tellOf(scope, network, id, 'person')
  return id
}

/** The person calls a meeting themselves: they agree to what they wrote. @returns its id */
export const callMyMeeting = async (
  scope: Scope,
  actor: Actor,
  { network, person, service }: { network: string; person: string; service: string },
  { until, ...input }: CallInput & { until: string },
): Promise<string> => {
  const id = await insert(scope, actor, { network, person, service, by: 'person' }, input)
  await answerMeeting(scope, actor, network, id, { version: 1, agree: { how: 'self', until, yes: [] } })
  return id
}

const insert = async (
  scope: Scope,
  actor: Actor,
  { network, person, service, by }: { network: string; person: string; service: string; by: 'team' | 'person' },
  { subject, said }: CallInput,
): Promise<string> => {
  const id = randomUUID()
  const { daysAfter } = await readSettings(scope, network)
  const place = { network, person, id }
  await scope
    .insertInto('situations.situation')
    .values({
      network_id: network,
      id,
      person_id: person,
      service_id: service,
      called_by: by,
      made_by: actor.personId,
      subject: await subjectText.seal(scope, place, subject),
      said: await saidText.seal(scope, place, said),
      days_after: daysAfter,
    })
    .execute()
  await record(scope, network, 'situations.call', `situation/${id}`, { about: person })
  return id
}

/** Writes a draft anew, before the person has answered. @throws Problem not_found, forbidden, conflict; invalid once they have answered */
export const changeDraft = async (scope: Scope, network: string, id: string, seen: number, { subject, said }: CallInput): Promise<void> => {
  const situation = await prepared(scope, network, id, 'situations.change')
  if (situation.state !== 'drafted') throw new Problem('invalid', { move: 'change' })
  const place = of(network, situation)
  await change(scope, network, situation, seen, {
    subject: await subjectText.seal(scope, place, subject),
    said: await saidText.seal(scope, place, said),
  })
  await record(scope, network, 'situations.change', `situation/${id}`, about(situation))
}

/**
 * What the person says to a draft, themselves or noted by the team that heard it; later also to who else was asked, or for how long.
 * A no erases all but the day and the fact.
 * @throws Problem not_found, conflict when the draft was changed since it was seen; invalid when it is over
 */
export const answerMeeting = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  { version, agree }: { version: number; agree: AgreeInput | { how: AgreementWay; until: null } },
): Promise<void> => {
  const situation = await own(scope, network, id)
  if ((agree.how === 'self') !== (situation.relation === 'person')) throw new Problem('forbidden', { right: 'situations.answer' })
  if (!isAhead(situation.state) || (agree.until === null && situation.state !== 'drafted')) throw new Problem('invalid', { move: 'answer' })
  await hold(scope, network, id, version)
  await noteAgreement(scope, actor, network, situation, agree)
  if (agree.until === null) await change(scope, network, situation, version, { state: next(situation, 'refuse') })
  else {
    await change(scope, network, situation, version, situation.state === 'drafted' ? { state: next(situation, 'agree', true) } : {})
    await sayWhoComes(scope, network, situation, agree.yes)
  }
  await record(scope, network, 'situations.answer', `situation/${id} ${agree.until === null ? 'no' : 'yes'}`, about(situation))
  // What a team notes for the person, the person with an account learns of.
  await tellOf(scope, network, id, agree.how === 'self' ? 'team' : 'person')
  if (agree.until !== null) await tellOf(scope, network, id, 'invited')
}

const noteAgreement = async (
  scope: Scope,
  actor: Actor,
  network: string,
  { id, personId }: Situation,
  { how, until }: { how: AgreementWay; until: string | null },
) => {
  // A new yes stands for the older one, so that withdrawing it later leaves none behind.
  await scope
    .updateTable('situations.agreement')
    .set({ withdrawn_at: new Date() })
    .where('network_id', '=', network)
    .where('situation_id', '=', id)
    .where('answer', '=', 'yes')
    .where('withdrawn_at', 'is', null)
    .execute()
  await scope
    .insertInto('situations.agreement')
    .values({
      network_id: network,
      situation_id: id,
      person_id: personId,
      answer: until === null ? 'no' : 'yes',
      how,
      noted_by: actor.personId,
      until,
    })
    .execute()
}

const sayWhoComes = async (scope: Scope, network: string, { invitations }: Situation, yes: readonly string[]) => {
  for (const { id, personSays } of invitations) {
    const says = yes.includes(id) ? 'yes' : 'no'
    if (says === personSays) continue
    await scope
      .updateTable('situations.invitation')
      .set(says === 'no' ? { person_says: says, answer: 'waits' } : { person_says: says })
      .where('network_id', '=', network)
      .where('id', '=', id)
      .execute()
  }
}

/**
 * The person takes their yes back, or the team calls the meeting off. Before it was held nothing stays but the day and the fact;
 * afterwards those who were invited see nothing any more from this second on.
 * @throws Problem not_found, invalid for what is over
 */
export const withdraw = async (scope: Scope, network: string, id: string): Promise<void> => {
  const situation = await own(scope, network, id)
  const invited = await toTell(scope, network, id, 'invited')
  if (isErased(situation.state)) throw new Problem('invalid', { move: 'withdraw' })
  if (isAhead(situation.state)) await change(scope, network, situation, situation.version, { state: next(situation, 'withdraw') })
  else
    await scope
      .updateTable('situations.agreement')
      .set({ withdrawn_at: new Date() })
      .where('network_id', '=', network)
      .where('situation_id', '=', id)
      .where('withdrawn_at', 'is', null)
      .where('answer', '=', 'yes')
      .execute()
  await record(scope, network, 'situations.withdraw', `situation/${id}`, about(situation))
  await tell(scope, network, invited, 'invited')
  await tellOf(scope, network, id, situation.relation === 'person' ? 'team' : 'person')
}

/** Says when and where; again when it changes. @throws Problem not_found, forbidden, conflict; invalid without the agreement of the person */
export const planMeeting = async (
  scope: Scope,
  network: string,
  id: string,
  seen: number,
  { at, place }: { at: Date; place: string },
): Promise<void> => {
  const situation = await prepared(scope, network, id, 'situations.plan')
  if (situation.state !== 'planned') next(situation, 'plan')
  await change(scope, network, situation, seen, {
    state: 'planned',
    planned_at: at,
    place: await placeText.sealOrNull(scope, of(network, situation), place),
  })
  await record(scope, network, 'situations.plan', `situation/${id}`, about(situation))
  await tellOf(scope, network, id, 'person')
  await tellOf(scope, network, id, 'invited')
}

/** It took place. @throws Problem not_found, forbidden, conflict; invalid without the agreement of the person on that day */
export const holdMeeting = async (scope: Scope, network: string, id: string, seen: number, day: string): Promise<void> => {
  const situation = await prepared(scope, network, id, 'situations.hold')
  await change(scope, network, situation, seen, { state: next(situation, 'hold'), held_on: day })
  await record(scope, network, 'situations.hold', `situation/${id}`, about(situation))
}

/** What was decided goes back to the person: from now on they read it in their space. @throws Problem as holdMeeting */
export const tellDecisions = async (scope: Scope, network: string, id: string, seen: number): Promise<void> => {
  const situation = await prepared(scope, network, id, 'situations.tell')
  await change(scope, network, situation, seen, { state: next(situation, 'tell') })
  await record(scope, network, 'situations.tell', `situation/${id}`, about(situation))
  await tellOf(scope, network, id, 'person')
}
