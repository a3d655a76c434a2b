import { uuidIn } from '#modules/care/index.ts'
import type { Actor } from '#platform/actor.ts'
import { text } from '#platform/cells.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Faults, reading, type Typed, versionIn } from '#platform/forms/typed.ts'
import { Problem } from '#platform/problem.ts'
import { writeOwnWords } from '../coercion/debriefing.commands.server.ts'
import { endPath, sayYes } from '../housing/path.commands.server.ts'
import { agreeToLeave } from '../residential/discharge.commands.server.ts'

/** What the person does in their own space about their stay: say yes, say stop. @throws Problem of the commands; not_found for a form that there is not */
export const changeMine = async (scope: Scope, actor: Actor, network: string, typed: Typed): Promise<void> => {
  const id = uuidIn(typed.record ?? '')
  switch (typed.intent) {
    case 'agree':
      return agreeToLeave(scope, network, id, versionIn(typed))
    case 'yes':
      return sayYes(scope, actor, network, id, versionIn(typed))
    case 'stop':
      return endPath(scope, actor, network, id, 'file', { because: 'by_choice', reason: '' })
    default:
      throw new Problem('not_found')
  }
}

/** What the person has to say of a measure. @throws Problem not_found */
export const sayOfMeasure = async (scope: Scope, actor: Actor, network: string, typed: Typed): Promise<Faults | null> => {
  const form = reading(typed)
  const words = (form.cell('words', text) ?? '').slice(0, 4000)
  const read = form.done(() => ({ words, forTeam: typed.team === 'on' }))
  if (!read.ok) return read.faults
  await writeOwnWords(scope, actor, network, uuidIn(typed.record ?? ''), read.input)
  return null
}
