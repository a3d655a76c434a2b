import type { Actor } from '#platform/actor.ts'
import { oneOf, text } from '#platform/cells.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Faults, reading, type Typed, versionIn } from '#platform/forms/typed.ts'
import { Problem } from '#platform/problem.ts'
import { momentIn, readDebriefingForm, readRenewalForm, words } from '../forms.server.ts'
import { FINDINGS, WATCHES } from '../vocabulary.ts'
import { noteDebriefing } from './debriefing.commands.server.ts'
import { endMeasure, noteCheck, renewMeasure, reviewMeasure, strikeMeasure } from './measures.commands.server.ts'

/** What one of the small forms on the page of a measure asks for. @throws Problem of the commands; not_found for a form that there is not */
export const changeMeasure = async (scope: Scope, actor: Actor, network: string, id: string, typed: Typed): Promise<Faults | null> => {
  const form = reading(typed)
  const given = <T>(input: T) => form.done(() => input)
  switch (typed.intent) {
    // By the clock of the server: a page that was opened an hour ago ends nothing an hour ago.
    case 'finishNow':
      await endMeasure(scope, actor, network, id, versionIn(typed), new Date())
      return null
    case 'finish': {
      const read = given(momentIn(form, 'ended'))
      if (!read.ok) return read.faults
      await endMeasure(scope, actor, network, id, versionIn(typed), read.input)
      return null
    }
    case 'check': {
      const read = given({ at: momentIn(form, 'check'), what: form.cell('watch', oneOf(WATCHES)) ?? 'presence' })
      if (!read.ok) return read.faults
      await noteCheck(scope, actor, network, id, read.input.what, read.input.at)
      return null
    }
    case 'checkNow': {
      const read = given(form.cell('watch', oneOf(WATCHES)) ?? 'presence')
      if (!read.ok) return read.faults
      await noteCheck(scope, actor, network, id, read.input, new Date())
      return null
    }
    case 'renew': {
      const read = readRenewalForm(typed)
      if (!read.ok) return read.faults
      await renewMeasure(scope, actor, network, id, read.input)
      return null
    }
    case 'review': {
      const read = given({ finding: form.cell('finding', oneOf(FINDINGS)) ?? 'needed', words: words(form, 'review_words') })
      if (!read.ok) return read.faults
      await reviewMeasure(scope, actor, network, id, read.input.finding, read.input.words)
      return null
    }
    case 'debriefing': {
      const read = readDebriefingForm(typed)
      if (!read.ok) return read.faults
      await noteDebriefing(scope, actor, network, id, read.input)
      return null
    }
    case 'strike': {
      const read = given(form.cell('why', text) ?? '')
      if (!read.ok) return read.faults
      await strikeMeasure(scope, actor, network, id, versionIn(typed), read.input)
      return null
    }
    default:
      throw new Problem('not_found')
  }
}
