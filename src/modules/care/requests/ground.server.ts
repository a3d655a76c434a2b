import { randomUUID } from 'node:crypto'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found } from '#platform/problem.ts'
import { emergencyText } from '../texts.server.ts'
import type { ConsentWay } from '../vocabulary.ts'
import { tellOfEmergency } from './emergency-mails.server.ts'

/** How a request may leave a team: the person agreed, or somebody answers for not having waited. */
export type Ground =
  | { kind: 'consent'; how: Exclude<ConsentWay, 'self'>; until: string; purpose: string }
  | { kind: 'emergency'; reason: string }

type Ends = { network: string; service: string; personId: string; to: string }
/** Writes down why a request may leave. @returns the column of the request that refers to it */
export const noteGround = async (scope: Scope, actor: Actor, ends: Ends, ground: Ground) =>
  ground.kind === 'emergency'
    ? { emergency_id: await declareEmergency(scope, actor, ends, ground.reason) }
    : { consent_id: await noteConsent(scope, actor, ends, ground) }

/** Consent is not waited for: the one who acts answers for it, the person is told, and somebody else reviews it. @returns its id */
export const declareEmergency = async (
  scope: Scope,
  actor: Actor,
  { network, service, personId, to }: Ends,
  reason: string,
): Promise<string> => {
  const id = randomUUID()
  const sealed = found((await emergencyText.seal(scope, { network, person: personId, id }, reason)) ?? undefined)
  await scope
    .insertInto('care.emergency')
    .values({ network_id: network, id, person_id: personId, service_id: service, reason: sealed, responsible_id: actor.personId } as never)
    .execute()
  await record(scope, network, 'care.declareEmergency', `emergency/${id} team/${to}`, { about: personId })
  await tellOfEmergency(scope, actor, network, personId)
  return id
}

const noteConsent = async (
  scope: Scope,
  actor: Actor,
  { network, service, personId, to }: Ends,
  { purpose, how, until }: Ground & { kind: 'consent' },
): Promise<string> => {
  const id = randomUUID()
  await scope
    .insertInto('care.consent')
    .values({
      network_id: network,
      id,
      person_id: personId,
      to_service_id: to,
      sections: ['request'],
      purpose,
      how,
      noted_by: actor.personId,
      noted_service_id: service,
      until,
    } as never)
    .execute()
  await record(scope, network, 'care.noteConsent', `consent/${id} team/${to}`, { about: personId })
  return id
}
