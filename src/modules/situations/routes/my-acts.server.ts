import type { Actor } from '#platform/actor.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Typed, versionIn } from '#platform/forms/typed.ts'
import { Problem } from '#platform/problem.ts'
import { inputOf } from '../acting.server.ts'
import { answerDecision } from '../decisions.commands.server.ts'
import { readAttend, readResponse, readWords, readYes } from '../forms.server.ts'
import { attend, sayWords } from '../guests.commands.server.ts'
import { answerMeeting, withdraw } from '../situations.commands.server.ts'

export type Sent = { network: string; id: string; typed: Typed /** The invitations that were ticked. */; yes: readonly string[] }

/** What a person does about a meeting of theirs. @returns what was done, as the next page says it */
export const actAsPerson = async (scope: Scope, actor: Actor, { network, id, typed, yes }: Sent): Promise<string> => {
  const version = versionIn(typed)
  switch (typed.intent) {
    case 'yes': {
      const { until, how } = inputOf(readYes(typed, false))
      await answerMeeting(scope, actor, network, id, { version, agree: { how, until, yes } })
      return 'yes'
    }
    case 'no':
      await answerMeeting(scope, actor, network, id, { version, agree: { how: 'self', until: null } })
      return 'no'
    case 'attend':
      await attend(scope, network, id, inputOf(readAttend(typed)))
      return 'attend'
    case 'words':
      await sayWords(scope, actor, network, id, inputOf(readWords(typed)))
      return 'words'
    case 'respond':
      await answerDecision(scope, network, id, { decision: typed.decision ?? '', ...inputOf(readResponse(typed)) })
      return 'respond'
    case 'withdraw':
      await withdraw(scope, network, id)
      return 'withdraw'
    default:
      throw new Problem('invalid')
  }
}
