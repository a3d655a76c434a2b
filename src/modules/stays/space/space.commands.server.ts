import { uuidIn } from '#modules/care/index.ts'
import { ownFile } from '#modules/plans/index.server.ts'
import type { Actor } from '#platform/actor.ts'
import { oneOf, text } from '#platform/cells.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Faults, idIn, reading, type Typed, versionIn } from '#platform/forms/typed.ts'
import { Problem } from '#platform/problem.ts'
import { writeOwnWords } from '../coercion/debriefing.commands.server.ts'
import { shareTurn } from '../housing/life.server.ts'
import { endPath, sayYes } from '../housing/path.commands.server.ts'
import { askSubject, withdrawSubject } from '../housing/subjects.server.ts'
import { agreeToLeave } from '../residential/discharge.commands.server.ts'
import { LONGEST_SUBJECT } from '../vocabulary.ts'

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

const WHO = 60
const TASK_MOVES: Readonly<Record<string, { who?: string; is_done?: boolean }>> = {
  leave: { who: '' },
  done: { is_done: true },
  undone: { is_done: false },
}
/** What a resident does with a task of the house, and what they ask it to talk about. @throws Problem conflict; not_found without a file, or for a form that there is not */
export const changeTask = async (scope: Scope, network: string, typed: Typed): Promise<Faults | null> => {
  const { id: file, givenName } = await ownFile(scope, network)
  const [id, version] = [uuidIn(typed.record ?? ''), versionIn(typed)]
  const intent = typed.intent ?? ''
  const change = Object.hasOwn(TASK_MOVES, intent) ? TASK_MOVES[intent] : undefined
  if (change !== undefined) {
    await shareTurn(scope, network, file, id, version, change)
    return null
  }
  if (intent === 'withdraw') {
    await withdrawSubject(scope, network, file, id)
    return null
  }
  const form = reading(typed)
  if (intent === 'ask') {
    // The name is that of their own file: what a form says is not whose it is.
    const who = typed.named === 'yes' ? givenName.slice(0, WHO) : ''
    const what = (form.cell('subject', text) ?? '').slice(0, LONGEST_SUBJECT)
    const asked = form.done(() => ({ what, who }))
    if (!asked.ok) return asked.faults
    await askSubject(scope, network, file, idIn(typed.house ?? ''), id, asked.input)
    return null
  }
  if (intent !== 'take') throw new Problem('not_found')
  const who = (form.cell('who', text) ?? '').slice(0, WHO)
  const read = form.done(() => who)
  if (!read.ok) return read.faults
  await shareTurn(scope, network, file, id, version, { who: read.input })
  return null
}

/** What the person has to say of a measure. @throws Problem not_found */
export const sayOfMeasure = async (scope: Scope, actor: Actor, network: string, typed: Typed): Promise<Faults | null> => {
  const form = reading(typed)
  const words = form.upTo('words', 4000, text)
  // Who may read it is said each time: nothing is shown, and nothing kept back, by a box that stood there.
  const reader = form.cell('for', oneOf(['team', 'me'])) ?? 'me'
  const read = form.done(() => ({ words, forTeam: reader === 'team' }))
  if (!read.ok) return read.faults
  await writeOwnWords(scope, actor, network, uuidIn(typed.record ?? ''), read.input)
  return null
}
