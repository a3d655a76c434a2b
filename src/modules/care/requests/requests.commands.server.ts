import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { refusalOf } from '#platform/attempt.server.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { answerDue, meetingDue } from '../teams/rules.ts'
import { readMyTeam, readTeam } from '../teams/teams.queries.server.ts'
import { answerText, sealReach, sealStory } from '../texts.server.ts'
import type { Agreement, FromKind, Reach, ReasonKind, Story, Urgency } from '../vocabulary.ts'
import { tellSender } from './answered-mail.server.ts'
import { type Ground, noteGround } from './ground.server.ts'
import { after, type Move, type Side, type State } from './machine.ts'

export type PersonInput = {
  given_name: string
  family_name: string
  birth_date: string | null
  territory_id: string | null
  language: string | null
  needs_interpreter: boolean
}
export type Asked = {
  from_kind: FromKind
  urgency: Urgency
  reason_kind: ReasonKind
  agreement: Agreement
  story: Story
}

/** A file on somebody, by a worker of the network. */
export const openFile = async (scope: Scope, network: string, person: PersonInput, reach: Reach): Promise<string> => {
  const id = randomUUID()
  const contact = await sealReach(scope, { network, person: id, id }, reach, 1)
  await scope
    .insertInto('care.person')
    .values({ network_id: network, id, ...person, contact, account_id: null, merged_into: null })
    .execute()
  return id
}

/**
 * Takes down a call that came by telephone or at the door, for the team of the one who writes: it waits there for an answer like any other.
 * @throws Problem not_found for who does not work in the team
 */
export const takeCall = async (
  scope: Scope,
  actor: Actor,
  network: string,
  service: string,
  { person, reach, ...asked }: Asked & { person: PersonInput; reach: Reach },
): Promise<{ id: string }> => {
  const team = await readMyTeam(scope, network, service)
  const personId = await openFile(scope, network, person, reach)
  const id = randomUUID()
  const now = new Date()
  await scope
    .insertInto('care.request')
    .values({
      ...plain(network, id, personId, actor, asked),
      chain_id: id,
      to_service_id: service,
      channel: 'telephone',
      language: person.language,
      needs_interpreter: person.needs_interpreter,
      story: await sealStory(scope, { network, person: personId, id }, asked.story),
      state: 'sent',
      sent_at: now,
      answer_due: answerDue(now, team.rules),
    } as never)
    .execute()
  await record(scope, network, 'care.takeCall', `request/${id}`, { about: personId })
  return { id }
}

const plain = (network: string, id: string, personId: string, actor: Actor, { from_kind, urgency, reason_kind, agreement }: Asked) => ({
  network_id: network,
  id,
  person_id: personId,
  from_kind,
  urgency,
  reason_kind,
  agreement,
  made_by: actor.personId,
})

/**
 * Sends a request about a person whom the team follows to another team of the network, on the ground of a consent that is noted with
 * it, or of an emergency.
 * @throws Problem not_found for who does not work in the team or does not know the person
 */
export const sendRequest = async (
  scope: Scope,
  actor: Actor,
  network: string,
  service: string,
  { personId, to, ground, ...asked }: Asked & { personId: string; to: string; ground: Ground },
): Promise<{ id: string }> => {
  await readMyTeam(scope, network, service)
  const team = await readTeam(scope, network, to)
  const person = found(
    await scope
      .selectFrom('care.person')
      .select(['language', 'needs_interpreter'])
      .where('network_id', '=', network)
      .where('id', '=', personId)
      .executeTakeFirst(),
  )
  const id = randomUUID()
  const now = new Date()
  const grounds = await noteGround(scope, actor, { network, service, personId, to }, ground)
  await scope
    .insertInto('care.request')
    .values({
      ...plain(network, id, personId, actor, asked),
      ...grounds,
      ...person,
      chain_id: id,
      from_service_id: service,
      to_service_id: to,
      channel: 'team',
      story: await sealStory(scope, { network, person: personId, id }, asked.story),
      state: 'sent',
      sent_at: now,
      answer_due: answerDue(now, team.rules),
    } as never)
    .execute()
  await record(scope, network, 'care.sendRequest', `request/${id} team/${to}`, { about: personId })
  return { id }
}

