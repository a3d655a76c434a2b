import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import { record } from '#platform/audit.server.ts'
import type { Scope } from '#platform/db.server.ts'
import { Problem } from '#platform/problem.ts'
import { answerDue } from '../teams/rules.ts'
import { readTeam } from '../teams/teams.queries.server.ts'
import { answerText, openStory, sealStory } from '../texts.server.ts'
import type { Informed, Refusal } from '../vocabulary.ts'
import { tellSender } from './answered-mail.server.ts'
import { declareEmergency, type Ground } from './ground.server.ts'
import { held } from './requests.commands.server.ts'

export type Turned = 'declined' | 'told' | 'passed' | 'drafted'
export type Turning = {
  reason: Refusal
  words: string
  /** The team that fits better; null: none is proposed. */
  proposed: string | null
  informed?: Informed | undefined
  /** With what it goes on to that team when it came from outside: what the person told this team, or an emergency. */
  ground?: Ground | undefined
  /** What stands as the purpose of the consent where it was given with the request, in words of the catalogue. */
  given?: string | undefined
}

/**
 * The team does not take it: with a reason, words to the sender, and perhaps a team that fits better. What a redirection becomes: from
 * outside it goes straight on with a consent that names that team, or an emergency (`passed`), else the asker is told (`told`); to a team
 * it comes back as a draft (`drafted`), because the person agreed to this team and to no other.
 * @throws Problem not_found, conflict, invalid
 */
export const turnAway = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  { reason, words, proposed, informed, ground, given }: Turning,
): Promise<Turned> => {
  const move = proposed === null ? 'decline' : 'redirect'
  const row = await held(scope, network, id, version, move, 'receiver')
  if (proposed === row.toServiceId) throw new Problem('invalid', { move })
  const of = { network, person: row.personId }
  const next = randomUUID()
  const story = proposed === null ? null : await openStory(scope, { ...of, id }, row.story)
  const due = proposed === null ? null : answerDue(new Date(), (await readTeam(scope, network, proposed)).rules)
  const sealed = story === null ? null : await sealStory(scope, { ...of, id: next }, story)
  const answer = await answerText.seal(scope, { ...of, id }, words)
  const target = informed === undefined ? `request/${id}` : `request/${id} informed/${informed}`
  await record(scope, network, proposed === null ? 'care.declineRequest' : 'care.redirectRequest', target, { about: row.personId })
  const goesOn = proposed !== null && row.fromServiceId === null ? ground : undefined
  const agreed = goesOn?.kind === 'consent' ? goesOn : null
  const ends = { network, service: row.toServiceId, personId: row.personId, to: proposed ?? '' }
  const emergency = goesOn?.kind === 'emergency' ? await declareEmergency(scope, actor, ends, goesOn.reason) : null
  const { rows } = await sql<{ said: Turned | 'not_found' | 'conflict' }>`
    select care.turn_away(${network}, ${id}, ${version}, ${move === 'decline' ? 'declined' : 'redirected'}, ${reason}, ${answer}, ${proposed}, ${next}, ${sealed}, ${due},
      ${agreed?.purpose ?? given ?? 'care'}, ${agreed?.how ?? null}, ${agreed?.until ?? null}, ${emergency}) as said`.execute(scope)
  const said = rows[0]?.said ?? 'not_found'
  if (said === 'not_found' || said === 'conflict') throw new Problem(said)
  if (said === 'passed' && emergency === null)
    await record(scope, network, 'care.noteConsent', `request/${next} team/${proposed}`, { about: row.personId })
  await tellSender(scope, network, row.fromServiceId, row.madeBy)
  return said
}
