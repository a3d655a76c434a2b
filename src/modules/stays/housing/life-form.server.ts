import { uuidIn } from '#modules/care/index.ts'
import { day, oneOf, text } from '#platform/cells.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Faults, reading, type Typed, versionIn } from '#platform/forms/typed.ts'
import { Problem } from '#platform/problem.ts'
import { pastDay, words } from '../forms.server.ts'
import { CHAIRED, DECISION_STATES, LONGEST_SUBJECT } from '../vocabulary.ts'
import { addMeeting, addTurn, changeTurn, dropTurn, settleDecision } from './life.server.ts'
import { addSubject, answerSubject } from './subjects.server.ts'

const MOST_DECISIONS = 20
/** What one of the forms about the life of a house asks for. `talked`: the subjects that were ticked. @throws Problem of the commands; not_found for a form that there is not */
export const changeLife = async (
  scope: Scope,
  network: string,
  house: string,
  typed: Typed,
  talked: readonly string[],
): Promise<Faults | null> => {
  const form = reading(typed)
  const given = <T>(input: T) => form.done(() => input)
  switch (typed.intent) {
    case 'turn': {
      const what = form.upTo('task', 80, text)
      const read = given({ on_day: form.cell('on_day', day) ?? '', what, who: form.upTo('who', 60) })
      if (!read.ok) return read.faults
      await addTurn(scope, network, house, read.input)
      return null
    }
    case 'turnMove': {
      const id = uuidIn(typed.record ?? '')
      if (typed.move === 'drop') await dropTurn(scope, network, id)
      else if (typed.move === 'clear') await changeTurn(scope, network, id, versionIn(typed), { who: '' })
      else await changeTurn(scope, network, id, versionIn(typed), { is_done: typed.move === 'done' })
      return null
    }
    case 'subject': {
      const what = (form.cell('subject', text) ?? '').slice(0, LONGEST_SUBJECT)
      const read = given({ what, who: words(form, 'who').slice(0, 60) })
      if (!read.ok) return read.faults
      await addSubject(scope, network, house, read.input)
      return null
    }
    case 'answer': {
      const answer = (form.cell('answer', text) ?? '').slice(0, 500)
      const read = given(answer)
      if (!read.ok) return read.faults
      await answerSubject(scope, network, uuidIn(typed.record ?? ''), versionIn(typed), read.input)
      return null
    }
    case 'meeting': {
      const decisions = words(form, 'decisions')
        .split('\n')
        .map((line) => line.trim().slice(0, 500))
        .filter((line) => line !== '')
        .slice(0, MOST_DECISIONS)
      const chaired = form.cell('chaired', oneOf(CHAIRED)) ?? 'resident'
      const read = given({
        on_day: pastDay(form, 'held_on'),
        chaired,
        chair: form.upTo('chair', 60),
        about: form.upTo('about', 2000),
        decisions,
        subjects: talked.map(uuidIn),
      })
      if (!read.ok) return read.faults
      await addMeeting(scope, network, house, read.input)
      return null
    }
    case 'decision': {
      const state = form.cell('became_state', oneOf(DECISION_STATES)) ?? 'open'
      const read = given({ state, became: form.upTo('became', 500) })
      if (!read.ok) return read.faults
      await settleDecision(scope, network, uuidIn(typed.record ?? ''), versionIn(typed), read.input)
      return null
    }
    default:
      throw new Problem('not_found')
  }
}
