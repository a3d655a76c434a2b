import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { once, refusing } from '../refused.server.ts'
import { sealText } from '../texts.server.ts'
import type { Alternative, Finding, LegalBasis, MeasureKind, Watch } from '../vocabulary.ts'

export type MeasureInput = {
  kind: MeasureKind
  legal_basis: LegalBasis | null
  started_at: Date
  ended_at: Date | null
  decided_by: string
  alternatives: Alternative[]
  reason: string
  /** What was tried, in words. */
  tried: string
}
type Of = { network: string; person: string; id: string }
const placeOf = ({ network, person, id }: Of, column: 'reason' | 'tried' | 'why', version: number) => ({
  network,
  file: person,
  table: 'measure',
  column,
  row: id,
  version,
})

/** Who decided works in a team of the network. @throws Problem invalid */
const assertColleague = async (scope: Scope, network: string, person: string): Promise<void> => {
  const { rows } = await sql`select from care.names_of_workers(${network}) w where w.person_id = ${person} limit 1`.execute(scope)
  if (rows.length === 0) throw new Problem('invalid', { rule: 'decided_by' })
}

/**
 * Writes a coercive measure into the register of the team. Its number is given by the database, and no row is ever deleted.
 * @throws Problem not_found for whom the team never followed; invalid for who decided and works nowhere in the network
 */
