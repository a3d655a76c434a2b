import { uuidIn } from '#modules/care/index.ts'
import { day, oneOf, text } from '#platform/cells.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Faults, reading, type Typed, versionIn } from '#platform/forms/typed.ts'
import { Problem } from '#platform/problem.ts'
import { pastDay, words } from '../forms.server.ts'
import { CHAIRED, DECISION_STATES } from '../vocabulary.ts'
import { addMeeting, addTurn, changeTurn, dropTurn, settleDecision } from './life.server.ts'

const MOST_DECISIONS = 20
/** What one of the forms about the life of a house asks for. @throws Problem of the commands; not_found for a form that there is not */
export const changeLife = async (scope: Scope, network: string, house: string, typed: Typed): Promise<Faults | null> => {
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
      else await changeTurn(scope, network, id, versionIn(typed), { is_done: typed.move === 'done' })
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
