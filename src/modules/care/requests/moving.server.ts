import type { Actor } from '#platform/actor.ts'
import { attempted } from '#platform/attempt.server.ts'
import type { Scope } from '#platform/db.server.ts'
import type { Faults, Typed } from '#platform/forms/typed.ts'
import { Problem } from '#platform/problem.ts'
import { readMeetingForm } from '../episodes/contact-form.server.ts'
import { readGroundForm, readTurnForm } from '../forms.server.ts'
import type { Done } from '../screen/done.tsx'
import { listTeams } from '../teams/teams.queries.server.ts'
import { MOVES, type Move } from './machine.ts'
import { mayPass } from './passing.ts'
import { acceptRequest, beginEpisode, noteMeeting, sendDraft, withdrawRequest } from './requests.commands.server.ts'
import { readRequest } from './requests.queries.server.ts'
import { turnAway } from './turning.commands.server.ts'

/** What became of a move: the page that comes next in the network and what it says, or what is wrong. */
export type Moved = { to: string; done: Done } | { faults: Faults }

/** What stands as the purpose of a consent that was given with the request itself, by the person or by who asked for them. */
export type Given = { self: string; asker: string }

/** What the form of a request asks for. @throws Problem conflict, invalid, not_found (see the commands) */
export const moveRequest = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  typed: Typed,
  given: Given,
): Promise<Moved> => {
  const move = MOVES.find((known) => known === typed.move)
  if (move === undefined) throw new Problem('not_found')
  const stay = (done: Done): Moved => ({ to: `requests/${id}`, done })
  const ways: Record<Move, () => Promise<Moved>> = {
    accept: () => acceptRequest(scope, actor, network, id, version, (typed.yes_words ?? '').slice(0, 2000)).then(() => stay('accepted')),
    meet: async () => {
      const read = readMeetingForm(typed)
      if (!read.ok) return { faults: read.faults }
      await noteMeeting(scope, network, id, version, read.input)
      return stay('met')
    },
    withdraw: () => withdrawRequest(scope, network, id, version).then(() => stay('withdrawn')),
    begin: async () => {
      const { personId } = await beginEpisode(scope, actor, network, id, version)
      return { to: `people/${personId}`, done: 'begun' }
    },
    send: async () => {
      const read = readGroundForm(typed)
      if (!read.ok) return { faults: read.faults }
      await sendDraft(scope, actor, network, id, version, read.input)
      return stay('sent')
    },
    decline: () => turn(scope, actor, { network, id, version, typed }, given),
    redirect: () => turn(scope, actor, { network, id, version, typed }, given),
  }
  return attempted(scope, ways[move])
}

// One form for both: with a team that fits better it is a redirection. The page of the request is no longer theirs afterwards.
const turn = async (
  scope: Scope,
  actor: Actor,
  { network, id, version, typed }: { network: string; id: string; version: number; typed: Typed },
  given: Given,
): Promise<Moved> => {
  const request = await readRequest(scope, network, id)
  const { toServiceId, channel, fromKind } = request
  const turned = { channel, toServiceId, isOutside: request.fromServiceId === null, mayPass: mayPass(request) }
  const read = readTurnForm(typed, turned, await listTeams(scope, network))
  if (!read.ok) return { faults: read.faults }
  const { informed } = read.input
  const done = await turnAway(scope, actor, network, id, version, { ...read.input, given: given[fromKind === 'person' ? 'self' : 'asker'] })
  const told: Done = informed === undefined || done === 'passed' ? done : informed === 'yes' ? 'calledBack' : 'notReached'
  return { to: `teams/${toServiceId}`, done: told }
}
