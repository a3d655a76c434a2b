import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Typed, versionIn } from '#platform/forms/typed.ts'
import { Problem } from '#platform/problem.ts'
import { faultAt, inputOf } from '../acting.server.ts'
import { answerDecision, decide, raiseLesson, sendBackLesson, undecide, writeLesson } from '../decisions.commands.server.ts'
import {
  readAttend,
  readCall,
  readChecks,
  readDecision,
  readHeld,
  readInvite,
  readLesson,
  readPlan,
  readResponse,
  readWords,
  readYes,
} from '../forms.server.ts'
import { attend, invite, replyToInvitation, sayWords, uninvite } from '../guests.commands.server.ts'
import { answerMeeting, changeDraft, holdMeeting, planMeeting, tellDecisions, withdraw } from '../situations.commands.server.ts'
import { teamsToInvite } from '../situations.queries.server.ts'
import { WAYS } from '../vocabulary.ts'

export type Sent = { network: string; id: string; typed: Typed; several: (name: string) => readonly string[] }
type Act = (scope: Scope, actor: Actor, sent: Sent) => Promise<void>

const noted = (typed: Typed) => WAYS.find((way) => way === typed.how) ?? 'spoken'

// A name or a day in a lesson is a fault that only the command finds, for it knows who works here.
const lesson: Act = async (scope, actor, { network, id, typed, several }) => {
  const text = inputOf(readLesson(typed, several('checks')))
  try {
    await writeLesson(scope, actor, network, id, versionIn(typed), text)
  } catch (error) {
    if (error instanceof Problem && error.code === 'invalid' && error.detail.names !== undefined)
      faultAt({ lesson: { id: 'situations.team.fault.names', values: { names: error.detail.names } } })
    if (error instanceof Problem && error.code === 'invalid' && error.detail.moments !== undefined)
      faultAt({ lesson: { id: 'situations.team.fault.moments', values: { moments: error.detail.moments } } })
    throw error
  }
}

const ACTS: Readonly<Record<string, Act>> = {
  change: (scope, _, { network, id, typed }) => changeDraft(scope, network, id, versionIn(typed), inputOf(readCall(typed))),
  yes: (scope, actor, { network, id, typed, several }) =>
    answerMeeting(scope, actor, network, id, {
      version: versionIn(typed),
      agree: { ...inputOf(readYes(typed, true)), yes: several('yes') },
    }),
  no: (scope, actor, { network, id, typed }) =>
    answerMeeting(scope, actor, network, id, { version: versionIn(typed), agree: { how: noted(typed), until: null } }),
  withdraw: (scope, _, { network, id }) => withdraw(scope, network, id),
  invite: async (scope, _, { network, id, typed }) => {
    const whom = inputOf(readInvite(typed))
    if ('service' in whom && !(await teamsToInvite(scope, network, [])).some(({ value }) => value === whom.service))
      faultAt({ service: { id: 'form.fault.unknown' } })
    await invite(scope, network, id, whom)
  },
  uninvite: (scope, _, { network, id, typed }) => uninvite(scope, network, id, typed.invitation ?? ''),
  comes: (scope, _, { network, id, typed }) => replyToInvitation(scope, network, id, typed.invitation ?? '', 'comes'),
  absent: (scope, _, { network, id, typed }) => replyToInvitation(scope, network, id, typed.invitation ?? '', 'absent'),
  attend: (scope, _, { network, id, typed }) => attend(scope, network, id, inputOf(readAttend(typed))),
  words: (scope, actor, { network, id, typed }) => sayWords(scope, actor, network, id, inputOf(readWords(typed))),
  plan: (scope, _, { network, id, typed }) => planMeeting(scope, network, id, versionIn(typed), inputOf(readPlan(typed))),
  hold: (scope, _, { network, id, typed }) => holdMeeting(scope, network, id, versionIn(typed), inputOf(readHeld(typed))),
  decide: (scope, actor, { network, id, typed }) => decide(scope, actor, network, id, inputOf(readDecision(typed))),
  undecide: (scope, _, { network, id, typed }) => undecide(scope, network, id, typed.decision ?? ''),
  tell: (scope, _, { network, id, typed }) => tellDecisions(scope, network, id, versionIn(typed)),
  respond: (scope, _, { network, id, typed }) =>
    answerDecision(scope, network, id, { decision: typed.decision ?? '', ...inputOf(readResponse(typed)) }),
  lesson,
  raise: (scope, _, { network, id, typed, several }) => {
    inputOf(readChecks(typed, several('checks')))
    return raiseLesson(scope, network, id, versionIn(typed))
  },
  back: (scope, actor, { network, id, typed }) => sendBackLesson(scope, actor, network, id, versionIn(typed)),
}

/** What a team does about a meeting. @returns what was done, as the next page says it */
export const actAsTeam = async (scope: Scope, actor: Actor, sent: Sent): Promise<string> => {
  const intent = sent.typed.intent ?? ''
  const act = Object.hasOwn(ACTS, intent) ? ACTS[intent] : undefined
  if (act === undefined) throw new Problem('invalid')
  await act(scope, actor, sent)
  return intent
}
