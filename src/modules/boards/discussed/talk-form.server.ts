import type { Actor } from '#platform/actor.ts'
import { oneOf, text } from '#platform/cells.ts'
import type { Scope } from '#platform/db.server.ts'
import { type Faults, reading, type Typed, versionIn } from '#platform/forms/typed.ts'
import { Problem } from '#platform/problem.ts'
import { failed } from '#platform/request.server.ts'
import { uuidIn } from '../../care/index.ts'
import { DISCUSSED_REASONS, INTENSITIES } from '../vocabulary.ts'
import { agree, changeTalk, keepIntensity, putOn, takeOff } from './discussed.commands.server.ts'

/** What a form on these pages does, told by its `intent`. @returns what is wrong with it; @throws the answer 404 for anything else */
export const actOnTalk = async (scope: Scope, actor: Actor, network: string, service: string, typed: Typed): Promise<Faults | null> => {
  const form = reading(typed)
  if (typed.intent === 'off') {
    await takeOff(scope, actor, network, uuidIn(typed.entry ?? ''))
    return null
  }
  if (typed.intent === 'keep') {
    await keepIntensity(scope, network, uuidIn(typed.entry ?? ''), versionIn(typed))
    return null
  }
  if (typed.intent === 'agree') {
    const what = form.upTo('what', 4000, text)
    const read = form.done(() => what)
    if (!read.ok) return read.faults
    await agree(scope, actor, network, uuidIn(typed.entry ?? ''), uuidIn(typed.agreement ?? ''), read.input)
    return null
  }
  if (typed.intent !== 'on' && typed.intent !== 'change') throw failed(new Problem('not_found'))
  const [reason, intensity] = [form.cell('reason', oneOf(DISCUSSED_REASONS)), form.cell('intensity', oneOf(INTENSITIES))]
  if (typed.intent === 'on' && (typed.person ?? '') === '') form.wrong('person', 'cell.required')
  const read = form.done(() => ({ reason: reason ?? 'other', intensity: intensity ?? 'daily' }))
  if (!read.ok) return read.faults
  if (typed.intent === 'on') await putOn(scope, actor, network, service, uuidIn(typed.person ?? ''), read.input)
  else await changeTalk(scope, network, uuidIn(typed.entry ?? ''), versionIn(typed), read.input)
  return null
}