export const recordMeasure = async (
  scope: Scope,
  actor: Actor,
  network: string,
  house: string,
  person: string,
  { reason, tried, ...input }: MeasureInput,
): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    select id from care.episode where network_id = ${network} and service_id = ${house} and person_id = ${person} and team in (select care.my_teams())
     order by left_on is null desc, entered_on desc limit 1`.execute(scope)
  const episode = found(rows[0])
  await assertColleague(scope, network, input.decided_by)
  const id = randomUUID()
  const of = { network, person, id }
  const sealed = found((await sealText(scope, placeOf(of, 'reason', 1), reason)) ?? undefined)
  const words = await sealText(scope, placeOf(of, 'tried', 1), tried)
  await refusing(() =>
    scope
      .insertInto('stays.measure')
      .values({
        ...{ network_id: network, id, person_id: person, episode_id: episode.id, service_id: house },
        ...{ ...input, reason: sealed, tried: words, written_by: actor.personId },
      })
      .execute(),
  )
  await record(scope, network, 'stays.recordMeasure', `measure/${id} ${input.kind}`, { about: person })
  return id
}

type Held = { personId: string; serviceId: string; version: number; decidedBy: string; sealedAs: number; startedAt: Date }
const held = async (scope: Scope, network: string, id: string): Promise<Held> => {
  const { rows } = await sql<Held>`
    select person_id as "personId", service_id as "serviceId", version, decided_by as "decidedBy", sealed_as as "sealedAs", started_at as "startedAt" from stays.measure
     where network_id = ${network} and id = ${id} and team in (select care.my_teams())`.execute(scope)
  return found(rows[0])
}
const change = async (scope: Scope, actor: Actor, network: string, id: string, version: number, set: object): Promise<void> => {
  const by = { written_by: actor.personId, written_at: new Date(), version: version + 1 }
  once(
    await refusing(() =>
      scope
        .updateTable('stays.measure')
        .set({ ...set, ...by })
        .where('network_id', '=', network)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),
    ),
  )
}

/** A measure ends. @throws Problem not_found, conflict; invalid before it began, or when it ended already */
export const endMeasure = async (scope: Scope, actor: Actor, network: string, id: string, version: number, at: Date): Promise<void> => {
  const { personId } = await held(scope, network, id)
  await change(scope, actor, network, id, version, { ended_at: at, why: null })
  await record(scope, network, 'stays.endMeasure', `measure/${id}`, { about: personId })
}

/**
 * Corrects what stands in the register, with a reason: a new version, beside the one before it.
 * @throws Problem not_found, conflict; invalid for who decided and reviewed, or works nowhere in the network
 */
export const correctMeasure = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  { reason, tried, why, ...input }: MeasureInput & { why: string },
): Promise<void> => {
  const { personId } = await held(scope, network, id)
  await assertColleague(scope, network, input.decided_by)
  const of = { network, person: personId, id }
  const next = version + 1
  const texts = {
    reason: found((await sealText(scope, placeOf(of, 'reason', next), reason)) ?? undefined),
    tried: await sealText(scope, placeOf(of, 'tried', next), tried),
    why: found((await sealText(scope, placeOf(of, 'why', next), why)) ?? undefined),
  }
  await change(scope, actor, network, id, version, { ...input, ...texts, sealed_as: next })
  await record(scope, network, 'stays.correctMeasure', `measure/${id} ${next}`, { about: personId })
}

/** Strikes out what was written by mistake: it stays to be read, and counts no more. @throws Problem not_found, conflict, invalid */
export const strikeMeasure = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  why: string,
): Promise<void> => {
  const { personId } = await held(scope, network, id)
  const words = await sealText(scope, placeOf({ network, person: personId, id }, 'why', version + 1), why)
  await change(scope, actor, network, id, version, { is_void: true, why: found(words ?? undefined) })
  await record(scope, network, 'stays.strikeMeasure', `measure/${id}`, { about: personId })
}

/** Somebody looked after the person while the measure went on. @throws Problem not_found */
export const noteCheck = async (scope: Scope, actor: Actor, network: string, measure: string, what: Watch, at: Date): Promise<void> => {
  const { personId, serviceId, startedAt } = await held(scope, network, measure)
  if (at < startedAt) throw new Problem('invalid', { rule: 'check_at' })
  await scope
    .insertInto('stays.measure_check')
    .values({
      ...{ network_id: network, id: randomUUID(), measure_id: measure, person_id: personId, service_id: serviceId },
      ...{ at, what, by_id: actor.personId },
    })
    .execute()
  await record(scope, network, 'stays.noteCheck', `measure/${measure} ${what}`, { about: personId })
}

export type RenewalInput = { at: Date; decided_by: string; reason: string }
/**
 * A measure goes on, because somebody decided so anew: with a reason that the person reads. Nothing of what stood there changes.
 * @throws Problem not_found; invalid (renewal_over, renewal_order, review_other, decided_by)
 */
export const renewMeasure = async (
  scope: Scope,
  actor: Actor,
  network: string,
  measure: string,
  { at, decided_by, reason }: RenewalInput,
): Promise<void> => {
  const { personId, serviceId } = await held(scope, network, measure)
  await assertColleague(scope, network, decided_by)
  const id = randomUUID()
  const sealed = await sealText(scope, { network, file: personId, table: 'measure_renewal', column: 'reason', row: id }, reason)
  await refusing(() =>
    scope
      .insertInto('stays.measure_renewal')
      .values({
        ...{ network_id: network, id, measure_id: measure, person_id: personId, service_id: serviceId },
        ...{ at, decided_by, reason: found(sealed ?? undefined), written_by: actor.personId },
      })
      .execute(),
  )
  await record(scope, network, 'stays.renewMeasure', `measure/${measure}`, { about: personId })
}

/** Somebody who did not decide looks at it again. @throws Problem not_found; invalid (review_other) for who decided */
export const reviewMeasure = async (
  scope: Scope,
  actor: Actor,
  network: string,
  measure: string,
  finding: Finding,
  words: string,
): Promise<void> => {
  const { personId, serviceId, decidedBy } = await held(scope, network, measure)
  if (decidedBy === actor.personId) throw new Problem('invalid', { rule: 'review_other' })
  const id = randomUUID()
  const sealed = await sealText(scope, { network, file: personId, table: 'measure_review', column: 'words', row: id }, words)
  await refusing(() =>
    scope
      .insertInto('stays.measure_review')
      .values({
        ...{ network_id: network, id, measure_id: measure, person_id: personId, service_id: serviceId },
        ...{ finding, words: sealed, by_id: actor.personId },
      })
      .execute(),
  )
  await record(scope, network, 'stays.reviewMeasure', `measure/${measure} ${finding}`, { about: personId })
}