type Held = {
  personId: string
  state: State
  version: number
  toServiceId: string
  story: Buffer | null
  fromServiceId: string | null
  madeBy: string | null
}
/** The request as its end may move it. @throws Problem not_found for who is at neither end, conflict when it was moved meanwhile, invalid for a move that is not possible */
export const held = async (scope: Scope, network: string, id: string, version: number, move: Move, side: Side): Promise<Held> => {
  const mine = side === 'receiver' ? sql`r.to_team in (select care.my_teams())` : sql`r.from_team in (select care.my_teams())`
  const { rows } = await sql<Held>`
    select r.person_id as "personId", r.state, r.version, r.to_service_id as "toServiceId", r.story, r.from_service_id as "fromServiceId",
        r.made_by as "madeBy"
      from care.request r where r.network_id = ${network} and r.id = ${id} and ${mine}`.execute(scope)
  const row = found(rows[0])
  if (row.version !== version) throw new Problem('conflict')
  if (after(row.state, move, side) === null) throw new Problem('invalid', { move })
  return row
}
const change = async (scope: Scope, network: string, id: string, version: number, set: Record<string, unknown>) => {
  const { numUpdatedRows } = await scope
    .updateTable('care.request')
    .set({ ...set, version: version + 1 } as never)
    .where('network_id', '=', network)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Problem('conflict')
}

/**
 * The team will meet the person.
 * @param words what whoever asked reads of it: with their code, or as the team that sent it
 * @throws Problem not_found, conflict, invalid
 */
export const acceptRequest = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  words = '',
): Promise<void> => {
  const { personId, toServiceId, fromServiceId, madeBy } = await held(scope, network, id, version, 'accept', 'receiver')
  const team = await readMyTeam(scope, network, toServiceId)
  const now = new Date()
  const answer = await answerText.seal(scope, { network, person: personId, id }, words)
  await change(scope, network, id, version, {
    ...(answer === null ? {} : { answer }),
    state: 'accepted',
    answered_at: now,
    answered_by: actor.personId,
    meeting_due: meetingDue(now, team.rules, team.country),
  })
  await record(scope, network, 'care.acceptRequest', `request/${id}`, { about: personId })
  await tellSender(scope, network, fromServiceId, madeBy)
}

/** They met for the first time. @throws Problem not_found, conflict, invalid */
export const noteMeeting = async (scope: Scope, network: string, id: string, version: number, at: Date): Promise<void> => {
  const { personId } = await held(scope, network, id, version, 'meet', 'receiver')
  await change(scope, network, id, version, { met_at: at })
  await record(scope, network, 'care.noteMeeting', `request/${id}`, { about: personId })
}

/** The team begins to follow the person. @returns the episode @throws Problem not_found, conflict (also when it follows them already), invalid */
export const beginEpisode = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
): Promise<{ episode: string; personId: string }> => {
  const { personId, toServiceId } = await held(scope, network, id, version, 'begin', 'receiver')
  const { careFunction } = await readMyTeam(scope, network, toServiceId)
  const episode = randomUUID()
  await change(scope, network, id, version, { state: 'begun', begun_at: new Date() })
  await scope
    .insertInto('care.episode')
    .values({
      network_id: network,
      id: episode,
      person_id: personId,
      service_id: toServiceId,
      care_function: careFunction,
      request_id: id,
      referent_id: actor.personId,
    } as never)
    .execute()
    .catch((error: unknown) => {
      throw refusalOf(error).rule === 'episode_once' ? new Problem('conflict') : error
    })
  await record(scope, network, 'care.beginEpisode', `episode/${episode}`, { about: personId })
  return { episode, personId }
}

/** The sender takes it back. @throws Problem not_found, conflict, invalid */
export const withdrawRequest = async (scope: Scope, network: string, id: string, version: number): Promise<void> => {
  const { personId } = await held(scope, network, id, version, 'withdraw', 'sender')
  await change(scope, network, id, version, { state: 'withdrawn' })
  await record(scope, network, 'care.withdrawRequest', `request/${id}`, { about: personId })
}

/** Sends a draft, such as one that came back with a proposal, once the person agreed to it. @throws Problem not_found, conflict, invalid */
export const sendDraft = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  ground: Ground,
): Promise<void> => {
  const { personId, toServiceId, fromServiceId } = await held(scope, network, id, version, 'send', 'sender')
  const team = await readTeam(scope, network, toServiceId)
  const grounds = await noteGround(scope, actor, { network, service: found(fromServiceId ?? undefined), personId, to: toServiceId }, ground)
  const now = new Date()
  await change(scope, network, id, version, { ...grounds, state: 'sent', sent_at: now, answer_due: answerDue(now, team.rules) })
  await record(scope, network, 'care.sendRequest', `request/${id} team/${toServiceId}`, { about: personId })
}
