import type { Actor } from '#platform/actor.ts'
import { attempted } from '#platform/attempt.server.ts'
import { anyText, oneOf } from '#platform/cells.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Faults, reading, type Typed } from '#platform/forms/typed.ts'
import { Problem } from '#platform/problem.ts'
import { readMeetingForm } from '../episodes/contact-form.server.ts'
import { readGroundForm } from '../forms.server.ts'
import type { Done } from '../screen/done.tsx'
import { listTeams } from '../teams/teams.queries.server.ts'
import { INFORMED, REFUSALS } from '../vocabulary.ts'
import { MOVES, type Move } from './machine.ts'
import { acceptRequest, beginEpisode, noteMeeting, sendDraft, turnAway, withdrawRequest } from './requests.commands.server.ts'
import { readRequest } from './requests.queries.server.ts'

/** What became of a move: the page that comes next in the network and what it says, or what is wrong. */
export type Moved = { to: string; done: Done } | { faults: Faults }

/** What the form of a request asks for. @throws Problem conflict, invalid, not_found (see the commands) */
export const moveRequest = async (
  scope: Scope,
  actor: Actor,
  network: string,
  id: string,
  version: number,
  typed: Typed,
): Promise<Moved> => {
  const move = MOVES.find((known) => known === typed.move)
  if (move === undefined) throw new Problem('not_found')
  const stay = (done: Done): Moved => ({ to: `requests/${id}`, done })
  const ways: Record<Move, () => Promise<Moved>> = {
    accept: () => acceptRequest(scope, actor, network, id, version).then(() => stay('accepted')),
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
    decline: () => turn(scope, network, id, version, typed),
    redirect: () => turn(scope, network, id, version, typed),
  }
  return attempted(scope, ways[move])
}

// One form for both: with a team that fits better it is a redirection. The page of the request is no longer theirs afterwards.
const turn = async (scope: Scope, network: string, id: string, version: number, typed: Typed): Promise<Moved> => {
  const { toServiceId, channel } = await readRequest(scope, network, id)
  const form = reading(typed)
  const reason = form.cell('refusal', oneOf(REFUSALS)) ?? 'other'
  // Who called is told by voice: nobody could read words to them.
  const words = channel === 'telephone' ? '' : (form.cell('words', anyText) ?? '').slice(0, 2000)
  const proposed = (typed.proposed ?? '').trim()
  if (proposed === toServiceId) form.wrong('proposed', 'care.fault.same')
  else if (proposed !== '' && !(await listTeams(scope, network)).some((team) => team.id === proposed))
    form.wrong('proposed', 'form.fault.unknown')
  const informed = channel === 'telephone' ? form.cell('informed', oneOf(INFORMED)) : undefined
  const read = form.done(() => ({ reason, words, proposed: proposed === '' ? null : proposed, ...(informed && { informed }) }))
  if (!read.ok) return { faults: read.faults }
  const done = await turnAway(scope, network, id, version, read.input)
  return { to: `teams/${toServiceId}`, done: informed === undefined ? done : informed === 'yes' ? 'calledBack' : 'notReached' }
}
