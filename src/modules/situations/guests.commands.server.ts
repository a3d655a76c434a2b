import { randomUUID } from 'node:crypto'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { found, Problem } from '#platform/problem.ts'
import { isAhead } from './machine.ts'
import { tellOf } from './mails.server.ts'
import { about, change, of, own, prepared } from './situations.commands.server.ts'
import { readSituation } from './situations.queries.server.ts'
import { companyText, wordsText } from './texts.server.ts'
import type { Attendance } from './vocabulary.ts'

/** Asks a team, or a partner outside care by the name of its organisation. Nobody is told before the person has said yes to them. */
export const invite = async (scope: Scope, network: string, id: string, whom: { service: string } | { words: string }): Promise<void> => {
  const situation = await prepared(scope, network, id, 'situations.invite')
  if (!isAhead(situation.state)) throw new Problem('invalid', { move: 'invite' })
  const service = 'service' in whom ? whom.service : null
  if (service !== null && (service === situation.service || situation.invitations.some((each) => each.service === service)))
    throw new Problem('invalid', { move: 'invite' })
  await scope
    .insertInto('situations.invitation')
    .values({
      network_id: network,
      situation_id: id,
      person_id: situation.personId,
      service_id: service,
      words: 'words' in whom ? whom.words : null,
    })
    .execute()
  await record(scope, network, 'situations.invite', `situation/${id}`, about(situation))
  if (situation.state !== 'drafted') await tellOf(scope, network, id, 'person')
}

/** Takes an invitation back. @throws Problem not_found, forbidden */
export const uninvite = async (scope: Scope, network: string, id: string, invitation: string): Promise<void> => {
  const situation = await prepared(scope, network, id, 'situations.invite')
  found(situation.invitations.find((each) => each.id === invitation))
  await scope.deleteFrom('situations.invitation').where('network_id', '=', network).where('id', '=', invitation).execute()
  await record(scope, network, 'situations.uninvite', `situation/${id}`, about(situation))
}

/** Comes, or does not: a team says it for itself, the team that prepares for a partner outside. @throws Problem not_found, invalid */
export const replyToInvitation = async (
  scope: Scope,
  network: string,
  id: string,
  invitation: string,
  answer: 'comes' | 'absent',
): Promise<void> => {
  const situation = await readSituation(scope, network, id)
  const line = found(situation.invitations.find((each) => each.id === invitation))
  if (!line.isMine && (situation.relation !== 'team' || line.service !== null)) throw new Problem('not_found')
  if (line.personSays !== 'yes') throw new Problem('invalid', { move: 'reply' })
  await scope.updateTable('situations.invitation').set({ answer }).where('network_id', '=', network).where('id', '=', invitation).execute()
  await record(scope, network, 'situations.reply', `situation/${id} ${answer}`, about(situation))
}

/** How the person takes part, and whom they bring, from them or noted by the team. @throws Problem not_found, invalid once it was held */
export const attend = async (
  scope: Scope,
  network: string,
  id: string,
  { attendance, company }: { attendance: Attendance; company: string },
): Promise<void> => {
  const situation = await own(scope, network, id)
  if (!isAhead(situation.state)) throw new Problem('invalid', { move: 'attend' })
  await change(scope, network, situation, situation.version, {
    attendance,
    company: await companyText.sealOrNull(scope, of(network, situation), company),
  })
  await record(scope, network, 'situations.attend', `situation/${id} ${attendance}`, about(situation))
}

/** Words of the person for the meeting. @throws Problem not_found, invalid once it was held */
export const sayWords = async (scope: Scope, actor: Actor, network: string, id: string, words: string): Promise<void> => {
  const situation = await own(scope, network, id)
  if (!isAhead(situation.state)) throw new Problem('invalid', { move: 'words' })
  const row = randomUUID()
  await scope
    .insertInto('situations.words')
    .values({
      network_id: network,
      id: row,
      situation_id: id,
      person_id: situation.personId,
      content: await wordsText.seal(scope, { network, person: situation.personId, id: row }, words),
      how: situation.relation === 'person' ? 'self' : 'together',
      by_id: actor.personId,
    })
    .execute()
  await record(scope, network, 'situations.words', `situation/${id}`, about(situation))
}
